import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { isRiskyExpression } from '../../src/elements/ws-log/expression-syntax.js';
import { literalExpression, parsePattern } from '../../src/elements/ws-log/text-pattern.js';

function read(typed: string): string {
  const read = parsePattern(typed);
  if (!read.valid) return `${read.error.column}: ${read.error.message}`;
  const { pattern } = read;
  if (!pattern) return 'nothing';
  return pattern.kind === 'literal'
    ? `text ${pattern.text}`
    : `expression ${pattern.source} ${pattern.flags}`.trim();
}

describe('what a reader searches for', () => {
  it('is a text unless it stands between slashes, with flags or none after it', () => {
    expect(read('')).to.equal('nothing');
    expect(read('abc')).to.equal('text abc');
    expect(read(' ')).to.equal('text  ');
    expect(read('/abc/')).to.equal('expression abc');
    expect(read('/a/b/si')).to.equal('expression a/b si');
    expect(read('/abc/gi')).to.equal('expression abc i');
    expect(read('/abc/g')).to.equal('expression abc');
    for (const path of ['/', '//', '/api', '/api/trades', '/api/v1/x', 'a/b/i', '/abc/I']) {
      expect(read(path)).to.equal(`text ${path}`);
    }
  });

  it('is told with its place where it is wrong', () => {
    expect(read('/a(b/')).to.equal('3: There is no “)” for this “(”.');
    expect(read('/a(b(c)/i')).to.equal('3: There is no “)” for this “(”.');
    expect(read('/ab)/')).to.equal('4: There is no “(” for this “)”.');
    expect(read('/[a/')).to.equal('2: There is no “]” for this “[”.');
    expect(read('/*a/')).to.equal('2: There is nothing before “*” that could be repeated.');
    expect(read('/a**/')).to.equal('4: There is nothing before “*” that could be repeated.');
    expect(read('/a|+/')).to.equal('4: There is nothing before “+” that could be repeated.');
    expect(read('/a{3,2}/')).to.equal('3: In “{3,2}” the larger number comes first.');
    expect(read('/[z-a]/')).to.equal('3: In “z-a” the later character comes first.');
    expect(read('/a(?#b)/')).to.equal('3: No group begins like this.');
    expect(read('/a}/u')).to.equal('3: With the flags u and v, “}” stands for itself only as “\\}”.');
    expect(read('/a\\/')).to.equal('3: A backslash at the end has nothing to escape.');
    expect(read('/abc/y')).to.match(/^6: The flag “y” means nothing here/);
    expect(read('/abc/ii')).to.equal('7: The flag “i” is there twice.');
    expect(read('/abc/uv')).to.equal('7: The flags “u” and “v” exclude each other.');
    expect(read('/\\p{Nonsense}/u')).to.match(/^2: The browser refuses it: /);
  });

  it('never makes an exception, and only lets valid expressions through', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ab()[\]{}*+?|\\^$.,:=!<>\-0-9]{0,12}$/),
        fc.constantFrom('', 'i', 'u', 'v', 'g'),
        (source, flags) => {
          const result = parsePattern(`/${source}/${flags}`);
          let isValid = true;
          try {
            new RegExp(source, flags);
          } catch {
            isValid = false;
          }
          if (source === '') return;
          expect(result.valid).to.equal(isValid);
          if (!result.valid) {
            expect(result.error.message).to.match(/\S/);
            expect(result.error.column).to.be.within(1, source.length + 2);
          }
          if (isValid) isRiskyExpression(source, flags.replace('g', ''));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('is found exactly, whatever characters are in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (text, before, after) => {
        expect(literalExpression(text).test(`${before}${text}${after}`)).to.equal(true);
        expect(literalExpression(text).exec(text)?.[0]).to.equal(text);
      }),
    );
  });
});

describe('an expression that might never end', () => {
  const risky = [
    '(a+)+$',
    '(a*)*b',
    '(a|aa)+$',
    '(\\w+\\s?)*x',
    '((a)?b+){2,}',
    '(.*)\\1',
    '(a?){40}a{40}',
    '(?<x>a)\\k<x>',
    '.*.*.*.*x',
    'a?'.repeat(20),
    '([ab]{1,5})+c',
    '(?:a+)+',
  ];
  const harmless = [
    'abc',
    '^a.*b$',
    'a+b+c+',
    '(abc)+',
    '\\d{4}-\\d{2}',
    '(?:foo|bar)',
    '"type":"(trade|quote)"',
    '[(+]+[)+]*',
    '\\(a\\+\\)\\+',
    '(\\d{2}:)+',
    'a{2,3}',
  ];
  for (const source of risky)
    it(`${source} is known for it`, () => expect(isRiskyExpression(source, '')).to.equal(true));
  for (const source of harmless)
    it(`${source} is not one`, () => expect(isRiskyExpression(source, '')).to.equal(false));
});
