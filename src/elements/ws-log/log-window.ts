/**
 * The mathematics of a list that shows a few of very many rows of one height. Pure: pixels in, rows out.
 *
 * Two scales are kept apart. An *offset* counts true pixels from the top of the first row, as if the list were as
 * high as all its rows. A *scroll top* is what the browser's scroller says. They are the same until the rows are
 * higher than `maxSpacerPx`; beyond, one is a fraction of the other.
 */

/** The measures that everything else follows from. */
export interface LogGeometry {
  readonly rowCount: number;
  /** Height of one row. Above 0. */
  readonly rowPx: number;
  /** Height of what is visible at once. */
  readonly viewportPx: number;
}

/** A run of rows, by place from the top: `first` included, `end` not. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/**
 * The spacer is never higher. Chromium clamps an element at 33,554,428 px, at 16,777,214 px where a CSS pixel is two
 * of the screen's; Firefox ignores a height above 17,895,697 px (measured, Chromium 156). This leaves room for a
 * screen of four pixels a CSS pixel.
 */
export const maxSpacerPx = 8_000_000;

/** How far from the end still counts as the end: scroll positions are rounded, differently by each browser. */
export const endTolerancePx = 2;

/** Whether a pixel of the scroller stands for more than one of the rows: it can no longer reach each of them. */
export function isScaled({ rowCount, rowPx }: LogGeometry): boolean {
  return rowCount * rowPx > maxSpacerPx;
}

/** The height that makes the scroll bar: that of all rows, or `maxSpacerPx`. */
export function spacerPx({ rowCount, rowPx }: LogGeometry): number {
  return Math.min(rowCount * rowPx, maxSpacerPx);
}

/** The offset at which the last row ends at the viewport's bottom; 0 where all rows fit. */
export function lastOffset({ rowCount, rowPx, viewportPx }: LogGeometry): number {
  return Math.max(0, rowCount * rowPx - viewportPx);
}

/** The offset that a scroll top stands for. */
export function offsetAt(scrollTop: number, geometry: LogGeometry): number {
  return between(0, scrollTop * scale(geometry), lastOffset(geometry));
}

/**
 * The scroll top that stands for an offset. Where many offsets share one it is whole: browsers round it, and rows that
 * are placed by it would be out by the difference.
 */
export function scrollTopAt(offsetPx: number, geometry: LogGeometry): number {
  const scrollTop = between(0, offsetPx, lastOffset(geometry)) / scale(geometry);
  return isScaled(geometry) ? Math.round(scrollTop) : scrollTop;
}

/** The rows of which at least a part is visible, and `overscan` more on both sides as far as there are any. */
export function visibleRows(offsetPx: number, geometry: LogGeometry, overscan = 0): RowRange {
  const { rowCount, rowPx, viewportPx } = geometry;
  if (rowCount <= 0 || viewportPx <= 0) return { first: 0, end: 0 };
  const top = between(0, offsetPx, lastOffset(geometry));
  return {
    first: Math.max(0, Math.floor(top / rowPx) - overscan),
    end: Math.min(rowCount, Math.ceil((top + viewportPx) / rowPx) + overscan),
  };
}

/** The offset nearest to the given one at which a row is wholly visible (its top, where it is too high for that). */
export function offsetShowing(row: number, offsetPx: number, geometry: LogGeometry): number {
  const { rowPx, viewportPx } = geometry;
  const top = row * rowPx;
  const nearest = Math.min(top, Math.max(offsetPx, top + rowPx - viewportPx));
  return between(0, nearest, lastOffset(geometry));
}

/** Whether an offset shows the end of the last row. */
export function isAtEnd(offsetPx: number, geometry: LogGeometry): boolean {
  return offsetPx >= lastOffset(geometry) - endTolerancePx;
}

/** Whether the reader has scrolled to the end: as `isAtEnd`, by what the scroller says, which is rounded. */
export function isScrolledToEnd(scrollTop: number, geometry: LogGeometry): boolean {
  return scrollTop >= scrollTopAt(Infinity, geometry) - endTolerancePx;
}

/** How many rows Page Up and Page Down move by: one less than fit, so that one stays for the eye to hold on to. */
export function rowsPerPage({ rowPx, viewportPx }: LogGeometry): number {
  return Math.max(1, Math.floor(viewportPx / rowPx) - 1);
}

/** True pixels for one pixel of the scroller. */
function scale(geometry: LogGeometry): number {
  const range = spacerPx(geometry) - geometry.viewportPx;
  return range > 0 ? lastOffset(geometry) / range : 1;
}

function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
