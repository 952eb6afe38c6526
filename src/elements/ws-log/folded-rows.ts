import { RisingNumbers } from './rising-numbers.js';

/** Entries in rows: one each, or several in a row that is named after its first. */
export class FoldedRows {
  readonly #sequences = new RisingNumbers();
  /** With folding: which entry each row begins with, counted from the first that ever was here. */
  readonly #starts: RisingNumbers | undefined;
  #droppedEntries = 0;
  #droppedRows = 0;

  constructor(folds: boolean) {
    this.#starts = folds ? new RisingNumbers() : undefined;
  }

  /** How many entries there are. */
  get entryCount(): number {
    return this.#sequences.length;
  }

  get rowCount(): number {
    return (this.#starts ?? this.#sequences).length;
  }

  get droppedRows(): number {
    return this.#droppedRows;
  }

  /** Appends an entry, in a row of its own or in the last one. */
  push(sequence: number, joinsLast: boolean): void {
    if (!joinsLast || this.rowCount === 0) this.#starts?.push(this.#droppedEntries + this.entryCount);
    this.#sequences.push(sequence);
  }

  /** Drops the entries before a sequence. A row that loses its first goes on with its next. */
  dropBefore(sequence: number): void {
    this.#droppedEntries += this.#countDropped(this.#sequences.dropBelow(sequence));
    const starts = this.#starts;
    if (!starts) return;
    const first = this.entryCount === 0 ? Infinity : this.#rowOfEntry(this.#droppedEntries);
    this.#droppedRows += starts.dropBelow(starts.at(first) ?? Infinity);
    starts.raiseFirst(this.#droppedEntries);
  }

  sequenceAt(row: number): number {
    const entry = this.#starts ? (this.#starts.at(row) ?? NaN) - this.#droppedEntries : row;
    return this.#sequences.at(entry) ?? -1;
  }

  /** The sequence of an entry by place, those that are folded included. -1 beyond the last. */
  entryAt(place: number): number {
    return this.#sequences.at(place) ?? -1;
  }

  rowOf(sequence: number): number {
    const place = this.#sequences.placeOf(sequence);
    if (!this.#starts) return place;
    const entry = this.#droppedEntries + place;
    return this.#sequences.at(place) === sequence ? this.#rowOfEntry(entry) : this.#starts.placeOf(entry);
  }

  foldedAt(row: number): number {
    if (!this.#starts) return 1;
    const end = this.#starts.at(row + 1) ?? this.#droppedEntries + this.entryCount;
    return end - (this.#starts.at(row) ?? end - 1);
  }

  #rowOfEntry(entry: number): number {
    return (this.#starts?.placeOf(entry + 1) ?? 0) - 1;
  }

  #countDropped(entries: number): number {
    if (!this.#starts) this.#droppedRows += entries;
    return entries;
  }
}
