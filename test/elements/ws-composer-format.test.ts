import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { toBase64 } from '../../src/decode/base64.js';
import { toHex } from '../../src/decode/hex.js';
import { messageFormats } from '../../src/elements/ws-composer/message-format.js';
import { readMessage } from '../../src/elements/ws-composer/structured-formats.js';

const bytesOf = (data: string | Uint8Array | undefined) => (data instanceof Uint8Array ? [...data] : data);

describe('what a written message comes to', () => {
  it('text goes as it is, with its size in UTF-8', () => {
    expect(readMessage('{"wörld"', 'text')).to.deep.equal({ data: '{"wörld"', sizeBytes: 9 });
  });

  it('half of a surrogate pair goes as U+FFFD: it is told of, and the size is that of what is sent', () => {
    const text = 'a\udc00\ud800b';
    expect(readMessage(text, 'text')).to.deep.equal({ data: text, sizeBytes: 8, hasLoneSurrogate: true });
    expect(new TextEncoder().encode(text).length).to.equal(8);
    expect(readMessage('🚀', 'text')).not.to.have.property('hasLoneSurrogate');
  });

  it('valid JSON goes as it was written, spaces and long numbers too', () => {
    const text = ' {"id": 12345678901234567890 } ';
    expect(readMessage(text, 'json')).to.deep.equal({ data: text, sizeBytes: text.length });
  });

  it('JSON that is not valid has a located problem, and may go as text', () => {
    const { data, problem } = readMessage('{\n  "a": tru\n}', 'json');
    expect(data).to.equal('{\n  "a": tru\n}');
    expect(problem).to.include({ line: 2, column: 8, offset: 9 });
  });

  it('Base64 and hexadecimal go as bytes', () => {
    expect(bytesOf(readMessage('SGVsbG8=', 'base64').data)).to.deep.equal([72, 101, 108, 108, 111]);
    expect(bytesOf(readMessage('48 65', 'hex').data)).to.deep.equal([72, 101]);
    expect(readMessage('48 65', 'hex').sizeBytes).to.equal(2);
  });

  it('Base64 and hexadecimal that are not valid stand for nothing', () => {
    for (const format of ['base64', 'hex'] as const) {
      const reading = readMessage('zz\n!', format);
      expect(reading.data, format).to.equal(undefined);
      expect(reading.sizeBytes, format).to.equal(undefined);
      expect(reading.problem, format).to.have.property('line');
    }
  });

  it('nothing is an empty message, but no JSON', () => {
    expect(readMessage('', 'text')).to.deep.equal({ data: '', sizeBytes: 0 });
    expect(bytesOf(readMessage('', 'hex').data)).to.deep.equal([]);
    expect(bytesOf(readMessage('', 'base64').data)).to.deep.equal([]);
    expect(readMessage('', 'json').problem).to.include({ line: 1, column: 1 });
  });

  it('never throws, and every problem lies in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...messageFormats), (text, format) => {
        const { data, problem, sizeBytes } = readMessage(text, format);
        expect(data === undefined && problem === undefined).to.equal(false);
        if (problem) expect(problem.offset).to.be.within(0, text.length);
        if (typeof data === 'string') expect(sizeBytes).to.equal(new TextEncoder().encode(data).length);
        else expect(sizeBytes).to.equal(data?.length);
      }),
    );
  });

  it('any bytes come back from their Base64 and their hexadecimal', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOf(readMessage(toBase64(bytes), 'base64').data)).to.deep.equal([...bytes]);
        expect(bytesOf(readMessage(toHex(bytes, ' '), 'hex').data)).to.deep.equal([...bytes]);
      }),
    );
  });
});
