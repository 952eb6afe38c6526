import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import { exportBlob, importLog } from '../../src/record/index.js';
import { anyLog, entriesOf, exported, expectSame } from './log-arbitrary.js';

const runs = { numRuns: 150 };

describe('a log that is exported and imported', () => {
  for (const format of ['ndjson', 'json'] as const) {
    it(`is the same by ${format}, whatever is in it`, async () => {
      await fc.assert(
        fc.asyncProperty(anyLog(), async (log) => {
          const text = await exported(log, { format, keepSecrets: true });
          const read = await importLog(text);
          expect(read.problems).to.deep.equal([]);
          expect(read.format).to.equal(format);
          expectSame(read.log, log);
        }),
        runs,
      );
    });
  }

  it('is the same by HAR, to the microsecond', async () => {
    const wholeMicroseconds = fc.integer({ min: -2e15, max: 2e15 }).map((time) => time / 1_000);
    await fc.assert(
      fc.asyncProperty(anyLog(wholeMicroseconds), async (log) => {
        const text = await exported(log, { format: 'har', keepSecrets: true });
        const read = await importLog(text);
        expect(read.problems).to.deep.equal([]);
        expect(read.format).to.equal('har');
        expectSame(read.log, log);
      }),
      runs,
    );
  });

  for (const format of ['ndjson', 'json', 'har'] as const) {
    it(`is the same by a ${format} file`, async () => {
      const log = new EntryLog();
      log.pushEvent('opened', { url: 'wss://example.com/', protocol: '', extensions: '' }, 1.5);
      log.pushMessage('sent', 'Grüße 🚀 \ud800', 2);
      log.pushMessage('received', 'y'.repeat(500_000) + '🚀'.repeat(200_000), 3);
      log.pushMessage('received', new Uint8Array(700_001).fill(251).buffer, 4);
      const { blob, summary } = await exportBlob(log, { format });
      expect(summary).to.deep.equal({ written: 4, missing: 0 });
      expectSame((await importLog(blob)).log, log);
    });
  }

  it('has the bytes of what was a Blob', async () => {
    const log = new EntryLog();
    log.pushMessage('sent', new Blob([Uint8Array.of(1, 2, 255)]), 1);
    const read = await importLog(await exported(log, { format: 'ndjson' }));
    expect(entriesOf(read.log)).to.deep.equal([
      { sequence: 0, kind: 'sent', timeMs: 1, data: { bytes: [1, 2, 255] } },
    ]);
  });

  it('can be a chosen part', async () => {
    const log = new EntryLog();
    for (let number = 0; number < 100; number++) log.pushMessage('received', `m${number}`, number);
    for (const format of ['ndjson', 'json', 'har'] as const) {
      const text = await exported(log, { format, sequences: [3, 50, 99] });
      const { log: read } = await importLog(text);
      expect([0, 1, 2, 3].map((index) => read.dataAt(index))).to.deep.equal(['m3', 'm50', 'm99', undefined]);
    }
  });
});
