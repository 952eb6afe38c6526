import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { showControls } from '../../src/decode/text.js';

describe('showControls', () => {
  for (const [text, shown] of [
    ['plain text, é 😀 日本', 'plain text, é 😀 日本'],
    ['a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
    ['\u0000', '\\u{0000}'],
    ['a\u001b[31mb', 'a\\u{001B}[31mb'],
    ['\u007f\u0085', '\\u{007F}\\u{0085}'],
    ['evil\u202egpj.exe', 'evil\\u{202E}gpj.exe'],
    ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['\u200e\u200f\u061c', '\\u{200E}\\u{200F}\\u{061C}'],
    ['\ufeffx\u200b', '\\u{FEFF}x\\u{200B}'],
    ['\ud800', '\\u{D800}'],
    ['a\udc00b', 'a\\u{DC00}b'],
    ['👩‍💻', '👩‍💻'],
    ['', ''],
  ] as const) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => {
      expect(showControls(text)).to.equal(shown);
    });
  }

  it('leaves no control, no direction mark and no lone surrogate in any text', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('\u202e', '\u2067', '\u0000', '\ud83d\ude00', '\udc00', '\u061c'),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const shown = showControls(text);
        expect(shown).not.to.match(/[^\P{Cc}\t\n\r]|\p{Bidi_Control}|\p{Cs}/u);
      }),
    );
  });

  it('can be undone where the text spells no escape out itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\u202e', '\u0000', '\udc00'),
        (text, control) => {
          fc.pre(!text.includes('\\u{') && !/[\ud800-\udbff]$/.test(text));
          const undone = showControls(text + control).replace(
            /\\u\{([0-9A-F]{4,6})\}/g,
            (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)),
          );
          expect(undone).to.equal(text + control);
        },
      ),
    );
  });
});
