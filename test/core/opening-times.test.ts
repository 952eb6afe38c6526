import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog } from '../../src/core/entry-log.js';

const end: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  errorEvent: false,
  atMs: 0,
  durationMs: 0,
  idleMs: 0,
};

function push(log: EntryLog, kind: string, timeMs: number): void {
  if (kind === 'opened')
    log.pushEvent('opened', { url: 'wss://x.example', protocol: '', extensions: '' }, timeMs);
  else if (kind === 'closed' || kind === 'failed') log.pushEvent(kind, end, timeMs);
  else if (kind === 'note') log.pushEvent('note', 'A remark.', timeMs);
  else log.pushMessage('received', 'm', timeMs);
}

describe('the time since an attempt opened', () => {
  it('is told for all from its opening to its end, and for nothing between two attempts', () => {
    const log = new EntryLog();
    const kinds = ['note', 'opened', 'm', 'closed', 'note', 'failed', 'opened', 'm', 'closed'];
    kinds.forEach((kind, index) => push(log, kind, 100 + index));
    expect(kinds.map((_, sequence) => log.openedMsAt(sequence))).to.deep.equal([
      undefined,
      101,
      101,
      101,
      undefined,
      undefined,
      106,
      106,
      106,
    ]);
    expect(log.openedMsAt(9)).to.equal(undefined);
  });

  it('is the same as for a log that forgets nothing, after any entries, drops and clearings', () => {
    const kinds = fc.constantFrom('opened', 'closed', 'failed', 'note', 'm', 'm', 'm', 'clear');
    fc.assert(
      fc.property(
        fc.array(kinds, { maxLength: 120 }),
        fc.integer({ min: 1, max: 40 }),
        (steps, maxEntries) => {
          const log = new EntryLog({ maxEntries });
          const expected: (number | undefined)[] = [];
          let openedMs: number | undefined;
          steps.forEach((kind, timeMs) => {
            if (kind === 'clear') {
              log.clear();
              return;
            }
            if (kind === 'opened') openedMs = timeMs;
            expected.push(openedMs);
            if (kind === 'closed' || kind === 'failed') openedMs = undefined;
            push(log, kind, timeMs);
          });
          for (let sequence = log.first; sequence < log.next; sequence++) {
            expect(log.openedMsAt(sequence)).to.equal(expected[sequence]);
          }
        },
      ),
    );
  });
});
