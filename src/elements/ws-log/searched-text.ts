import type { EntryLog } from '../../core/entry-log.js';

/** How much of a binary message is searched, as hexadecimal pairs: what its row shows. */
const binaryUnits = 400;

/** The words of the row of an event, by the place of its entry in the log. */
export type EventWords = (log: EntryLog, index: number) => string;

/** What a filter searches of an entry; `''` for one that the log does not hold and for a `Blob`, which is unread. */
export function searchedText(log: EntryLog, sequence: number, eventWords: EventWords): string {
  const index = sequence - log.first;
  // a negative place would count from the end
  if (index < 0) return '';
  const kind = log.kindAt(index);
  if (kind === undefined) return '';
  if (kind !== 'sent' && kind !== 'received') return eventWords(log, index);
  const data = log.dataAt(index);
  if (typeof data === 'string') return data;
  const omitted = log.omittedAt(index);
  return typeof omitted?.head === 'string' ? omitted.head : log.preview(index, binaryUnits);
}

/** Whether a message is text, also where only its beginning was kept. `false` for events and what is not held. */
export function isTextMessage(log: EntryLog, sequence: number): boolean {
  const index = sequence - log.first;
  if (index < 0) return false;
  return typeof log.dataAt(index) === 'string' || log.omittedAt(index)?.type === 'text';
}
