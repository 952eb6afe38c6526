import { Connection } from '../src/core/connection.js';
import type { ConnectionSettings } from '../src/core/connection-state.js';
import type { Ports } from '../src/core/ports.js';
import { replaySocket, type Recording } from '../src/record/replay-socket.js';
import { PastClock } from './past-clock.js';

/** An endpoint that is never asked: every story plays a recording. */
export const exampleUrl = 'wss://api.example.com/v1/stream';

/** What has happened to a connection by the time its story begins. */
export interface Past {
  readonly recording: Recording;
  /** How long ago the reader pressed Connect. Default 3,000. */
  readonly elapsedMs?: number;
  /** Commands that the reader gave, each so long after Connect. */
  readonly commands?: readonly {
    readonly afterMs: number;
    readonly give: (connection: Connection) => unknown;
  }[];
  /** Settings other than the URL of the examples. */
  readonly settings?: Partial<ConnectionSettings>;
  /** Bound of the log. */
  readonly maxEntries?: number;
  /** Replaces more than the socket and the clock. */
  readonly ports?: Partial<Ports>;
}

/** Makes a connection with a past. Uses no network; `ws-status` calls it a recording. */
export function playedConnection({
  recording,
  elapsedMs = 3_000,
  commands = [],
  settings,
  maxEntries,
  ports,
}: Past): Connection {
  const clock = new PastClock(elapsedMs);
  const connection = new Connection({
    url: exampleUrl,
    ...settings,
    ...(maxEntries !== undefined && { maxEntries }),
    // The waits between retries are the longest possible, so that there is time to look at them.
    ports: { socket: replaySocket(recording, { clock }), clock, random: () => 0.99, ...ports },
  });
  connection.open('reader');
  for (const { afterMs, give } of commands) clock.after(afterMs, () => give(connection));
  clock.catchUp();
  return connection;
}

/** A connection that nobody has opened yet. Should the reader do it, it plays the recording. */
export function idleConnection(
  recording: Recording = [{ type: 'open', afterMs: 400 }],
  settings: Partial<ConnectionSettings> = {},
): Connection {
  return new Connection({ url: exampleUrl, ...settings, ports: { socket: replaySocket(recording) } });
}

/** What the loaders here leave in a story's `loaded`. */
export interface Loaded {
  readonly connection?: Connection;
}

/** A loader as Storybook calls it, whatever the arguments of its story. */
export type ConnectionLoader = (context: { readonly abortSignal: AbortSignal }) => Loaded;

const mounted = new WeakMap<AbortSignal, Connection>();

/** A loader that makes a connection once for each time a story is shown; changed controls keep it. */
export function connected(make: () => Connection): ConnectionLoader {
  return ({ abortSignal }) => {
    const connection = mounted.get(abortSignal) ?? make();
    mounted.set(abortSignal, connection);
    return { connection };
  };
}

/** A loader of a connection with a past. */
export function played(past: Past): ConnectionLoader {
  return connected(() => playedConnection(past));
}

/** A loader of a connection that nobody has opened yet. */
export function idle(recording?: Recording, settings?: Partial<ConnectionSettings>): ConnectionLoader {
  return connected(() => idleConnection(recording, settings));
}
