import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AttemptEnd } from '../core/attempt.js';
import { Connection } from '../core/connection.js';
import type { ConnectRequest, ConnectionLike } from '../core/connection.js';
import type { ConnectionState } from '../core/connection-state.js';
import type { LogRange } from '../core/entry-log.js';
import type { Release, SocketFactory } from '../core/ports.js';
import type { SendData } from '../core/send-gate.js';
import {
  WsBeforeConnectEvent,
  WsBeforeSendEvent,
  WsCloseEvent,
  WsFailureEvent,
  WsMessagesEvent,
  WsOpenEvent,
} from '../events.js';
import { browserPorts } from './browser-ports.js';
import { connectionContext } from './connection-context.js';
import type { ConnectionCallback } from './connection-context.js';
import { ContextProviderEvent, ContextRequestEvent } from './context-request-event.js';
import { protocolsText, textOf } from './connection-settings.js';

/** How to provide a connection. */
export interface ConnectionProviderOptions {
  /** Told the state at once, after each change of it, and after a swap. */
  readonly onState?: (state: ConnectionState) => void;
}

interface Subscription {
  /** The element that asked. */
  readonly consumer: Element;
  /** One function for the life of the subscription: consumers know a provider by it. */
  readonly unsubscribe: () => void;
}

/**
 * Makes its host element the owner and provider of a connection: answers those below that ask for one, fires the
 * `ws-…` events at the host, and closes the socket when the host has left the page for good. Never connects.
 *
 * A host that leaves and comes back within one task keeps its socket (`append`, `moveBefore`, a framework's move).
 * Only the connection made here is closed; one that was put in from outside never is.
 */
export class ConnectionProvider implements ReactiveController {
  /** The connection made here, whatever is provided now. Settings of the host belong to it. */
  readonly own: Connection;

  /**
   * Makes the sockets of our own connection, from its next attempt on. Left out, the browser's `WebSocket` does.
   * Setting it never connects, and a running attempt keeps its socket.
   */
  socket: SocketFactory | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onState: ((state: ConnectionState) => void) | undefined;
  readonly #subscriptions = new Map<ConnectionCallback, Subscription>();
  #connection: ConnectionLike;
  #stopFollowing: Release | undefined;
  #removalTimer: number | undefined;
  /** The attempt whose opening was reported, by its number, and the end that was, by identity. */
  #reportedOpen: number | undefined;
  #reportedEnd: AttemptEnd | undefined;

  /** Call it in the host's constructor: from then on the host answers, and works before it is in a document. */
  constructor(host: ReactiveControllerHost & HTMLElement, options: ConnectionProviderOptions = {}) {
    this.#host = host;
    this.#onState = options.onState;
    const ports = browserPorts(host.ownerDocument);
    const own = new Connection({
      ports: { ...ports, socket: (url, protocols) => (this.socket ?? ports.socket)(url, protocols) },
    });
    own.intercept({
      beforeConnect: (request) => this.#beforeConnect(request),
      beforeSend: (data) => this.#beforeSend(data),
    });
    own.subscribe(() => this.#report(own.state));
    own.log.subscribe((range) => this.#reportMessages(range));
    this.own = own;
    this.#connection = own;
    this.#follow();
    host.addEventListener('context-request', (event) =>
      this.#onRequest(event as ContextRequestEvent<unknown>),
    );
    host.addEventListener('context-provider', (event) => this.#onNearer(event as ContextProviderEvent));
    host.addController(this);
  }

  /**
   * What is provided now. Setting it swaps it, and all who subscribed are told. Our own connection is closed
   * when swapped out, since nobody could reach it any more. One from outside fires no events here and asks no
   * leave: that belongs to its owner.
   */
  get connection(): ConnectionLike {
    return this.#connection;
  }

  set connection(connection: ConnectionLike) {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#follow();
    this.#tellAll();
    if (connection !== this.own) this.own.close();
  }

  /** Part of Lit's controller interface: announces the provider, so that those who asked too early ask again. */
  hostConnected(): void {
    this.#follow();
    this.#host.dispatchEvent(new ContextProviderEvent(connectionContext, this.#host));
    // For those who hear no announcement and were told that we had left.
    this.#tellAll();
  }

  /** Part of Lit's controller interface: a move looks like a removal until its task has ended. */
  hostDisconnected(): void {
    if (this.#connection !== this.own) this.#stopFollowing?.();
    clearTimeout(this.#removalTimer);
    this.#removalTimer = window.setTimeout(() => {
      if (!this.#host.isConnected) this.#onRemoved();
    });
  }

  #onRemoved(): void {
    this.own.close(undefined, undefined, 'removal');
    for (const [callback, { consumer, unsubscribe }] of [...this.#subscriptions]) {
      // Those below went with us and ask again where they arrive. Others stay: parts bound by `for`, slotted ones.
      if (!consumer.isConnected) continue;
      tell(callback, undefined, unsubscribe);
      if (this.#subscriptions.has(callback)) askFor(consumer, callback);
    }
  }

  #onRequest(event: ContextRequestEvent<unknown>): void {
    const consumer = senderOf(event);
    if (event.context !== connectionContext || consumer === this.#host) return;
    // First of all, so that a callback that throws or asks again cannot make a second provider answer.
    event.stopImmediatePropagation();
    const callback = event.callback as ConnectionCallback;
    if (!event.subscribe) {
      callback(this.#connection);
      return;
    }
    let subscription = this.#subscriptions.get(callback);
    if (!subscription) {
      const unsubscribe = () => {
        this.#subscriptions.delete(callback);
      };
      subscription = { consumer, unsubscribe };
      this.#subscriptions.set(callback, subscription);
    }
    callback(this.#connection, subscription.unsubscribe);
  }

  /**
   * A provider below has begun: lets those who subscribed here ask again, some may be nearer to it. Our own
   * controllers have done so already; this is for consumers that hear of no announcement, such as `@lit/context`.
   */
  #onNearer(event: ContextProviderEvent): void {
    const provider = senderOf(event);
    if (event.context !== connectionContext || provider === this.#host) return;
    for (const [callback, { consumer }] of [...this.#subscriptions]) askFor(consumer, callback);
  }

  #tellAll(): void {
    for (const [callback, { unsubscribe }] of [...this.#subscriptions]) {
      tell(callback, this.#connection, unsubscribe);
    }
  }

  /** Follows the state of what is provided; of one from outside only while in a document, not to be kept by it. */
  #follow(): void {
    this.#stopFollowing?.();
    const connection = this.#connection;
    const onState = this.#onState;
    if (!onState || (connection !== this.own && !this.#host.isConnected)) return;
    this.#stopFollowing = connection.subscribe(() => {
      onState(connection.state);
    });
    onState(connection.state);
  }

  #report(state: ConnectionState): void {
    const { attempts, end, phase } = state;
    if (phase === 'open' && this.#reportedOpen !== attempts) {
      this.#reportedOpen = attempts;
      const { socketUrl: url = '', protocol = '', extensions = '' } = state;
      const event = new WsOpenEvent({ url, protocol, extensions });
      this.#host.dispatchEvent(event);
    }
    if (end && this.#reportedEnd !== end) {
      this.#reportedEnd = end;
      const event = state.failed ? new WsFailureEvent(end) : new WsCloseEvent(end);
      this.#host.dispatchEvent(event);
    }
  }

  #reportMessages({ first, next }: LogRange): void {
    if (next === first) return;
    const event = new WsMessagesEvent({ first, next });
    this.#host.dispatchEvent(event);
  }

  #beforeConnect(request: ConnectRequest): Decision | undefined | Promise<Decision | undefined> {
    const event = new WsBeforeConnectEvent(request);
    this.#host.dispatchEvent(event);
    if (event.defaultPrevented || event.waiting.length === 0) return decisionOf(event);
    return decisionAfterWaiting(event);
  }

  #beforeSend(data: SendData): SendData | undefined {
    const event = new WsBeforeSendEvent(data);
    this.#host.dispatchEvent(event);
    return event.defaultPrevented ? undefined : event.data;
  }
}

type Decision = Pick<ConnectRequest, 'url' | 'protocols'>;

/** A host may have written a `URL` or an array where we say text; it means the same. */
function decisionOf(event: WsBeforeConnectEvent): Decision | undefined {
  if (event.defaultPrevented) return undefined;
  return { url: textOf(event.url), protocols: protocolsText(event.protocols) };
}

async function decisionAfterWaiting(event: WsBeforeConnectEvent): Promise<Decision | undefined> {
  // A promise may be added while others are awaited.
  for (let awaited = 0; awaited < event.waiting.length;) {
    awaited = event.waiting.length;
    await Promise.all(event.waiting);
  }
  return decisionOf(event);
}

/** Who sent an event of the protocol. Earlier versions of it had no `contextTarget`. */
function senderOf(event: Event & { readonly contextTarget?: Element }): Element {
  return event.contextTarget ?? (event.composedPath()[0] as Element);
}

function askFor(consumer: Element, callback: ConnectionCallback): void {
  consumer.dispatchEvent(new ContextRequestEvent(connectionContext, consumer, callback, true));
}

/** One consumer's mistake must not keep the news from the others, nor be swallowed. */
function tell(
  callback: ConnectionCallback,
  connection: ConnectionLike | undefined,
  unsubscribe: () => void,
): void {
  try {
    callback(connection, unsubscribe);
  } catch (error) {
    reportError(error);
  }
}
