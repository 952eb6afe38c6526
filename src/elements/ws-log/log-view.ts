import type { EntryLog, LogRange } from '../../core/entry-log.js';
import type { Release } from '../../core/ports.js';
import type { Wording } from './entry-words.js';
import { HeldRows } from './held-rows.js';
import { ListCursor } from './list-cursor.js';
import { ListPosition } from './list-position.js';
import { ListScroller, type ListElements } from './list-scroller.js';
import { OnScreen } from './on-screen.js';
import { PaintPacer } from './paint-pacer.js';
import { RowPool, type RoundTrips } from './row-pool.js';
import { rowFrom, WholeLog, type RowSource } from './row-source.js';
import type { TimeMode } from './time-mode.js';

/** The elements that a view works on. They stay its own: nobody else writes into them. */
export interface LogViewElements extends ListElements {
  /** Holds the list, and is there also while that is hidden. */
  readonly frame: HTMLElement;
  /** An unseen row outside the list, whose height is that of a row. */
  readonly probe: HTMLElement;
}

/** What a view tells its element. */
export interface LogViewListener {
  /** The log has got or lost something, once a frame at most: also while nothing is painted. */
  changed(): void;
  /** After each paint: counts may have changed. */
  painted(): void;
  /** The reader chose an entry, by keys or by pointer. */
  chosen(sequence: number, byKeys: boolean): void;
}

/** Marks the beginnings of messages in rows, for instance where they match. It must not change the text. */
export interface RowHighlighter {
  /** Called after each paint with the rows that exist, in order. `text` is the beginning of the message. */
  paint(rows: readonly { readonly sequence: number; readonly text: Text }[]): void;
}

/** Rows kept ready above and below what is visible, for a scroll that is painted before we hear of it. */
const overscanRows = 3;

/** While more arrives between two paints than this many screens, nobody can read it. */
const unreadableScreens = 3;

/**
 * Shows the window of a log that the reader looks at: as many rows as fit, used again as the list moves, painted
 * once a frame however much arrives, and not at all while nobody can see it. Follows the end while it is there;
 * otherwise what is in view stays where it is.
 */
export class LogView {
  readonly #elements: LogViewElements;
  readonly #wording: Wording;
  readonly #listener: LogViewListener;
  readonly #pool: RowPool;
  readonly #position = new ListPosition();
  readonly #scroller: ListScroller;
  readonly #cursor: ListCursor;
  readonly #onScreen: OnScreen;
  readonly #resize = new ResizeObserver(() => {
    this.#measure();
  });
  readonly #pacer = new PaintPacer(
    () => {
      this.#paint();
    },
    {
      isSeen: () => this.#onScreen.isSeen,
      isUnreadable: () => {
        const { rowPx, viewportPx } = this.#position.geometry;
        const arrived = (this.#log?.next ?? 0) - this.#paintedNext;
        return !this.#hasMoved && arrived * rowPx > unreadableScreens * viewportPx;
      },
    },
  );
  #log: EntryLog | undefined;
  #source: RowSource | undefined;
  /** What is shown of the source while the list is paused. */
  #held: HeldRows | undefined;
  #release: Release | undefined;
  /** The entry after the newest that was ever in view. */
  #seenNext = 0;
  /** Which entries the log held at the last paint. */
  #paintedFirst = 0;
  #paintedNext = 0;
  /** Whether the reader moved since the last paint: that is answered in the next frame, whatever arrives. */
  #hasMoved = false;
  #timeMode: TimeMode = 'clock';
  #roundTrips: RoundTrips | undefined;
  #highlighter: RowHighlighter | undefined;

  constructor(elements: LogViewElements, wording: Wording, listener: LogViewListener) {
    this.#elements = elements;
    this.#wording = wording;
    this.#listener = listener;
    this.#pool = new RowPool(elements.rows);
    this.#onScreen = new OnScreen(elements.frame, () => {
      this.#pacer.requestNow();
    });
    this.#scroller = new ListScroller(elements, this.#position, () => {
      this.#hasMoved = true;
      this.#pacer.request();
    });
    this.#cursor = new ListCursor(elements.list, this.#position, {
      rows: () => this.#rows,
      entryOf: (row) => this.#pool.entryOf(row),
      catchUp: () => {
        const log = this.#log;
        if (log && (log.next !== this.#paintedNext || log.first !== this.#paintedFirst)) this.#paint();
      },
      paint: () => {
        this.#paint();
      },
      chosen: (sequence, byKeys) => {
        listener.chosen(sequence, byKeys);
      },
    });
    const { list, probe } = elements;
    // Not the content box: a scroll bar that comes with the rows would change it while we hear of it.
    this.#resize.observe(list, { box: 'border-box' });
    this.#resize.observe(probe, { box: 'border-box' });
  }

  /**
   * The log that is shown. `undefined` lets it go; giving the same one again goes on where it was, as when the
   * element was moved. Another one starts at its end, with all its rows and not paused.
   */
  set log(log: EntryLog | undefined) {
    this.#release?.();
    this.#release = undefined;
    this.#onScreen.stop();
    if (!log) {
      this.#pacer.stop();
      return;
    }
    if (log !== this.#log) this.#start(log);
    this.#scroller.forget();
    this.#release = log.subscribe((range) => {
      this.#onLog(range);
    });
    this.#onScreen.start();
    this.#pacer.request();
  }

  /**
   * Which rows of the log are shown; `undefined` shows all. The chosen entry stays chosen, shown or not, and the end
   * is followed as before; otherwise what was in view stays there as far as it is among the rows.
   */
  set source(source: RowSource | undefined) {
    if (!this.#log) return;
    const before = this.#rows;
    this.#source = source ?? new WholeLog(this.#log);
    if (this.#held) this.#held = new HeldRows(this.#source, this.#held.next);
    if (before) this.#position.exchange(before, this.#source, this.#cursor.selected);
    this.#pacer.request();
  }

  /** What the time of a row tells. Default `clock`. */
  set timeMode(mode: TimeMode) {
    if (mode === this.#timeMode) return;
    this.#timeMode = mode;
    this.rewrite();
  }

  /** Where rows get round trips from; `undefined`, as at first, where they tell none. */
  set roundTrips(roundTrips: RoundTrips | undefined) {
    this.#roundTrips = roundTrips;
    this.#pacer.request();
  }

  /** Who marks the messages in rows; `undefined`, as at first, for nobody. */
  set highlighter(highlighter: RowHighlighter | undefined) {
    this.#highlighter = highlighter;
    this.#pacer.request();
  }

  /** How many rows there are, in view or not, as of the last paint. */
  get rowCount(): number {
    return this.#position.geometry.rowCount;
  }

  /** Whether rows may come that are no news, because entries are still looked at. */
  get isBehind(): boolean {
    return this.#source?.isBehind === true;
  }

  /** How many rows came since the end went out of view. 0 while the end is followed. */
  get newerCount(): number {
    const rows = this.#rows;
    return rows && !this.#position.following ? rows.rowCount - rowFrom(rows, this.#seenNext) : 0;
  }

  /** How many rows wait to be shown; `undefined` while the list is not paused. */
  get waitingCount(): number | undefined {
    return this.#held?.waitingCount;
  }

  /** The entry whose row is marked as chosen, whether or not it is in view, among the rows or in the log. */
  get selected(): number | undefined {
    return this.#cursor.selected;
  }

  /** Marks an entry as chosen and holds the list still at it; `undefined` marks none. Does not call the listener. */
  set selected(sequence: number | undefined) {
    this.#cursor.selected = sequence;
    if (sequence === undefined) this.#position.followAtEnd();
    else this.#position.stay();
    this.#pacer.request();
  }

  /** Whether the chosen row, or else the active one, is in the lower half of what is in view. */
  get isChosenLow(): boolean {
    const { rowPx, viewportPx } = this.#position.geometry;
    return this.#position.fromTopPx(this.#rowOf(this.#cursor.at)) + rowPx / 2 > viewportPx / 2;
  }

  /** Height below the last row that is in view; 0 where the rows fill the list. */
  get freePx(): number {
    const { rowCount, rowPx, viewportPx } = this.#position.geometry;
    return Math.max(0, viewportPx - rowCount * rowPx);
  }

  /** Holds the rows as they are. What comes waits; only the bounds of the log still take rows away. */
  pause(): void {
    if (this.#source) this.#held ??= new HeldRows(this.#source, this.#paintedNext);
    this.#pacer.request();
  }

  /** Shows what waited. Goes to the end where that was followed, and otherwise stays where the reader is. */
  resume(): void {
    this.#held = undefined;
    this.#pacer.request();
  }

  /** Goes to the end, follows it from then on, and gives the list the focus. */
  followEnd(): void {
    this.#position.follow();
    this.#paint();
    this.focus();
  }

  /** Gives the list the focus. Does not scroll. */
  focus(): void {
    this.#elements.list.focus({ preventScroll: true });
  }

  /** Writes all rows anew: after the language changed. */
  rewrite(): void {
    this.#pool.rewrite();
    this.#pacer.request();
  }

  /** Paints soon: a source has found more rows. */
  requestPaint(): void {
    this.#pacer.request();
  }

  get #rows(): RowSource | undefined {
    return this.#held ?? this.#source;
  }

  #start(log: EntryLog): void {
    this.#log = log;
    this.#source = new WholeLog(log);
    this.#held = undefined;
    this.#position.restart(this.#source);
    this.#seenNext = log.next;
    this.#cursor.reset();
    this.#pool.forget();
  }

  #onLog({ cleared }: LogRange): void {
    if (cleared) {
      this.#position.follow();
      this.#cursor.reset();
    }
    this.#listener.changed();
    // The log calls in a frame: painting in it saves the reader one.
    this.#pacer.requestNow();
  }

  #paint(): void {
    if (!this.#log) return;
    this.#paintList(this.#log);
    this.#listener.painted();
    this.#place();
  }

  #paintList(log: EntryLog): void {
    const rows = this.#rows;
    if (!rows) return;
    const position = this.#position;
    rows.update();
    position.update(rows);
    if (position.isMeasured) this.#paintRows(log, rows);
    this.#paintedFirst = log.first;
    this.#paintedNext = log.next;
    this.#hasMoved = false;
    this.#pacer.painted();
    const { end } = position.visible();
    if (position.following || end === rows.rowCount) this.#seenNext = this.#held?.next ?? log.next;
    else if (end > 0) this.#seenNext = Math.max(this.#seenNext, rows.sequenceAt(end - 1) + 1);
  }

  #paintRows(log: EntryLog, source: RowSource): void {
    const range = this.#position.visible(overscanRows);
    this.#pool.paint(range, {
      log,
      source,
      wording: this.#wording,
      timeMode: this.#timeMode,
      roundTrips: this.#roundTrips,
      active: this.#cursor.active,
      selected: this.#cursor.selected,
    });
    const active = this.#pool.viewOf(this.#cursor.active);
    if (active) this.#elements.list.setAttribute('aria-activedescendant', active.element.id);
    else this.#elements.list.removeAttribute('aria-activedescendant');
    this.#highlighter?.paint(this.#pool.views);
  }

  /** Takes the size of list and row. Keeps the row that the reader is at in view when either changes. */
  #measure(): void {
    const { list, probe } = this.#elements;
    const rowPx = Math.ceil(probe.getBoundingClientRect().height);
    const viewportPx = list.clientHeight;
    if (rowPx === 0 || viewportPx === 0) return;
    const { at } = this.#cursor;
    if (!this.#position.measure(rowPx, viewportPx, at === undefined ? -1 : this.#rowOf(at))) return;
    list.style.setProperty('--_row-size', `${rowPx}px`);
    if (this.#cursor.selected === undefined) this.#position.followAtEnd();
    // At once, so that no row is missing; but what the listener may do to the layout has to wait for a frame.
    if (this.#log && this.#onScreen.isSeen) {
      this.#paintList(this.#log);
      this.#place();
    }
    this.#pacer.request();
  }

  /** To be called last: it lays the page out, and what is written after it would have that done once more. */
  #place(): void {
    if (this.#rows && this.#position.isMeasured) this.#scroller.place(this.#position.visible(overscanRows));
  }

  #rowOf(sequence: number | undefined): number {
    return sequence === undefined ? 0 : (this.#rows?.rowOf(sequence) ?? 0);
  }
}
