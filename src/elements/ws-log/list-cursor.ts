import type { ListPosition } from './list-position.js';
import { isChoosingKey, rowAfterKey } from './row-keys.js';
import type { RowSource } from './row-source.js';

/** What a cursor needs of the list it is in. */
export interface CursorList {
  /** The rows as of the last paint; `undefined` without a log. */
  rows(): RowSource | undefined;
  /** The entry that a row's element stands for now; `undefined` for other elements. */
  entryOf(row: Element | null): number | undefined;
  /** Paints now, unless that would change nothing. */
  catchUp(): void;
  /** Paints now. */
  paint(): void;
  /** The reader chose an entry. */
  chosen(sequence: number, byKeys: boolean): void;
}

/**
 * Where the reader is in a list: the row that the keys move from, and the one that was chosen. Both are entries, so
 * they outlast whatever happens to the rows around them, and their own.
 */
export class ListCursor {
  /** The entry that the keys move from. */
  active: number | undefined;
  /** The entry whose row is marked as chosen. */
  selected: number | undefined;
  readonly #element: HTMLElement;
  readonly #position: ListPosition;
  readonly #list: CursorList;

  /** @param element the listbox */
  constructor(element: HTMLElement, position: ListPosition, list: CursorList) {
    this.#element = element;
    this.#position = position;
    this.#list = list;
    element.addEventListener('keydown', this.#onKeydown);
    element.addEventListener('focus', this.#onFocus);
    element.addEventListener('click', this.#onClick);
  }

  /** The entry that what is in view should be arranged around. */
  get at(): number | undefined {
    return this.selected ?? this.active;
  }

  /** Goes nowhere: the rows are others now. */
  reset(): void {
    this.active = this.selected = undefined;
  }

  #choose(sequence: number, byKeys: boolean): void {
    this.active = this.selected = sequence;
    this.#position.stay();
    this.#list.paint();
    this.#list.chosen(sequence, byKeys);
  }

  /** The row that keys start from; the one nearest to the end in view where none is active. */
  #startingRow(rows: RowSource): number {
    const last = rows.rowCount - 1;
    const at = this.active ?? this.selected;
    if (at !== undefined) return Math.min(rows.rowOf(at), last);
    return this.#position.following ? last : this.#position.visible().first;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    this.#list.catchUp();
    const rows = this.#list.rows();
    if (!rows || rows.rowCount === 0) return;
    const start = this.#startingRow(rows);
    const next = rowAfterKey(event, start, this.#position.rowsPerPage, rows.rowCount - 1);
    if (next === undefined && !isChoosingKey(event)) return;
    event.preventDefault();
    if (next === undefined) {
      this.#choose(rows.sequenceAt(start), true);
      return;
    }
    const isFirstStep =
      this.active === undefined && this.selected === undefined && event.key.startsWith('Arrow');
    const row = isFirstStep ? start : next;
    this.active = rows.sequenceAt(row);
    this.#position.reveal(row);
    // Open details go along: so a reader walks from message to message.
    if (this.selected !== undefined) this.#choose(this.active, true);
    else this.#list.paint();
  };

  readonly #onFocus = (): void => {
    const rows = this.#list.rows();
    if (this.active !== undefined || !rows || rows.rowCount === 0) return;
    if (!this.#element.matches(':focus-visible')) return;
    this.active = rows.sequenceAt(this.#startingRow(rows));
    this.#list.paint();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const sequence = this.#list.entryOf((event.target as Element).closest('[role=option]'));
    if (sequence !== undefined) this.#choose(sequence, false);
  };
}
