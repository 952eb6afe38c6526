import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { JsonTokens, tokenizeJson } from '../../src/decode/json-tokens.js';
import { checkJson } from '../../src/decode/json-format.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Checks that we and `JSON.parse` think alike, and that a mistake is placed inside the text. */
function agree(text: string): void {
  const checked = checkJson(text);
  if (checked.valid !== isJson(text)) {
    throw new Error(`JSON.parse says ${String(isJson(text))} to ${JSON.stringify(text)}, we do not`);
  }
  if (checked.valid) return;
  expect(checked.error.offset).to.be.within(0, text.length);
  expect(checked.error.message).to.match(/^\S.*\.$/);
}

describe('JsonTokens', () => {
  it('gives each token with its place and depth', () => {
    const text = ' {"a": [1, -2.5e3, true], "b": null}\n';
    const tokens = new JsonTokens(text);
    const seen: string[] = [];
    while (tokens.next()) {
      seen.push(`${String(tokens.depth)} ${tokens.type} ${text.slice(tokens.start, tokens.end)}`);
    }
    expect(tokens.error).to.equal(undefined);
    expect(seen).to.deep.equal([
      '0 { {',
      '1 key "a"',
      '1 : :',
      '1 [ [',
      '2 number 1',
      '2 , ,',
      '2 number -2.5e3',
      '2 , ,',
      '2 true true',
      '1 ] ]',
      '1 , ,',
      '1 key "b"',
      '1 : :',
      '1 null null',
      '0 } }',
    ]);
  });

  it('keeps the tokens before a mistake, and stays stopped', () => {
    const { tokens, error } = tokenizeJson('[1, x]');
    expect(tokens.map(({ type }) => type)).to.deep.equal(['[', 'number', ',']);
    expect(error?.offset).to.equal(4);
    const walk = new JsonTokens('x');
    expect([walk.next(), walk.next()]).to.deep.equal([false, false]);
  });

  it('walks 100,000 brackets, closed or not', () => {
    const depth = 100_000;
    expect(checkJson('['.repeat(depth) + ']'.repeat(depth)).valid).to.equal(true);
    expect(checkJson('{"a":'.repeat(depth) + '1' + '}'.repeat(depth)).valid).to.equal(true);
    const open = checkJson('['.repeat(depth));
    expect(open.valid ? undefined : open.error.offset).to.equal(depth);
  });

  it('agrees with JSON.parse on the corners of the grammar', () => {
    const corners =
      '|1|0|-0|00|01|-01|-|+1|.5|1.|1.0|1.e1|1e|1e+|1e-|1E5|1e05|--1|0x1|1_0|1 2|" "|"\\u00e"|"\\u00E9"|"\\x"|"\\|"a|' +
      '\'a\'|"\\/"|"\u007f"|"\u2028"|\u00a01|\ufeff1|1\ufeff|\u000b1|tru|truefalse|true false|nullx|null null|[]|[,]|[1,]|[,1]|[1 2]|{}|' +
      '{,}|{"a"}|{"a":}|{"a":1,}|{"a":1 "b":2}|{a:1}|{1:1}|{"a":1]|[1}|]|}|:|,|[|{|{"a":1|NaN|Infinity|-Infinity|undefined|[1,2';
    for (const text of corners.split('|')) agree(text);
    for (const control of ['\u0000', '\b', '\t', '\n', '\f', '\r', '\u001f']) {
      agree(control);
      agree(`"${control}"`);
      agree(`1${control}`);
    }
    agree('"\ud800"');
  });

  it('agrees with JSON.parse on any text', () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        ...'{}[]:,"\\0123456789-+.eEutrfalsn \n\t\u0001é\ud83d\ude00\ud800/\'*'.split(''),
      ),
    });
    fc.assert(fc.property(fc.oneof(fc.string(), letters), agree), { numRuns: 2_000 });
  });

  it('agrees with JSON.parse on JSON, and on JSON with one character changed', () => {
    const mutated = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ...'{}[]:,"\\019-.e \n\u0000x'.split('')), fc.boolean())
      .map(([text, place, character, isInserted]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + character + text.slice(isInserted ? at : at + 1);
      });
    fc.assert(fc.property(fc.json(), agree));
    fc.assert(fc.property(mutated, agree), { numRuns: 2_000 });
  });

  it('gives tokens that cover everything but white space', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        let end = 0;
        for (const token of tokenizeJson(text).tokens) {
          expect(text.slice(end, token.start).trim()).to.equal('');
          expect(token.end).to.be.greaterThan(token.start);
          end = token.end;
        }
        expect(text.slice(end).trim()).to.equal('');
      }),
    );
  });
});

describe('what is wrong with JSON', () => {
  for (const [text, line, column, words] of [
    ['', 1, 1, /^Expected a JSON value, but there is none\.$/],
    ['  ', 1, 3, /^Expected a JSON value, but there is none\.$/],
    ['{"a": 1,}', 1, 9, /does not allow a comma before }/],
    ['[1,\n]', 2, 1, /does not allow a comma before \]/],
    ['{\n  a: 1\n}', 2, 3, /key must be in double quotes/],
    ["{'a': 1}", 1, 2, /straight double quotes/],
    ['[“a”]', 1, 2, /straight double quotes/],
    ['{"a" 1}', 1, 6, /^Expected a colon \(:\) before “1”\.$/],
    ['{"a": }', 1, 7, /^Expected a value, but found “}”\.$/],
    ['[1 2]', 1, 4, /^Expected a comma or \] before “2”\.$/],
    ['{"a":"b" "c":1}', 1, 10, /^Expected a comma or } before “"”\.$/],
    ['{"a": 1', 1, 8, /ends too soon: expected a comma or }\.$/],
    ['1 2', 1, 3, /^Expected nothing after the JSON value, but found “2”\.$/],
    ['"a', 1, 1, /not closed/],
    ['"a\nb"', 1, 3, /line break.*\\n/],
    ['"\u0000"', 1, 2, /U\+0000.*\\u0000/],
    ['"\\x"', 1, 2, /A backslash must be followed by .* not by “x”/],
    ['"\\u12"', 1, 2, /four hexadecimal digits/],
    ['"\\', 1, 2, /ends in the middle of an escape/],
    ['01', 1, 1, /must not start with 0/],
    ['-', 1, 2, /after a minus sign.*end of the text/],
    ['1.x', 1, 3, /after a decimal point.*“x”/],
    ['1e', 1, 3, /after an exponent/],
    ['+1', 1, 1, /plus sign/],
    ['.5', 1, 1, /before its decimal point/],
    ['NaN', 1, 1, /^JSON has no NaN; use null\.$/],
    ['[undefined]', 1, 2, /^JSON has no undefined; use null or leave the key out\.$/],
    ['True', 1, 1, /Write true/],
    ['hello', 1, 1, /hello is not a JSON value/],
    ['// x\n1', 1, 1, /no comments/],
    ['1 # x', 1, 3, /no comments/],
    ['\ufeff1', 1, 1, /byte order mark/i],
    ['["😀", x]', 1, 8, /x is not a JSON value/],
    ['[\u202e]', 1, 2, /U\+202E/],
  ] as const) {
    it(`is told of ${JSON.stringify(text)}`, () => {
      const checked = checkJson(text);
      if (checked.valid) throw new Error('it is taken for valid');
      expect(checked.error.message).to.match(words);
      expect([checked.error.line, checked.error.column]).to.deep.equal([line, column]);
    });
  }
});
