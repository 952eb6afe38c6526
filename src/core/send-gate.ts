import type { SendQueue } from './connection-state.js';
import type { Clock, Release, SocketLike } from './ports.js';

/** What a socket can send. */
export type SendData = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;

/**
 * How much may lie unsent in the socket's own buffer before further messages wait here: 8 MiB keeps the
 * connection as fast as ungated sending and the page's memory flat (own measurement, 1 GB in 64 KB messages).
 */
export const gateBytes = 8 * 1024 * 1024;

/** How often a full buffer is looked at; a socket has no event for it. */
const pollMs = 4;

interface Waiting {
  readonly data: SendData;
  readonly sizeBytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Sends in order, never letting the socket's buffer grow past `gateBytes` and one message. */
export class SendGate {
  readonly #clock: Clock;
  readonly #hand: (data: SendData) => void;
  readonly #changed: (queue: SendQueue | undefined) => void;
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #stopPolling: Release | undefined;

  /**
   * @param hand gives one message to the socket; what it throws rejects that message
   * @param changed told whenever messages start or cease to wait
   */
  constructor(clock: Clock, hand: (data: SendData) => void, changed: (queue?: SendQueue) => void) {
    this.#clock = clock;
    this.#hand = hand;
    this.#changed = changed;
  }

  /** Resolves when the message is with the socket; rejects if the connection ends before. */
  send(socket: SocketLike, data: SendData): Promise<void> {
    if (this.#queue.length === 0 && socket.bufferedAmount <= gateBytes) {
      return new Promise((resolve) => {
        this.#hand(data);
        resolve();
      });
    }
    return new Promise((resolve, reject) => {
      const sizeBytes = approximateBytes(data);
      this.#queue.push({ data, sizeBytes, resolve, reject });
      this.#queuedBytes += sizeBytes;
      this.#tell();
      this.#stopPolling ??= this.#clock.after(pollMs, () => this.#drain(socket));
    });
  }

  /** Refuses everything that still waits, with `error`. Says how much that was. */
  refuse(error: Error): SendQueue | undefined {
    this.#stopPolling?.();
    this.#stopPolling = undefined;
    if (this.#queue.length === 0) return undefined;
    const refused: SendQueue = { messages: this.#queue.length, sizeBytes: this.#queuedBytes };
    const waiting = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    for (const { reject } of waiting) reject(error);
    this.#tell();
    return refused;
  }

  #drain(socket: SocketLike): void {
    this.#stopPolling = undefined;
    let sent = 0;
    while (sent < this.#queue.length && socket.readyState === 1 && socket.bufferedAmount <= gateBytes) {
      const next = this.#queue[sent++] as Waiting;
      this.#queuedBytes -= next.sizeBytes;
      try {
        this.#hand(next.data);
        next.resolve();
      } catch (error) {
        next.reject(error as Error);
      }
    }
    this.#queue.splice(0, sent);
    if (sent > 0) this.#tell();
    if (this.#queue.length > 0) this.#stopPolling = this.#clock.after(pollMs, () => this.#drain(socket));
  }

  #tell(): void {
    const messages = this.#queue.length;
    this.#changed(messages > 0 ? Object.freeze({ messages, sizeBytes: this.#queuedBytes }) : undefined);
  }
}

/** Exact for binary; for text the UTF-16 length, which is free and right for ASCII. */
function approximateBytes(data: SendData): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Blob ? data.size : data.byteLength;
}
