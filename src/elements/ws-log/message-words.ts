import { lazyWords } from '../shared/localization.js';
import type { Wording } from './entry-words.js';

/** The English words of an open message, which come with its module. The views are named in `en.log`. */
const english = {
  tree: 'JSON values',
  keys: (count: number, shown: string) => (count === 1 ? '1 key' : `${shown} keys`),
  items: (count: number, shown: string) => (count === 1 ? '1 item' : `${shown} items`),
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  copyValue: 'Copy value',
  copyPath: 'Copy path',
  path: 'Path',
  showInText: 'Show in text',
  showMistake: 'Show it',
  find: 'Find in message',
  findHint: 'Find',
  findBytesHint: 'Find text, or bytes as de ad',
  next: 'Next match',
  previous: 'Previous match',
  found: (at: string, count: string) => `${at} of ${count}`,
  foundMany: (at: string, count: string) => `${at} of more than ${count}`,
  searching: (count: string) => `${count} so far…`,
  nothingFound: 'Not found',
  progress: (percent: string) => `Read so far: ${percent} %`,
  treeCut: (count: string) =>
    `The tree ends after ${count} values. The text has all, but was not checked beyond.`,
  afterPrevious: (duration: string) => `${duration} after the previous message`,
  beforePrevious: (duration: string) => `${duration} before the previous message`,
  sinceOpen: (duration: string) => `${duration} after opening`,
};

/** The words of an open message. */
export type MessageWords = typeof english;

/** The words of an open message in the element's language. */
export function messageWords({ strings }: Wording): MessageWords {
  return lazyWords(strings, 'message', english);
}
