import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog } from '../../src/core/entry-log.js';
import { OmittedMessage } from '../../src/core/entry-value.js';
import type { Entry, Payload } from '../../src/core/entry.js';
import { exportLog, type ExportOptions } from '../../src/record/index.js';

/** Some fields of an object, each there or not. */
function some<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

/** Any UTF-16, halves of surrogate pairs and controls among it. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 10, 13, 34, 92, 0xd800, 0xdc00)), {
    maxLength: 12,
  })
  .map((codes) => String.fromCharCode(...codes));

/** Texts that are hard for one format or another. */
export const hardText = fc.oneof(
  units,
  fc.string(),
  fc.constantFrom(
    '',
    '=1+1',
    '@x',
    '"',
    '\ud800',
    '\udc00x',
    '{"a":1e400}',
    '\u2028',
    'a,b\r\nc',
    '1'.repeat(400),
  ),
);

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => array.slice().buffer);

/** A time that a `Date` can hold. */
const anyTime = fc
  .double({ min: -8.64e15, max: 8.64e15, noNaN: true })
  .map((time) => (Object.is(time, -0) ? 0 : time));

const finite = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));

const attemptEnd: fc.Arbitrary<AttemptEnd> = fc
  .tuple(
    fc.record({
      endedBy: fc.constantFrom('reader' as const, 'host', 'timeout', 'removal', 'peer'),
      opened: fc.boolean(),
      errorEvent: fc.boolean(),
      atMs: anyTime,
      durationMs: finite,
      idleMs: finite,
    }),
    some<Partial<AttemptEnd>>({
      code: fc.integer({ min: 0, max: 65_535 }),
      reason: hardText,
      wasClean: fc.boolean(),
      events: fc.subarray(['open', 'message', 'error', 'close'] as const),
      offered: fc.array(hardText, { maxLength: 3 }),
      threw: fc.record({ name: hardText, message: hardText }),
      refused: hardText,
      cspViolation: fc.record({
        effectiveDirective: hardText,
        blockedUri: hardText,
        disposition: fc.constantFrom('enforce' as const, 'report'),
      }),
      timeout: fc.constantFrom('handshake' as const, 'closing'),
      closeArgs: some<{ code: number; reason: string }>({ code: fc.integer(), reason: hardText }),
      openedAfterMs: finite,
    }),
  )
  .map(([told, perhaps]) => ({ ...told, ...perhaps }));

type Push = (log: EntryLog) => void;

const payload: fc.Arbitrary<Payload | OmittedMessage> = fc.oneof(
  { weight: 4, arbitrary: hardText },
  { weight: 2, arbitrary: bytes },
  fc
    .tuple(fc.oneof(hardText, bytes), fc.nat(1e9))
    .map(([head, more]) =>
      typeof head === 'string'
        ? new OmittedMessage('text', head.length + more, head)
        : new OmittedMessage('binary', head.byteLength + more, head),
    ),
);

/** A log with any entries in any order. */
export function anyLog(time: fc.Arbitrary<number> = anyTime): fc.Arbitrary<EntryLog> {
  const push: fc.Arbitrary<Push> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom('sent' as const, 'received' as const), payload, time).map(
        ([kind, data, timeMs]): Push =>
          (log) =>
            log.pushMessage(kind, data, timeMs),
      ),
    },
    fc.tuple(fc.record({ url: hardText, protocol: hardText, extensions: hardText }), time).map(
      ([detail, timeMs]): Push =>
        (log) =>
          log.pushEvent('opened', detail, timeMs),
    ),
    fc.tuple(fc.constantFrom('closed' as const, 'failed' as const), attemptEnd, time).map(
      ([kind, detail, timeMs]): Push =>
        (log) =>
          log.pushEvent(kind, detail, timeMs),
    ),
    fc.tuple(hardText, time).map(
      ([detail, timeMs]): Push =>
        (log) =>
          log.pushEvent('note', detail, timeMs),
    ),
  );
  return fc.array(push, { maxLength: 25 }).map((pushes) => {
    const log = new EntryLog();
    for (const each of pushes) each(log);
    return log;
  });
}

/** All entries of a log, with bytes as lists, so that two logs can be compared. */
export function entriesOf(log: EntryLog): unknown[] {
  return Array.from({ length: log.length }, (_, index) => comparable(log.at(index)!));
}

function comparable(entry: Entry): unknown {
  const plain = (data: Payload | undefined) =>
    data instanceof ArrayBuffer ? { bytes: [...new Uint8Array(data)] } : data;
  if (entry.kind !== 'sent' && entry.kind !== 'received') return { ...entry };
  const { omitted } = entry;
  return {
    ...entry,
    ...('data' in entry && { data: plain(entry.data) }),
    ...(omitted && { omitted: { type: omitted.type, length: omitted.length, head: plain(omitted.head) } }),
  };
}

/** A whole export as one text. */
export async function exported(log: EntryLog, options: ExportOptions): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of exportLog(log, options)) chunks.push(chunk);
  return chunks.join('');
}

/** Says where two logs differ. */
export function expectSame(log: EntryLog, other: EntryLog): void {
  expect(entriesOf(log)).to.deep.equal(entriesOf(other));
}
