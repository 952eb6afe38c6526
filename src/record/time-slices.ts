import { globalClock } from '../core/global-ports.js';
import type { Clock } from '../core/ports.js';

/** How to do a long work on a page that must go on living. */
export interface SliceOptions {
  /** Where time and frames come from. Default: the globals'. */
  readonly clock?: Clock;
  /** How long a slice of work may take before the page gets its turn. Default 8. */
  readonly sliceMs?: number;
  /** Ends the work: it rejects with the signal's reason at the next pause. */
  readonly signal?: AbortSignal;
}

/** A frame that takes longer than this comes from a page that nobody sees: there, larger slices freeze nothing. */
const hiddenFrameMs = 200;
const hiddenSliceMs = 100;

/**
 * Cuts a long work into slices, one a frame: continuations by `scheduler.yield()` starve painting for some 100 ms (own
 * measurement, Chromium 156).
 */
export class TimeSlices {
  readonly #clock: Clock;
  readonly #sliceMs: number;
  readonly #signal: AbortSignal | undefined;
  #endMs: number;

  constructor({ clock = globalClock, sliceMs = 8, signal }: SliceOptions) {
    this.#clock = clock;
    this.#sliceMs = sliceMs;
    this.#signal = signal;
    this.#endMs = clock.now() + sliceMs;
    signal?.throwIfAborted();
  }

  /** Whether the slice is used up. */
  get isOver(): boolean {
    return this.#clock.now() >= this.#endMs;
  }

  /** Waits for the next frame. Rejects with the signal's reason when the work was called off. */
  async pause(): Promise<void> {
    const startedMs = this.#clock.now();
    await new Promise<void>((resolve) => this.#clock.frame(resolve));
    this.#signal?.throwIfAborted();
    const nowMs = this.#clock.now();
    this.#endMs = nowMs + (nowMs - startedMs > hiddenFrameMs ? hiddenSliceMs : this.#sliceMs);
  }
}
