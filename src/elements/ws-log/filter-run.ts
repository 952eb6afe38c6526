import type { EntryLog } from '../../core/entry-log.js';
import type { LocatedError } from '../../decode/decoder.js';
import { readFields, type FilterFields, type FilterQuery, type WrittenField } from './filter-query.js';
import { MatchHighlighter } from './match-highlighter.js';
import type { RowSource } from './row-source.js';
import type { EventWords } from './searched-text.js';
import { SelectedRows, type SelectionFailure } from './selected-rows.js';
import type { TextPattern } from './text-pattern.js';

/** How messages that repeat are shown. */
export interface Folding {
  /** Whether they share a row. */
  readonly folds: boolean;
  /** Messages that match it share one too. */
  readonly pattern: TextPattern | undefined;
}

/** What a filter wants done. */
export interface FilterListener {
  /** These rows are to be shown; `undefined` for all. */
  show(rows: RowSource | undefined): void;
  /** The rows shown may have more to show: `update()` them soon. */
  repaint(): void;
  /** What there is to say changed. */
  changed(): void;
}

/** While an expression is being written, it may be one that never ends: it waits for a pause of this length. */
const expressionPauseMs = 200;

/**
 * Applies what a reader enters to a log. What cannot be read, and what fails on its way through the log, leaves the
 * rows as they were: the last good filter stays in force.
 */
export class FilterRun {
  readonly highlighter: MatchHighlighter;
  readonly #listener: FilterListener;
  readonly #eventWords: EventWords;
  #log: EntryLog | undefined;
  #fields: FilterFields | undefined;
  #folding: Folding = { folds: false, pattern: undefined };
  #errors: Readonly<Partial<Record<WrittenField, LocatedError>>> = {};
  /** What has been through the whole log. */
  #good: SelectedRows | undefined;
  /** What is on its way through it. */
  #next: SelectedRows | undefined;
  #shown: SelectedRows | undefined;
  #failure: SelectionFailure | undefined;
  #isLateFailure = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;

  constructor(listener: FilterListener, eventWords: EventWords) {
    this.#listener = listener;
    this.#eventWords = eventWords;
    this.highlighter = new MatchHighlighter(() => listener.repaint());
  }

  /** What is wrong with the fields. */
  get errors(): Readonly<Partial<Record<WrittenField, LocatedError>>> {
    return this.#errors;
  }

  /** Why the fields are not applied, or no longer, though nothing is wrong with how they are written. */
  get failure(): SelectionFailure | undefined {
    return this.#failure;
  }

  /** Whether the failure came when all that there was at first had been tested: its rows are still shown. */
  get isLateFailure(): boolean {
    return this.#isLateFailure;
  }

  /** The rows that are shown; `undefined` where all are. */
  get rows(): SelectedRows | undefined {
    return this.#shown;
  }

  /** The log that is filtered. Another one is filtered in the same way; `undefined` lets it go. */
  set log(log: EntryLog | undefined) {
    if (log === this.#log) return;
    this.#log = log;
    this.#stop();
    if (log) this.#start();
  }

  /** Applies fields: at once, or after a pause if they have an expression in them. */
  apply(fields: FilterFields, folding: Folding): void {
    this.#fields = fields;
    this.#folding = folding;
    const { query, errors } = readFields(fields);
    this.#errors = errors;
    this.#failure = undefined;
    clearTimeout(this.#timer);
    if (Object.keys(errors).length === 0) {
      if (hasExpression(query)) this.#timer = setTimeout(() => this.#start(), expressionPauseMs);
      else this.#start();
    }
    this.#listener.changed();
  }

  #start(): void {
    const log = this.#log;
    if (!log || !this.#fields) return;
    const { query } = readFields(this.#fields);
    const { folds, pattern } = this.#folding;
    this.#failure = undefined;
    this.#drop(this.#next);
    this.#next = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    if (!query && !folds) {
      this.#drop(this.#good);
      this.#good = undefined;
      this.#show(undefined);
      return;
    }
    const rows = new SelectedRows(
      log,
      { query, folds, foldPattern: pattern },
      () => this.#onChanged(rows),
      this.#eventWords,
    );
    this.#next = rows;
    // An expression has nothing to show before its worker answers: until then what was shown stays.
    if (rows.worker) this.#updateUnseen(rows);
    else this.#show(rows);
  }

  #onChanged(rows: SelectedRows): void {
    if (rows !== this.#next && rows !== this.#good) return;
    if (rows.failure) this.#onFailure(rows, rows.failure);
    else if (rows === this.#next) {
      if (rows !== this.#shown) {
        if (!rows.worker || rows.rowCount > 0 || rows.isComplete) this.#show(rows);
        else this.#updateUnseen(rows);
      }
      if (rows.isComplete) {
        this.#drop(this.#good);
        this.#good = rows;
        this.#next = undefined;
      }
    }
    this.#listener.repaint();
  }

  /** Whoever shows rows updates them with each paint; these are not shown. */
  #updateUnseen(rows: SelectedRows): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (rows === this.#next) rows.update();
    });
  }

  #onFailure(rows: SelectedRows, failure: SelectionFailure): void {
    if (this.#failure === failure) return;
    this.#failure = failure;
    this.#isLateFailure = rows === this.#good;
    if (rows === this.#next) {
      this.#next = undefined;
      if (this.#shown !== this.#good) this.#show(this.#good);
    }
    this.#listener.changed();
  }

  #show(rows: SelectedRows | undefined): void {
    this.#shown = rows;
    this.highlighter.show(rows?.selection.query?.include, () => rows?.worker);
    this.#listener.show(rows);
    this.#listener.changed();
  }

  #drop(rows: SelectedRows | undefined): void {
    rows?.stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#drop(this.#next);
    this.#drop(this.#good);
    this.#next = this.#good = this.#shown = this.#failure = undefined;
    this.highlighter.clear();
  }
}

function hasExpression(query: FilterQuery | undefined): boolean {
  return query?.include?.kind === 'expression' || query?.exclude?.kind === 'expression';
}
