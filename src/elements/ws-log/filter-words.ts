import { lazyWords } from '../shared/localization.js';
import type { Wording } from './entry-words.js';

/** The English words of the filter, which come with its module. */
const english = {
  label: 'Messages shown',
  include: 'Filter',
  includeHint: 'text or /regex/',
  exclude: 'Exclude',
  excludeHint: 'exclude…',
  patternHint:
    'Text is searched for in any case. Between slashes it is a regular expression, with the flags i, m, s, u and v after it.',
  direction: 'Direction',
  directions: { all: 'All', sent: 'Sent', received: 'Received' },
  kind: 'Kind',
  kinds: { all: 'All kinds', text: 'Text', binary: 'Binary', events: 'Connection events' },
  where: 'Only JSON where',
  whereHint: 'type = trade',
  fold: 'Fold repeats',
  more: 'More filters',
  showAll: 'Show all messages',
  shown: (shown: string, all: string) => `${shown} of ${all} entries`,
  searching: (percent: string) => `searching… ${percent} %`,
  problemAt: (field: string, column: string, message: string) => `${field}, column ${column}: ${message}`,
  overdue:
    'Stopped: the expression took longer than a second for one message. What was shown before is shown.',
  overdueLater:
    'Stopped: the expression took longer than a second for one message. What came after it is not shown.',
  risky:
    'This expression repeats a repetition, or alternatives, and so might never end. It would need a worker to be ended in, and none can run on this page. Try a simpler one, or a text.',
  slow: 'Stopped: this expression is too slow, and no worker that could run it can run on this page.',
  beginnings: (characters: string) =>
    `No worker can run on this page, so the expression is tried on the first ${characters} characters of a message only.`,
};

/** The words of the filter. */
export type FilterWords = typeof english;

/** The words of the filter in the element's language. */
export function filterWords({ strings }: Wording): FilterWords {
  return lazyWords(strings, 'filter', english);
}
