import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { en } from '../../src/elements/shared/en.js';
import { clockTime, duration } from '../../src/elements/ws-status/duration.js';
import { explainEnd } from '../../src/elements/ws-status/end-explanation.js';

/** Any end there may be, also ones that no browser gives. */
const anyEnd: fc.Arbitrary<AttemptEnd> = fc.record(
  {
    endedBy: fc.constantFrom('reader', 'host', 'timeout', 'removal', 'peer'),
    opened: fc.boolean(),
    errorEvent: fc.boolean(),
    atMs: fc.constant(0),
    durationMs: fc.constant(7),
    idleMs: fc.constant(0),
    code: fc.integer({ min: 0, max: 65_535 }),
    reason: fc.string({ unit: 'binary' }),
    wasClean: fc.boolean(),
    timeout: fc.constantFrom('handshake', 'closing'),
    lost: fc.string({ unit: 'binary' }),
    threw: fc.record({ name: fc.constant('SyntaxError'), message: fc.string({ unit: 'binary' }) }),
  },
  { requiredKeys: ['endedBy', 'opened', 'errorEvent', 'atMs', 'durationMs', 'idleMs'] },
);

function words(end: AttemptEnd): string {
  const { closeCode, reason, facts, advice } = explainEnd(end, en.status, (ms) => `${ms} ms`);
  return [closeCode?.code, closeCode?.name, reason, ...facts, advice].join(' ');
}

describe('the words for an end', () => {
  it('are there for every end', () => {
    fc.assert(fc.property(anyEnd, (end) => explainEnd(end, en.status, String).facts.join('').length > 0));
  });

  it('name no close code where the browser told none', () => {
    fc.assert(
      fc.property(
        anyEnd,
        ({ code: _code, reason: _reason, threw: _threw, lost: _lost, ...end }) => !/\d{4}/.test(words(end)),
      ),
    );
  });

  it('name the code that the browser told once it was open', () => {
    fc.assert(
      fc.property(
        anyEnd,
        fc.integer({ min: 0, max: 65_535 }),
        ({ timeout: _t, threw: _w, lost: _l, ...end }, code) =>
          words({ ...end, opened: true, code }).startsWith(`${code} `),
      ),
    );
  });

  it('hold nothing that turns text round or cannot be seen', () => {
    fc.assert(fc.property(anyEnd, (end) => !/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/.test(words(end))));
  });
});

describe('times', () => {
  it('are shown as a clock does', () => {
    expect([-5, 0, 999, 42_000, 3_599_999, 3_600_000, 36_061_000].map(clockTime)).to.deep.equal([
      '0:00',
      '0:00',
      '0:00',
      '0:42',
      '59:59',
      '1:00:00',
      '10:01:01',
    ]);
  });

  it('are told with the unit that fits', () => {
    const told = [0.2, 23, 999.6, 4_240, 59_940, 59_960, 252_000, 3_840_000].map((ms) => duration(ms, 'en'));
    expect(told.map((text) => text.replaceAll('\u00a0', ' '))).to.deep.equal([
      '0 ms',
      '23 ms',
      '1 s',
      '4.2 s',
      '59.9 s',
      '1 min 0 s',
      '4 min 12 s',
      '1 h 4 min',
    ]);
  });

  it('are written in the language of the page', () => {
    expect(duration(4_240, 'de')).to.equal('4,2\u00a0s');
  });
});
