import { failed, type AttemptEnd } from '../core/attempt.js';
import type { ConnectionLike } from '../core/connection.js';
import type { Release } from '../core/ports.js';
import {
  evidenceFromState,
  type EarlierAttempt,
  type Evidence,
  type MessagesAround,
  type Probe,
} from '../diagnosis/evidence.js';
import { browserFamily } from './browser-family.js';
import { queryNetworkPermissions } from './network-permissions.js';

/** So many earlier attempts at an address are told of: enough to see what repeats. */
const mostEarlier = 10;
/** So many ended attempts are remembered, at whatever addresses. */
const mostRemembered = 50;

/** What is noted of an attempt while it runs, because nothing tells it afterwards. */
interface Notes {
  readonly number: number;
  /** The address in the settings when it began. */
  readonly url: string;
  /** The counts of the log when it began; absent if it began before anybody looked. */
  readonly before?: { readonly sent: number; readonly received: number };
  /** When our own `close()` began to work, Unix epoch milliseconds. */
  closingSinceMs?: number;
  /** How many bytes wait to be sent, and since when they have not become fewer. */
  queued?: { readonly sizeBytes: number; readonly sinceMs: number };
}

/** When this page last came back from the back/forward cache, Unix epoch milliseconds. */
let restoredAtMs: number | undefined;
if (typeof window !== 'undefined') {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) restoredAtMs = nowMs();
  });
}

const collectors = new WeakMap<ConnectionLike, EvidenceCollector>();

/** The collector of a connection: the same for all who ask, so that its memory of earlier attempts is shared. */
export function evidenceCollector(connection: ConnectionLike): EvidenceCollector {
  const present = collectors.get(connection) ?? new EvidenceCollector(connection);
  collectors.set(connection, present);
  return present;
}

/**
 * Watches a connection and gathers what the page knows of its last attempt, as evidence for `diagnose()`. It only
 * looks: it sends nothing, asks the reader nothing, and changes neither the connection nor its log. What it cannot
 * know it leaves out. Of attempts before its own time it knows only what the connection's state still tells of the
 * last one. It lives as long as the connection. Get one by {@link evidenceCollector}.
 *
 * ```ts
 * const collector = evidenceCollector(connection);
 * connection.open('reader');
 * const { findings } = diagnose(await collector.settled());
 * ```
 */
export class EvidenceCollector {
  readonly #connection: ConnectionLike;
  readonly #page: Window;
  readonly #listeners = new Set<() => void>();
  readonly #history: (EarlierAttempt & { readonly url: string })[] = [];
  #failuresInARow = 0;
  #notes: Notes;
  /** What was known when the attempt ended; what happens later to settings or network does not change it. */
  #ended: Evidence | undefined;
  #permissionsCame: Promise<void> = Promise.resolve();

  /** @param page the window whose address, permissions and state count */
  constructor(connection: ConnectionLike, page: Window = window) {
    this.#connection = connection;
    this.#page = page;
    const { attempts, settings, phase } = connection.state;
    this.#notes = {
      number: attempts,
      url: settings.url,
      ...(phase === 'connecting' && { before: this.#counts() }),
    };
    this.#follow();
    connection.subscribe(() => this.#follow());
  }

  /**
   * What is known of the running or last attempt; `undefined` before the first. Computed anew at each call while it
   * runs, and frozen once it ended, but for the permission states, which come a moment later, and for probes.
   */
  get evidence(): Evidence | undefined {
    return this.#ended ?? (this.#notes.number > 0 ? this.#gather() : undefined);
  }

  /** The evidence of an ended attempt, with permission states. While none has ended, or one runs, it waits. */
  async settled(): Promise<Evidence> {
    while (!this.#ended) await this.#change();
    await this.#permissionsCame;
    const { evidence } = this;
    // Another attempt may have begun meanwhile.
    return evidence?.stage === 'closed' ? evidence : this.settled();
  }

  /** Adds the result of a probe; a newer one of its kind takes the place of the older. Ignored while one runs. */
  addProbe(probe: Probe): void {
    if (!this.#ended) return;
    const others = this.#ended.probes?.filter(({ kind }) => kind !== probe.kind) ?? [];
    this.#ended = Object.freeze({ ...this.#ended, probes: Object.freeze([...others, probe]) });
    this.#tell();
  }

  /** Calls back whenever there is something new to read, but not for time that goes by. */
  subscribe(listener: () => void): Release {
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  #follow(): void {
    const { attempts, settings, phase, sendQueue, end } = this.#connection.state;
    if (attempts !== this.#notes.number) {
      this.#ended = undefined;
      this.#notes = { number: attempts, url: settings.url, before: this.#counts() };
    }
    const notes = this.#notes;
    if (phase === 'closing') notes.closingSinceMs ??= nowMs();
    if (!sendQueue) delete notes.queued;
    else if (!notes.queued || sendQueue.sizeBytes < notes.queued.sizeBytes)
      notes.queued = { sizeBytes: sendQueue.sizeBytes, sinceMs: nowMs() };
    if (end && !this.#ended) this.#onEnd(end, notes);
    this.#tell();
  }

  #onEnd(end: AttemptEnd, notes: Notes): void {
    this.#ended = Object.freeze(this.#gather());
    this.#remember(end, notes.url);
    this.#permissionsCame = queryNetworkPermissions(this.#page).then((permissions) => {
      if (this.#notes !== notes || !this.#ended) return;
      this.#ended = Object.freeze({ ...this.#ended, permissions: Object.freeze(permissions) });
      this.#tell();
    });
  }

  #remember({ opened, code, wasClean, durationMs, openedAfterMs, idleMs }: AttemptEnd, url: string): void {
    const { end } = this.#connection.state;
    if (opened) this.#failuresInARow = 0;
    else if (end && failed(end)) this.#failuresInARow += 1;
    this.#history.push({
      url,
      opened,
      durationMs,
      ...(code !== undefined && { code }),
      ...(wasClean !== undefined && { wasClean }),
      ...(openedAfterMs !== undefined && { openMs: Math.max(0, durationMs - openedAfterMs), idleMs }),
    });
    if (this.#history.length > mostRemembered) this.#history.shift();
  }

  #gather(): Evidence {
    const { state } = this.#connection;
    const { location, navigator, document } = this.#page;
    const { closingSinceMs, queued } = this.#notes;
    const { end } = state;
    const thenMs = end?.atMs ?? nowMs();
    const url = attemptedUrl(this.#notes.url, state.socketUrl, document.baseURI);
    const earlier = this.#history.filter((attempt) => attempt.url === this.#notes.url).slice(-mostEarlier);
    const startedMs = state.startedAtMs ?? thenMs;
    const messages = this.#messages(thenMs);
    return {
      ...evidenceFromState(state, nowMs()),
      url,
      browser: browserFamily(this.#page),
      pageUrl: location.href,
      upgradesInsecureRequests: upgradesInsecureRequests(document),
      onLine: navigator.onLine,
      recentFailures: this.#failuresInARow,
      ...(closingSinceMs !== undefined && { closingMs: Math.max(0, thenMs - closingSinceMs) }),
      ...(queued && { bufferedBytes: queued.sizeBytes, bufferedForMs: Math.max(0, thenMs - queued.sinceMs) }),
      ...(restoredAtMs !== undefined &&
        restoredAtMs >= startedMs && { restoredBeforeEndMs: Math.max(0, thenMs - restoredAtMs) }),
      ...(earlier.length > 0 && { earlier: earlier.map(({ url: _url, ...attempt }) => attempt) }),
      ...(messages && { messages }),
    };
  }

  #counts(): { readonly sent: number; readonly received: number } {
    const { sentCount, receivedCount } = this.#connection.log;
    return { sent: sentCount, received: receivedCount };
  }

  /** How many messages there were, and the last one's size; never what was in them. */
  #messages(thenMs: number): MessagesAround | undefined {
    if (this.#connection.state.openedAtMs === undefined) return undefined;
    const { before } = this.#notes;
    const now = this.#counts();
    const last = this.#lastMessage(thenMs);
    return {
      // Clearing the log sets its counts back; what it counted since is all that is known then.
      ...(before && {
        sent: now.sent >= before.sent ? now.sent - before.sent : now.sent,
        received: now.received >= before.received ? now.received - before.received : now.received,
      }),
      ...(last && { last }),
    };
  }

  #lastMessage(thenMs: number): MessagesAround['last'] {
    const { log } = this.#connection;
    for (let index = -1; index >= -log.length; index -= 1) {
      const direction = log.kindAt(index);
      if (direction === 'opened') return undefined;
      if (direction !== 'sent' && direction !== 'received') continue;
      const text = log.omittedAt(index)?.type === 'text' || typeof log.dataAt(index) === 'string';
      return {
        direction,
        kind: text ? 'text' : 'binary',
        sizeBytes: log.sizeBytesAt(index) ?? log.lengthAt(index) ?? 0,
        beforeEndMs: Math.max(0, thenMs - (log.timeAt(index) ?? thenMs)),
      };
    }
    return undefined;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const release = this.subscribe(() => {
        release();
        resolve();
      });
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/**
 * The address as it was tried. What the reader or the page wrote, made absolute; but where the page gave the socket
 * another one (`ws-before-connect`), that one. A scheme that only became `wss:` is the browser's doing
 * (`upgrade-insecure-requests`) and stays to be told apart.
 */
function attemptedUrl(written: string, socketUrl: string | undefined, baseUrl: string): string {
  const resolved = parse(written, baseUrl);
  if (socketUrl !== undefined && (!resolved || afterScheme(resolved) !== afterScheme(parse(socketUrl))))
    return socketUrl;
  return resolved && !parse(written) ? resolved.href : written;
}

function afterScheme(url: URL | undefined): string {
  return url ? url.host + url.pathname + url.search : '';
}

function parse(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Only a policy in a `<meta>` can be seen from within a page; one in a header cannot. */
function upgradesInsecureRequests({ head }: Document): boolean {
  const policies = head.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]');
  return [...policies].some(({ content }) => /(^|[;,\s])upgrade-insecure-requests\b/i.test(content));
}

/** Now, on the scale of the times in a connection's state. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
