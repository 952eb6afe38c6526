import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { showControls } from '../../src/decode/text.js';
import { TextLines } from '../../src/decode/text-lines.js';

function linesOf(text: string, columns: number): string[] {
  const lines = new TextLines(text, columns);
  while (!lines.step(() => true));
  return Array.from({ length: lines.length }, (_, line) => {
    const { start, end } = lines.span(line);
    return text.slice(start, end);
  });
}

const anyText = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', ',', '\n', '\r\n', '\r', '\t', 'é', '世', '🚀', '\u202e', '\ud800'),
  maxLength: 200,
});

describe('TextLines', () => {
  it('are the lines of a text where they fit', () => {
    expect(linesOf('one\ntwo\r\nthree\rfour', 10)).to.deep.equal(['one', 'two', 'three', 'four']);
    expect(linesOf('a\n\n\nb\n', 10)).to.deep.equal(['a', '', '', 'b']);
    expect(linesOf('', 10)).to.deep.equal(['']);
    expect(linesOf('\n', 10)).to.deep.equal(['']);
  });

  it('break longer ones, after a space where one is near', () => {
    expect(linesOf('0123456789abcdef', 6)).to.deep.equal(['012345', '6789ab', 'cdef']);
    expect(linesOf('some words to read', 12)).to.deep.equal(['some words ', 'to read']);
  });

  it('count wide characters twice, and what is spelt out as long as it is', () => {
    expect(linesOf('世界世界', 5)).to.deep.equal(['世界', '世界']);
    expect(linesOf('🚀🚀🚀', 4)).to.deep.equal(['🚀🚀', '🚀']);
    expect(linesOf('\u202e\u0000a', 9)).to.deep.equal(['\u202e', '\u0000a']);
  });

  it('hold all of any text, never wider than there is room, and never half a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 40 }), (text, columns) => {
        const lines = new TextLines(text, columns);
        while (!lines.step(() => true));
        let end = 0;
        for (let line = 0; line < lines.length; line++) {
          const span = lines.span(line);
          expect(text.slice(end, span.start)).to.match(/^(\r\n|\n|\r)?$/);
          expect(lines.lineAt(span.start)).to.equal(line);
          end = span.end;
          const shown = text.slice(span.start, span.end);
          expect(showControls(shown).length).to.be.at.most(columns * 2);
          if (/^[ab ,]*$/.test(shown)) expect(shown.length).to.be.at.most(columns);
          expect(/[\ud800-\udbff]$/.test(shown) && /^[\udc00-\udfff]/.test(text.slice(span.end))).to.equal(
            false,
          );
        }
        expect(text.slice(end)).to.match(/^(\r\n|\n|\r)?$/);
      }),
    );
  });

  it('can be stopped, and asked what was found', () => {
    const lines = new TextLines('line\n'.repeat(100_000), 80);
    expect(lines.step(() => true)).to.equal(false);
    expect(lines.length).to.be.within(3_000, 5_000);
    expect(lines.progress).to.be.within(0.01, 0.1);
    expect(lines.span(lines.length - 1)).to.deep.equal({
      start: (lines.length - 1) * 5,
      end: (lines.length - 1) * 5,
    });
    while (!lines.step(() => true));
    expect([lines.length, lines.progress]).to.deep.equal([100_000, 1]);
  });
});
