import type { MessagePack } from '../../src/core/message-pack.js';
import type { SocketEvent, SocketEventName, SocketLike } from '../../src/core/ports.js';

/**
 * A socket that does just what a test tells it, for the endings that only one browser gives (Chromium's `error`
 * without `close`) or that take minutes. Where a real server and a real browser can show it, tests use those.
 */
export class ScriptedSocket implements SocketLike {
  readyState = 0;
  protocol = '';
  extensions = '';
  bufferedAmount = 0;
  binaryType = 'blob';
  readonly sent: unknown[] = [];
  readonly closeCalls: unknown[][] = [];
  readonly url: string;
  readonly protocols: readonly string[];
  /** Who takes messages in packs. A test that fires `message` instead is a socket that fell back to events. */
  takePack: ((pack: MessagePack) => void) | undefined;
  #listeners = new Map<SocketEventName, Set<(event: SocketEvent) => void>>();

  constructor(url: string, protocols: readonly string[] = []) {
    this.url = url;
    this.protocols = protocols;
  }

  send(data: string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob): void {
    this.sent.push(data);
  }

  close(...args: unknown[]): void {
    this.closeCalls.push(args);
    if (this.readyState < 2) this.readyState = 2;
  }

  addEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type)?.add(listener);
  }

  removeEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void {
    this.#listeners.get(type)?.delete(listener);
  }

  takePacks(taker: (pack: MessagePack) => void): () => void {
    this.takePack = taker;
    return () => (this.takePack = undefined);
  }

  /** How many listeners are still there. */
  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, this.takePack ? 1 : 0);
  }

  /** Fires an event, after putting the socket in the state a browser would. */
  fire(type: SocketEventName, fields: Omit<SocketEvent, 'type'> = {}, readyState?: number): void {
    this.readyState = readyState ?? { open: 1, message: this.readyState, error: 3, close: 3 }[type];
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener({ type, ...fields });
  }
}
