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
import { rowId, RowView } from './row-view.js';

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

/** While more arrives between paints than three screens, nobody can read it: fifteen paints a second are enough. */
const unreadablePaintMs = 1000 / 15;
const unreadableScreens = 3;

/** How far a key moves from the active row; `page` is how many rows a page is. */
const moves: Readonly<Record<string, (row: number, page: number, last: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, page) => row + page,
  PageUp: (row, page) => row - page,
  Home: () => 0,
  End: (_row, _page, last) => last,
};

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
  #following = true;
  /** The log's oldest entry at the last paint. */
  #first = 0;
  /** The entry after the newest that was ever in view. */
  #seenNext = 0;
  #active: number | undefined;
  #selected: number | undefined;
  #frame: number | undefined;
  #paintedMs = 0;
  #paintedNext = 0;
  #paintedFrame: CSSNumberish | null = null;

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
    this.#resize.observe(list);
    this.#resize.observe(probe);
  }

  /**
   * The log that is shown. `undefined` lets it go; giving the same one again goes on where it was, as when the
   * element was moved. Another one starts at its end.
   */
  set log(log: EntryLog | undefined) {
    this.#release?.();
    this.#release = undefined;
    if (!log) {
      this.#cancelFrame();
      return;
    }
    if (log !== this.#log) this.#start(log);
    this.#release = log.subscribe((range) => {
      this.#onLog(range);
    });
    this.#requestPaint();
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
    this.#requestPaint();
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
    for (const view of this.#views) view.sequence = -1;
    this.#requestPaint();
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
    // The log calls in a frame: painting now saves the reader one. Twice in a frame is never needed.
    if (document.timeline.currentTime === this.#paintedFrame) this.#requestPaint();
    else this.#paintInTime();
  }

  #requestPaint(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paintInTime();
    });
  }

  #cancelFrame(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #paintInTime(): void {
    const { rowPx, viewportPx } = this.#geometry;
    const arrived = (this.#log?.next ?? 0) - this.#paintedNext;
    const isUnreadable = arrived * rowPx > unreadableScreens * viewportPx;
    const isEarly = performance.now() - this.#paintedMs < unreadablePaintMs;
    if (document.hidden || (isUnreadable && isEarly)) this.#requestPaint();
    else this.#paint();
  }

  #paint(): void {
    this.#cancelFrame();
    const log = this.#log;
    if (!log) return;
    const { rowPx, viewportPx } = this.#geometry;
    const dropped = log.first - this.#first;
    this.#first = log.first;
    this.#geometry = { rowCount: log.length, rowPx, viewportPx };
    const end = lastOffset(this.#geometry);
    // What was dropped above must not move what is in view.
    this.#offsetPx = this.#following ? end : Math.max(0, Math.min(this.#offsetPx - dropped * rowPx, end));
    if (rowPx > 0 && viewportPx > 0) this.#paintRows(log);
    this.#paintedMs = performance.now();
    this.#paintedNext = log.next;
    this.#paintedFrame = document.timeline.currentTime;
    const seen = log.first + visibleRows(this.#offsetPx, this.#geometry).end;
    this.#seenNext = this.#following ? log.next : Math.max(this.#seenNext, seen);
    this.#listener.painted();
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
    const isShown = this.#views.some(({ sequence }) => sequence === this.#active);
    if (this.#active !== undefined && isShown)
      list.setAttribute('aria-activedescendant', rowId(this.#active));
    else list.removeAttribute('aria-activedescendant');
    // Last, so that the browser lays out once: it needs the new height to know how far it may scroll.
    if (scrollTop !== this.#scrollTop || this.#following) list.scrollTop = this.#scrollTop = scrollTop;
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
      if (view.sequence !== sequence) {
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
    this.#paint();
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
    if (Math.abs(scrollTop - this.#scrollTop) <= 1) return;
    this.#scrollTop = scrollTop;
    this.#offsetPx = offsetAt(scrollTop, this.#geometry);
    this.#following = isAtEnd(this.#offsetPx, this.#geometry);
    this.#paintedNext = this.#log?.next ?? 0;
    this.#requestPaint();
  };

  /** A smooth scroll up begins with less than a pixel: known by the wheel, it is not pulled back to the end. */
  readonly #onWheel = ({ deltaY }: WheelEvent): void => {
    if (deltaY < 0 && lastOffset(this.#geometry) > 0) this.#following = false;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#log || this.#log.length === 0) return;
    const move = moves[event.key];
    if (!move && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    // What came or went since the last paint counts too.
    this.#paint();
    if (!move) {
      this.#choose(this.#first + Math.min(this.#startingRow(), this.#log.length - 1), true);
    } else {
      const last = this.#geometry.rowCount - 1;
      const isFirstMove = this.#active === undefined && this.#selected === undefined;
      const start = this.#startingRow();
      const isStep = event.key.startsWith('Arrow');
      const row = isFirstMove && isStep ? start : move(start, rowsPerPage(this.#geometry), last);
      this.#activate(Math.max(0, Math.min(row, last)));
      if (this.#selected !== undefined) this.#choose(this.#active ?? this.#first, true);
      else this.#paint();
    }
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
    if (view) this.#choose(view.sequence, false);
  };
}
