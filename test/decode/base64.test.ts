import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseBase64, toBase64 } from '../../src/decode/base64.js';

const bytesOf = (text: string) => {
  const parsed = parseBase64(text);
  return parsed.valid ? [...parsed.bytes] : parsed.error;
};
const native = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const encode = (text: string) => [...new TextEncoder().encode(text)];

describe('parseBase64', () => {
  // RFC 4648 §10
  for (const [text, encoded] of [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ] as const) {
    it(`reads and writes ${JSON.stringify(text)}`, () => {
      expect(bytesOf(encoded)).to.deep.equal(encode(text));
      expect(bytesOf(encoded.replace(/=/g, ''))).to.deep.equal(encode(text));
      expect(toBase64(Uint8Array.from(encode(text)))).to.equal(encoded);
    });
  }

  it('reads the URL-safe alphabet, and white space anywhere', () => {
    expect(bytesOf('-_-_')).to.deep.equal([0xfb, 0xff, 0xbf]);
    expect(bytesOf('+/+/')).to.deep.equal([0xfb, 0xff, 0xbf]);
    expect(bytesOf(' Zm\r\n9v\tYg = = ')).to.deep.equal(encode('foob'));
  });

  it('tells stray bits, which stand for no byte', () => {
    for (const [text, hasStrayBits] of [
      ['Zg==', false],
      ['Zh==', true],
      ['Zm8', false],
      ['Zm9', true],
      ['Zm9v', false],
    ] as const) {
      const parsed = parseBase64(text);
      expect(parsed.valid && parsed.hasStrayBits, text).to.equal(hasStrayBits);
    }
  });

  for (const [text, offset, words] of [
    ['Zm9!', 3, /Not a Base64 character: “!”/],
    ['Zé==', 1, /“é”/],
    ['Z', 0, /left over/],
    ['Zm9vY', 4, /left over/],
    ['Z===', 0, /left over/],
    ['Zg=', 2, /second “=” is missing/],
    ['Zg===', 4, /one “=” too many/],
    ['Zm8==', 4, /one “=” too many/],
    ['Zm9v=', 4, /no padding here/],
    ['=', 0, /no padding here/],
    ['Zg==Zg==', 4, /nothing after the padding, but found “Z”/],
    ['ab+-', 3, /mixes/],
    ['data:', 4, /“:”/],
    ['\u202e', 0, /U\+202E/],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const parsed = parseBase64(text);
      if (parsed.valid) throw new Error('it is taken for valid');
      expect(parsed.error.offset).to.equal(offset);
      expect(parsed.error.message).to.match(words);
    });
  }

  it('agrees with the browser, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = native(bytes);
        expect(toBase64(bytes)).to.equal(text);
        expect(bytesOf(text)).to.deep.equal([...bytes]);
        expect(bytesOf(text.replace(/=/g, ''))).to.deep.equal([...bytes]);
        expect(bytesOf(text.replace(/\+/g, '-').replace(/\//g, '_'))).to.deep.equal([...bytes]);
      }),
    );
  });

  it('agrees with the browser on what is Base64', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'AZaz09+/= \n!é'.split('')), maxLength: 12 }),
        (text) => {
          let decoded: string | undefined;
          try {
            decoded = atob(text);
          } catch {
            decoded = undefined;
          }
          const parsed = parseBase64(text);
          expect(parsed.valid).to.equal(decoded !== undefined);
          if (parsed.valid) expect(String.fromCharCode(...parsed.bytes)).to.equal(decoded);
          else expect(parsed.error.offset).to.be.within(0, text.length - 1);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes 3 MB', () => {
    const bytes = Uint8Array.from({ length: 3_000_001 }, (_, index) => (index * 31) & 255);
    const parsed = parseBase64(toBase64(bytes));
    if (!parsed.valid) throw new Error(parsed.error.message);
    expect(parsed.bytes.length).to.equal(bytes.length);
    expect(parsed.bytes.every((byte, index) => byte === ((index * 31) & 255))).to.equal(true);
  });
});
