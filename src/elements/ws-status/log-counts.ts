import type { ConnectionLike } from '../../core/connection.js';
import type { Release } from '../../core/ports.js';

/** How far apart two renders for new counts are at least: four a second are enough for the eye. */
const betweenRendersMs = 250;

/** Asks for a render a few times a second while the log of a connection grows. The log itself does the counting. */
export class LogCounts {
  readonly #requestRender: () => void;
  #connection: ConnectionLike | undefined;
  #release: Release | undefined;
  #timer: number | undefined;
  #askedMs = -betweenRendersMs;

  constructor(requestRender: () => void) {
    this.#requestRender = requestRender;
  }

  /** Messages sent. 0 without a connection. */
  get sent(): number {
    return this.#connection?.log.sentCount ?? 0;
  }

  /** Messages received. 0 without a connection. */
  get received(): number {
    return this.#connection?.log.receivedCount ?? 0;
  }

  /** Watches the log of this connection instead of the one before; `undefined` lets go. */
  follow(connection: ConnectionLike | undefined): void {
    this.#release?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#connection = connection;
    this.#release = connection?.log.subscribe(() => {
      this.#renderSoon();
    });
  }

  #renderSoon(): void {
    const waitMs = Math.max(0, this.#askedMs + betweenRendersMs - performance.now());
    this.#timer ??= window.setTimeout(() => {
      this.#timer = undefined;
      this.#askedMs = performance.now();
      this.#requestRender();
    }, waitMs);
  }
}
