import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { checkCloseArguments, maxCloseReasonBytes } from '../../src/protocol/close-args.js';
import { hasError } from '../../src/protocol/problem.js';

// Port 1 is one that browsers refuse without connecting. close() checks its arguments in every state, so one
// socket that has ended already will do.
const socket = new WebSocket('ws://127.0.0.1:1/');
socket.close();

function browserRefuses(code?: number | string, reason?: string): boolean {
  try {
    if (reason !== undefined) socket.close(code as number, reason);
    else if (code !== undefined) socket.close(code as number);
    else socket.close();
    return false;
  } catch {
    return true;
  }
}

function ids(code?: number | string, reason?: string): string[] {
  return checkCloseArguments(code, reason).map((problem) => `${problem.severity} ${problem.id}`);
}

describe('arguments of close()', () => {
  it('are refused by this browser exactly when we report an error, for any whole number and reason', () => {
    const code = fc.oneof(
      fc.integer({ min: 990, max: 1020 }),
      fc.integer({ min: 2995, max: 3005 }),
      fc.integer({ min: 4990, max: 5005 }),
      fc.integer({ min: -70000, max: 140000 }),
    );
    const reason = fc.option(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 150 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(code, reason, (given, text) => {
        expect(browserRefuses(given, text)).to.equal(hasError(checkCloseArguments(given, text)));
      }),
      { numRuns: 1000 },
    );
  });

  for (const code of [1000, 3000, 3999, 4000, 4999, ' 1000 ', '1e3', undefined]) {
    it(`take the code ${JSON.stringify(code)} as this browser does`, () => {
      expect(checkCloseArguments(code)).to.deep.equal([]);
      expect(browserRefuses(code)).to.equal(false);
    });
  }

  for (const code of [0, 999, 1001, 1005, 1006, 1015, 2999, 5000, 65535, 66536, -1, Infinity]) {
    it(`refuse the code ${code} as this browser does`, () => {
      expect(ids(code)).to.deep.equal(['error close-code-range']);
      expect(browserRefuses(code)).to.equal(true);
    });
  }

  for (const code of ['abc', NaN, '10 00']) {
    it(`refuse ${JSON.stringify(code)} because it is no number`, () => {
      expect(ids(code)).to.deep.equal(['error close-code-number']);
      expect(browserRefuses(code)).to.equal(true);
    });
  }

  it('count a blank text as no code', () => {
    expect(checkCloseArguments('')).to.deep.equal([]);
    expect(checkCloseArguments('  ')).to.deep.equal([]);
  });

  it('warn of fractions, which browsers cut off or round', () => {
    for (const code of [999.5, 1000.4, 1000.6, 2999.5, 4999.5, 3999.5, 4998.5]) {
      expect(ids(code)).to.deep.equal(['warning close-code-fraction']);
    }
    expect(checkCloseArguments(999.6)[0]?.fix?.text).to.equal('1000');
    expect(checkCloseArguments('4999.5')[0]?.fix?.text).to.equal('4999');
    for (const code of [999.4, 1001.4, 2999.4]) expect(ids(code)).to.deep.equal(['error close-code-range']);
  });

  it('locate the character of the reason that crosses 123 bytes', () => {
    const euros = '€'.repeat(42);
    const [problem] = checkCloseArguments(1000, euros);
    expect(problem).to.include({ id: 'close-reason-length', argument: 'reason', start: 41, end: 42 });
    expect(problem?.message).to.contain('takes 126').and.contain('position 42');
    expect(problem?.fix?.text).to.equal('€'.repeat(41));
    expect(checkCloseArguments(1000, '€'.repeat(41))).to.deep.equal([]);
  });

  it('do not split a character of two code units', () => {
    const [problem] = checkCloseArguments(1000, 'a'.repeat(maxCloseReasonBytes - 3) + '😀');
    expect(problem?.start).to.equal(maxCloseReasonBytes - 3);
    expect(problem?.message).to.contain('“😀” (U+1F600)');
  });

  it('warn of a reason without a code, about which browsers differ', () => {
    expect(ids(undefined, 'bye')).to.deep.equal(['warning close-reason-without-code']);
    expect(ids('', 'x'.repeat(200))).to.deep.equal(['warning close-reason-without-code']);
    expect(ids(undefined, '')).to.deep.equal([]);
  });

  it('report code and reason together, the code first', () => {
    const problems = checkCloseArguments('1001', 'x'.repeat(124));
    expect(problems.map(({ argument, start, end }) => [argument, start, end])).to.deep.equal([
      ['code', 0, 4],
      ['reason', 123, 124],
    ]);
  });
});
