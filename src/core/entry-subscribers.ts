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

interface Subscriber {
  readonly listener: (range: LogRange) => void;
  seen: LogProgress;
}

/**
 * Those who want to hear of a log, once a frame and each of exactly what it has not heard yet. `progress` is asked
 * only when somebody subscribes and when a frame comes.
 */
export class EntrySubscribers {
  readonly #progress: () => LogProgress;
  readonly #requestFrame: (callback: () => void) => Release;
  readonly #subscribers = new Set<Subscriber>();
  #cancelFrame: Release | undefined;
  #frameIsDue = false;

  constructor(
    progress: () => LogProgress,
    requestFrame: (callback: () => void) => Release = requestMicrotask,
  ) {
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
    this.#cancelFrame = this.#requestFrame(() => {
      this.#notify();
    });
  }

  #notify(): void {
    if (!this.#frameIsDue) return;
    this.#frameIsDue = false;
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
