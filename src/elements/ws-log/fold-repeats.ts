import type { EntryLog } from '../../core/entry-log.js';
import { isEvent } from '../../core/entry-value.js';

/** Binary messages longer than this are not compared: it would hold the page up. They never fold. */
const comparedBytes = 1_048_576;

/**
 * Whether two messages that the log holds went the same way with the same payload. Events repeat nothing, nor do
 * messages that were not kept as a whole, nor a `Blob`, which cannot be read at once.
 */
export function isRepeat(log: EntryLog, earlier: number, later: number): boolean {
  const first = log.chunkAt(earlier);
  const second = log.chunkAt(later);
  if (!first || !second) return false;
  const row = earlier - first.first;
  const otherRow = later - second.first;
  const code = first.kindCode(row);
  if (code !== second.kindCode(otherRow) || isEvent(code)) return false;
  if (first.lengthOf(row) !== second.lengthOf(otherRow)) return false;
  const one = log.dataAt(earlier - log.first);
  const other = log.dataAt(later - log.first);
  if (one === undefined || other === undefined) return false;
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return 'byteLength' in one && 'byteLength' in other && areSameBytes(one, other);
}

function areSameBytes(one: ArrayBuffer, other: ArrayBuffer): boolean {
  if (one.byteLength > comparedBytes || one.byteLength === 0) return one.byteLength === 0;
  const bytes = new Uint8Array(one);
  const others = new Uint8Array(other);
  return bytes.every((byte, place) => byte === others[place]);
}
