import type { EntryKind } from './entry.js';

/** When a connection opened or ended, by the sequence of the entry that says so. */
interface Boundary {
  readonly sequence: number;
  /** Unix epoch milliseconds; `undefined` for an end. */
  readonly openedMs: number | undefined;
}

/**
 * When the attempt that an entry belongs to opened. Outlasts the entry that said so: what was received on a connection
 * still has a time since its opening when that is no longer in the log.
 */
export class OpeningTimes {
  /** Rising, at least one before the oldest entry that is asked for. */
  #boundaries: Boundary[] = [];

  /** Takes note of an event. Only openings and ends matter. */
  note(kind: EntryKind, sequence: number, timeMs: number): void {
    if (kind === 'opened') this.#boundaries.push({ sequence, openedMs: timeMs });
    else if (kind === 'closed' || kind === 'failed') this.#boundaries.push({ sequence, openedMs: undefined });
  }

  /** Unix epoch milliseconds; `undefined` where the attempt of the entry never opened, or had ended before. */
  at(sequence: number): number | undefined {
    const place = this.#lastUpTo(sequence);
    const last = this.#boundaries[place];
    // The end itself still belongs to what it ends.
    return last?.sequence === sequence && last.openedMs === undefined
      ? this.#boundaries[place - 1]?.openedMs
      : last?.openedMs;
  }

  /** Forgets what only entries before this one need. */
  forgetBefore(sequence: number): void {
    const place = this.#lastUpTo(sequence);
    // One more: the first entry may be an end, which belongs to the opening before it.
    if (place > 1) this.#boundaries.splice(0, place - 1);
  }

  /** The place of the last boundary at or before an entry; -1 where there is none. */
  #lastUpTo(sequence: number): number {
    let low = 0;
    let high = this.#boundaries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#boundaries[middle]?.sequence ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
