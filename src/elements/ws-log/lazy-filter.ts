import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import { LazyModule } from '../shared/lazy-module.js';
import type { Wording } from './entry-words.js';
import type { AuthorFolding, FilterBar } from './filter-bar.js';
import type { LogView } from './log-view.js';
import type { RowSource } from './row-source.js';

/** What the filter needs of the element that it stands in. */
export interface FilterHost extends ReactiveControllerHost {
  readonly shadowRoot: ShadowRoot | null;
}

/** The filter's fields, fetched when there is something to filter, or somebody about to. */
export class LazyFilter {
  readonly #wording: Wording;
  readonly #bar: LazyModule<FilterBar>;
  #log: EntryLog | undefined;
  #author: AuthorFolding = { folds: false, pattern: '' };

  /**
   * @param viewOf gives the view whose rows are marked
   * @param show shows some of the rows, with words for how many; `undefined` for all rows
   */
  constructor(
    host: FilterHost,
    wording: Wording,
    viewOf: () => LogView | undefined,
    show: (rows: RowSource | undefined, words: () => string | undefined) => void,
  ) {
    this.#wording = wording;
    this.#bar = new LazyModule(host, async () => {
      const { FilterBar, filterStyles } = await import('./filter-bar.js');
      const { shadowRoot } = host;
      const sheet = filterStyles.styleSheet;
      if (shadowRoot && sheet) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
      const bar = new FilterBar(host, wording, {
        show: (rows) => {
          const view = viewOf();
          if (view) view.highlighter = rows && bar.highlighter;
          if (!rows) bar.highlighter.clear();
          show(rows, () => [bar.shownWords, bar.progressWords].filter(Boolean).join(' · ') || undefined);
        },
        repaint: () => viewOf()?.requestPaint(),
      });
      bar.author = this.#author;
      bar.log = this.#log;
      return bar;
    });
  }

  /** Fetches the module, once. */
  readonly load = (): void => {
    void this.#bar.load();
  };

  /** The log that is shown; `undefined` lets it go. */
  set log(log: EntryLog | undefined) {
    this.#log = log;
    if (this.#bar.value) this.#bar.value.log = log;
  }

  /** What the author of the page chose. */
  set author(author: AuthorFolding) {
    this.#author = author;
    if (this.#bar.value) this.#bar.value.author = author;
  }

  /** The fields, once they are here. */
  render(): TemplateResult | typeof nothing {
    if (this.#bar.value) return this.#bar.value.render();
    if (!this.#bar.failed) return nothing;
    return html`<span class="aside">${this.#wording.strings.common.partMissing}</span>`;
  }

  /** The way back from a list in which nothing is left. */
  renderShowAll(): TemplateResult | typeof nothing {
    return this.#bar.value?.renderShowAll() ?? nothing;
  }
}
