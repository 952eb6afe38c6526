import type { EntryLog } from '../../core/entry-log.js';
import type { Wording } from './entry-words.js';

/** How long after the first news something is said: what comes in one burst is one sentence. */
const firstAfterMs = 1_000;

/** How long two sentences are apart at least. */
const betweenMs = 5_000;

/** How long what was said can be found in the page: longer, and a reader comes upon it where it makes no sense. */
const keptMs = 3_000;

/**
 * Says now and then, in an element that is a live region, how many messages came and went since it last spoke. The log
 * itself is silent: a screen reader would never end reading it.
 */
export class SpokenSummary {
  readonly #element: HTMLElement;
  readonly #wording: Wording;
  #log: EntryLog | undefined;
  #received = 0;
  #sent = 0;
  #timer: number | undefined;
  #clearing: number | undefined;
  #spokenMs = -Infinity;

  /** @param element a visually hidden element with `aria-live=polite` */
  constructor(element: HTMLElement, wording: Wording) {
    this.#element = element;
    this.#wording = wording;
  }

  /** Call it when the log may have grown. Costs two comparisons; another log starts anew, without a word. */
  notice(log: EntryLog): void {
    const isAnew = log !== this.#log || log.receivedCount < this.#received || log.sentCount < this.#sent;
    if (isAnew) {
      this.#log = log;
      this.stop();
      this.#received = log.receivedCount;
      this.#sent = log.sentCount;
    }
    if (log.receivedCount === this.#received && log.sentCount === this.#sent) return;
    const waitMs = Math.max(firstAfterMs, this.#spokenMs + betweenMs - performance.now());
    this.#timer ??= window.setTimeout(() => {
      this.#speak(log);
    }, waitMs);
  }

  /** Says something at once, such as what a key did that cannot be heard otherwise. Taken away after a moment. */
  say(words: string): void {
    this.hush();
    this.#element.textContent = words;
    this.#clearing = window.setTimeout(() => {
      this.hush();
    }, keptMs);
  }

  /** Takes away what was said, because it is no longer so. */
  hush(): void {
    clearTimeout(this.#clearing);
    this.#element.textContent = '';
  }

  /** Calls off what was to be said, and takes away what was. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.hush();
  }

  #speak(log: EntryLog): void {
    this.#timer = undefined;
    const { strings, number } = this.#wording;
    const received = log.receivedCount - this.#received;
    const sent = log.sentCount - this.#sent;
    if (received < 0 || sent < 0 || received + sent === 0) return;
    this.#received = log.receivedCount;
    this.#sent = log.sentCount;
    this.#spokenMs = performance.now();
    this.say(strings.log.spoken(number(received), number(sent)));
  }
}
