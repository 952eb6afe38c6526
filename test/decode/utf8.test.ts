import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseUtf8 } from '../../src/decode/utf8.js';

const read = (...bytes: number[]) => parseUtf8(Uint8Array.from(bytes));

/** The longest start that the browser's own strict decoder takes. */
function longestValidStart(bytes: Uint8Array): number {
  for (let end = bytes.length; end >= 0; end--) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
      return end;
    } catch {
      // one byte less
    }
  }
  return 0;
}

describe('parseUtf8', () => {
  it('reads what a text is written as, byte order mark and all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseUtf8(new TextEncoder().encode(text))).to.deep.equal({ valid: true, text });
      }),
    );
    expect(read(0xef, 0xbb, 0xbf, 0x61)).to.deep.equal({ valid: true, text: '\ufeffa' });
    expect(read()).to.deep.equal({ valid: true, text: '' });
  });

  for (const [bytes, offset, words] of [
    [[0x61, 0x80], 1, /0x80 continues a character/],
    [[0xff], 0, /0xff never occurs/],
    [[0xc0, 0xaf], 0, /0xc0 never occurs/],
    [[0xe0, 0x80, 0x80], 0, /do not complete/],
    [[0xed, 0xa0, 0x80], 0, /do not complete/],
    [[0xf4, 0x90, 0x80, 0x80], 0, /do not complete/],
    [[0xf5, 0x80, 0x80, 0x80], 0, /never occurs/],
    [[0xe2, 0x82], 0, /needs 3 bytes but is cut off/],
    [[0xf0, 0x9f, 0x98], 0, /needs 4 bytes but is cut off/],
    [[0xe2, 0x41, 0x41], 0, /do not complete/],
    [[0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0x28], 9, /do not complete/],
  ] as const) {
    it(`says what is wrong with ${bytes.map((byte) => byte.toString(16)).join(' ')}`, () => {
      const parsed = read(...bytes);
      if (parsed.valid) throw new Error('it is taken for valid');
      expect(parsed.error.offset).to.equal(offset);
      expect(parsed.error.message).to.match(words);
    });
  }

  it('places the first mistake where the longest valid start ends', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (list) => {
        const bytes = Uint8Array.from(list);
        const parsed = parseUtf8(bytes);
        expect(parsed.valid ? bytes.length : parsed.error.offset).to.equal(longestValidStart(bytes));
      }),
      { numRuns: 2_000 },
    );
  });
});
