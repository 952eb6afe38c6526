import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { JsonIndex } from '../../src/decode/json-index.js';
import { jsonPath } from '../../src/decode/json-path.js';

/** Walks in steps as small as they can be, as a page does that never has time. */
function indexOf(text: string, limit?: number): JsonIndex {
  const index = new JsonIndex(text, limit);
  while (!index.step(() => true));
  return index;
}

interface Found {
  readonly path: string;
  readonly value: unknown;
}

/** Every value of parsed JSON with the expression that leads to it, containers before what is in them. */
function everything(root: unknown): Found[] {
  const found: Found[] = [];
  const waiting: Found[] = [{ path: '$', value: root }];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { path, value } = at;
    found.push(at);
    if (typeof value !== 'object' || value === null) continue;
    const inside = Object.entries(value).map(([key, each]) => {
      const step = Array.isArray(value)
        ? `[${key}]`
        : /^[A-Za-z_]\w*$/.test(key)
          ? `.${key}`
          : `[${JSON.stringify(key)}]`;
      return { path: path + step, value: each as unknown };
    });
    waiting.push(...inside.reverse());
  }
  return found;
}

const written = (index: JsonIndex, node: number) => {
  const { start, end } = index.valueSpan(node);
  return index.text.slice(start, end);
};

describe('JsonIndex', () => {
  it('finds every value of any JSON, in order, each by its path', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const index = indexOf(text);
        // keys that are numbers are put in order by JSON.parse, and by JSON.stringify before it
        const expected = everything(JSON.parse(text));
        expect(index.error).to.equal(undefined);
        expect(index.length).to.equal(expected.length);
        expected.forEach(({ path, value: each }, node) => {
          expect(jsonPath(index, node)).to.equal(path);
          expect(JSON.parse(written(index, node))).to.deep.equal(each);
        });
      }),
    );
  });

  it('knows where each value is: around it, beside it, behind it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const index = indexOf(text);
        for (let node = 0; node < index.length; node++) {
          const parent = index.parent(node);
          expect(index.depth(node)).to.equal(parent === undefined ? 0 : index.depth(parent) + 1);
          expect(index.nodeAt(index.valueStart(node))).to.equal(node);
          const container = index.containerOf(node);
          if (container === undefined) continue;
          const inside = Array.from({ length: index.after(container) - node - 1 }, (_, at) => node + 1 + at);
          const children = inside.filter((each) => index.parent(each) === node);
          expect(children.length).to.equal(index.count(container));
          expect(children.map((each) => index.position(each))).to.deep.equal(children.map((_, at) => at));
          expect(children.every((each) => index.siblings(each) === children.length)).to.equal(true);
        }
      }),
    );
  });

  it('keeps numbers as they are written, and repeated keys', () => {
    const index = indexOf('{"a":61250.50,"b":1e400,"a":12345678901234567890,"c":-0}');
    expect([1, 2, 3, 4].map((node) => written(index, node))).to.deep.equal([
      '61250.50',
      '1e400',
      '12345678901234567890',
      '-0',
    ]);
    expect([1, 3].map((node) => jsonPath(index, node))).to.deep.equal(['$.a', '$.a']);
    expect([1, 3].map((node) => index.keySpan(node)?.start)).to.deep.equal([1, 24]);
  });

  it('writes names in brackets where a point would not do', () => {
    const index = indexOf('{"a":[{"b c":1,"":2,"x\\"y":3,"0":4,"é":5,"$":6}]}');
    expect(Array.from({ length: 6 }, (_, at) => jsonPath(index, 3 + at))).to.deep.equal([
      '$.a[0]["b c"]',
      '$.a[0][""]',
      '$.a[0]["x\\"y"]',
      '$.a[0]["0"]',
      '$.a[0]["é"]',
      '$.a[0]["$"]',
    ]);
  });

  it('walks 100,000 levels', () => {
    const levels = 100_000;
    const index = indexOf('[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2));
    expect(index.error).to.equal(undefined);
    expect(index.length).to.equal(levels + 1);
    expect(index.depth(levels)).to.equal(levels);
    expect(jsonPath(index, levels)).to.equal(`$${'[0].a'.repeat(levels / 2)}`);
  });

  it('can be asked about what it has found before it is done', () => {
    const index = new JsonIndex(`[${'[1,2],'.repeat(2_000)}0]`);
    expect(index.step(() => true)).to.equal(false);
    const found = index.length;
    expect(found).to.be.within(100, 5_000);
    expect(index.progress).to.be.within(0.01, 0.9);
    expect(index.isOpen(0)).to.equal(true);
    expect(index.after(0)).to.equal(found);
    expect(index.count(0)).to.be.within(30, 1_000);
    while (!index.step(() => true));
    expect([index.count(0), index.length, index.progress]).to.deep.equal([2_001, 6_002, 1]);
  });

  it('has a root, though nothing is known of it before it was found', () => {
    const index = new JsonIndex(`${' '.repeat(2_000_000)}1`);
    index.step(() => true);
    expect([index.length, jsonPath(index, 0), index.depth(0), index.siblings(0)]).to.deep.equal([
      0,
      '$',
      0,
      1,
    ]);
  });

  for (const [name, text] of [
    ['string', `["${'x'.repeat(2_000_000)}\\"y", 1]`],
    ['key', `{"${'k'.repeat(2_000_000)}":1}`],
    ['white space', `[1,${' \r\n'.repeat(600_000)}2]`],
  ] as const) {
    it(`can stop inside a ${name} of megabytes`, () => {
      const index = new JsonIndex(text);
      let steps = 1;
      while (!index.step(() => true)) steps++;
      expect(steps).to.be.within(5, 40);
      expect(index.error).to.equal(undefined);
      expect(index.length).to.equal(name === 'key' ? 2 : 3);
      if (name === 'string') expect(written(index, 1)).to.equal(text.slice(1, -4));
      expect(index.valueSpan(1, 100).end - index.valueStart(1)).to.be.at.most(100);
    });
  }

  it('says where a mistake is, however far behind', () => {
    const lines = '  {"a": 1},\r\n'.repeat(50_000);
    const { error } = indexOf(`[\n${lines}  {"a" 1}\n]`);
    expect(error).to.include({ line: 50_002, column: 8 });
    expect(error?.message).to.equal('Expected a colon (:) before “1”.');
  });

  it('holds no more values than it may, and says so', () => {
    const index = indexOf('[1,2,3,4,5]', 4);
    expect([index.length, index.isDone, index.isCut]).to.deep.equal([4, true, true]);
    expect(index.error).to.equal(undefined);
  });
});
