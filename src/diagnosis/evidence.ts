import type { AttemptEnd, EndedBy } from '../core/attempt.js';
import type { ConnectionState } from '../core/connection-state.js';
import type { CspViolation, SocketEventName } from '../core/ports.js';

/** The engine of the page's browser. The same events mean different things in each, see `rules.ts`. */
export type BrowserFamily = 'chromium' | 'firefox' | 'webkit' | 'unknown';

/** A permission as `navigator.permissions.query()` tells it. */
export type PermissionWord = 'granted' | 'denied' | 'prompt';

/**
 * A question put to the network after a failure, on the reader's request.
 *
 * - `cors`: `fetch` of the address over http(s), readable if the server allows it.
 * - `no-cors`: the same with `mode: 'no-cors'`: tells only whether there was an HTTP answer.
 * - `root`: as `no-cors`, of `/` on the same host and port.
 * - `without-subprotocols`: a WebSocket to the same address that offers none.
 * - `swapped-scheme`: a WebSocket with `wss:` instead of `ws:` or the reverse.
 */
export type ProbeKind = 'cors' | 'no-cors' | 'root' | 'without-subprotocols' | 'swapped-scheme';

/**
 * What came of a probe. `answered`: an HTTP response (any status), or a WebSocket that opened. `failed`: an error
 * at once. `timeout`: nothing within its time limit. `blocked`: the page's policy forbade it, so it tells nothing
 * about the server. `aborted`: the reader stopped it.
 */
export type ProbeOutcome = 'answered' | 'failed' | 'timeout' | 'blocked' | 'aborted';

/** One probe and what it showed. */
export interface Probe {
  readonly kind: ProbeKind;
  readonly outcome: ProbeOutcome;
  /** The HTTP status. Only `cors` can read one, and only where the server sends CORS headers. */
  readonly status?: number;
  /** Whether `fetch` was redirected (`Response.redirected`), where it may tell. */
  readonly redirected?: boolean;
  /** The close code that a WebSocket probe failed with: Firefox tells TLS failures by 1015. */
  readonly code?: number;
  /** How long it took. */
  readonly durationMs?: number;
  /**
   * `duration` of its Resource Timing entry. Firefox gives 0 to a failed request that was never sent (no TCP
   * connection, or TLS failed), more if it was (own measurement, Firefox 153).
   */
  readonly resourceTimingMs?: number;
}

/** What went over the wire around the end: counts and sizes, never contents. */
export interface MessagesAround {
  readonly sent?: number;
  readonly received?: number;
  /** The last message before the end, in either direction. */
  readonly last?: {
    readonly direction: 'sent' | 'received';
    readonly kind: 'text' | 'binary';
    readonly sizeBytes: number;
    /** How long before the end it was. */
    readonly beforeEndMs: number;
  };
}

/** An earlier attempt at the same endpoint: only its measures, for finding what repeats. */
export interface EarlierAttempt {
  readonly opened: boolean;
  readonly code?: number;
  readonly wasClean?: boolean;
  /** From its start to its end. */
  readonly durationMs?: number;
  /** From opening to the end. */
  readonly openMs?: number;
  readonly idleMs?: number;
}

/**
 * What one or several attempts showed, and what is known of the page around them. Everything but `url` is
 * optional, because browsers keep much to themselves: leave out what is not known, never fill it in. An absent
 * field is "unknown", not "no". Absurd values are ignored; `diagnose()` throws on none.
 */
export interface Evidence {
  /** The address as it was tried, or as the reader typed it before any attempt. May be wrong. */
  readonly url: string;
  /** Where the attempt stands: not `closed` while it is still running. Default `closed`. */
  readonly stage?: 'connecting' | 'open' | 'closed';
  readonly browser?: BrowserFamily;
  /** Whose doing the end was. Absent: taken for the peer's. */
  readonly endedBy?: EndedBy;
  readonly opened?: boolean;
  /** The kinds of events, each once, in the order of their first occurrence. */
  readonly events?: readonly SocketEventName[];
  /** From the `close` event; absent if none came. */
  readonly code?: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
  /** What the constructor threw. */
  readonly threw?: { readonly name: string; readonly message?: string };
  /** Why the worker that held the socket stopped. The socket itself then told nothing of its end. */
  readonly lost?: string;
  /** Why the page itself made no socket. */
  readonly refused?: string;
  readonly cspViolation?: CspViolation;
  /** Which of our own time limits ran out. */
  readonly timeout?: 'handshake' | 'closing';
  /** The arguments of our own `close()`; present, even if empty, exactly when we called it. */
  readonly closeArgs?: { readonly code?: number; readonly reason?: string };
  /** From start to end, or until now. */
  readonly durationMs?: number;
  /** From start to opening. */
  readonly openedAfterMs?: number;
  /** From the last message, or from opening, to the end or until now. */
  readonly idleMs?: number;
  /** From our own `close()` to the end or until now. */
  readonly closingMs?: number;
  /** The subprotocols we offered. Empty: none, and that is known. */
  readonly offered?: readonly string[];
  /** The one the server chose (`WebSocket.protocol`); `''` for none. */
  readonly protocol?: string;
  /** The extensions in use (`WebSocket.extensions`); `''` for none. */
  readonly extensions?: string;
  /** `WebSocket.url`: Chromium shows here that the page upgraded `ws:` to `wss:`. */
  readonly socketUrl?: string;
  /** The page's address; decides about mixed content and local networks. */
  readonly pageUrl?: string;
  /** Whether the page's policy has `upgrade-insecure-requests`. */
  readonly upgradesInsecureRequests?: boolean;
  /** `navigator.onLine`. False is a hint, not a proof; loopback works offline. */
  readonly onLine?: boolean;
  /** Permission to reach this machine, and the local network (`loopback-network`, `local-network`). */
  readonly permissions?: { readonly loopback?: PermissionWord; readonly local?: PermissionWord };
  /** How long before the end the page came back from the back/forward cache (`pageshow`, `persisted`). */
  readonly restoredBeforeEndMs?: number;
  /** Attempts of this page that failed in a row before this one; browsers slow down after some. */
  readonly recentFailures?: number;
  /** Earlier attempts at the same address, newest last. */
  readonly earlier?: readonly EarlierAttempt[];
  /** How many sockets the page had open. */
  readonly openSockets?: number;
  /** `bufferedAmount` at the end or now, and for how long it has not gone down. */
  readonly bufferedBytes?: number;
  readonly bufferedForMs?: number;
  readonly messages?: MessagesAround;
  readonly probes?: readonly Probe[];
}

/** What an attempt's end adds to evidence. */
export function evidenceFromEnd(url: string, end: AttemptEnd): Evidence {
  const { errorEvent: _errorEvent, atMs: _atMs, ...told } = end;
  return { url, stage: 'closed', ...told };
}

/**
 * What a connection's state adds to evidence, running or ended. `nowMs` is Unix epoch milliseconds and counts
 * only while an attempt runs.
 */
export function evidenceFromState(state: ConnectionState, nowMs: number): Evidence {
  const { end, settings, socketUrl, protocol, extensions, openedAtMs, startedAtMs } = state;
  const told = end
    ? evidenceFromEnd(settings.url, end)
    : running(settings.url, startedAtMs, openedAtMs, nowMs);
  return {
    ...told,
    ...(socketUrl !== undefined && { socketUrl }),
    ...(protocol !== undefined && { protocol }),
    ...(extensions !== undefined && { extensions }),
    ...(state.sendQueue && { bufferedBytes: state.sendQueue.sizeBytes }),
  };
}

function running(
  url: string,
  startedAtMs: number | undefined,
  openedAtMs: number | undefined,
  nowMs: number,
): Evidence {
  const opened = openedAtMs !== undefined;
  return {
    url,
    stage: opened ? 'open' : 'connecting',
    opened,
    ...(startedAtMs !== undefined && { durationMs: Math.max(0, nowMs - startedAtMs) }),
    ...(opened && startedAtMs !== undefined && { openedAfterMs: openedAtMs - startedAtMs }),
  };
}
