import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  isAtEnd,
  isScaled,
  isScrolledToEnd,
  lastOffset,
  maxSpacerPx,
  offsetAt,
  offsetShowing,
  rowsPerPage,
  scrollTopAt,
  spacerPx,
  visibleRows,
  type LogGeometry,
} from '../../src/elements/ws-log/log-window.js';

/** From no row to far more than the tallest spacer holds. */
const geometries: fc.Arbitrary<LogGeometry> = fc.record({
  rowCount: fc.oneof(fc.nat(50), fc.nat(5_000_000)),
  rowPx: fc.integer({ min: 16, max: 80 }),
  viewportPx: fc.integer({ min: 40, max: 3_000 }),
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

describe('the window of ws-log', () => {
  it('counts in pixels as they are while all rows fit into the spacer', () => {
    const geometry = { rowCount: 1_000, rowPx: 28, viewportPx: 300 };
    expect(spacerPx(geometry)).to.equal(28_000);
    expect(lastOffset(geometry)).to.equal(27_700);
    expect(offsetAt(560, geometry)).to.equal(560);
    expect(scrollTopAt(560, geometry)).to.equal(560);
    expect(visibleRows(560, geometry)).to.deep.equal({ first: 20, end: 31 });
    expect(visibleRows(570, geometry)).to.deep.equal({ first: 20, end: 32 });
    expect(visibleRows(560, geometry, 3)).to.deep.equal({ first: 17, end: 34 });
    expect(rowsPerPage(geometry)).to.equal(9);
  });

  it('shows no row where there is none, or no room', () => {
    expect(visibleRows(0, { rowCount: 0, rowPx: 28, viewportPx: 300 }, 3)).to.deep.equal({
      first: 0,
      end: 0,
    });
    expect(visibleRows(0, { rowCount: 9, rowPx: 28, viewportPx: 0 }, 3)).to.deep.equal({ first: 0, end: 0 });
  });

  it('never makes a spacer that a browser would cut', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        expect(spacerPx(geometry)).to.be.within(0, maxSpacerPx);
      }),
    );
  });

  it('maps both ends of the scroll bar to both ends of the rows', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        const furthest = Math.max(0, spacerPx(geometry) - geometry.viewportPx);
        expect(offsetAt(0, geometry)).to.equal(0);
        expect(offsetAt(furthest, geometry)).to.be.closeTo(lastOffset(geometry), 1e-6);
        expect(scrollTopAt(lastOffset(geometry), geometry)).to.be.closeTo(furthest, 1e-6);
      }),
    );
  });

  it('goes there and back between offset and scroll top, which is whole where many offsets share it', () => {
    fc.assert(
      fc.property(geometries, fraction, (geometry, part) => {
        const offset = lastOffset(geometry) * part;
        const scrollTop = scrollTopAt(offset, geometry);
        if (isScaled(geometry)) expect(scrollTop).to.equal(Math.round(scrollTop));
        const pixelPx = isScaled(geometry) ? lastOffset(geometry) / (maxSpacerPx - geometry.viewportPx) : 0;
        expect(offsetAt(scrollTop, geometry)).to.be.closeTo(offset, pixelPx / 2 + 1e-3);
      }),
    );
  });

  it('is scaled from the row on that the tallest spacer has no room for', () => {
    expect(isScaled({ rowCount: maxSpacerPx / 20, rowPx: 20, viewportPx: 300 })).to.equal(false);
    expect(isScaled({ rowCount: maxSpacerPx / 20 + 1, rowPx: 20, viewportPx: 300 })).to.equal(true);
  });

  it('covers the viewport with rows, and with none that does not exist', () => {
    fc.assert(
      fc.property(geometries, fraction, fc.nat(5), (geometry, part, overscan) => {
        const { rowCount, rowPx, viewportPx } = geometry;
        const offset = lastOffset(geometry) * part;
        const { first, end } = visibleRows(offset, geometry, overscan);
        expect(first).to.be.at.least(0);
        expect(end).to.be.at.most(rowCount);
        expect(first * rowPx).to.be.at.most(offset);
        expect(end * rowPx).to.be.at.least(Math.min(offset + viewportPx, rowCount * rowPx));
        expect(end - first).to.be.at.most(Math.ceil(viewportPx / rowPx) + 1 + 2 * overscan);
      }),
    );
  });

  it('brings any row wholly into view, and does not move for one that is', () => {
    fc.assert(
      fc.property(geometries, fraction, fraction, (geometry, part, rowPart) => {
        const { rowCount, rowPx, viewportPx } = geometry;
        fc.pre(rowCount > 0 && viewportPx >= rowPx);
        const row = Math.floor(rowPart * (rowCount - 1));
        const before = lastOffset(geometry) * part;
        const offset = offsetShowing(row, before, geometry);
        expect(row * rowPx).to.be.at.least(offset - 1e-6);
        expect((row + 1) * rowPx).to.be.at.most(offset + viewportPx + 1e-6);
        const wasInView = row * rowPx >= before && (row + 1) * rowPx <= before + viewportPx;
        if (wasInView) expect(offset).to.equal(before);
      }),
    );
  });

  it('takes a scroll bar at its end for the end, although a pixel of it is many rows', () => {
    const geometry = { rowCount: 5_000_000, rowPx: 28, viewportPx: 300 };
    expect(isScrolledToEnd(maxSpacerPx - 300, geometry)).to.equal(true);
    expect(isScrolledToEnd(maxSpacerPx - 300.6, geometry)).to.equal(true);
    expect(isScrolledToEnd(maxSpacerPx - 310, geometry)).to.equal(false);
  });

  it('knows the end, with the slack that rounding browsers need', () => {
    const geometry = { rowCount: 100, rowPx: 28, viewportPx: 300 };
    expect(isAtEnd(2_500, geometry)).to.equal(true);
    expect(isAtEnd(2_498.4, geometry)).to.equal(true);
    expect(isAtEnd(2_490, geometry)).to.equal(false);
    expect(isAtEnd(0, { ...geometry, rowCount: 3 })).to.equal(true);
  });
});
