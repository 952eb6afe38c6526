import { html, type TemplateResult } from 'lit';
import type { MessageSearch } from '../../decode/message-search.js';
import { icon } from '../shared/icons.js';
import type { Wording } from './entry-words.js';
import { FindHighlight } from './find-highlight.js';
import { messageWords } from './message-words.js';
import type { MessageView, TextPlace } from './message-view.js';

/** In one line no more matches are marked: a line has so many only where it is not read. */
const markedPerLine = 100;

/** What the bar asks of the pane that it stands in. */
export interface FindBarHost {
  requestUpdate(): void;
  /** There is something to search. */
  workChanged(): void;
}

/** Finds text in the open message, goes from match to match, and marks those that are visible. */
export class FindBar {
  readonly #host: FindBarHost;
  readonly #wording: Wording;
  readonly #highlight = new FindHighlight();
  #view: MessageView | undefined;
  #typed = '';
  #search: MessageSearch | undefined;
  /** Which match is the current one; `undefined` until there is one. */
  #current: number | undefined;

  constructor(host: FindBarHost, wording: Wording) {
    this.#host = host;
    this.#wording = wording;
  }

  /** The search that is under way, to be worked on. */
  get work(): MessageSearch | undefined {
    return this.#search;
  }

  /** What is searched. What was typed is searched for in it, without moving it. */
  set view(view: MessageView | undefined) {
    if (this.#view) this.#view.onPainted = undefined;
    this.#highlight.clear();
    this.#view = view;
    if (view) view.onPainted = () => this.#mark();
    this.#begin();
  }

  /** Takes notice of what the search has found. */
  update(): void {
    const search = this.#search;
    if (!search) return;
    if (this.#current === undefined && search.matches.length > 0) this.#goFirst(search);
    this.#repaint();
  }

  render(): TemplateResult {
    const words = messageWords(this.#wording);
    const isHex = this.#view?.window.scroller.classList.contains('hex-view');
    const hasNone = !this.#search || this.#search.matches.length === 0;
    return html`
      <div class="find" part="find" role="search">
        <input
          type="text"
          aria-label=${words.find}
          placeholder=${isHex ? words.findBytesHint : words.findHint}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          dir="auto"
          .value=${this.#typed}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        />
        <span class="find-count" part="find-count" aria-live="polite">${this.#countWords()}</span>
        <button
          class="quiet icon-button"
          part="button"
          aria-label=${words.previous}
          aria-disabled=${String(hasNone)}
          @click=${() => this.#go(-1)}
        >
          ${icon('arrow-up')}
        </button>
        <button
          class="quiet icon-button"
          part="button"
          aria-label=${words.next}
          aria-disabled=${String(hasNone)}
          @click=${() => this.#go(1)}
        >
          ${icon('arrow-down')}
        </button>
      </div>
    `;
  }

  #countWords(): string {
    const search = this.#search;
    if (!search) return '';
    const words = messageWords(this.#wording);
    const { number } = this.#wording;
    const count = search.matches.length;
    if (!search.isDone) return words.searching(number(count));
    if (count === 0) return words.nothingFound;
    const at = number((this.#current ?? 0) + 1);
    return search.isCut ? words.foundMany(at, number(count)) : words.found(at, number(count));
  }

  #begin(): void {
    this.#current = undefined;
    this.#search = this.#typed === '' ? undefined : this.#view?.search(this.#typed);
    if (this.#search) this.#host.workChanged();
    this.#repaint();
  }

  /** The first match that begins where the view does or behind; the very first where there is none. */
  #goFirst(search: MessageSearch): void {
    const from = this.#view?.position ?? 0;
    const at = search.matches.lowerBound(from);
    if (at >= search.matches.length && !search.isDone) return;
    this.#current = at >= search.matches.length ? 0 : at;
    this.#view?.reveal(search.matches.get(this.#current));
  }

  #go(step: 1 | -1): void {
    const search = this.#search;
    const count = search?.matches.length ?? 0;
    if (!search || count === 0) return;
    const at = (this.#current ?? (step > 0 ? -1 : 0)) + step;
    // round the end, but not while there may be more behind
    if ((at < 0 || at >= count) && !search.isDone) return;
    this.#current = (at + count) % count;
    this.#view?.reveal(search.matches.get(this.#current));
    this.#repaint();
    this.#host.requestUpdate();
  }

  /** Marks anew without waiting for a scroll. */
  #repaint(): void {
    this.#view?.window.request();
  }

  #mark(): void {
    const view = this.#view;
    const search = this.#search;
    this.#highlight.clear();
    if (!view || !search) return;
    const matches: TextPlace[] = [];
    const current: TextPlace[] = [];
    const { first, elements } = view.window.painted;
    elements.forEach((element, index) => {
      const line = first + index;
      const { start, end } = view.spanOf(line);
      // a match that begins before the line may reach into it
      let at = search.matches.lowerBound(start - search.matchLength + 1);
      for (let left = markedPerLine; left > 0 && at < search.matches.length; left--, at++) {
        const from = search.matches.get(at);
        if (from >= end) break;
        const places = view.placesOf(element, line, { start: from, end: from + search.matchLength });
        (at === this.#current ? current : matches).push(...places);
      }
    });
    this.#highlight.show(matches, current);
  }

  readonly #onInput = (event: Event): void => {
    this.#typed = (event.target as HTMLInputElement).value;
    this.#begin();
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#go(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && this.#typed !== '') {
      // the next one closes the details
      event.preventDefault();
      event.stopPropagation();
      this.#typed = '';
      this.#begin();
      this.#host.requestUpdate();
    }
  };
}
