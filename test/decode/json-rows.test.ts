import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { JsonIndex } from '../../src/decode/json-index.js';
import { JsonRows } from '../../src/decode/json-rows.js';

function rowsOf(text: string): { index: JsonIndex; rows: JsonRows } {
  const index = new JsonIndex(text);
  index.step(() => false);
  return { index, rows: new JsonRows(index) };
}

const shown = (rows: JsonRows) => Array.from({ length: rows.length }, (_, row) => rows.nodeAt(row));

/** The nodes that are seen when these are collapsed, found by looking at each. */
function naive(index: JsonIndex, collapsed: ReadonlySet<number>): number[] {
  return Array.from({ length: index.length }, (_, node) => node).filter((node) => {
    for (let at = index.parent(node); at !== undefined; at = index.parent(at)) {
      if (collapsed.has(at)) return false;
    }
    return true;
  });
}

describe('JsonRows', () => {
  it('show what a naive walk shows after any expanding and collapsing', () => {
    const command = fc.oneof(
      fc.record({ node: fc.nat(40), expanded: fc.boolean() }),
      fc.constantFrom('expandAll' as const, 'collapseAll' as const),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.array(command, { maxLength: 30 }), (text, commands) => {
        const { index, rows } = rowsOf(text);
        const collapsed = new Set<number>();
        const containers = Array.from({ length: index.containerCount }, (_, each) => index.nodeOf(each));
        for (const each of commands) {
          if (each === 'expandAll') {
            rows.expandAll();
            collapsed.clear();
          } else if (each === 'collapseAll') {
            rows.collapseAll();
            for (const node of containers.slice(1)) collapsed.add(node);
            collapsed.delete(0);
          } else {
            const node = each.node % index.length;
            rows.setExpanded(node, each.expanded);
            if (index.containerOf(node) === undefined) continue;
            if (each.expanded) collapsed.delete(node);
            else collapsed.add(node);
          }
        }
        const seen = naive(index, collapsed);
        expect(shown(rows)).to.deep.equal(seen);
        expect(seen.map((node) => rows.rowOf(node))).to.deep.equal(seen.map((_, row) => row));
        for (let node = 0; node < index.length; node++) {
          let around = node;
          while (!seen.includes(around)) around = index.parent(around) ?? 0;
          expect(rows.nodeAt(rows.rowOf(node))).to.equal(around);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('show a node when it is revealed, and keep the rest as it was', () => {
    const { rows } = rowsOf('[[1,[2,[3]]],[4]]');
    rows.collapseAll();
    expect(shown(rows)).to.deep.equal([0, 1, 7]);
    rows.reveal(6);
    expect(shown(rows)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('say what can be opened and closed', () => {
    const { rows } = rowsOf('[[],{},[1],2]');
    expect([0, 1, 2, 3, 5].map((node) => rows.isExpanded(node))).to.deep.equal([
      true,
      undefined,
      undefined,
      true,
      undefined,
    ]);
  });

  for (const collapse of ['collapseAll', 'root'] as const) {
    it(`go along while values are still found, with ${collapse} collapsed`, () => {
      const index = new JsonIndex(`[${'[1,2],'.repeat(3_000)}0]`);
      const rows = new JsonRows(index);
      index.step(() => true);
      if (collapse === 'root') rows.setExpanded(0, false);
      else rows.collapseAll();
      while (!index.step(() => true)) {
        rows.update();
        if (collapse === 'root') expect(rows.length).to.equal(1);
        else expect(rows.length).to.be.below(index.length / 2);
      }
      rows.update();
      expect(rows.length).to.equal(collapse === 'root' ? 1 : 3_002);
      rows.expandAll();
      expect(rows.length).to.equal(9_002);
    });
  }
});
