import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatHexDump, toHex } from '../../src/decode/hex.js';
import { parseHex } from '../../src/decode/parse-hex.js';

const bytesOf = (text: string) => {
  const parsed = parseHex(text);
  return parsed.valid ? [...parsed.bytes] : parsed.error;
};

describe('parseHex', () => {
  for (const [text, bytes] of [
    ['', []],
    [' \n', []],
    ['00', [0]],
    ['deadBEEF', [0xde, 0xad, 0xbe, 0xef]],
    ['de ad\tbe\nef', [0xde, 0xad, 0xbe, 0xef]],
    ['de:ad', [0xde, 0xad]],
    ['de-ad_be;ef', [0xde, 0xad, 0xbe, 0xef]],
    ['0xde, 0xad,', [0xde, 0xad]],
    ['0xdead 0XBE', [0xde, 0xad, 0xbe]],
    ['\\xde\\xad', [0xde, 0xad]],
    ['0xde0xad', [0xde, 0xad]],
    ['0x00', [0]],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(bytesOf(text)).to.deep.equal([...bytes]);
    });
  }

  for (const [text, offset, words] of [
    ['abc', 2, /odd number of digits \(3\)/],
    ['ab c', 3, /write 0c for c/],
    ['0x', 0, /two hexadecimal digits after 0x\./],
    ['0x 12', 0, /two hexadecimal digits after 0x\./],
    ['0x1', 2, /write 01 for 1/],
    ['xy', 0, /Not a hexadecimal digit.*“x”/],
    ['ab\ncg', 4, /“g”/],
    ['ab\u202e', 2, /U\+202E/],
    ['12 3 45', 3, /two hexadecimal digits/],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const parsed = parseHex(text);
      if (parsed.valid) throw new Error('it is taken for valid');
      expect(parsed.error.offset).to.equal(offset);
      expect(parsed.error.message).to.match(words);
    });
  }

  it('reads back what toHex wrote, with any separator', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('', ' ', ':', '-', ', ', ' 0x'), (bytes, separator) => {
        expect(bytesOf(toHex(bytes, separator))).to.deep.equal([...bytes]);
        expect(bytesOf(toHex(bytes).toUpperCase())).to.deep.equal([...bytes]);
      }),
    );
  });

  it('answers to any text, and places each mistake inside it', () => {
    const unit = fc.constantFrom(...'0123456789abcdefABCDEFxX \n:,-_;\\g\u0000é'.split(''));
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const parsed = parseHex(text);
        if (parsed.valid) {
          const digits = text.replace(/0x|0X|\\x|\\X/g, '').replace(/[^0-9a-f]/gi, '');
          expect(toHex(parsed.bytes)).to.equal(digits.toLowerCase());
        } else expect(parsed.error.offset).to.be.within(0, text.length - 1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('formatHexDump', () => {
  it('gives rows of sixteen, the last one shorter', () => {
    const bytes = Uint8Array.from({ length: 34 }, (_, index) => index + 0x5a);
    expect(formatHexDump(bytes, 1, 9)).to.deep.equal([
      { offset: 16, hex: '6a 6b 6c 6d 6e 6f 70 71 72 73 74 75 76 77 78 79', ascii: 'jklmnopqrstuvwxy' },
      { offset: 32, hex: '7a 7b', ascii: 'z{' },
    ]);
  });

  it('shows what is not printable ASCII as dots', () => {
    const [row] = formatHexDump(Uint8Array.of(0, 0x1f, 0x20, 0x7e, 0x7f, 0xff), 0, 1);
    expect(row?.ascii).to.equal('.. ~..');
  });

  it('gives none beyond the end, none for none, and none before the start', () => {
    expect(formatHexDump(Uint8Array.of(1), 1, 5)).to.deep.equal([]);
    expect(formatHexDump(new Uint8Array(), 0, 5)).to.deep.equal([]);
    expect(formatHexDump(Uint8Array.of(1), 0, 0)).to.deep.equal([]);
    expect(formatHexDump(Uint8Array.of(1), -2, 3).map(({ offset }) => offset)).to.deep.equal([0]);
  });

  it('holds every byte once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const dumped = formatHexDump(bytes, 0, 7).map(({ hex }) => hex);
        expect(dumped.join(' ')).to.equal(toHex(bytes, ' '));
      }),
    );
  });
});
