import type { EntryLog } from '../../core/entry-log.js';

/**
 * Which entries a list shows, in order. Rows count from 0; sequences rise from row to row. Rows change in `update()`
 * and at no other time, so that all that one paint says of them fits together.
 */
export interface RowSource {
  /** How many rows there are. */
  readonly rowCount: number;
  /** How many rows went away at the top since the source was made: what is in view must not move for them. */
  readonly droppedRows: number;
  /** Whether entries are still to be looked at, so that rows may come that are no news. Default false. */
  readonly isBehind?: boolean;
  /** Takes in what the log has got and lost. Called before each paint, so it has to return within 8 ms. */
  update(): void;
  /** The entry a row stands for: the first of those folded into it. */
  sequenceAt(row: number): number;
  /** The row that shows an entry, or else the nearest one after it; `rowCount` where there is none. */
  rowOf(sequence: number): number;
  /** How many entries a row stands for: 1 unless repeats are folded. */
  foldedAt(row: number): number;
}

/** The plain source: a row for each entry that the log holds. */
export class WholeLog implements RowSource {
  readonly #log: EntryLog;
  readonly #startedAt: number;
  #first: number;
  #next: number;

  constructor(log: EntryLog) {
    this.#log = log;
    this.#startedAt = this.#first = log.first;
    this.#next = log.next;
  }

  get rowCount(): number {
    return this.#next - this.#first;
  }

  get droppedRows(): number {
    return this.#first - this.#startedAt;
  }

  update(): void {
    this.#first = this.#log.first;
    this.#next = this.#log.next;
  }

  sequenceAt(row: number): number {
    return this.#first + row;
  }

  rowOf(sequence: number): number {
    return Math.max(0, Math.min(sequence, this.#next) - this.#first);
  }

  foldedAt(): number {
    return 1;
  }
}

/** The first row whose entries all have this sequence or a later one; `rowCount` where there is none. */
export function rowFrom(source: RowSource, sequence: number): number {
  const row = source.rowOf(sequence);
  return row < source.rowCount && source.sequenceAt(row) < sequence ? row + 1 : row;
}

/** Whether one of the rows shows an entry. */
export function showsEntry(source: RowSource, sequence: number): boolean {
  const row = source.rowOf(sequence);
  return row < source.rowCount && source.sequenceAt(row) <= sequence;
}
