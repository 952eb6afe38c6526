import { rowFrom, type RowSource } from './row-source.js';

/**
 * The rows of a paused list: those of another source, without the entries that came later. What comes meanwhile waits
 * in the log; only the log's own bounds take rows away, here as there.
 */
export class HeldRows implements RowSource {
  /** The sequence of the first entry that has to wait. */
  readonly next: number;
  readonly #rows: RowSource;
  #rowCount: number;

  constructor(rows: RowSource, next: number) {
    this.next = next;
    this.#rows = rows;
    this.#rowCount = rowFrom(rows, next);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get droppedRows(): number {
    return this.#rows.droppedRows;
  }

  get isBehind(): boolean {
    return this.#rows.isBehind === true;
  }

  /** How many rows wait to be shown. */
  get waitingCount(): number {
    return this.#rows.rowCount - this.#rowCount;
  }

  update(): void {
    this.#rows.update();
    this.#rowCount = rowFrom(this.#rows, this.next);
  }

  sequenceAt(row: number): number {
    return this.#rows.sequenceAt(row);
  }

  rowOf(sequence: number): number {
    return Math.min(this.#rows.rowOf(sequence), this.#rowCount);
  }

  foldedAt(row: number): number {
    return this.#rows.foldedAt(row);
  }
}
