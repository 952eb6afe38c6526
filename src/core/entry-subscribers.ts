import type { Release } from './ports.js';

/** What changed between two notifications of one subscriber. */
export interface LogRange {
  /**
   * The sequence of the first entry added since the last notification; equals `next` when none was added. Some
   * of the entries from `first` to `next` may be gone again: see `dropped` and `cleared`.
   */
  readonly first: number;
  /** The sequence the next entry will get. Ranges tile: the next notification's `first` is this one's `next`. */
  readonly next: number;
  /** How many entries the bounds pushed out since the last notification, oldest first. */
  readonly dropped: number;
  /** Whether `clear()` was called since the last notification. */
  readonly cleared: boolean;
}

/** How far a log has come: three counts that only rise. */
export interface LogProgress {
  readonly next: number;
  readonly droppedEver: number;
  readonly clearings: number;
}

/**
 * Calls back once, soon, but not within `gapMs` after the last time it did, and returns a function that calls it off.
 * `gapMs` is 0 unless a flood runs.
 */
export type RequestFrame = (callback: () => void, gapMs: number) => Release;

/** More entries between two frames than this, and nobody can read them. */
const floodEntries = 100;

/** So many frames like that, one behind the other, are a flood: a burst that is over at once is shown at once. */
const floodFrames = 3;

/** While a flood runs, frames are so far apart at least: five of a screen that has 60 a second. */
const floodGapMs = 70;

interface Subscriber {
  readonly listener: (range: LogRange) => void;
  seen: LogProgress;
}

/**
 * Those who want to hear of a log, once a frame and each of exactly what it has not heard yet; in a flood about 12
 * times a second, because each frame costs a page more than the messages of that time. `progress` is asked only when
 * somebody subscribes and when a frame comes.
 */
export class EntrySubscribers {
  readonly #progress: () => LogProgress;
  readonly #requestFrame: RequestFrame;
  readonly #subscribers = new Set<Subscriber>();
  #cancelFrame: Release | undefined;
  #frameIsDue = false;
  /** How far the log was in the last frame. */
  #framedNext = 0;
  #fullFrames = 0;

  constructor(progress: () => LogProgress, requestFrame: RequestFrame = requestMicrotask) {
    this.#progress = progress;
    this.#requestFrame = requestFrame;
  }

  add(listener: (range: LogRange) => void): Release {
    const subscriber: Subscriber = { listener, seen: this.#progress() };
    this.#subscribers.add(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size > 0 || !this.#frameIsDue) return;
      this.#frameIsDue = false;
      this.#cancelFrame?.();
    };
  }

  /** Something changed. Cheap while a frame is due, and while nobody listens. */
  announce(): void {
    if (this.#frameIsDue || this.#subscribers.size === 0) return;
    this.#frameIsDue = true;
    this.#cancelFrame = this.#requestFrame(
      () => {
        this.#notify();
      },
      this.#fullFrames < floodFrames ? 0 : floodGapMs,
    );
  }

  #notify(): void {
    if (!this.#frameIsDue) return;
    this.#frameIsDue = false;
    const { next } = this.#progress();
    this.#fullFrames = next - this.#framedNext > floodEntries ? this.#fullFrames + 1 : 0;
    this.#framedNext = next;
    for (const subscriber of [...this.#subscribers]) {
      if (!this.#subscribers.has(subscriber)) continue;
      const now = this.#progress();
      const range: LogRange = {
        first: subscriber.seen.next,
        next: now.next,
        dropped: now.droppedEver - subscriber.seen.droppedEver,
        cleared: now.clearings !== subscriber.seen.clearings,
      };
      if (range.first === range.next && range.dropped === 0 && !range.cleared) continue;
      subscriber.seen = now;
      try {
        subscriber.listener(range);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

function requestMicrotask(callback: () => void): Release {
  let isOff = false;
  queueMicrotask(() => {
    if (!isOff) callback();
  });
  return () => {
    isOff = true;
  };
}
