import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { locate, nameAt, type Decodable, type Decoder } from '../../src/decode/decoder.js';
import { base64Decoder } from '../../src/decode/base64.js';
import { hexDecoder } from '../../src/decode/hex.js';
import { jsonDecoder } from '../../src/decode/json-format.js';
import { textDecoder } from '../../src/decode/text.js';

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);

describe('locate', () => {
  for (const [text, offset, line, column] of [
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 2, 1, 3],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\n\r\n\nb', 5, 4, 1],
    ['😀x', 2, 1, 3],
  ] as const) {
    it(`places ${String(offset)} of ${JSON.stringify(text)} in line ${String(line)}, column ${String(column)}`, () => {
      expect(locate(text, offset)).to.deep.equal({ offset, line, column });
    });
  }

  it('takes what is beyond the end as the end', () => {
    expect(locate('ab', 9)).to.deep.equal({ offset: 2, line: 1, column: 3 });
    expect(locate('ab', -1)).to.deep.equal({ offset: 0, line: 1, column: 1 });
  });

  it('agrees with splitting into lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀')), fc.nat(40), (parts, offset) => {
        const text = parts.join('');
        const place = locate(text, offset);
        const isInsideLineEnd = text.charAt(place.offset - 1) === '\r' && text.charAt(place.offset) === '\n';
        fc.pre(!isInsideLineEnd);
        const lines = text.slice(0, place.offset).split(/\r\n|\r|\n/);
        expect(place.line).to.equal(lines.length);
        expect(place.column).to.equal((lines.at(-1) ?? '').length + 1);
      }),
    );
  });
});

describe('nameAt', () => {
  it('names a character, an unseen one by its number, and the end', () => {
    expect(nameAt('a{', 1)).to.equal('“{”');
    expect(nameAt('a\u202e', 1)).to.equal('U+202E');
    expect(nameAt('a', 1)).to.equal('the end of the text');
  });
});

describe('the decoders', () => {
  const view = <View>(decoder: Decoder<View>, message: Decodable): View => {
    const decoded = decoder.decode(message);
    if (!decoded.valid) throw new Error(decoded.error.message);
    return decoded.view;
  };

  it('show a text as JSON, text, hex and Base64', () => {
    expect(view(jsonDecoder, '{"a":1}')).to.equal('{\n  "a": 1\n}');
    expect(view(textDecoder, 'é\u202e')).to.equal('é\\u{202E}');
    expect(view(hexDecoder, 'é').rows(0, 9)).to.deep.equal([{ offset: 0, hex: 'c3 a9', ascii: '..' }]);
    expect(view(base64Decoder, 'é')).to.equal('w6k=');
  });

  it('show bytes the same way', () => {
    const bytes = new TextEncoder().encode('{"a":1}');
    expect(view(jsonDecoder, bytes)).to.equal('{\n  "a": 1\n}');
    expect(view(textDecoder, bytes)).to.equal('{"a":1}');
    expect(view(hexDecoder, bytes).sizeBytes).to.equal(7);
    expect(view(hexDecoder, bytes).rowCount).to.equal(1);
    expect(view(base64Decoder, bytes)).to.equal('eyJhIjoxfQ==');
  });

  it('escape what is unseen inside JSON strings too', () => {
    expect(view(jsonDecoder, '["\u202e"]')).to.equal('[\n  "\\u{202E}"\n]');
  });

  it('say where bytes are not UTF-8, and where text is not JSON', () => {
    for (const decoder of [jsonDecoder, textDecoder]) {
      const decoded = decoder.decode(bytesOf(0x61, 0xff));
      expect(decoded.valid).to.equal(false);
      if (!decoded.valid) expect(decoded.error.offset).to.equal(1);
    }
    const decoded = jsonDecoder.decode('{"a":}');
    expect(decoded.valid).to.equal(false);
    if (!decoded.valid) expect(decoded.error.offset).to.equal(5);
  });
});
