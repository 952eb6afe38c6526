import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { longestRetryMs, mayRetry, retryDelayMs } from '../../src/core/reconnect.js';

const end = (fields: Partial<AttemptEnd>): AttemptEnd => ({
  endedBy: 'peer',
  opened: true,
  errorEvent: false,
  atMs: 0,
  durationMs: 0,
  idleMs: 0,
  ...fields,
});

describe('reconnect schedule', () => {
  it('retries what may pass: a lost connection, a time limit, a restart', () => {
    expect(mayRetry(end({ code: 1006, wasClean: false }))).to.equal(true);
    expect(mayRetry(end({ endedBy: 'timeout', timeout: 'handshake', opened: false }))).to.equal(true);
    for (const code of [1001, 1005, 1011, 1012, 1013]) {
      expect(mayRetry(end({ code, wasClean: true })), String(code)).to.equal(true);
    }
  });

  it('never retries a final answer', () => {
    for (const code of [1000, 1008, 3000, 3003, 4000, 4401, 4999]) {
      expect(mayRetry(end({ code, wasClean: true })), String(code)).to.equal(false);
    }
    expect(mayRetry(end({ code: 4401, wasClean: false }))).to.equal(false);
  });

  it('never retries what the reader, the host or a removal ended, nor what the browser refused', () => {
    for (const endedBy of ['reader', 'host', 'removal'] as const) {
      expect(mayRetry(end({ endedBy, code: 1006, wasClean: false }))).to.equal(false);
    }
    expect(mayRetry(end({ threw: { name: 'SyntaxError', message: '' } }))).to.equal(false);
    expect(mayRetry(end({ refused: 'no' }))).to.equal(false);
    const cspViolation = {
      effectiveDirective: 'connect-src',
      blockedUri: 'ws',
      disposition: 'enforce',
    } as const;
    expect(mayRetry(end({ cspViolation }))).to.equal(false);
  });

  it('waits longer each time, with full jitter, and never longer than the cap', () => {
    expect(retryDelayMs(1, 0)).to.equal(0);
    expect([1, 2, 3, 4, 5, 6].map((number) => retryDelayMs(number, 0.999999))).to.deep.equal([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (number, random) => {
          const delayMs = retryDelayMs(number, random);
          expect(delayMs).to.be.within(0, longestRetryMs);
        },
      ),
    );
  });
});
