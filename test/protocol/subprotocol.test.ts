import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { hasError } from '../../src/protocol/problem.js';
import { parseSubprotocols } from '../../src/protocol/subprotocol.js';

/**
 * Whether this browser's constructor objects. Nothing listens on port 2. (Port 1 would be refused unasked, but
 * then WebKitGTK 2.50 does not look at the subprotocols.)
 */
function browserRefuses(protocols: string | string[]): boolean {
  try {
    new WebSocket('ws://127.0.0.1:2/', protocols).close();
    return false;
  } catch {
    return true;
  }
}

function ids(value: string | readonly string[]): string[] {
  return parseSubprotocols(value).problems.map((problem) => `${problem.severity} ${problem.id}`);
}

/** The part of the text that the first problem points at. */
function marked(text: string): string | undefined {
  const [problem] = parseSubprotocols(text).problems;
  return problem && text.slice(problem.start, problem.end);
}

describe('subprotocols', () => {
  it('are read from text, a JSON array, and an array', () => {
    for (const value of ['a, b', 'a,b', '  a ,\tb ', '["a","b"]', ' [ "a" , "b" ] ', ['a', 'b']]) {
      expect(parseSubprotocols(value)).to.deep.equal({ protocols: ['a', 'b'], problems: [] });
    }
  });

  it('are none for nothing', () => {
    for (const value of [undefined, null, '', '   ', '[]', []]) {
      expect(parseSubprotocols(value)).to.deep.equal({ protocols: [], problems: [] });
    }
  });

  it('are judged character by character as this browser does', () => {
    const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));
    const taken = characters.filter((character) => !hasError(parseSubprotocols([character]).problems));
    for (const character of characters) {
      if (!taken.includes(character)) expect(browserRefuses([character]), character).to.equal(true);
    }
    expect(taken).to.have.lengthOf(77);
    expect(browserRefuses(taken)).to.equal(false);
  });

  it('are judged as this browser does, for any names', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.stringMatching(/^[\w.!#$%&'*+^`|~-]{1,8}$/),
    );
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (names) => {
        if (!hasError(parseSubprotocols(names).problems)) for (const good of names) taken.add(good);
        else expect(browserRefuses(names)).to.equal(true);
      }),
      { numRuns: 300 },
    );
    // All that we took in one socket: a browser slows down a page that opens many.
    expect(taken.size).to.be.above(10);
    expect(browserRefuses([...taken])).to.equal(false);
  });

  it('from scripts may be anything that has a text, as for this browser', () => {
    expect(parseSubprotocols([1, true] as unknown as string[])).to.deep.equal({
      protocols: ['1', 'true'],
      problems: [],
    });
    expect(ids([{}] as unknown as string[])).to.deep.equal(['error subprotocol-character']);
    expect(browserRefuses([{}] as unknown as string[])).to.equal(true);
  });

  it('may be long', () => {
    expect(parseSubprotocols('a'.repeat(5000)).problems).to.deep.equal([]);
  });

  const wrong = [
    ['chat/v1', '/', '“/”'],
    ['ok, a b', ' ', 'a space'],
    ['naïve', 'ï', '“ï” (U+00EF)'],
    ['a😀', '😀', '“😀” (U+1F600)'],
    ['x\u202ey', '\u202e', 'contain U+202E'],
    ['a\u0000', '\u0000', 'contain U+0000'],
    ['["ok", "a:b"]', ':', '“:”'],
    ['Bearer x', ' ', 'a space'],
  ] as const;
  for (const [text, character, shown] of wrong) {
    it(`locate the wrong character of ${JSON.stringify(text)}`, () => {
      const [problem] = parseSubprotocols(text).problems;
      expect(problem).to.include({ id: 'subprotocol-character', severity: 'error' });
      expect(marked(text)).to.equal(character);
      expect(problem?.message)
        .to.contain(shown)
        .and.contain(`position ${(problem?.start ?? 0) + 1}`);
    });
  }

  it('locate the whole entry where JSON escapes hide the character', () => {
    expect(marked('["a", "b\\u0020c"]')).to.equal('b\\u0020c');
  });

  it('point into the joined entries of an array', () => {
    const [problem] = parseSubprotocols(['good', 'b/d']).problems;
    expect('good, b/d'.slice(problem?.start, problem?.end)).to.equal('/');
  });

  it('are offered once each, by letter case', () => {
    expect(ids('a, b, a')).to.deep.equal(['error subprotocol-duplicate']);
    expect(parseSubprotocols('a, b, a').problems[0]).to.include({ start: 6, end: 7 });
    expect(parseSubprotocols('a, b, a').problems[0]?.fix?.text).to.equal('a, b');
    expect(ids('a, A')).to.deep.equal([]);
  });

  it('are not empty', () => {
    for (const value of ['a,,b', 'a, b,', ', a', ['a', ''], '["a", ""]']) {
      expect(ids(value)).to.deep.equal(['error subprotocol-empty']);
    }
    expect(parseSubprotocols('a,,b').problems[0]?.fix?.text).to.equal('a, b');
    expect(parseSubprotocols(['a', '']).protocols).to.deep.equal(['a', '']);
  });

  it('are written like the known name, else a warning offers it', () => {
    const { problems, protocols } = parseSubprotocols('chat, MQTT');
    expect(protocols).to.deep.equal(['chat', 'MQTT']);
    expect(problems[0]).to.include({ id: 'subprotocol-case', severity: 'warning', start: 6, end: 10 });
    expect(problems[0]?.fix).to.deep.equal({ label: 'Use mqtt', text: 'chat, mqtt' });
    expect(ids('mqtt, graphql-transport-ws')).to.deep.equal([]);
    expect(ids('mqtt, MQTT')).to.deep.equal([]);
  });

  for (const value of ['["a"', '[a, b]', '["a", 1]', '[null]', '["a",]']) {
    it(`refuse ${value}, which is no JSON array of strings`, () => {
      expect(ids(value)).to.deep.equal(['error subprotocol-json']);
      const { protocols } = parseSubprotocols(value);
      expect(browserRefuses([...protocols]), 'handed on whole, so that the browser refuses it').to.equal(
        true,
      );
    });
  }

  const fixes = [
    ['a b', 'a, b'],
    ['a; b', 'a, b'],
    ['"a", "b"', 'a, b'],
    ['“a”', 'a'],
    ['[a, b]', 'a, b'],
    ['a/b', undefined],
    ['Bearer abc', undefined],
  ] as const;
  for (const [text, fixed] of fixes) {
    it(`offer ${fixed === undefined ? 'no fix' : `“${fixed}”`} for ${text}`, () => {
      const [problem] = parseSubprotocols(text).problems;
      expect(problem?.fix?.text).to.equal(fixed);
      if (fixed) expect(parseSubprotocols(fixed).problems).to.deep.equal([]);
    });
  }

  it('keep every offset within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        for (const { start, end } of parseSubprotocols(text).problems) {
          expect(start).to.be.within(0, text.length);
          expect(end).to.be.within(start ?? 0, text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
