import type { EntryLog, LogRange } from '../../core/entry-log.js';
import type { Release } from '../../core/ports.js';
import { rowWords, type Wording } from './entry-words.js';
import {
  isAtEnd,
  lastOffset,
  offsetAt,
  offsetShowing,
  rowsPerPage,
  scrollTopAt,
  spacerPx,
  visibleRows,
  type LogGeometry,
  type RowRange,
} from './log-window.js';
import { PaintPacer } from './paint-pacer.js';
import { isChoosingKey, rowAfterKey } from './row-keys.js';
import { RowView } from './row-view.js';

/** The elements that a view works on. They stay its own: nobody else writes into them. */
export interface LogViewElements {
  /** The listbox, which scrolls. */
  readonly list: HTMLElement;
  /** Inside the list: as high as all rows, so that there is a scroll bar. */
  readonly spacer: HTMLElement;
  /** Inside the spacer: holds the rows and is moved to where they belong. */
  readonly rows: HTMLElement;
  /** An unseen row outside the list, whose height is that of a row. */
  readonly probe: HTMLElement;
}

/** What a view tells its element. */
export interface LogViewListener {
  /** After each paint: counts may have changed. */
  painted(): void;
  /** The reader chose an entry, by keys or by pointer. */
  chosen(sequence: number, byKeys: boolean): void;
}

/** Rows kept ready above and below what is visible, for a scroll that is painted before we hear of it. */
const overscanRows = 3;

/** While more arrives between two paints than this many screens, nobody can read it. */
const unreadableScreens = 3;

/**
 * Shows the window of a log that the reader looks at: as many rows as fit, used again as the list moves, painted
 * once a frame however much arrives. Follows the end while it is there; otherwise what is in view stays where it is.
 */
export class LogView {
  readonly #elements: LogViewElements;
  readonly #wording: Wording;
  readonly #listener: LogViewListener;
  readonly #resize = new ResizeObserver(() => {
    this.#measure();
  });
  /** In the order of the list, which is also that of the document. */
  readonly #views: RowView[] = [];
  #log: EntryLog | undefined;
  #release: Release | undefined;
  #geometry: LogGeometry = { rowCount: 0, rowPx: 0, viewportPx: 0 };
  #offsetPx = 0;
  /** What the list's `scrollTop` is as far as we know; anything else in a scroll event is the reader's doing. */
  #scrollTop = 0;
  #mustScroll = true;
  #following = true;
  /** The log's oldest entry at the last paint. */
  #first = 0;
  /** The entry after the newest that was ever in view. */
  #seenNext = 0;
  #active: number | undefined;
  #selected: number | undefined;
  /** What the next entry's sequence was at the last paint. */
  #paintedNext = 0;
  readonly #pacer = new PaintPacer(
    () => {
      this.#paint();
    },
    () => {
      const { rowPx, viewportPx } = this.#geometry;
      const arrived = (this.#log?.next ?? 0) - this.#paintedNext;
      return arrived * rowPx > unreadableScreens * viewportPx;
    },
  );

  constructor(elements: LogViewElements, wording: Wording, listener: LogViewListener) {
    this.#elements = elements;
    this.#wording = wording;
    this.#listener = listener;
    const { list, probe } = elements;
    list.addEventListener('scroll', this.#onScroll, { passive: true });
    list.addEventListener('wheel', this.#onWheel, { passive: true });
    list.addEventListener('keydown', this.#onKeydown);
    list.addEventListener('focus', this.#onFocus);
    list.addEventListener('click', this.#onClick);
    // Not the content box: a scroll bar that comes with the rows would change it while we hear of it.
    this.#resize.observe(list, { box: 'border-box' });
    this.#resize.observe(probe, { box: 'border-box' });
  }

  /**
   * The log that is shown. `undefined` lets it go; giving the same one again goes on where it was, as when the
   * element was moved. Another one starts at its end.
   */
  set log(log: EntryLog | undefined) {
    this.#release?.();
    this.#release = undefined;
    if (!log) {
      this.#pacer.stop();
      return;
    }
    if (log !== this.#log) this.#start(log);
    // A list that was taken out of the document has forgotten how far it was scrolled.
    this.#mustScroll = true;
    this.#release = log.subscribe((range) => {
      this.#onLog(range);
    });
    this.#pacer.request();
  }

  /** How many entries came since the end went out of view. 0 while the end is followed. */
  get newerCount(): number {
    return this.#log ? this.#log.next - Math.max(this.#seenNext, this.#log.first) : 0;
  }

  /** The entry whose row is marked as chosen, whether or not it is in view or in the log. */
  get selected(): number | undefined {
    return this.#selected;
  }

  /** Marks an entry as chosen and holds the list still at it; `undefined` marks none. Does not call the listener. */
  set selected(sequence: number | undefined) {
    this.#selected = sequence;
    if (sequence === undefined) this.#following ||= isAtEnd(this.#offsetPx, this.#geometry);
    else this.#following = false;
    this.#pacer.request();
  }

  /** Whether the chosen row, or else the active one, is in the lower half of what is in view. */
  get isChosenLow(): boolean {
    const { rowPx, viewportPx } = this.#geometry;
    const row = (this.#selected ?? this.#active ?? this.#first) - this.#first;
    return (row + 0.5) * rowPx - this.#offsetPx > viewportPx / 2;
  }

  /** Height below the last row that is in view; 0 where the rows fill the list. */
  get freePx(): number {
    const { rowCount, rowPx, viewportPx } = this.#geometry;
    return Math.max(0, viewportPx - rowCount * rowPx);
  }

  /** Goes to the end, follows it from then on, and gives the list the focus. */
  followEnd(): void {
    this.#following = true;
    this.#paint();
    this.focus();
  }

  /** Gives the list the focus. Does not scroll. */
  focus(): void {
    this.#elements.list.focus({ preventScroll: true });
  }

  /** Writes all rows anew: after the language changed. */
  rewrite(): void {
    for (const view of this.#views) view.isStale = true;
    this.#pacer.request();
  }

  #start(log: EntryLog): void {
    this.#log = log;
    this.#first = log.first;
    this.#seenNext = log.next;
    this.#following = true;
    this.#offsetPx = 0;
    this.#active = this.#selected = undefined;
    // Sequence numbers of two logs are alike.
    for (const view of this.#views) view.sequence = -1;
  }

  #onLog({ cleared }: LogRange): void {
    if (cleared) {
      this.#following = true;
      this.#active = this.#selected = undefined;
    }
    // The log calls in a frame: painting in it saves the reader one.
    this.#pacer.requestNow();
  }

  #paint(): void {
    if (!this.#log) return;
    this.#paintList(this.#log);
    this.#listener.painted();
  }

  #paintList(log: EntryLog): void {
    const { rowPx, viewportPx } = this.#geometry;
    const dropped = log.first - this.#first;
    this.#first = log.first;
    this.#geometry = { rowCount: log.length, rowPx, viewportPx };
    const end = lastOffset(this.#geometry);
    // What was dropped above must not move what is in view.
    this.#offsetPx = this.#following ? end : Math.max(0, Math.min(this.#offsetPx - dropped * rowPx, end));
    if (rowPx > 0 && viewportPx > 0) this.#paintRows(log);
    this.#paintedNext = log.next;
    this.#pacer.painted();
    const seen = log.first + visibleRows(this.#offsetPx, this.#geometry).end;
    this.#seenNext = this.#following ? log.next : Math.max(this.#seenNext, seen);
  }

  #paintRows(log: EntryLog): void {
    const { list, spacer, rows } = this.#elements;
    const { rowPx } = this.#geometry;
    const range = visibleRows(this.#offsetPx, this.#geometry, overscanRows);
    this.#arrange(log.first + range.first, range.end - range.first);
    this.#show(log, range);
    const scrollTop = scrollTopAt(this.#offsetPx, this.#geometry);
    const top = scrollTop + (range.first * rowPx - this.#offsetPx);
    spacer.style.setProperty('block-size', `${spacerPx(this.#geometry)}px`);
    rows.style.setProperty('transform', `translateY(${top}px)`);
    const active = this.#views.find(({ sequence }) => sequence === this.#active);
    if (active) list.setAttribute('aria-activedescendant', active.element.id);
    else list.removeAttribute('aria-activedescendant');
    // Last, so that the browser lays out once: it needs the new height to know how far it may scroll.
    if (scrollTop !== this.#scrollTop || this.#following || this.#mustScroll) list.scrollTop = scrollTop;
    this.#scrollTop = scrollTop;
    this.#mustScroll = false;
  }

  /** Makes the rows as many as are needed, and turns them so that those which stay in view keep what they show. */
  #arrange(firstSequence: number, count: number): void {
    const { rows } = this.#elements;
    const views = this.#views;
    const shift = firstSequence - (views[0]?.sequence ?? firstSequence);
    if (shift > 0 && shift < views.length) {
      const moved = views.splice(0, shift);
      views.push(...moved);
      rows.append(...moved.map(({ element }) => element));
    } else if (shift < 0 && -shift < views.length) {
      const moved = views.splice(shift);
      views.unshift(...moved);
      rows.prepend(...moved.map(({ element }) => element));
    }
    for (const { element } of views.splice(count)) element.remove();
    while (views.length < count) {
      const view = new RowView();
      views.push(view);
      rows.append(view.element);
    }
  }

  #show(log: EntryLog, { first }: RowRange): void {
    this.#views.forEach((view, row) => {
      const index = first + row;
      const sequence = log.first + index;
      if (view.sequence !== sequence || view.isStale) {
        const kind = log.kindAt(index) ?? 'note';
        view.show({
          sequence,
          kind,
          timeMs: log.timeAt(index) ?? 0,
          words: rowWords(log, index, this.#wording),
        });
      }
      view.place({
        position: index + 1,
        count: log.length,
        active: sequence === this.#active,
        selected: sequence === this.#selected,
      });
    });
  }

  /** Takes the size of list and row. Keeps the row that the reader is at in view when either changes. */
  #measure(): void {
    const { list, probe } = this.#elements;
    const before = this.#geometry;
    const rowPx = Math.ceil(probe.getBoundingClientRect().height);
    const viewportPx = list.clientHeight;
    if (rowPx === 0 || viewportPx === 0) return;
    if (rowPx === before.rowPx && viewportPx === before.viewportPx) return;
    list.style.setProperty('--_row-size', `${rowPx}px`);
    this.#geometry = { rowCount: before.rowCount, rowPx, viewportPx };
    if (before.rowPx > 0) this.#offsetPx *= rowPx / before.rowPx;
    const at = this.#selected ?? this.#active;
    const row = at === undefined ? -1 : at - this.#first;
    const { first, end } = visibleRows(this.#offsetPx, { ...before, rowPx });
    if (row >= first && row < end) this.#offsetPx = offsetShowing(row, this.#offsetPx, this.#geometry);
    if (this.#selected === undefined) this.#following ||= isAtEnd(this.#offsetPx, this.#geometry);
    // At once, so that no row is missing; but what the listener may do to the layout has to wait for a frame.
    if (this.#log) this.#paintList(this.#log);
    this.#pacer.request();
  }

  #activate(row: number): void {
    this.#active = this.#first + row;
    this.#offsetPx = offsetShowing(row, this.#offsetPx, this.#geometry);
    // The newest row by keys means: go on with the newest. Any other: stay where I am.
    this.#following = row === this.#geometry.rowCount - 1;
  }

  #choose(sequence: number, byKeys: boolean): void {
    this.#active = sequence;
    this.selected = sequence;
    this.#paint();
    this.#listener.chosen(sequence, byKeys);
  }

  /** The row that keys start from; the one nearest to the end in view where none is active. */
  #startingRow(): number {
    const { rowCount } = this.#geometry;
    const row = (this.#active ?? this.#selected ?? -1) - this.#first;
    if (this.#active !== undefined || this.#selected !== undefined) return Math.max(0, row);
    return this.#following ? rowCount - 1 : Math.max(0, visibleRows(this.#offsetPx, this.#geometry).first);
  }

  readonly #onScroll = (): void => {
    const { scrollTop } = this.#elements.list;
    if (this.#mustScroll || Math.abs(scrollTop - this.#scrollTop) <= 1) return;
    this.#scrollTop = scrollTop;
    this.#offsetPx = offsetAt(scrollTop, this.#geometry);
    this.#following = isAtEnd(this.#offsetPx, this.#geometry);
    this.#paintedNext = this.#log?.next ?? 0;
    this.#pacer.request();
  };

  /** A smooth scroll up begins with less than a pixel: known by the wheel, it is not pulled back to the end. */
  readonly #onWheel = ({ deltaY }: WheelEvent): void => {
    if (deltaY < 0 && lastOffset(this.#geometry) > 0) this.#following = false;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (!this.#log || this.#log.length === 0) return;
    // What came or went since the last paint counts too.
    if (this.#log.next !== this.#paintedNext || this.#log.first !== this.#first) this.#paint();
    const last = this.#geometry.rowCount - 1;
    const start = Math.min(this.#startingRow(), last);
    const next = rowAfterKey(event, start, rowsPerPage(this.#geometry), last);
    if (next === undefined && !isChoosingKey(event)) return;
    event.preventDefault();
    if (next === undefined) {
      this.#choose(this.#first + start, true);
      return;
    }
    const isFirstStep =
      this.#active === undefined && this.#selected === undefined && event.key.startsWith('Arrow');
    this.#activate(isFirstStep ? start : next);
    // Open details go along: so a reader walks from message to message.
    if (this.#selected !== undefined) this.#choose(this.#active ?? this.#first, true);
    else this.#paint();
  };

  readonly #onFocus = (): void => {
    if (this.#active !== undefined || !this.#log?.length) return;
    if (!this.#elements.list.matches(':focus-visible')) return;
    const row = this.#startingRow();
    this.#active = this.#first + Math.min(row, this.#log.length - 1);
    this.#paint();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const row = (event.target as Element).closest('[role=option]');
    const view = this.#views.find(({ element }) => element === row);
    // A row left from another log stands for nothing in this one until it is painted.
    if (view && view.sequence >= 0) this.#choose(view.sequence, false);
  };
}
