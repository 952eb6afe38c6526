import type { EntryLog } from '../../core/entry-log.js';
import type { Wording } from './entry-words.js';
import { mebibytes, type Bounds } from './raise-bounds.js';

/**
 * How much there is to see, in one line.
 * @param waitingCount how many rows wait; `undefined` while the list is not paused
 * @param shown what a filter shows of how many; `undefined` where all is shown
 */
export function countWords(
  log: EntryLog,
  waitingCount: number | undefined,
  shown: string | undefined,
  { strings, number }: Wording,
): string {
  const words = strings.log;
  const messages = log.sentCount + log.receivedCount;
  const kept =
    log.dropped === 0
      ? words.messages(messages, number(messages))
      : words.kept(log.length, number(log.length));
  const waiting = waitingCount === undefined ? [] : [words.paused, words.waiting(number(waitingCount))];
  return [...waiting, shown ?? kept].join(' · ');
}

/** Both bounds, ready to be put into a sentence. */
export function boundsWords(
  { maxEntries, maxBytes }: Pick<Bounds, 'maxEntries' | 'maxBytes'>,
  { strings, number }: Wording,
): [entries: string, size: string] {
  return [number(maxEntries), strings.log.mebibytes(number(mebibytes(maxBytes)))];
}
