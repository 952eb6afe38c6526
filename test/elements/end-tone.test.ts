import { expect } from '@open-wc/testing';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { endTone, type EndTone } from '../../src/elements/shared/end-tone.js';

const clean: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  code: 1000,
  reason: '',
  wasClean: true,
  errorEvent: false,
  atMs: 0,
  durationMs: 10,
  openedAfterMs: 5,
  idleMs: 0,
};

const cases: readonly [string, Partial<AttemptEnd>, EndTone][] = [
  ['a clean 1000 by the other side', {}, 'good'],
  ['a clean 1001 by the other side', { code: 1001 }, 'good'],
  ['a clean 1005 by the other side', { code: 1005 }, 'good'],
  ['a clean 4401 by the other side', { code: 4401 }, 'warn'],
  ['a clean 1011 by the other side', { code: 1011 }, 'warn'],
  ['a disconnect by the reader, answered with 4401', { endedBy: 'reader', code: 4401 }, 'good'],
  ['a disconnect by the page', { endedBy: 'host', code: 1005 }, 'good'],
  ['an element that left the page', { endedBy: 'removal', code: 1001 }, 'good'],
  ['a disconnect that did not end cleanly', { endedBy: 'reader', code: 1006, wasClean: false }, 'warn'],
  ['a cancelled attempt', { endedBy: 'reader', opened: false, code: 1006, wasClean: false }, 'good'],
  ['an attempt that never opened', { opened: false, code: 1006, wasClean: false }, 'bad'],
  ['a connection that broke', { code: 1006, wasClean: false }, 'bad'],
];

describe('the tone of an end', () => {
  for (const [what, differs, tone] of cases) {
    it(`is ${tone} for ${what}`, () => {
      expect(endTone({ ...clean, ...differs })).to.equal(tone);
    });
  }
});
