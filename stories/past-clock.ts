import { globalClock } from '../src/core/global-ports.js';
import type { Clock, Release } from '../src/core/ports.js';

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
  release: Release;
}

/**
 * A clock that starts some time ago, so that a story can begin in the middle: `catchUp()` runs at once what fell due
 * since then, each thing at its own time. From there on it is the real clock, and the story goes on.
 */
export class PastClock implements Clock {
  readonly timeOriginMs = globalClock.timeOriginMs;
  readonly #timers = new Set<Timer>();
  #pastMs: number | undefined;

  /** @param elapsedMs how long ago it starts */
  constructor(elapsedMs: number) {
    this.#pastMs = globalClock.now() - elapsedMs;
  }

  now(): number {
    return this.#pastMs ?? globalClock.now();
  }

  after(delayMs: number, callback: () => void): Release {
    if (this.#pastMs === undefined) return globalClock.after(delayMs, callback);
    const timer: Timer = {
      dueMs: this.#pastMs + delayMs,
      callback,
      release: () => this.#timers.delete(timer),
    };
    this.#timers.add(timer);
    return () => timer.release();
  }

  frame(callback: () => void): Release {
    return globalClock.frame(callback);
  }

  /** Brings the clock to the present; call it once. What is not due by then waits in real time. */
  catchUp(): void {
    const presentMs = globalClock.now();
    for (;;) {
      const next = [...this.#timers].reduce<Timer | undefined>(
        (first, timer) => (first && first.dueMs <= timer.dueMs ? first : timer),
        undefined,
      );
      if (!next || next.dueMs > presentMs) break;
      this.#timers.delete(next);
      this.#pastMs = next.dueMs;
      next.callback();
    }
    this.#pastMs = undefined;
    for (const timer of this.#timers) {
      timer.release = globalClock.after(timer.dueMs - globalClock.now(), timer.callback);
    }
    this.#timers.clear();
  }
}
