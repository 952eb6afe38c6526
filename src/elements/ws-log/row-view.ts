import type { EntryKind } from '../../core/entry.js';
import type { EndTone } from '../shared/end-tone.js';
import { clockTime, type RowWords } from './entry-words.js';

/** What a row shows of one entry. */
export interface RowContent {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly timeMs: number;
  readonly words: RowWords;
}

/** Where a row stands in the whole list, and how it is marked. */
export interface RowPlace {
  /** From 1, as `aria-posinset` counts. */
  readonly position: number;
  /** All rows of the list, shown or not. */
  readonly count: number;
  /** The row that the keys move from. */
  readonly active: boolean;
  /** The row whose details are shown. */
  readonly selected: boolean;
}

/**
 * One row of the list, used again and again for other entries: its nodes are made once, and only what differs from
 * what it showed before is written. No Lit template, because a flood would render each of them each frame.
 */
export class RowView {
  readonly element = document.createElement('div');
  /** The entry it shows; -1 before the first. */
  sequence = -1;
  /** Whether its words are to be written again, as after a change of language. It still stands for its entry. */
  isStale = false;
  readonly #cells = {
    time: cell('time'),
    direction: cell('direction'),
    kind: cell('kind'),
    size: cell('size'),
    preview: cell('preview'),
  };
  #kind: EntryKind | undefined;
  #tone: EndTone | undefined;
  #position = -1;
  #count = -1;
  #active = false;
  #selected = false;

  constructor() {
    this.element.setAttribute('role', 'option');
    this.element.setAttribute('aria-selected', 'false');
    const { time, direction, kind, size, preview } = this.#cells;
    this.element.append(time, direction, kind, size, preview);
  }

  /** Shows an entry. A space ends each cell but the last, so that copied rows keep their words apart. */
  show({ sequence, kind, timeMs, words }: RowContent): void {
    this.sequence = sequence;
    this.isStale = false;
    this.element.id = `entry-${sequence}`;
    this.#cells.time.textContent = `${clockTime(timeMs)} `;
    this.#cells.direction.textContent = `${words.direction} `;
    this.#cells.kind.textContent = words.kind && `${words.kind} `;
    this.#cells.size.textContent = words.size && `${words.size} `;
    this.#cells.preview.textContent = words.preview;
    if (kind === this.#kind && words.tone === this.#tone) return;
    this.#kind = kind;
    this.#tone = words.tone;
    this.#mark();
  }

  /** Places the row. Cheap when nothing changed. */
  place({ position, count, active, selected }: RowPlace): void {
    if (position !== this.#position) {
      this.#position = position;
      this.element.setAttribute('aria-posinset', String(position));
    }
    if (count !== this.#count) {
      this.#count = count;
      this.element.setAttribute('aria-setsize', String(count));
    }
    if (active === this.#active && selected === this.#selected) return;
    this.#active = active;
    this.#selected = selected;
    this.element.setAttribute('aria-selected', String(selected));
    this.#mark();
  }

  #mark(): void {
    const states = [this.#active ? 'active' : '', this.#selected ? 'selected' : ''].filter(Boolean);
    const kind = this.#kind ?? 'note';
    this.element.className = ['row', kind, this.#tone, ...states].join(' ');
    this.element.setAttribute('part', ['row', kind, ...states].join(' '));
  }
}

function cell(name: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = name;
  return span;
}
