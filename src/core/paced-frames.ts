import type { Clock, Release } from './ports.js';

/** A clock's frames for one caller, each as long after the one before as is asked. */
export class PacedFrames {
  readonly #clock: Clock;
  #calledMs = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Calls back once, in the first frame that comes at least `gapMs` after the last one called back in, unless
   * released before. Between the two no frame is asked for, so that a page need not make any.
   */
  request(callback: () => void, gapMs: number): Release {
    const clock = this.#clock;
    const called = () => {
      this.#calledMs = clock.now();
      callback();
    };
    const waitMs = this.#calledMs + gapMs - clock.now();
    if (!(waitMs > 0)) return clock.frame(called);
    let release = clock.after(waitMs, () => {
      release = clock.frame(called);
    });
    return () => {
      release();
    };
  }
}
