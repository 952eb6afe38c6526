import type { MessagePack } from './message-pack.js';
import type { CspViolation, Ports, Release, SocketEvent, SocketEventName, SocketLike } from './ports.js';

/** Whose doing the end of an attempt was. `peer` is everything that is not ours: server, network, browser. */
export type EndedBy = 'reader' | 'host' | 'timeout' | 'removal' | 'peer';

/** Who gives a command: the reader by a gesture, the host page by a call, or an element leaving the page. */
export type Commander = 'reader' | 'host' | 'removal';

/** The arguments of our own `close()` call. */
export interface CloseArguments {
  readonly code?: number;
  readonly reason?: string;
}

/**
 * How one attempt ended: only what was observed. A field is absent where the browser did not tell;
 * a missing `close` event stays missing (`code: undefined`), never filled in.
 */
export interface AttemptEnd {
  readonly endedBy: EndedBy;
  /** Whether the `open` event came. */
  readonly opened: boolean;
  /** From the `close` event. Absent when none came, as in Chromium under a Content Security Policy. */
  readonly code?: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
  /** Whether an `error` event came. */
  readonly errorEvent: boolean;
  /**
   * The kinds of events the socket fired, each once, in the order of its first occurrence: `error` before `close`
   * without `open` is a failed handshake, and a `close` alone says something else. Absent if no socket was made.
   */
  readonly events?: readonly SocketEventName[];
  /** The subprotocols that were offered. Absent if no socket was asked for. */
  readonly offered?: readonly string[];
  /** What the constructor threw. `name` is not always that of a DOMException (Firefox under CSP). */
  readonly threw?: { readonly name: string; readonly message: string };
  /** What was told when the socket went away with the worker that held it: then there is no `close` event. */
  readonly lost?: string;
  /** Why no socket was made at all: the host prevented it, or there was no URL. */
  readonly refused?: string;
  /** An enforced policy violation that came during the attempt and fits its URL. */
  readonly cspViolation?: CspViolation;
  /** Which of our own limits ran out, when `endedBy` is `timeout`. */
  readonly timeout?: 'handshake' | 'closing';
  /** Given when we called `close()`. */
  readonly closeArgs?: CloseArguments;
  /** When it ended, Unix epoch milliseconds. */
  readonly atMs: number;
  /** From its start to its end. */
  readonly durationMs: number;
  /** From its start to the `open` event. */
  readonly openedAfterMs?: number;
  /** From the last message in either direction, or from opening, to the end; the whole time if it never opened. */
  readonly idleMs: number;
}

/**
 * Whether an end is a failure: the peer or a time limit ended it before it opened, or after it without a
 * clean close. What the reader or the host asked for is never one (a cancelled attempt gives `error` and
 * 1006 in every browser).
 */
export function failed(end: AttemptEnd): boolean {
  if (end.endedBy !== 'peer' && end.endedBy !== 'timeout') return false;
  return !end.opened || end.wasClean !== true;
}

/** How long an attempt may be unanswered before the reader is told "still trying". */
export const stillTryingAfterMs = 5_000;

/**
 * How long to wait for a `close` event after an `error` that left the socket CLOSED. The two come in one task
 * (WHATWG WebSockets §4 "when the WebSocket connection is closed"); Chromium fires no `close` at all when a
 * Content Security Policy blocks (own measurement, Chromium 156).
 */
export const closeAfterErrorMs = 250;

/**
 * How long to wait for a `securitypolicyviolation` event after the constructor threw: Firefox delivers it a
 * moment later (own measurement, Firefox 153).
 */
export const violationAfterThrowMs = 100;

/** What an attempt tells its connection. Each is called in the socket's own event, in its order. */
export interface AttemptListener {
  /** No answer for `stillTryingAfterMs`. */
  stillTrying(): void;
  opened(socket: SocketLike, timeMs: number): void;
  message(data: unknown, timeMs: number): void;
  /** Several messages, from a socket that hands them over in packs. */
  messages(pack: MessagePack): void;
  /** Our `close()` put the socket into CLOSING. */
  closing(): void;
  /** Once, and nothing after it. */
  ended(end: AttemptEnd): void;
}

/** How to make an attempt. */
export interface AttemptOptions {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly handshakeTimeoutMs: number;
  readonly closingTimeoutMs: number;
  readonly ports: Ports;
  readonly listener: AttemptListener;
}

/**
 * One socket from construction to its end. It is started once, ends exactly once whatever the browser does or
 * leaves out, and is never revived. Events that a socket fires after the end are not heard.
 */
export class Attempt {
  readonly #options: AttemptOptions;
  readonly #startedMs: number;
  readonly #releases: Release[] = [];
  #socket: SocketLike | undefined;
  #openedMs: number | undefined;
  #activeMs: number;
  readonly #events = new Set<SocketEventName>();
  #threw: { readonly name: string; readonly message: string } | undefined;
  #cspViolation: CspViolation | undefined;
  #closedBy: Commander | undefined;
  #closeArgs: CloseArguments | undefined;
  #ended = false;

  /** Constructs nothing yet: see `start()`. */
  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#startedMs = options.ports.clock.now();
    this.#activeMs = this.#startedMs;
  }

  /** The socket, once made. Read it, do not listen to it or close it. */
  get socket(): SocketLike | undefined {
    return this.#socket;
  }

  /** Makes the socket and listens to it. Never throws: what the constructor throws becomes the end. */
  start(): void {
    const { url, protocols, ports, handshakeTimeoutMs } = this.#options;
    const stopObserving = ports.observeCspViolations?.((violation) => this.#onViolation(violation));
    if (stopObserving) this.#releases.push(stopObserving);
    try {
      this.#socket = ports.socket(url, protocols);
    } catch (error) {
      this.#onThrow(error);
      return;
    }
    this.#socket.binaryType = 'arraybuffer';
    this.#listen('open', this.#onOpen);
    this.#listen('message', this.#onMessage);
    const stopPacks = this.#socket.takePacks?.(this.#onPack);
    if (stopPacks) this.#releases.push(stopPacks);
    this.#listen('error', this.#onError);
    this.#listen('close', this.#onClose);
    this.#after(stillTryingAfterMs, () => {
      if (this.#openedMs === undefined && !this.#closedBy) this.#options.listener.stillTrying();
    });
    this.#after(handshakeTimeoutMs, () => {
      if (this.#openedMs === undefined && !this.#closedBy) this.#end('timeout', { timeout: 'handshake' });
    });
  }

  /** A message was handed to the socket: it counts as activity. */
  sent(): void {
    this.#activeMs = this.#options.ports.clock.now();
  }

  /**
   * Asks the socket to close. The end comes with its `close` event, or when the closing time limit runs out.
   * A second call does nothing. Throws what `WebSocket.close()` throws for a bad code or reason, and then
   * nothing has happened.
   */
  close(by: Commander, args: CloseArguments = {}): void {
    if (this.#ended || this.#closedBy) return;
    const socket = this.#socket;
    if (!socket) {
      this.#end('peer');
      return;
    }
    const cancelled = this.#openedMs === undefined;
    // `close()` of a CONNECTING socket may fire `error` and `close` before it returns in a foreign socket
    this.#closedBy = by;
    this.#closeArgs = args;
    try {
      if (args.code !== undefined) socket.close(args.code, args.reason);
      else socket.close();
    } catch (error) {
      this.#closedBy = undefined;
      this.#closeArgs = undefined;
      throw error;
    }
    if (this.isEnded()) return;
    this.#options.listener.closing();
    this.#after(this.#options.closingTimeoutMs, () => {
      if (cancelled) this.#end(by);
      else this.#end('timeout', { timeout: 'closing' });
    });
  }

  /** Whether the end has been told. */
  isEnded(): boolean {
    return this.#ended;
  }

  #listen(type: 'open' | 'message' | 'error' | 'close', listener: (event: SocketEvent) => void): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.addEventListener(type, listener);
    this.#releases.push(() => {
      socket.removeEventListener(type, listener);
    });
  }

  #after(delayMs: number, callback: () => void): void {
    this.#releases.push(this.#options.ports.clock.after(delayMs, callback));
  }

  #timeOf(event: SocketEvent): number {
    return event.timeStamp ?? this.#options.ports.clock.now();
  }

  readonly #onOpen = (event: SocketEvent): void => {
    const socket = this.#socket;
    if (this.#ended || !socket || this.#openedMs !== undefined) return;
    this.#events.add('open');
    this.#openedMs = this.#activeMs = this.#timeOf(event);
    this.#options.listener.opened(socket, this.#openedMs);
  };

  readonly #onMessage = (event: SocketEvent): void => {
    if (this.#ended) return;
    this.#events.add('message');
    this.#activeMs = this.#timeOf(event);
    this.#options.listener.message(event.data, this.#activeMs);
  };

  readonly #onPack = (pack: MessagePack): void => {
    if (this.#ended || pack.count === 0) return;
    this.#events.add('message');
    this.#activeMs = pack.times[pack.count - 1] ?? this.#options.ports.clock.now();
    this.#options.listener.messages(pack);
  };

  readonly #onError = (event: SocketEvent): void => {
    if (this.#ended || this.#events.has('error')) return;
    if (event.threw !== undefined || event.lost !== undefined) {
      // No event of a WebSocket: the record says what it is.
      this.#threw = event.threw;
      if (event.threw) this.#socket = undefined;
      this.#end(this.#closedBy ?? 'peer', event.lost !== undefined ? { lost: event.lost } : {});
      return;
    }
    this.#events.add('error');
    // A `close` belongs to every `error`; where it does not come, the attempt must not hang.
    const closed = this.#socket?.readyState === 3;
    this.#after(closed ? closeAfterErrorMs : this.#options.closingTimeoutMs, () => {
      this.#end(this.#closedBy ?? 'peer');
    });
  };

  readonly #onClose = (event: SocketEvent): void => {
    this.#events.add('close');
    this.#end(
      this.#closedBy ?? 'peer',
      {
        ...(event.code !== undefined && { code: event.code }),
        ...(event.reason !== undefined && { reason: event.reason }),
        ...(event.wasClean !== undefined && { wasClean: event.wasClean }),
      },
      this.#timeOf(event),
    );
  };

  #onViolation(violation: CspViolation): void {
    if (violation.disposition !== 'enforce' || this.#cspViolation) return;
    if (violation.effectiveDirective !== 'connect-src') return;
    if (!blocks(violation, this.#socket?.url ?? this.#options.url)) return;
    this.#cspViolation = violation;
    if (this.#threw) this.#end('peer');
  }

  #onThrow(error: unknown): void {
    this.#threw = describeThrown(error);
    // A SyntaxError is about the arguments: no policy violation follows it.
    const mayBeBlocked = this.#options.ports.observeCspViolations && this.#threw.name !== 'SyntaxError';
    if (!mayBeBlocked || this.#cspViolation) this.#end('peer');
    else this.#after(violationAfterThrowMs, () => this.#end('peer'));
  }

  #end(endedBy: EndedBy, told: Partial<AttemptEnd> = {}, timeMs = this.#options.ports.clock.now()): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const release of this.#releases) release();
    this.#letGo();
    const { clock } = this.#options.ports;
    this.#options.listener.ended(
      Object.freeze({
        endedBy,
        opened: this.#openedMs !== undefined,
        errorEvent: this.#events.has('error'),
        offered: Object.freeze([...this.#options.protocols]),
        ...(this.#socket && { events: Object.freeze([...this.#events]) }),
        atMs: clock.timeOriginMs + timeMs,
        durationMs: Math.max(0, timeMs - this.#startedMs),
        idleMs: Math.max(0, timeMs - this.#activeMs),
        ...(this.#openedMs !== undefined && { openedAfterMs: Math.max(0, this.#openedMs - this.#startedMs) }),
        ...(this.#threw && { threw: Object.freeze(this.#threw) }),
        ...(this.#cspViolation && { cspViolation: this.#cspViolation }),
        ...(this.#closeArgs && { closeArgs: Object.freeze({ ...this.#closeArgs }) }),
        ...told,
      }),
    );
  }

  /** Closes a socket that is not closed yet; nobody listens any more. */
  #letGo(): void {
    const socket = this.#socket;
    if (!socket || socket.readyState === 3) return;
    try {
      socket.close();
    } catch {
      // A socket that refuses to be closed is out of our hands; the attempt is over all the same.
    }
  }
}

/**
 * Whether a violation's `blockedURI` fits a URL. Browsers report a bare scheme ("ws") for URLs that are not
 * http(s) (CSP Level 3 §5.4 "strip URL for use in reports") or the URL, whole or cut to its origin.
 */
function blocks(violation: CspViolation, url: string): boolean {
  const blocked = violation.blockedUri.replace(/^http/, 'ws').replace(/\/$/, '');
  if (blocked === 'ws' || blocked === 'wss') return true;
  return blocked !== '' && url.replace(/^http/, 'ws').startsWith(blocked);
}

function describeThrown(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: typeof error, message: String(error) };
  const { name, message } = error as { name?: unknown; message?: unknown };
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
  };
}
