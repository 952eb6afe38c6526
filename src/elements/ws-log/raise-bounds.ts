import type { EntryLog } from '../../core/entry-log.js';

/** From here on a bound counts as reached: a log drops whole chunks, of a sixteenth of a bound at most. */
const reachedFrom = 0.85;

const bytesPerMebibyte = 1_048_576;

/** The bounds of a log, and what they allow. */
export type Bounds = Pick<EntryLog, 'maxEntries' | 'maxBytes' | 'length' | 'sizeBytes'>;

/** The bounds that would let a log keep twice as much: those it has reached are doubled, or else the nearer one. */
export function raisedBounds(log: Bounds): Pick<Bounds, 'maxEntries' | 'maxBytes'> {
  const entries = log.length / Math.max(1, log.maxEntries);
  const bytes = log.sizeBytes / Math.max(1, log.maxBytes);
  const raiseEntries = entries >= reachedFrom || entries >= bytes;
  const raiseBytes = bytes >= reachedFrom || bytes > entries;
  return {
    maxEntries: raiseEntries ? Math.max(1, log.maxEntries) * 2 : log.maxEntries,
    maxBytes: raiseBytes ? Math.max(1, log.maxBytes) * 2 : log.maxBytes,
  };
}

/** A bound in mebibytes, to be shown: whole where it is, otherwise with one place. */
export function mebibytes(maxBytes: number): number {
  return Math.round((maxBytes / bytesPerMebibyte) * 10) / 10;
}
