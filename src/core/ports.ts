import type { MessagePack } from './message-pack.js';

/**
 * What the core needs from the world around it. The core has no clock, no socket, no chance of its own:
 * a browser, Node or a test hands them in, and so the same code runs in all three.
 */

/** Gives back what it released: a listener, a timer, a frame. Calling it twice does nothing more. */
export type Release = () => void;

/** The event names of a WebSocket (WHATWG WebSockets §3, "The WebSocket interface"). */
export type SocketEventName = 'open' | 'message' | 'error' | 'close';

/**
 * The part of an event that the core reads. Fields other than `type` are there on some events only.
 * `timeStamp` is milliseconds since the clock's time origin, as on a DOM `Event`; where it is missing
 * (`ws` in Node), the clock is read instead.
 */
export interface SocketEvent {
  readonly type: string;
  readonly timeStamp?: number;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
  /**
   * On an `error` of a socket whose constructor ran later and elsewhere (in a worker): what that threw. No such
   * socket was made, and nothing follows.
   */
  readonly threw?: { readonly name: string; readonly message: string };
  /**
   * On an `error` of a socket that went away together with what held it (a worker), so that no `close` follows:
   * what was told about it.
   */
  readonly lost?: string;
}

/** Where a socket lives, where that is a question: in a worker, or on the page because no worker could run. */
export type SocketPlace = 'worker' | 'page';

/**
 * Anything shaped like a browser's `WebSocket`: the real one, `ws` in Node, a proxy, a recorded exchange.
 * It must be CONNECTING (0) when the factory returns it and fire its events later, never during construction.
 */
export interface SocketLike {
  readonly url: string;
  /** 0 CONNECTING, 1 OPEN, 2 CLOSING, 3 CLOSED. */
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
  binaryType: string;
  /**
   * A word the reader sees beside the state when this is not a plain socket, such as "Recording".
   * Leave it out for a real socket.
   */
  readonly label?: string;
  /** Where it lives, once that is settled. Leave it out where nobody asked for another place than the usual. */
  readonly place?: SocketPlace | undefined;
  /**
   * Leave it out, or give messages in packs instead of by `message` events: from this call on each message comes
   * once, in a pack or by an event, and all in order. Packs are for this one taker; its release is returned.
   */
  takePacks?(taker: (pack: MessagePack) => void): Release;
  send(data: string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void;
  removeEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void;
}

/**
 * Makes a socket. It may throw what `new WebSocket()` throws; the attempt then ends with that in its record.
 * It is called once an attempt, never by a setting alone.
 */
export type SocketFactory = (url: string, protocols: readonly string[]) => SocketLike;

/** Time and timers. */
export interface Clock {
  /** Unix epoch milliseconds at which `now()` was 0 (`performance.timeOrigin`). */
  readonly timeOriginMs: number;
  /** Milliseconds since the time origin, monotonic (`performance.now()`, and the scale of `event.timeStamp`). */
  now(): number;
  /** Calls back once after `delayMs`, unless released before. */
  after(delayMs: number, callback: () => void): Release;
  /** Calls back once before the next paint, or soon where nothing paints, unless released before. */
  frame(callback: () => void): Release;
}

/** A Content Security Policy violation as the page's event told it (CSP Level 3 §5.5). */
export interface CspViolation {
  readonly effectiveDirective: string;
  readonly blockedUri: string;
  readonly disposition: 'enforce' | 'report';
}

/** Everything a connection takes from outside. */
export interface Ports {
  readonly socket: SocketFactory;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1 (`Math.random`); spreads the waits between retries. */
  readonly random: () => number;
  /** Tells of policy violations while an attempt runs. Left out where there is no document. */
  readonly observeCspViolations?: (listener: (violation: CspViolation) => void) => Release;
}
