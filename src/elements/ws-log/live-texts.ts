import type { EntryLog } from '../../core/entry-log.js';
import type { Wording } from './entry-words.js';
import { countWords } from './log-counts.js';
import type { LogView } from './log-view.js';

/** What of a view the texts tell. */
export type ToldView = Pick<LogView, 'waitingCount' | 'newerCount' | 'isChosenLow'>;

/**
 * The counts around a list. They change as often as rows are painted, so they are written into their elements, not
 * rendered; and only when they differ, because writing costs a layout.
 */
export class LiveTexts {
  readonly #root: ShadowRoot;
  readonly #wording: Wording;

  /** @param root has the elements, of which some may be missing */
  constructor(root: ShadowRoot, wording: Wording) {
    this.#root = root;
    this.#wording = wording;
  }

  /** @param shown what a filter shows of how many; `undefined` where all is shown */
  tell(log: EntryLog, view: ToldView, shown: string | undefined): void {
    const { strings, number } = this.#wording;
    const { newerCount } = view;
    this.#write('.toolbar > .count', countWords(log, view.waitingCount, shown, this.#wording));
    this.#write('.dropped', strings.log.dropped(number(log.dropped)));
    const newer = this.#root.querySelector<HTMLElement>('.newer');
    if (!newer) return;
    newer.hidden = newerCount === 0;
    if (newerCount === 0) return;
    this.#write('.newer-count', strings.log.newer(number(newerCount)));
    newer.classList.toggle('high', view.isChosenLow);
  }

  #write(selector: string, words: string): void {
    const element = this.#root.querySelector(selector);
    if (element && element.textContent !== words) element.textContent = words;
  }
}
