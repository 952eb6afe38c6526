import { html, nothing, svg, type TemplateResult } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import type { LocatedError } from '../../decode/decoder.js';
import { icon } from '../shared/icons.js';
import { rowWords, type Wording } from './entry-words.js';
import { filterStyles } from './filter-bar.styles.js';
import {
  emptyFields,
  filterDirections,
  filterKinds,
  filtersNothing,
  type FilterFields,
  type WrittenField,
} from './filter-query.js';
import { FilterRun, type FilterListener } from './filter-run.js';
import { filterWords } from './filter-words.js';
import type { MatchHighlighter } from './match-highlighter.js';
import { parsePattern } from './text-pattern.js';

export { filterStyles };

/** What an author of a page chose about folding. */
export interface AuthorFolding {
  /** Whether repeats are folded until the reader says otherwise. */
  readonly folds: boolean;
  /** Text or `/expression/flags`: messages in a row that match it are folded too. `''` for none. */
  readonly pattern: string;
}

const writtenFields: readonly WrittenField[] = ['include', 'exclude', 'where'];

/** The fields by which a reader chooses what the list shows. It holds them, and applies them as they are written. */
export class FilterBar {
  readonly #wording: Wording;
  readonly #host: { requestUpdate(): void };
  readonly #run: FilterRun;
  #fields: FilterFields = emptyFields;
  #author: AuthorFolding = { folds: false, pattern: '' };
  #folds = false;
  #isOpen = false;

  /** @param host is asked to render again when what there is to say changed */
  constructor(
    host: { requestUpdate(): void },
    wording: Wording,
    listener: Pick<FilterListener, 'show' | 'repaint'>,
  ) {
    this.#host = host;
    this.#wording = wording;
    this.#run = new FilterRun(
      {
        show: (rows) => listener.show(rows),
        repaint: () => listener.repaint(),
        changed: () => host.requestUpdate(),
      },
      (log, index) => eventWords(log, index, wording),
    );
  }

  /** What marks the matches in rows. */
  get highlighter(): MatchHighlighter {
    return this.#run.highlighter;
  }

  /** The log that is filtered; `undefined` lets it go. The fields stay as they are. */
  set log(log: EntryLog | undefined) {
    this.#run.log = log;
  }

  /** What the author chose. Counts when it changes; then the reader may choose otherwise. */
  set author(author: AuthorFolding) {
    const { folds, pattern } = this.#author;
    if (author.folds === folds && author.pattern === pattern) return;
    this.#author = author;
    if (author.folds !== folds) this.#folds = author.folds;
    this.#apply();
  }

  /** How many messages are shown of how many, while some are not; `undefined` while all are. */
  get shownWords(): string | undefined {
    const { rows } = this.#run;
    if (!rows?.selection.query) return undefined;
    return this.#words.shown(this.#wording.number(rows.entryCount), this.#wording.number(rows.logLength));
  }

  /** How far the search is; `undefined` while none goes on. */
  get progressWords(): string | undefined {
    const { rows } = this.#run;
    if (!rows?.isBehind) return undefined;
    return this.#words.searching(this.#wording.number(Math.floor(rows.progress * 100)));
  }

  /** The fields. */
  render(): TemplateResult {
    const words = this.#words;
    return html`
      <div
        class=${this.#isOpen ? 'filter open' : 'filter'}
        part="filter"
        role="group"
        aria-label=${words.label}
      >
        <div class="line">
          ${this.#renderField('include', icon('search'))}
          <select
            class="direction"
            part="direction"
            aria-label=${words.direction}
            @change=${this.#onDirection}
          >
            ${filterDirections.map(
              (direction) =>
                html`<option value=${direction} .selected=${direction === this.#fields.direction}>
                  ${words.directions[direction]}
                </option>`,
            )}
          </select>
          ${this.#renderField('exclude')}
          <button
            class="more ${this.#usesMore ? 'used' : ''}"
            part="button more-filters-button"
            aria-label=${words.more}
            aria-expanded=${String(this.#isOpen)}
            aria-controls="filter-rest"
            title=${words.more}
            @click=${this.#toggleMore}
          >
            ${moreIcon}
          </button>
        </div>
        ${this.#renderRest()} ${this.#renderProblem()}
        <span id="pattern-hint" hidden>${words.patternHint}</span>
      </div>
    `;
  }

  /** The way back from a list in which nothing is left. */
  renderShowAll(): TemplateResult | typeof nothing {
    if (filtersNothing(this.#fields)) return nothing;
    return html`<button part="button show-all-button" @click=${this.#showAll}>
      ${this.#words.showAll}
    </button>`;
  }

  get #words() {
    return filterWords(this.#wording);
  }

  /** Whether anything is filtered by what is not seen while the rest is closed. */
  get #usesMore(): boolean {
    const { kind, where, exclude, direction } = this.#fields;
    return !filtersNothing({ ...emptyFields, kind, where, exclude, direction }) || this.#folds;
  }

  #renderRest(): TemplateResult {
    const words = this.#words;
    return html`
      <div class="rest" id="filter-rest">
        <select class="kind" part="kind" aria-label=${words.kind} @change=${this.#onKind}>
          ${filterKinds.map(
            (kind) =>
              html`<option value=${kind} .selected=${kind === this.#fields.kind}>
                ${words.kinds[kind]}
              </option>`,
          )}
        </select>
        <label class="where-line"
          ><span class="words">${words.where}</span> ${this.#renderField('where')}</label
        >
        <label class="fold" part="fold">
          <input type="checkbox" .checked=${this.#folds} @change=${this.#onFold} />
          <span class="words">${words.fold}</span>
        </label>
      </div>
    `;
  }

  #renderField(field: WrittenField, before: TemplateResult | typeof nothing = nothing): TemplateResult {
    const words = this.#words;
    const isWrong = this.#isWrong(field);
    const isPattern = field !== 'where';
    const described = [isWrong && 'filter-problem', isPattern && 'pattern-hint'].filter(Boolean).join(' ');
    return html`
      <span class="field ${field}"
        >${before}<input
          type="text"
          part="filter-field"
          aria-label=${words[field]}
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby=${described || nothing}
          placeholder=${words[`${field}Hint`]}
          title=${isPattern ? words.patternHint : nothing}
          autocapitalize="off"
          autocomplete="off"
          spellcheck="false"
          .value=${this.#fields[field]}
          @input=${({ target }: InputEvent) => this.#change({ [field]: (target as HTMLInputElement).value })}
          @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, field)}
        />
      </span>
    `;
  }

  /** Always there, so that what comes into it is spoken. */
  #renderProblem(): TemplateResult {
    const problem = this.#problem;
    const words = problem ?? this.#remark;
    const look = problem ? 'wrong' : words ? 'remark' : 'none';
    return html`<p
      class="filter-problem ${look}"
      id="filter-problem"
      part="filter-problem"
      aria-live="polite"
    >
      ${words}
    </p>`;
  }

  get #problem(): string | undefined {
    const words = this.#words;
    const field = writtenFields.find((each) => this.#run.errors[each]);
    if (field) return this.#located(field, this.#run.errors[field]);
    const { failure, isLateFailure } = this.#run;
    if (failure === 'overdue' && isLateFailure) return words.overdueLater;
    return failure && words[failure];
  }

  get #remark(): string | undefined {
    const units = this.#run.rows?.cutUnits;
    return units === undefined ? undefined : this.#words.beginnings(this.#wording.number(units));
  }

  #located(field: WrittenField, error: LocatedError | undefined): string {
    const { number } = this.#wording;
    return this.#words.problemAt(this.#words[field], number(error?.column ?? 1), error?.message ?? '');
  }

  /** A failure is that of the expression, wherever that stands. */
  #isWrong(field: WrittenField): boolean {
    if (this.#run.errors[field]) return true;
    if (!this.#run.failure || field === 'where') return false;
    const pattern = parsePattern(this.#fields[field]);
    return pattern.valid && pattern.pattern?.kind === 'expression';
  }

  #change(fields: Partial<FilterFields>): void {
    this.#fields = { ...this.#fields, ...fields };
    this.#apply();
  }

  #apply(): void {
    const pattern = parsePattern(this.#author.pattern);
    this.#run.apply(this.#fields, {
      folds: this.#folds,
      pattern: pattern.valid ? pattern.pattern : undefined,
    });
  }

  #onKeydown(event: KeyboardEvent, field: WrittenField): void {
    if (event.key !== 'Escape' || this.#fields[field] === '') return;
    event.preventDefault();
    event.stopPropagation();
    this.#change({ [field]: '' });
  }

  readonly #onDirection = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    this.#change({ direction: filterDirections.find((each) => each === value) ?? 'all' });
  };

  readonly #onKind = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    this.#change({ kind: filterKinds.find((each) => each === value) ?? 'all' });
  };

  readonly #onFold = ({ target }: Event): void => {
    this.#folds = (target as HTMLInputElement).checked;
    this.#apply();
  };

  readonly #toggleMore = (): void => {
    this.#isOpen = !this.#isOpen;
    this.#host.requestUpdate();
  };

  readonly #showAll = (): void => {
    this.#change(emptyFields);
  };
}

/** What the row of an event says. */
function eventWords(log: EntryLog, index: number, wording: Wording): string {
  const { direction, kind, preview } = rowWords(log, index, wording);
  return [direction, kind, preview].filter(Boolean).join(' ');
}

const moreIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  ${svg`<path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />`}
</svg>`;
