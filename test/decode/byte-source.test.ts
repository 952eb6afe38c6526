import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { GivenBytes, TextBytes } from '../../src/decode/byte-source.js';

describe('TextBytes', () => {
  it('are the UTF-8 of any text, wherever they are read', () => {
    const longs = fc.record({
      text: fc.string({ unit: 'binary', maxLength: 20 }),
      times: fc.constantFrom(1, 20_000),
      from: fc.nat(200_000),
      length: fc.nat(200_000),
    });
    fc.assert(
      fc.property(longs, ({ text, times, from, length }) => {
        const whole = text.repeat(times);
        const expected = new TextEncoder().encode(whole);
        const bytes = new TextBytes(whole);
        while (!bytes.step(() => true));
        expect(bytes.sizeBytes).to.equal(expected.length);
        const at = Math.min(from, expected.length);
        expect(Array.from(bytes.read(at, 64))).to.deep.equal(Array.from(expected.subarray(at, at + 64)));
        expect(bytes.read(at, length).length).to.equal(Math.min(length, expected.length - at));
      }),
      { numRuns: 50 },
    );
  });

  it('do not part a pair of surrogates, and send half a pair as U+FFFD', () => {
    const text = `${'x'.repeat(65_535)}🚀\ud800`;
    const bytes = new TextBytes(text);
    while (!bytes.step(() => true));
    expect(Array.from(bytes.read(65_535, 100))).to.deep.equal([0xf0, 0x9f, 0x9a, 0x80, 0xef, 0xbf, 0xbd]);
  });

  it('tell which character a byte belongs to', () => {
    const bytes = new TextBytes('aé🚀b');
    bytes.step(() => false);
    expect([0, 1, 3, 7].map((offset) => bytes.unitAt(offset))).to.deep.equal([0, 1, 2, 4]);
  });

  it('can be stopped, and read as far as they were counted', () => {
    const bytes = new TextBytes('é'.repeat(1_000_000));
    expect(bytes.step(() => true)).to.equal(false);
    expect(bytes.sizeBytes).to.equal(131_072);
    expect(bytes.read(131_070, 100).length).to.equal(2);
    while (!bytes.step(() => true));
    expect([bytes.sizeBytes, bytes.progress]).to.deep.equal([2_000_000, 1]);
  });
});

describe('GivenBytes', () => {
  it('are read where they are', () => {
    const bytes = new GivenBytes(new Uint8Array([1, 2, 3]));
    expect([bytes.sizeBytes, bytes.isDone, bytes.step()]).to.deep.equal([3, true, true]);
    expect(Array.from(bytes.read(1, 5))).to.deep.equal([2, 3]);
  });
});
