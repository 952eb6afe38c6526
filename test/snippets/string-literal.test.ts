import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  csharpString,
  goBytes,
  goString,
  javaString,
  javascriptString,
  phpString,
  pythonString,
  rustString,
  shellWord,
} from '../../src/snippets/string-literal.js';
import { sendableText } from './hostile-texts.js';

/** What a language's own reference says of its literals; written here apart from the code that writes them. */
interface Reader {
  readonly quotes: string;
  /** What may follow a backslash, and what it stands for. */
  readonly escapes: readonly (readonly [RegExp, (digits: string, whole: string) => string])[];
  /** Must not stand as it is. */
  readonly forbidden?: RegExp;
}

const single = (table: Readonly<Record<string, string>>) =>
  [
    new RegExp(`^[${Object.keys(table).join('').replace('\\', '\\\\')}]`),
    (_: string, whole: string) => table[whole]!,
  ] as const;
const number =
  (radix: number, convert: (value: number) => string = (value) => String.fromCodePoint(value)) =>
  (digits: string) =>
    convert(Number.parseInt(digits, radix));
const unit = number(16, (value) => String.fromCharCode(value));
const ends = { '\\': '\\', n: '\n', r: '\r', t: '\t' };

const readers: Readonly<Record<string, Reader & { write: (text: string) => string }>> = {
  JavaScript: {
    write: javascriptString,
    quotes: `'"`,
    escapes: [single({ ...ends, "'": "'", '"': '"' }), [/^x([\da-f]{2})/, unit], [/^u([\da-f]{4})/, unit]],
    forbidden: /<[/!a-z]/i,
  },
  Python: {
    write: pythonString,
    quotes: `'"`,
    escapes: [
      single({ ...ends, "'": "'", '"': '"' }),
      [/^x([\da-f]{2})/, number(16)],
      [/^u([\da-f]{4})/, number(16)],
      [/^U([\da-f]{8})/, number(16)],
    ],
  },
  Go: {
    write: goString,
    quotes: '"',
    escapes: [single({ ...ends, '"': '"' }), [/^u([\da-f]{4})/, number(16)], [/^U([\da-f]{8})/, number(16)]],
  },
  Java: {
    write: javaString,
    quotes: '"',
    escapes: [single({ ...ends, '"': '"' }), [/^([0-3][0-7]{2})/, number(8)], [/^u([\da-f]{4})/, unit]],
    // read as what they stand for before the literal is (JLS §3.3)
    forbidden: /(?<!\\)(?:\\\\)*\\u00[0-7]/,
  },
  'C#': {
    write: csharpString,
    quotes: '"',
    escapes: [single({ ...ends, '"': '"' }), [/^u([\da-f]{4})/, unit]],
  },
  Rust: {
    write: rustString,
    quotes: '"',
    escapes: [single({ ...ends, '"': '"' }), [/^u\{([\da-f]{1,6})\}/, number(16)]],
  },
  PHP: {
    write: phpString,
    quotes: '"',
    escapes: [single({ ...ends, '"': '"', $: '$' }), [/^u\{([\da-f]{1,6})\}/, number(16)]],
    forbidden: /(?<!\\)(?:\\\\)*\$/,
  },
};

/** The text that a literal stands for. Throws where it ends early, or not at all. */
function read(literal: string, { quotes, escapes, forbidden }: Reader): string {
  const raw = /^r#"([^]*)"#$/.exec(literal) ?? /^`([^`]*)`$/.exec(literal);
  if (raw && !quotes.includes(literal.charAt(0))) {
    if (raw[1]!.includes('"#') && literal.startsWith('r')) throw new Error('ends early');
    return raw[1]!;
  }
  const quote = literal.charAt(0);
  if (!quotes.includes(quote) || quote === '') throw new Error(`no literal: ${literal}`);
  if (forbidden?.test(literal)) throw new Error(`${String(forbidden)} in ${literal}`);
  let text = '';
  for (let index = 1; index < literal.length - 1;) {
    const character = literal.charAt(index);
    if (character === quote) throw new Error(`ends early: ${literal}`);
    index += 1;
    if (character !== '\\') {
      text += character;
      continue;
    }
    const rest = literal.slice(index, -1);
    const found = escapes.find(([pattern]) => pattern.test(rest));
    const match = found?.[0].exec(rest);
    if (!found || !match) throw new Error(`no escape: ${rest}`);
    text += found[1](match[1] ?? '', match[0]);
    index += match[0].length;
  }
  if (literal.length < 2 || !literal.endsWith(quote)) throw new Error(`does not end: ${literal}`);
  return text;
}

describe('a string literal stands for the text, whatever is in it', () => {
  for (const [language, reader] of Object.entries(readers)) {
    it(`in ${language}`, () => {
      fc.assert(
        fc.property(sendableText, (text) => {
          const literal = reader.write(text);
          expect(literal).to.match(/^[ -~]*$/, 'printable ASCII only');
          expect(read(literal, reader)).to.equal(text);
        }),
        { numRuns: 2_000 },
      );
    });
  }

  it('as the bytes of a Go string', () => {
    expect(goBytes(Uint8Array.of(0, 34, 255))).to.equal('"\\x00\\x22\\xff"');
  });

  it('as a word of a shell, but for a NUL, which no argument can hold', () => {
    const bytes = (text: string) => [...new TextEncoder().encode(text)];
    fc.assert(
      fc.property(sendableText, (text) => {
        const word = shellWord(text);
        expect(word === undefined).to.equal(text.includes('\0'));
        if (word === undefined) return;
        expect(word).to.match(/^[ -~]+$/, 'printable ASCII only');
        const ansi = /^\$'((?:[^'\\]|\\n|\\[0-3][0-7]{2})*)'$/.exec(word);
        const plain = /^(?:[\w./:-]+|'[^']*'|\\')+$/.test(word);
        expect(Boolean(ansi) || plain, word).to.be.true;
        const got = ansi
          ? [...ansi[1]!.matchAll(/\\n|\\(\d{3})|(.)/g)].map(([, octal, character]) =>
              octal ? Number.parseInt(octal, 8) : (character ?? '\n').charCodeAt(0),
            )
          : bytes(word.replace(/'([^']*)'|\\'/g, (_, inner?: string) => inner ?? "'"));
        expect(got).to.deep.equal(bytes(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('literals are written to be read', () => {
  it('JSON keeps its quotes where the language has other ones', () => {
    const json = '{"type":"ping"}';
    expect(javascriptString(json)).to.equal(`'{"type":"ping"}'`);
    expect(pythonString(json)).to.equal(`'{"type":"ping"}'`);
    expect(goString(json)).to.equal('`{"type":"ping"}`');
    expect(rustString(json)).to.equal('r#"{"type":"ping"}"#');
    expect(shellWord(json)).to.equal(`'{"type":"ping"}'`);
  });
});
