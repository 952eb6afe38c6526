import { expect, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import { emptyFields, readFields, type FilterFields } from '../../src/elements/ws-log/filter-query.js';
import { SelectedRows } from '../../src/elements/ws-log/selected-rows.js';
import { parsePattern } from '../../src/elements/ws-log/text-pattern.js';

/** What a row shows, as a model tells it. */
interface ModelRow {
  readonly sequence: number;
  readonly folded: number;
}

interface Wanted {
  readonly fields: FilterFields;
  readonly folds: boolean;
  readonly foldPattern: string;
}

const eventWords = (log: EntryLog, index: number) => `${log.kindAt(index) ?? ''} 4401`;

const texts = [
  'abc',
  'ABC',
  'ab',
  'c',
  '',
  'xabcx',
  'é abc',
  'ÉCLAIR',
  'line\nabc',
  'heartbeat',
  '{"type":"trade","a":{"b":[1,{"c":"x"}]}}',
  '{"type":"quote","a":{"b":[2]}}',
  '{"t\\u0079pe":"trade"}',
  '{"type":5}',
  '{"type":"5"}',
  '{"type":null}',
  '{"type":"trade"',
  '[{"type":"trade"}]',
  '"trade"',
];

const payload = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  fc
    .constantFrom('heartbeat', 'abc')
    .chain((text) => fc.integer({ min: 60, max: 200 }).map((n) => text.repeat(n))),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => bytes.slice().buffer),
);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('message' as const),
      sent: fc.boolean(),
      payload,
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  fc.record({ do: fc.constantFrom('note' as const, 'opened' as const) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('update' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
);

const wanted: fc.Arbitrary<Wanted> = fc.record({
  fields: fc.record({
    include: fc.constantFrom('', '', 'abc', 'é', 'bcx', '4401', '01', 'c"', 'trade'),
    exclude: fc.constantFrom('', '', '', 'x', 'heartbeat'),
    where: fc.constantFrom(
      '',
      '',
      '',
      'type=trade',
      'type=5',
      'type = "5"',
      'type=null',
      'a.b[0]=1',
      'a.b[1].c=x',
      '[0].type=trade',
    ),
    direction: fc.constantFrom('all' as const, 'all' as const, 'sent' as const, 'received' as const),
    kind: fc.constantFrom(
      'all' as const,
      'all' as const,
      'text' as const,
      'binary' as const,
      'events' as const,
    ),
  }),
  folds: fc.boolean(),
  foldPattern: fc.constantFrom('', 'heartbeat', 'abc'),
});

function textOf(log: EntryLog, index: number): string {
  const data = log.dataAt(index);
  if (typeof data === 'string') return data;
  return data === undefined ? eventWords(log, index) : log.preview(index, 400);
}

/** Slow, and as plain as can be. */
function modelOf(log: EntryLog, { fields, folds, foldPattern }: Wanted): ModelRow[] {
  const rows: { sequence: number; folded: number }[] = [];
  let last: { key: string | undefined; isPattern: boolean } | undefined;
  for (let index = 0; index < log.length; index++) {
    const kind = log.kindAt(index);
    const data = log.dataAt(index);
    const isMessage = kind === 'sent' || kind === 'received';
    const text = textOf(log, index);
    const has = (needle: string) => text.toLowerCase().includes(needle.toLowerCase());
    const isKind =
      fields.kind === 'all' ||
      (fields.kind === 'events' && !isMessage) ||
      (fields.kind === 'text' && isMessage && typeof data === 'string') ||
      (fields.kind === 'binary' && isMessage && typeof data !== 'string');
    const isShown =
      isKind &&
      (fields.direction === 'all' || fields.direction === kind) &&
      (fields.include === '' || has(fields.include)) &&
      (fields.exclude === '' || !has(fields.exclude)) &&
      (fields.where === '' || (typeof data === 'string' && fits(data, fields.where)));
    if (!isShown) continue;
    const key = isMessage ? `${kind} ${typeof data} ${text}` : undefined;
    const isPattern = isMessage && foldPattern !== '' && has(foldPattern);
    const joins = last && ((key !== undefined && key === last.key) || (isPattern && last.isPattern));
    const row = rows.at(-1);
    if (folds && joins && row) row.folded++;
    else rows.push({ sequence: log.first + index, folded: 1 });
    last = { key, isPattern };
  }
  return rows;
}

function fits(text: string, where: string): boolean {
  const read = (): unknown => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  };
  const json = read() as { type?: unknown; a?: { b?: unknown[] } } | undefined | null;
  const [path = '', value = ''] = where.split('=').map((part) => part.trim());
  const at: Readonly<Record<string, unknown>> = {
    type: Array.isArray(json) ? undefined : json?.type,
    'a.b[0]': json?.a?.b?.[0],
    'a.b[1].c': (json?.a?.b?.[1] as { c?: unknown } | undefined)?.c,
    '[0].type': Array.isArray(json) ? (json as { type?: unknown }[])[0]?.type : undefined,
  };
  const found = at[path];
  if (value === '"5"') return found === '5';
  return found === value || (found !== undefined && JSON.stringify(found) === value);
}

function rowsOf(rows: SelectedRows): ModelRow[] {
  return Array.from({ length: rows.rowCount }, (_, row) => ({
    sequence: rows.sequenceAt(row),
    folded: rows.foldedAt(row),
  }));
}

function select(log: EntryLog, { fields, folds, foldPattern }: Wanted, changed = () => {}): SelectedRows {
  const { query, errors } = readFields(fields);
  expect(errors).to.deep.equal({});
  const pattern = parsePattern(foldPattern);
  if (!pattern.valid) throw new Error(pattern.error.message);
  return new SelectedRows(log, { query, folds, foldPattern: pattern.pattern }, changed, eventWords);
}

const shows = (fields: Partial<FilterFields>): Wanted => ({
  fields: { ...emptyFields, ...fields },
  folds: false,
  foldPattern: '',
});

function logOf(...messages: string[]): EntryLog {
  const log = new EntryLog();
  messages.forEach((message, timeMs) => {
    log.pushMessage('received', message, timeMs);
  });
  return log;
}

async function settled(rows: SelectedRows): Promise<void> {
  await waitUntil(
    () => {
      rows.update();
      return rows.isUpToDate;
    },
    'never done',
    { interval: 10, timeout: 8_000 },
  );
}

describe('the rows that a filter leaves', () => {
  it('are those of a naive filter, whatever comes, goes and is cleared', () => {
    fc.assert(
      fc.property(
        wanted,
        fc.array(step, { maxLength: 80 }),
        fc.constantFrom(20, 60, 1_000),
        (want, steps, maxEntries) => {
          const log = new EntryLog({ maxEntries, maxBytes: 4_000 });
          const rows = select(log, want);
          let top = 0;
          for (const each of [...steps, { do: 'update' as const }]) {
            if (each.do === 'message') {
              for (let time = 0; time < each.times; time++) {
                log.pushMessage(each.sent ? 'sent' : 'received', each.payload, 0);
              }
            } else if (each.do === 'note') log.pushEvent('note', 'a remark', 0);
            else if (each.do === 'opened')
              log.pushEvent('opened', { url: 'ws://a/', protocol: '', extensions: '' }, 0);
            else if (each.do === 'clear') log.clear();
            else {
              const before = rowsOf(rows);
              const droppedBefore = rows.droppedRows;
              rows.update();
              while (!rows.isUpToDate) rows.update();
              const model = modelOf(log, want);
              expect(rowsOf(rows)).to.deep.equal(model);
              expect(rows.entryCount).to.equal(model.reduce((sum, { folded }) => sum + folded, 0));
              // what is left of the rows there were stands that many places higher
              const dropped = rows.droppedRows - droppedBefore;
              const gone = before.filter(({ sequence, folded }, row) => {
                const last = before[row + 1]?.sequence ?? sequence + folded;
                return last <= log.first;
              });
              expect(dropped).to.be.at.least(gone.length).and.at.most(before.length);
              top = rows.droppedRows;
            }
          }
          expect(top).to.be.at.least(0);
          const model = modelOf(log, want);
          for (let sequence = log.first - 1; sequence <= log.next; sequence++) {
            const exact = model.findIndex((row, place) => {
              const next = model[place + 1]?.sequence ?? Infinity;
              return (
                row.sequence === sequence ||
                (want.folds && row.sequence < sequence && sequence < next && isIn(log, want, sequence))
              );
            });
            const after = model.findIndex((row) => row.sequence > sequence);
            const row = exact >= 0 ? exact : after >= 0 ? after : model.length;
            expect(rows.rowOf(sequence), `row of ${sequence}`).to.equal(row);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('come in slices, and what comes meanwhile comes too', async () => {
    const log = new EntryLog({ maxEntries: Infinity, maxBytes: Infinity });
    for (let number = 0; number < 60_000; number++)
      log.pushMessage('received', `{"n":${number},"type":"t${number % 5}"}`, 0);
    let asked = 0;
    const rows = select(log, shows({ where: 'n=59999' }), () => asked++);
    rows.update();
    expect(rows.isBehind).to.equal(true);
    expect(rows.isComplete).to.equal(false);
    expect(asked, 'while it updates').to.equal(0);
    await Promise.resolve();
    expect(asked).to.equal(1);
    while (rows.progress === 0) rows.update();
    expect(rows.progress).to.be.below(1);
    log.pushMessage('received', '{"n":59999}', 0);
    while (!rows.isUpToDate) rows.update();
    expect(rowsOf(rows).map(({ sequence }) => sequence)).to.deep.equal([59_999, 60_000]);
    expect(rows.isComplete).to.equal(true);
  });

  it('search a message of many megabytes, and JSON as large, in slices too', () => {
    const log = new EntryLog({ maxBytes: Infinity });
    const long = 'x'.repeat(3_000_000);
    log.pushMessage('received', `${long}needle${long}`, 0);
    log.pushMessage('received', `{"pad":"${long}","deep":{"list":[0,{"type":"trade"}]}}`, 0);
    log.pushMessage(
      'received',
      `{"deep":{"list":[0,{"type":"trade"}]},"pad":"${long}","deep":{"list":[]}}`,
      0,
    );
    log.pushMessage('received', `{"deep":{"list":[0,{"type":"trade"}]},"pad":"${long}"`, 0);
    for (const [fields, expected] of [
      [{ include: 'NEEDLE' }, [0]],
      [{ where: 'deep.list[1].type=trade' }, [1]],
    ] as const) {
      const rows = select(log, shows(fields));
      do rows.update();
      while (!rows.isUpToDate);
      expect(rowsOf(rows).map(({ sequence }) => sequence)).to.deep.equal(expected);
    }
  });
});

function isIn(log: EntryLog, want: Wanted, sequence: number): boolean {
  return modelOf(log, { ...want, folds: false }).some((row) => row.sequence === sequence);
}

/** JavaScriptCore sometimes, not always, ends a match after a million steps, and calls it none. */
const givesUpByItself = navigator.vendor.startsWith('Apple');

describe("a reader's own expression", () => {
  it('is tested per message, with ^ and $ at its ends, in a worker', async () => {
    const log = logOf('abc', 'xabc', 'abcx', 'x\nabc', 'ABC');
    log.pushMessage('sent', new Uint8Array([0xab, 0xc0]).buffer, 0);
    log.pushEvent('note', 'abc', 0);
    for (const [include, expected] of [
      ['/^abc$/', [0]],
      ['/^abc$/i', [0, 4]],
      ['/^abc$/m', [0, 3]],
      ['/^ab c0$/', [5]],
      ['/^note/', [6]],
      ['/x.*c/s', [1, 3]],
      ['/(?<=x)abc/g', [1]],
    ] as const) {
      const rows = select(log, shows({ include }));
      await settled(rows);
      expect(rows.worker, 'a worker runs').to.not.equal(undefined);
      expect(
        rowsOf(rows).map(({ sequence }) => sequence),
        include,
      ).to.deep.equal(expected);
      rows.stop();
    }
  });

  it('works together with all the rest, and with what comes later', async () => {
    const log = new EntryLog({ maxEntries: 50_000 });
    const push = (from: number, count: number) => {
      for (let number = from; number < from + count; number++) {
        const text = `{"type":"${number % 2 === 0 ? 'trade' : 'quote'}","n":${number}${number % 100 === 0 ? ',"x":"é"' : ''}}`;
        log.pushMessage(number % 3 === 0 ? 'sent' : 'received', text, 0);
      }
    };
    push(0, 30_000);
    const rows = select(
      log,
      shows({ include: '/"n":\\d*7\\b/', exclude: '/77/', where: 'type=quote', direction: 'received' }),
    );
    await settled(rows);
    push(30_000, 30_000);
    await settled(rows);
    const expected: number[] = [];
    for (let number = log.first; number < log.next; number++) {
      if (number % 10 === 7 && number % 3 !== 0 && !String(number).includes('77')) expected.push(number);
    }
    expect(expected.length).to.be.above(1_000);
    expect(rowsOf(rows).map(({ sequence }) => sequence)).to.deep.equal(expected);
    rows.stop();
  });

  it('that never ends is ended after a second, while the page goes on', async () => {
    const log = logOf('fine', `${'a'.repeat(60)}!`);
    let changes = 0;
    const rows = select(log, shows({ include: '/(a+)+$/' }), () => changes++);
    let longestMs = 0;
    let frames = 0;
    let beforeMs = performance.now();
    const startMs = beforeMs;
    while (rows.failure === undefined && !rows.isUpToDate && performance.now() - startMs < 10_000) {
      rows.update();
      await new Promise(requestAnimationFrame);
      const nowMs = performance.now();
      longestMs = Math.max(longestMs, nowMs - beforeMs);
      beforeMs = nowMs;
      frames++;
    }
    expect(longestMs).to.be.below(1_000);
    if (givesUpByItself && rows.failure === undefined) {
      expect(rows.rowCount).to.equal(0);
      rows.stop();
      return;
    }
    expect(rows.failure).to.equal('overdue');
    expect(performance.now() - startMs)
      .to.be.above(900)
      .and.below(15_000);
    expect(frames).to.be.above(5);
    expect(changes).to.be.above(0);
    expect(rows.isBehind).to.equal(false);
  });

  it('folds what it matches', async () => {
    const log = logOf('ping 1', 'pong 1', 'ping 2', 'other', 'ping 3', 'other', 'other');
    const rows = select(log, { fields: emptyFields, folds: true, foldPattern: '/^p[io]ng/' });
    await settled(rows);
    expect(rowsOf(rows)).to.deep.equal([
      { sequence: 0, folded: 3 },
      { sequence: 3, folded: 1 },
      { sequence: 4, folded: 1 },
      { sequence: 5, folded: 2 },
    ]);
    rows.stop();
  });

  it('tests a message of many megabytes as a whole', async () => {
    const log = new EntryLog({ maxBytes: Infinity });
    log.pushMessage('received', `a${'x'.repeat(5_000_000)}z`, 0);
    log.pushMessage('received', `a${'x'.repeat(5_000_000)}y`, 0);
    const rows = select(log, shows({ include: '/^ax*z$/' }));
    await settled(rows);
    expect(rowsOf(rows)).to.deep.equal([{ sequence: 0, folded: 1 }]);
    rows.stop();
  });
});
