import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { utf8Fit, utf8Length } from '../../src/protocol/utf8.js';

const encoder = new TextEncoder();
/** Any sequence of UTF-16 code units, lone surrogates included. */
const codeUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe001 })))
  .map((units) => String.fromCharCode(...units));

describe('UTF-8 lengths', () => {
  it('are those of TextEncoder for any text', () => {
    fc.assert(
      fc.property(codeUnits, (text) => utf8Length(text) === encoder.encode(text).length),
      { numRuns: 500 },
    );
  });

  it('count a lone surrogate as the 3 bytes of U+FFFD, a pair as 4', () => {
    expect(utf8Length('\ud800')).to.equal(3);
    expect(utf8Length('\udc00\ud800')).to.equal(6);
    expect(utf8Length('😀')).to.equal(4);
  });

  it('fit the longest start that stays within the bytes and splits no character', () => {
    fc.assert(
      fc.property(codeUnits, fc.nat(40), (text, maxBytes) => {
        const fits = utf8Fit(text, maxBytes);
        const next = [...text.slice(fits)][0];
        expect(encoder.encode(text.slice(0, fits)).length).to.be.at.most(maxBytes);
        if (next !== undefined) {
          expect(encoder.encode(text.slice(0, fits) + next).length).to.be.above(maxBytes);
        }
      }),
    );
    expect(utf8Fit('a😀b', 4)).to.equal(1);
  });
});
