import type { Clock } from '../../src/core/ports.js';

/** A clock that stands still until a test moves it, so that a time limit of minutes takes no time. */
export class ManualClock implements Clock {
  readonly timeOriginMs = 1_700_000_000_000;
  #nowMs = 0;
  #timers: { dueMs: number; callback: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  frame(callback: () => void): () => void {
    return this.after(16, callback);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves on, calling what falls due in its order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const due = this.#timers.filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#nowMs = due.dueMs;
      due.callback();
    }
    this.#nowMs = endMs;
  }
}
