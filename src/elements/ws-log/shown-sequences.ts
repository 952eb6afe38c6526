import type { RowSource } from './row-source.js';

/** Rows of which some stand for several entries, and that tell all of them. */
export interface ShownEntries {
  /** How many entries there are, those that are folded included. */
  readonly entryCount: number;
  /** The sequence of an entry by place, those that are folded included. They rise. */
  entryAt(place: number): number;
}

/** How many entries are shown in rows, those that are folded included. */
export function shownCount(rows: RowSource & Partial<ShownEntries>): number {
  return rows.entryCount ?? rows.rowCount;
}

/** The sequences of all entries that are shown in rows, those that are folded included. */
export function shownSequences(rows: RowSource & Partial<ShownEntries>): Float64Array {
  const count = shownCount(rows);
  const sequences = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    sequences[place] = rows.entryAt?.(place) ?? rows.sequenceAt(place);
  }
  return sequences;
}
