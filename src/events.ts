import type { AttemptEnd } from './core/attempt.js';
import type { SendData } from './core/send-gate.js';

/**
 * Fired on the element that owns a connection before each attempt, also before each automatic retry. Bubbles,
 * crosses shadow roots, and is obeyed: change `url` or `protocols`, call `preventDefault()` to refuse, or
 * `waitUntil(promise)` to hold the attempt until, say, a token has come.
 */
export class WsBeforeConnectEvent extends Event {
  static readonly eventName = 'ws-before-connect';
  /** The endpoint to connect to. Writable until the attempt is made, also inside a `waitUntil` promise. */
  url: string;
  /** Subprotocols, comma separated. Writable like `url`. */
  protocols: string;
  /** Whose wish it is: a gesture of the reader, a call of the host, or an automatic retry. */
  readonly by: 'reader' | 'host' | 'retry';
  readonly #promises: Promise<unknown>[] = [];

  constructor(request: {
    readonly url: string;
    readonly protocols: string;
    readonly by: 'reader' | 'host' | 'retry';
  }) {
    super('ws-before-connect', { bubbles: true, composed: true, cancelable: true });
    this.url = request.url;
    this.protocols = request.protocols;
    this.by = request.by;
  }

  /** Holds the attempt until `promise` resolves. A rejection refuses the attempt and shows its message. */
  waitUntil(promise: Promise<unknown>): void {
    this.#promises.push(promise);
  }

  /** What to wait for; empty for nothing. Read by the element that fired the event. */
  get waiting(): readonly Promise<unknown>[] {
    return this.#promises;
  }
}

/**
 * Fired on the element that owns a connection before each message. Bubbles, crosses shadow roots, and is obeyed:
 * replace `data`, or call `preventDefault()` to refuse; the reader's text stays in the composer then.
 */
export class WsBeforeSendEvent extends Event {
  static readonly eventName = 'ws-before-send';
  /** What will be sent. Writable. */
  data: SendData;

  constructor(data: SendData) {
    super('ws-before-send', { bubbles: true, composed: true, cancelable: true });
    this.data = data;
  }
}

/** Fired on the element that owns a connection when the socket's `open` event came. Does not bubble. */
export class WsOpenEvent extends Event {
  static readonly eventName = 'ws-open';
  /** The URL as the browser resolved it. */
  readonly url: string;
  /** The subprotocol the server chose, or `''`. */
  readonly protocol: string;
  /** The extensions in use, or `''`. */
  readonly extensions: string;

  constructor(opened: { readonly url: string; readonly protocol: string; readonly extensions: string }) {
    super('ws-open');
    this.url = opened.url;
    this.protocol = opened.protocol;
    this.extensions = opened.extensions;
  }
}

/**
 * Fired on the element that owns a connection when an attempt ended without a failure: closed cleanly, or ended
 * by the reader or the host. Exactly one of `ws-close` and `ws-failure` follows each attempt. Does not bubble.
 */
export class WsCloseEvent extends Event {
  static readonly eventName = 'ws-close';
  /** All that was observed. */
  readonly end: AttemptEnd;

  constructor(end: AttemptEnd) {
    super('ws-close');
    this.end = end;
  }

  /** The close code the browser told; `undefined` if it told none. */
  get code(): number | undefined {
    return this.end.code;
  }

  /** The close reason the browser told; `undefined` if it told none. Hostile text. */
  get reason(): string | undefined {
    return this.end.reason;
  }

  /** As in the `close` event; `undefined` if none came. */
  get wasClean(): boolean | undefined {
    return this.end.wasClean;
  }
}

/**
 * Fired on the element that owns a connection when an attempt failed: it never opened, or opened and did not
 * end with a clean close. Does not bubble.
 */
export class WsFailureEvent extends Event {
  static readonly eventName = 'ws-failure';
  /** All that was observed. A page cannot know more; see `ws-status` for what remains possible. */
  readonly end: AttemptEnd;

  constructor(end: AttemptEnd) {
    super('ws-failure');
    this.end = end;
  }
}

/**
 * Fired on the element that owns a connection when its log grew, at most once a frame. Read the entries with
 * `connection.log.get(sequence)`; those below `connection.log.first` are gone. Does not bubble.
 */
export class WsMessagesEvent extends Event {
  static readonly eventName = 'ws-messages';
  /** Sequence number of the first new entry. */
  readonly first: number;
  /** Sequence number after the last new entry. */
  readonly next: number;

  constructor(range: { readonly first: number; readonly next: number }) {
    super('ws-messages');
    this.first = range.first;
    this.next = range.next;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ws-before-connect': WsBeforeConnectEvent;
    'ws-before-send': WsBeforeSendEvent;
    'ws-open': WsOpenEvent;
    'ws-close': WsCloseEvent;
    'ws-failure': WsFailureEvent;
    'ws-messages': WsMessagesEvent;
  }
}
