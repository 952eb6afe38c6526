import { expect } from '@open-wc/testing';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog } from '../../src/core/entry-log.js';
import { exportBlob, exportFileName, exportLog, type LogFormat } from '../../src/record/index.js';
import { ManualClock } from '../core/manual-clock.js';
import { exported } from './log-arbitrary.js';

const atMs = Date.UTC(2026, 10, 22, 12);
const closed: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  code: 1000,
  reason: '=cmd()',
  wasClean: true,
  errorEvent: false,
  atMs: atMs + 50,
  durationMs: 60,
  openedAfterMs: 10,
  idleMs: 0,
};

describe('exportLog', () => {
  it('writes NDJSON: a header, then a line an entry', async () => {
    const log = new EntryLog();
    log.pushMessage('sent', 'a\nb', 1.5);
    log.pushMessage('received', Uint8Array.of(1, 2, 255).buffer, 2);
    const lines = (await exported(log, { format: 'ndjson' })).split('\n');
    expect(JSON.parse(lines[0]!)).to.deep.include({
      format: 'ws-tester-log',
      version: 1,
      dropped: 0,
      isPart: false,
      redacted: true,
    });
    expect(lines.slice(1)).to.deep.equal([
      '{"sequence":0,"kind":"sent","timeMs":1.5,"type":"text","data":"a\\nb"}',
      '{"sequence":1,"kind":"received","timeMs":2,"type":"binary","data":"AQL/"}',
      '',
    ]);
  });

  it('writes what was too large to keep as its beginning, with the length of the whole', async () => {
    const log = new EntryLog({ maxBytes: 4_000 });
    log.pushMessage('received', 'y'.repeat(9_000), 1);
    const [, line] = (await exported(log, { format: 'ndjson' })).split('\n');
    expect(JSON.parse(line!)).to.deep.include({ data: 'y'.repeat(1_024), wholeLength: 9_000 });
    const csv = await exported(log, { format: 'csv' });
    expect(csv).to.contain('only the beginning of 9000 characters');
  });

  it('writes the length of a file that cannot be read any more', async () => {
    const log = new EntryLog();
    const gone = new Blob(['abcd']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    log.pushMessage('sent', gone, 1);
    const [, line] = (await exported(log, { format: 'ndjson' })).split('\n');
    expect(JSON.parse(line!)).to.deep.include({ type: 'binary', data: '', wholeLength: 4 });
  });

  it('leaves out what the log drops meanwhile, and counts it', async () => {
    const log = new EntryLog({ maxEntries: 64 });
    for (let number = 0; number < 64; number++) log.pushMessage('received', 'x'.repeat(20_000), number);
    const chunks = exportLog(log, { format: 'ndjson' });
    let text = (await chunks.next()).value as string;
    for (let number = 64; number < 120; number++) log.pushMessage('received', 'new', number);
    for (;;) {
      const step = await chunks.next();
      if (!step.done) text += step.value;
      else {
        expect(step.value.missing).to.be.above(0);
        expect(step.value.written + step.value.missing).to.equal(64);
        expect(text.trim().split('\n')).to.have.length(1 + step.value.written);
        break;
      }
    }
    expect(text).not.to.contain('new');
  });

  it('lets the page go on after each slice, tells how far it is, and stops when it is called off', async () => {
    const log = new EntryLog();
    for (let number = 0; number < 5_000; number++) log.pushMessage('received', 'm', number);
    let nowMs = 0;
    const frames: (() => void)[] = [];
    const clock = Object.assign(new ManualClock(), {
      now: () => (nowMs += 0.05),
      frame: (callback: () => void) => {
        frames.push(callback);
        return () => undefined;
      },
    });
    const progress: number[] = [];
    const abort = new AbortController();
    const options = {
      format: 'json' as const,
      clock,
      signal: abort.signal,
      onProgress: ({ done, total }: { done: number; total: number }) => {
        progress.push(done);
        expect(total).to.equal(5_000);
      },
    };
    const done = exported(log, options).then(
      () => 'done',
      (error: unknown) => error,
    );
    for (let turn = 0; turn < 3; turn++) {
      await Promise.resolve();
      expect(frames).to.have.length(turn + 1);
      if (turn === 2) abort.abort();
      frames[turn]?.();
      for (let tick = 0; tick < 5; tick++) await Promise.resolve();
    }
    expect(await done).to.have.property('name', 'AbortError');
    expect(progress).to.have.length(3);
    expect(progress[0]).to.be.within(1_000, 1_500);
  });

  describe('as CSV', () => {
    const rowsOf = async (log: EntryLog) => parseCsv(await exported(log, { format: 'csv' }));

    it('is a table that RFC 4180 reads back', async () => {
      const log = new EntryLog();
      log.pushMessage('received', 'a,"b"\r\nc', atMs);
      log.pushMessage('sent', Uint8Array.of(251, 255).buffer, atMs + 0.5);
      log.pushEvent('closed', closed, atMs + 50);
      log.pushEvent('note', 'a remark, "quoted"', atMs + 51);
      const [head, ...rows] = await rowsOf(log);
      expect(head).to.deep.equal('sequence,time,timeMs,kind,type,length,data,code,reason,detail'.split(','));
      expect(rows).to.deep.equal([
        ['0', '2026-11-22T12:00:00.000Z', String(atMs), 'received', 'text', '8', 'a,"b"\r\nc', '', '', ''],
        ['1', '2026-11-22T12:00:00.000Z', `${atMs}.5`, 'sent', 'binary', '2', "'+/8=", '', '', ''],
        [
          ...['2', '2026-11-22T12:00:00.050Z', String(atMs + 50), 'closed', '', '', '', '1000', "'=cmd()"],
          JSON.stringify(closed),
        ],
        [
          ...['3', '2026-11-22T12:00:00.051Z', String(atMs + 51), 'note', '', '', '', '', ''],
          'a remark, "quoted"',
        ],
      ]);
    });

    it('has no cell that a spreadsheet takes for a formula', async () => {
      const log = new EntryLog();
      const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
      for (const start of starts) {
        log.pushMessage('received', `${start}1+1`, -1);
        log.pushEvent('note', `${start}HYPERLINK("x")`, 1);
        log.pushEvent('closed', { ...closed, reason: `${start}1` }, 1);
      }
      log.pushMessage('received', `=${'1+'.repeat(20_000)}1`, 1);
      const [, ...rows] = await rowsOf(log);
      expect(rows).to.have.length(starts.length * 3 + 1);
      for (const cell of rows.flat()) expect(cell).not.to.match(/^[=+\-@\t\r\n＝＋－＠]/);
    });

    it('cuts a long text within no character', async () => {
      const log = new EntryLog();
      log.pushMessage('received', `x${'🚀'.repeat(200_000)}`, 1);
      const { blob } = await exportBlob(log, { format: 'csv' });
      expect(await blob.text())
        .to.contain('🚀🚀')
        .and.not.to.contain('\ufffd');
    });

    it('begins with a byte order mark, for spreadsheets', async () => {
      expect((await exported(new EntryLog(), { format: 'csv' })).charCodeAt(0)).to.equal(0xfeff);
    });
  });

  it('gives each format a file name with host and time', () => {
    const local = new Date(2026, 10, 22, 12, 0, 5).getTime();
    const names = (['ndjson', 'json', 'csv', 'har'] as LogFormat[]).map((format) =>
      exportFileName('Example.com:8080', local, format),
    );
    expect(names[3]).to.equal('ws-tester-example.com-8080-2026-11-22T12-00-05.har');
    expect(names.map((name) => name.split('.').at(-1))).to.deep.equal(['ndjson', 'json', 'csv', 'har']);
    expect(exportFileName('[::1]', local, 'csv')).to.equal('ws-tester-1-2026-11-22T12-00-05.csv');
    expect(exportFileName('../..\\x', local, 'csv')).to.equal('ws-tester-x-2026-11-22T12-00-05.csv');
    expect(exportFileName('', local, 'csv')).to.equal('ws-tester-2026-11-22T12-00-05.csv');
  });
});

/** A reader of RFC 4180 that knows nothing of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
    if (cell.lastIndex === text.length) return rows;
  }
  throw new Error('no CSV');
}
