import {
  isAtEnd,
  isScrolledToEnd,
  lastOffset,
  offsetAt,
  offsetShowing,
  rowsPerPage,
  scrollTopAt,
  visibleRows,
  type LogGeometry,
  type RowRange,
} from './log-window.js';
import { showsEntry, type RowSource } from './row-source.js';

/** Where in the list an entry's row is to stay while the rows around it change. */
interface Anchor {
  readonly sequence: number;
  /** From the top of what is in view to the top of the row. */
  readonly fromTopPx: number;
}

/**
 * Which part of a list is in view, and why: because the end is followed, because the reader went there, or because a
 * row that was there is to stay. Knows no elements; offsets are true pixels (see `log-window.ts`).
 */
export class ListPosition {
  #geometry: LogGeometry = { rowCount: 0, rowPx: 0, viewportPx: 0 };
  #offsetPx = 0;
  #following = true;
  #droppedRows = 0;
  /** While the rows are exchanged: the first of these that is shown, or else the last, has to stay. */
  #anchors: readonly Anchor[] = [];

  /** The rows as of the last `update()`, and their measures. */
  get geometry(): LogGeometry {
    return this.#geometry;
  }

  /** The offset of what is at the top of the view. */
  get offsetPx(): number {
    return this.#offsetPx;
  }

  /** Whether the end stays in view as rows come. */
  get following(): boolean {
    return this.#following;
  }

  /** Whether the rows can be painted: they have been measured, and there is room. */
  get isMeasured(): boolean {
    return this.#geometry.rowPx > 0 && this.#geometry.viewportPx > 0;
  }

  /** How many rows a page key moves by. */
  get rowsPerPage(): number {
    return rowsPerPage(this.#geometry);
  }

  /** What the scroller has to be told so that it stands here. */
  get scrollTop(): number {
    return scrollTopAt(this.#offsetPx, this.#geometry);
  }

  /** The rows in view, and `overscan` more on each side where there are any. */
  visible(overscan = 0): RowRange {
    return visibleRows(this.#offsetPx, this.#geometry, overscan);
  }

  /** How far below the top of the view a row begins; negative above it. */
  fromTopPx(row: number): number {
    return row * this.#geometry.rowPx - this.#offsetPx;
  }

  /** Takes the rows as they are now. What was dropped above does not move what is in view. */
  update(rows: RowSource): void {
    const { rowPx, viewportPx } = this.#geometry;
    const dropped = rows.droppedRows - this.#droppedRows;
    this.#droppedRows = rows.droppedRows;
    this.#geometry = { rowCount: rows.rowCount, rowPx, viewportPx };
    if (this.#following) this.#offsetPx = lastOffset(this.#geometry);
    else if (this.#anchors.length > 0) this.#pullToAnchor(rows);
    else this.#offsetPx = this.#within(this.#offsetPx - dropped * rowPx);
  }

  /** Starts with other rows at their end, and follows it. */
  restart(rows: RowSource): void {
    this.#droppedRows = rows.droppedRows;
    this.#offsetPx = 0;
    this.follow();
  }

  /**
   * Goes over to other rows of the same log. The end is followed as before; otherwise the entry at the top stays
   * there, or else `chosen` does: where it was in view, and where it could not be and now may.
   */
  exchange(before: RowSource, after: RowSource, chosen: number | undefined): void {
    if (this.#anchors.length === 0) this.#anchors = this.#anchorsIn(before, chosen);
    this.#droppedRows = after.droppedRows;
  }

  /** Follows the end from now on. */
  follow(): void {
    this.#following = true;
    this.#anchors = [];
  }

  /** Follows the end from now on, if it is in view. */
  followAtEnd(): void {
    if (isAtEnd(this.#offsetPx, this.#geometry)) this.follow();
  }

  /** Stays where it is from now on. */
  stay(): void {
    this.#following = false;
  }

  /** Moves by true pixels, as far as there are rows. Gives how far it came. */
  scrollBy(deltaPx: number): number {
    const before = this.#offsetPx;
    this.#offsetPx = this.#within(before + deltaPx);
    this.#anchors = [];
    // A slow way up starts within what counts as the end.
    this.#following = deltaPx > 0 && isAtEnd(this.#offsetPx, this.#geometry);
    return this.#offsetPx - before;
  }

  /** Goes to where the scroller stands. */
  scrolledTo(scrollTop: number): void {
    this.#anchors = [];
    this.#following = isScrolledToEnd(scrollTop, this.#geometry);
    this.#offsetPx = this.#following ? lastOffset(this.#geometry) : offsetAt(scrollTop, this.#geometry);
  }

  /**
   * Moves as little as brings a row wholly into view. The last row means: go on with what comes. Any other: stay here.
   */
  reveal(row: number): void {
    this.#anchors = [];
    this.#offsetPx = offsetShowing(row, this.#offsetPx, this.#geometry);
    this.#following = row === this.#geometry.rowCount - 1;
  }

  /**
   * Takes new measures. The same rows stay in view; `row` does so wholly if it was in view.
   * @returns whether they differ from those before
   */
  measure(rowPx: number, viewportPx: number, row: number): boolean {
    const before = this.#geometry;
    if (rowPx === before.rowPx && viewportPx === before.viewportPx) return false;
    this.#geometry = { rowCount: before.rowCount, rowPx, viewportPx };
    if (before.rowPx > 0) this.#offsetPx *= rowPx / before.rowPx;
    const { first, end } = visibleRows(this.#offsetPx, { ...before, rowPx });
    if (row >= first && row < end) this.#offsetPx = offsetShowing(row, this.#offsetPx, this.#geometry);
    return true;
  }

  #anchorsIn(rows: RowSource, chosen: number | undefined): readonly Anchor[] {
    const { first, end } = this.visible();
    const top = { sequence: first < end ? rows.sequenceAt(first) : 0, fromTopPx: this.fromTopPx(first) };
    if (chosen === undefined) return [top];
    const row = rows.rowOf(chosen);
    const wasShown = showsEntry(rows, chosen);
    if (wasShown && (row < first || row >= end)) return [top];
    const fromTopPx = wasShown ? this.fromTopPx(row) : this.#geometry.viewportPx / 3;
    return [{ sequence: chosen, fromTopPx }, top];
  }

  /** Again and again while rows come in portions. */
  #pullToAnchor(rows: RowSource): void {
    const anchor = this.#anchors.find(({ sequence }) => showsEntry(rows, sequence)) ?? this.#anchors.at(-1);
    if (!anchor) return;
    this.#offsetPx = this.#within(rows.rowOf(anchor.sequence) * this.#geometry.rowPx - anchor.fromTopPx);
    if (rows.isBehind !== true) this.#anchors = [];
  }

  #within(offsetPx: number): number {
    return Math.max(0, Math.min(offsetPx, lastOffset(this.#geometry)));
  }
}
