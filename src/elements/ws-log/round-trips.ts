import type { EntryLog } from '../../core/entry-log.js';
import { roundTripId, type RoundTripKey } from './round-trip-id.js';

/** So many requests that wait for a reply are remembered; then the oldest is given up. */
export const maxWaiting = 10_000;

/** The figures are those of so many replies at most, the newest: exact, and sorted in less than a millisecond. */
export const maxSampled = 10_000;

/** How many messages are looked at between two looks at the clock. */
const messagesPerLook = 64;

/** What the round trips come to, in milliseconds. */
export interface RoundTripFigures {
  /** How many round trips the figures are made of: those whose reply the log holds, the newest 10,000 at most. */
  readonly count: number;
  /** Whether these are all whose reply the log holds. */
  readonly isOfAll: boolean;
  /** Half of them took no longer (nearest rank: the smallest measured value of which that is true). */
  readonly p50Ms: number;
  /** 95 of 100 took no longer, likewise. */
  readonly p95Ms: number;
  readonly maxMs: number;
}

/**
 * Pairs requests and replies of a log by an identifier in them: a sent message, and the first message received after
 * it that has the same identifier. Reads when told to, a slice at a time; while no request waits, only what was sent.
 *
 * - The time between the two is that of the log: from when `send()` was called to when the browser gave us the reply,
 *   so it holds what the request waited in the browser's own buffer.
 * - A received message that answers nothing sent is no reply; nor is a second one to the same request.
 * - A request with an identifier that still waits takes its place: the reply is then the later one's.
 * - Requests that went from the log before they were read are not known, and so their replies are none.
 * - Only messages of text are read; see `roundTripId()` for what is an identifier.
 */
export class RoundTrips {
  /** What pairs them. */
  readonly key: RoundTripKey;
  readonly #log: EntryLog;
  /** The first entry not read yet. */
  #next: number;
  /** When each request that waits was sent, by its identifier, the longest waiting first. */
  readonly #waiting = new Map<string, number>();
  /** The sequences of replies, rising, and beside them what each took. */
  #replies: number[] = [];
  #tookMs: number[] = [];
  #figures: RoundTripFigures | undefined;

  constructor(log: EntryLog, key: RoundTripKey) {
    this.#log = log;
    this.key = key;
    this.#next = log.first;
  }

  /** How many requests wait for a reply. */
  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Whether there are entries it has not read. */
  get isBehind(): boolean {
    return this.#next < this.#log.next;
  }

  /**
   * Reads on from where it was, until the end or `budgetMs` are used up; one large message may take some milliseconds
   * more. Gives whether round trips were found.
   */
  read(budgetMs: number): boolean {
    const log = this.#log;
    const untilMs = performance.now() + budgetMs;
    this.#next = Math.max(this.#next, log.first);
    this.#forgetDropped();
    const found = this.#replies.length;
    for (let count = 1; this.#next < log.next; count++) {
      this.#look(this.#next++);
      if (count % messagesPerLook === 0 && performance.now() >= untilMs) break;
    }
    if (this.#replies.length === found) return false;
    this.#figures = undefined;
    return true;
  }

  /** What a reply took, in milliseconds, by its sequence. `undefined` for every entry that is no reply. */
  roundTripAt(sequence: number): number | undefined {
    const place = placeOf(this.#replies, sequence);
    return this.#replies[place] === sequence ? this.#tookMs[place] : undefined;
  }

  /** Forgets the requests that wait, as when the log was cleared: their rows are gone. What follows is read. */
  clear(): void {
    this.#waiting.clear();
    this.#replies = [];
    this.#tookMs = [];
    this.#next = Math.max(this.#next, this.#log.first);
    this.#figures = undefined;
  }

  /** The figures as of what was read. `undefined` while the log holds no reply. */
  figures(): RoundTripFigures | undefined {
    this.#forgetDropped();
    if (this.#replies.length === 0) return undefined;
    this.#figures ??= figuresOf(this.#tookMs);
    return this.#figures;
  }

  #look(sequence: number): void {
    const log = this.#log;
    const index = sequence - log.first;
    const kind = log.kindAt(index);
    // Where nothing waits, a flood of news costs nothing but this.
    if (kind !== 'sent' && (kind !== 'received' || this.#waiting.size === 0)) return;
    const data = log.dataAt(index);
    const id = typeof data === 'string' ? roundTripId(data, this.key) : undefined;
    if (id === undefined) return;
    const timeMs = log.timeAt(index) ?? 0;
    if (kind === 'sent') this.#await(id, timeMs);
    else this.#answer(id, sequence, timeMs);
  }

  #await(id: string, timeMs: number): void {
    // Deleted first, so that it stands last.
    this.#waiting.delete(id);
    this.#waiting.set(id, timeMs);
    if (this.#waiting.size <= maxWaiting) return;
    for (const oldest of this.#waiting.keys()) {
      this.#waiting.delete(oldest);
      break;
    }
  }

  #answer(id: string, sequence: number, timeMs: number): void {
    const sentMs = this.#waiting.get(id);
    if (sentMs === undefined) return;
    this.#waiting.delete(id);
    this.#replies.push(sequence);
    // Clocks that are coarse, or of two threads, may put a reply before its request.
    this.#tookMs.push(Math.max(0, timeMs - sentMs));
  }

  /** Lets go of replies that went from the log. */
  #forgetDropped(): void {
    const gone = placeOf(this.#replies, this.#log.first);
    if (gone === 0) return;
    this.#replies = this.#replies.slice(gone);
    this.#tookMs = this.#tookMs.slice(gone);
    this.#figures = undefined;
  }
}

function figuresOf(tookMs: readonly number[]): RoundTripFigures {
  const sorted = Float64Array.from(tookMs.slice(-maxSampled)).sort();
  const count = sorted.length;
  const rank = (share: number) => sorted[Math.ceil(share * count) - 1] ?? 0;
  return { count, isOfAll: count === tookMs.length, p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1) };
}

/** Where a value stands in a rising list, or would. */
function placeOf(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
