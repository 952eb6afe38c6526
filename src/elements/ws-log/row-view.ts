import type { EntryKind } from '../../core/entry.js';
import type { EndTone } from '../shared/end-tone.js';
import type { RowWords } from './entry-words.js';

/** What a row shows of one entry. */
export interface RowContent {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly time: string;
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
  /** How often it stands there, where repeats are folded; `''` for once. */
  readonly folded: string;
  /** How long its reply took; `''` where that is not known, `undefined` where rows do not tell. */
  readonly roundTrip: string | undefined;
}

/**
 * One row of the list, used again and again for other entries: its nodes are made once, and only what differs from
 * what it showed before is written. No Lit template, because a flood would render each of them each frame.
 */
export class RowView {
  readonly element = document.createElement('div');
  /** The beginning of the message, for others to mark in; nobody else changes it. */
  readonly text: Text;
  /** The entry it shows; -1 before the first. */
  sequence = -1;
  /** The entry its time is told by; -1 for none. */
  previous = -1;
  /** Whether its words are to be written again, as after a change of language. It still stands for its entry. */
  isStale = false;
  readonly #time: Text;
  readonly #direction: Text;
  readonly #kindText: Text;
  readonly #size: Text;
  #folded: Text | undefined;
  #roundTrip: Text | undefined;
  #kind: EntryKind | undefined;
  #tone: EndTone | undefined;
  #position = -1;
  #count = -1;
  #active = false;
  #selected = false;

  constructor() {
    const { element } = this;
    element.setAttribute('role', 'option');
    element.setAttribute('aria-selected', 'false');
    this.#time = cell(element, 'time');
    this.#direction = cell(element, 'direction');
    this.#kindText = cell(element, 'kind');
    this.#size = cell(element, 'size');
    this.text = cell(element, 'preview');
  }

  /** Shows an entry. A space ends each cell but the last, so that copied rows keep their words apart. */
  show({ sequence, kind, time, words }: RowContent): void {
    if (sequence !== this.sequence) this.element.id = `entry-${sequence}`;
    this.sequence = sequence;
    this.isStale = false;
    write(this.#time, `${time} `);
    write(this.#direction, `${words.direction} `);
    write(this.#kindText, words.kind && `${words.kind} `);
    write(this.#size, words.size && `${words.size} `);
    write(this.text, words.preview);
    if (kind === this.#kind && words.tone === this.#tone) return;
    this.#kind = kind;
    this.#tone = words.tone;
    this.#mark();
  }

  /** Places the row. Cheap when nothing changed. */
  place({ position, count, active, selected, folded, roundTrip }: RowPlace): void {
    if (position !== this.#position) {
      this.#position = position;
      this.element.setAttribute('aria-posinset', String(position));
    }
    if (count !== this.#count) {
      this.#count = count;
      this.element.setAttribute('aria-setsize', String(count));
    }
    this.#tellFolded(folded);
    this.#tellRoundTrip(roundTrip);
    if (active === this.#active && selected === this.#selected) return;
    this.#active = active;
    this.#selected = selected;
    this.element.setAttribute('aria-selected', String(selected));
    this.#mark();
  }

  /** Stands before the preview, in the same cell. */
  #tellFolded(folded: string): void {
    if (folded === '' && !this.#folded) return;
    const { parentElement } = this.text;
    this.#folded ??= parentElement ? cell(parentElement, 'folded', this.text) : undefined;
    if (this.#folded) write(this.#folded, folded && `${folded} `);
  }

  /** Has a cell of its own, and only while rows tell round trips. */
  #tellRoundTrip(roundTrip: string | undefined): void {
    if (roundTrip === undefined) {
      this.#roundTrip?.parentElement?.remove();
      this.#roundTrip = undefined;
      return;
    }
    this.#roundTrip ??= cell(this.element, 'round-trip', this.text.parentElement);
    write(this.#roundTrip, roundTrip && `${roundTrip} `);
  }

  #mark(): void {
    const states = [this.#active ? 'active' : '', this.#selected ? 'selected' : ''].filter(Boolean);
    const kind = this.#kind ?? 'note';
    this.element.className = ['row', kind, this.#tone, ...states].join(' ');
    this.element.setAttribute('part', ['row', kind, ...states].join(' '));
  }
}

/** Writing what is there already would still cost a layout. */
function write(text: Text, words: string): void {
  if (text.data !== words) text.data = words;
}

function cell(parent: HTMLElement, name: string, before: Node | null = null): Text {
  const span = document.createElement('span');
  span.className = name;
  const text = document.createTextNode('');
  span.append(text);
  parent.insertBefore(span, before);
  return text;
}
