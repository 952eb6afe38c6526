import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { GivenBytes, TextBytes } from '../../src/decode/byte-source.js';
import { ByteSearch, maxMatches, TextSearch, type MessageSearch } from '../../src/decode/message-search.js';

function found(search: MessageSearch): number[] {
  while (!search.step(() => true));
  return Array.from({ length: search.matches.length }, (_, at) => search.matches.get(at));
}

/** Where something is found when all is looked at, one place after the other. */
function naive(length: number, size: number, fits: (at: number) => boolean): number[] {
  const places: number[] = [];
  for (let at = 0; at + size <= length; at++) {
    if (!fits(at)) continue;
    places.push(at);
    at += size - 1;
  }
  return places;
}

const few = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.', '\n'), maxLength: 60 });
const wanted = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.'), minLength: 1, maxLength: 3 });

describe('TextSearch', () => {
  it('finds what a naive search finds, also far behind', () => {
    fc.assert(
      fc.property(few, wanted, fc.constantFrom(1, 10_000), (text, want, times) => {
        const whole = text.repeat(times);
        const lower = whole.toLowerCase();
        const places = naive(whole.length, want.length, (at) => lower.startsWith(want.toLowerCase(), at));
        expect(found(new TextSearch(whole, want))).to.deep.equal(places);
      }),
      { numRuns: 60 },
    );
  });

  it('takes every character for itself', () => {
    const text = String.raw`a.*+?^${'$'}{}()|[]\-/b`;
    expect(found(new TextSearch(text, text.slice(1, -1)))).to.deep.equal([1]);
  });

  it('asks whether a match counts, and goes on right behind its first character', () => {
    const search = new TextSearch('aaaa', 'aa', (start) => start === 1);
    expect(found(search)).to.deep.equal([1]);
  });

  it('finds nothing for nothing', () => {
    const search = new TextSearch('abc', '');
    expect([search.isDone, search.matches.length]).to.deep.equal([true, 0]);
  });

  it('stops at a million matches and says so', () => {
    const search = new TextSearch('a'.repeat(maxMatches + 200_000), 'a');
    expect(found(search)).to.have.length(maxMatches);
    expect(search.isCut).to.equal(true);
  });
});

describe('ByteSearch', () => {
  it('finds bytes written as pairs of digits where a naive search finds them', () => {
    const few = fc.uint8Array({ max: 2, maxLength: 80 });
    const want = fc.uint8Array({ max: 2, minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(few, want, fc.constantFrom(1, 5_000), (part, bytes, times) => {
        const whole = new Uint8Array(part.length * times).map((_, at) => part[at % part.length] ?? 0);
        const typed = Array.from(bytes, (byte) => `0${byte}`).join(' ');
        const fits = (at: number) => bytes.every((byte, next) => whole[at + next] === byte);
        expect(found(new ByteSearch(new GivenBytes(whole), typed))).to.deep.equal(
          naive(whole.length, bytes.length, fits),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('finds text as UTF-8, letters in either case', () => {
    const bytes = () => new TextBytes('x Grüße GRÜßE');
    expect(found(new ByteSearch(bytes(), 'gr'))).to.deep.equal([2, 10]);
    expect(found(new ByteSearch(bytes(), 'üß'))).to.deep.equal([4]);
    expect(found(new ByteSearch(bytes(), 'c3 9c'))).to.deep.equal([12]);
    expect(found(new ByteSearch(bytes(), 'dead'))).to.deep.equal([]);
  });

  it('counts the bytes of a long text first', () => {
    const search = new ByteSearch(new TextBytes(`${'é'.repeat(1_000_000)}needle`), 'NEEDLE');
    expect(found(search)).to.deep.equal([2_000_000]);
  });
});
