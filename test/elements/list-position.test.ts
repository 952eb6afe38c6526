import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { ListPosition } from '../../src/elements/ws-log/list-position.js';
import type { RowSource } from '../../src/elements/ws-log/row-source.js';

/** Rows for entries of one's own choice, such as a filter leaves; `droppedRows` of them are gone. */
class GivenRows implements RowSource {
  sequences: readonly number[];
  droppedRows = 0;
  isBehind = false;

  constructor(sequences: readonly number[]) {
    this.sequences = sequences;
  }

  get rowCount(): number {
    return this.sequences.length;
  }

  update(): void {
    // they are changed by the test
  }

  drop(count: number): void {
    this.sequences = this.sequences.slice(count);
    this.droppedRows += count;
  }

  sequenceAt(row: number): number {
    return this.sequences[row] ?? -1;
  }

  rowOf(sequence: number): number {
    const row = this.sequences.findIndex((each) => each >= sequence);
    return row < 0 ? this.rowCount : row;
  }

  foldedAt(): number {
    return 1;
  }
}

const rowPx = 20;
const viewportPx = 200;

function standing(rows: RowSource): ListPosition {
  const position = new ListPosition();
  position.measure(rowPx, viewportPx, -1);
  position.restart(rows);
  position.update(rows);
  return position;
}

function upTo(count: number, isShown: (sequence: number) => boolean = () => true): GivenRows {
  return new GivenRows([...Array(count).keys()].filter(isShown));
}

/** The entry at the top of what is in view, and how far above it that begins. */
function top(position: ListPosition, rows: RowSource): [sequence: number, fromTopPx: number] {
  const { first } = position.visible();
  return [rows.sequenceAt(first), position.fromTopPx(first)];
}

describe('where a list stands', () => {
  it('is at its end while that is followed, and where it was once the reader has moved', () => {
    const rows = upTo(100);
    const position = standing(rows);
    expect(position.visible()).to.deep.equal({ first: 90, end: 100 });
    position.scrollBy(-50);
    expect(position.following).to.equal(false);
    rows.sequences = [...Array(150).keys()];
    position.update(rows);
    expect(top(position, rows)).to.deep.equal([87, -10]);
    position.follow();
    position.update(rows);
    expect(position.visible().end).to.equal(150);
  });

  it('leaves the end by any step up, however small, and follows it again by a step down to it', () => {
    const position = standing(upTo(100));
    expect(position.scrollBy(-1)).to.equal(-1);
    expect(position.following).to.equal(false);
    expect(position.scrollBy(10)).to.equal(1);
    expect(position.following).to.equal(true);
    expect(position.scrollBy(10)).to.equal(0);
  });

  it('moves by exactly as many rows as asked for, at every row count and also beyond the tallest spacer', () => {
    const sizes = fc.oneof(fc.integer({ min: 20, max: 2_000 }), fc.integer({ min: 400_000, max: 9_000_000 }));
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -9, max: 9 }),
        (rowCount, part, step) => {
          const rows: RowSource = {
            rowCount,
            droppedRows: 0,
            update: () => undefined,
            sequenceAt: (row) => row,
            rowOf: (sequence) => sequence,
            foldedAt: () => 1,
          };
          const position = standing(rows);
          position.reveal(Math.floor((rowCount - 1) * part));
          const before = position.visible().first;
          const target = Math.max(0, Math.min(before + step, rowCount - viewportPx / rowPx));
          position.scrollBy(step * rowPx);
          expect(position.visible().first).to.equal(target);
          // what the scroll bar says afterwards is not taken for the reader's doing
          expect(Number.isInteger(position.scrollTop) || rowCount * rowPx <= 8_000_000).to.equal(true);
        },
      ),
    );
  });

  it('does not move what is in view when rows are dropped above it', () => {
    fc.assert(
      fc.property(fc.nat(150), fc.nat(150), fc.nat(1_800), (dropped, added, offset) => {
        const rows = upTo(200);
        const position = standing(rows);
        position.scrollBy(-4_000);
        position.scrollBy(offset);
        fc.pre(!position.following);
        const before = top(position, rows);
        rows.sequences = [...Array(200 + added).keys()];
        rows.drop(dropped);
        position.update(rows);
        if (dropped <= before[0]) expect(top(position, rows)).to.deep.equal(before);
        else expect(position.offsetPx).to.be.at.least(0);
      }),
    );
  });

  it('keeps the row at the top when other rows are shown, or the next one that is among them', () => {
    const all = upTo(1_000);
    const position = standing(all);
    position.reveal(300);
    const even = upTo(1_000, (sequence) => sequence % 2 === 0);
    position.exchange(all, even, undefined);
    position.update(even);
    expect(top(position, even)).to.deep.equal([300, 0]);
    const tens = upTo(1_000, (sequence) => sequence % 10 === 5);
    position.exchange(even, tens, undefined);
    position.update(tens);
    expect(top(position, tens)).to.deep.equal([305, 0]);
    position.exchange(tens, all, undefined);
    position.update(all);
    expect(top(position, all)).to.deep.equal([305, 0]);
  });

  it('keeps a chosen row in its place, and brings it back when it is shown again', () => {
    const all = upTo(1_000);
    const position = standing(all);
    position.reveal(300);
    position.stay();
    const fromTopPx = position.fromTopPx(304);
    const even = upTo(1_000, (sequence) => sequence % 2 === 0);
    position.exchange(all, even, 304);
    position.update(even);
    expect(position.fromTopPx(even.rowOf(304))).to.equal(fromTopPx);
    const odd = upTo(1_000, (sequence) => sequence % 2 === 1);
    position.exchange(even, odd, 304);
    position.update(odd);
    position.scrollBy(-5_000);
    position.exchange(odd, all, 304);
    position.update(all);
    const { first, end } = position.visible();
    expect(304).to.be.within(first, end - 1);
  });

  it('waits with that until the rows have come, unless the reader moves meanwhile', () => {
    const all = upTo(1_000);
    const position = standing(all);
    position.reveal(600);
    const found = new GivenRows([]);
    found.isBehind = true;
    position.exchange(all, found, undefined);
    for (const count of [0, 100, 500, 1_000]) {
      found.sequences = all.sequences.slice(0, count);
      found.isBehind = count < 1_000;
      position.update(found);
    }
    expect(top(position, found)).to.deep.equal([600, 0]);
    position.exchange(found, all, undefined);
    position.scrollBy(-1_000);
    position.update(all);
    expect(top(position, all)).to.deep.equal([550, 0]);
  });

  it('keeps the same rows in view when they become higher, and the one that the reader is at wholly', () => {
    const rows = upTo(1_000);
    const position = standing(rows);
    position.reveal(300);
    position.stay();
    const [before] = top(position, rows);
    expect(position.measure(40, viewportPx, 300)).to.equal(true);
    position.update(rows);
    const { first, end } = position.visible();
    expect(first).to.be.at.least(before);
    expect(300).to.be.within(first, end - 1);
    expect(position.measure(40, viewportPx, 300)).to.equal(false);
  });
});
