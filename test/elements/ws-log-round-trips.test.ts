import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import type { MessageKind } from '../../src/core/entry.js';
import { parseRoundTripKey, roundTripId } from '../../src/elements/ws-log/round-trip-id.js';
import { RoundTrips, type RoundTripFigures } from '../../src/elements/ws-log/round-trips.js';
import { noonMs } from './ws-log-page.js';

function key(written: string) {
  const parsed = parseRoundTripKey(written);
  if (!parsed) throw new Error(`no key: ${written}`);
  return parsed;
}

const idOf = (text: string, written = 'id') => roundTripId(text, key(written));

/** Pushes messages a millisecond apart and gives what each of them took, for those that answer something. */
function trips(written: string, ...messages: readonly (readonly [MessageKind, string])[]) {
  const log = new EntryLog();
  messages.forEach(([kind, text], index) => log.pushMessage(kind, text, noonMs + index));
  const roundTrips = new RoundTrips(log, key(written));
  roundTrips.read(Infinity);
  return messages.map((_, sequence) => roundTrips.roundTripAt(sequence));
}

describe('the key that pairs a request and its reply', () => {
  it('is a name, or a path of names and places', () => {
    expect(key('id').path).to.deep.equal(['id']);
    expect(key(' meta . id ').path).to.deep.equal(['meta', 'id']);
    expect(key('params[0].id').path).to.deep.equal(['params', 0, 'id']);
    expect(key('[1]["a.b"][ 2 ]').path).to.deep.equal([1, 'a.b', 2]);
    for (const wrong of ['', ' ', '.', 'a.', '.a', 'a..b', '[', '[x]', 'a[1]b', '[""]', 'a=b', '"a"', 'a]']) {
      expect(parseRoundTripKey(wrong), wrong).to.equal(undefined);
    }
  });

  it('is found in JSON only, as a text or a number', () => {
    expect(idOf('{"id":"x"}')).to.equal('"x');
    expect(idOf('{"id":7}')).to.equal('7');
    expect(idOf('{"id":7.0}')).to.equal('7');
    expect(idOf('{"\\u0069d":7}')).to.equal('7');
    expect(idOf('{"id":1,"id":2}')).to.equal('2');
    expect(idOf('{"meta":{"id":1.5}}', 'meta.id')).to.equal('1.5');
    expect(idOf('[0,{"id":""}]', '[1].id')).to.equal('"');
    for (const none of [
      'id',
      '{"id":null}',
      '{"id":{}}',
      '{"id":true}',
      '{"id":7',
      '{"no":"id"}',
      '["id"]',
      '',
    ]) {
      expect(idOf(none), none).to.equal(undefined);
    }
    expect(idOf('[1,2]', 'length')).to.equal(undefined);
    expect(idOf('{"a":1}', 'toString')).to.equal(undefined);
    expect(idOf('{"__proto__":5}', '__proto__')).to.equal('5');
  });

  it('tells numbers apart that JSON.parse makes the same', () => {
    const text = (id: string) => `{"list":[{"id":1}],"meta":{"n":[3,{"id":${id}}]},"id":2}`;
    const path = 'meta.n[1].id';
    expect(idOf(text('9007199254740993'), path)).to.equal('9007199254740993');
    expect(idOf(text('9007199254740992'), path)).to.equal('9007199254740992');
    expect(idOf('{"id":1e400}')).to.equal('1e400');
    expect(idOf('{"id":1e400,"id":1e401}')).to.equal('1e401');
  });

  it('is not looked for where that would take long', () => {
    const padding = ' '.repeat(600_000);
    expect(idOf(`{"id":7}${padding}`)).to.equal(undefined);
    expect(idOf(`{"id":"${'x'.repeat(257)}"}`)).to.equal(undefined);
    expect(idOf(`{"id":"${'x'.repeat(256)}"}`)).to.have.length(257);
    expect(idOf(`{"id":${'1'.repeat(300)}}`)).to.equal(undefined);
  });

  it('is found in whatever JSON.stringify writes, at whatever place', () => {
    const step = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), fc.nat({ max: 3 }));
    const id = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        id,
        fc.jsonValue(),
        (path, value, noise) => {
          const written = path.map((part) => `[${JSON.stringify(part)}]`).join('');
          expect(key(written).path).to.deep.equal(path);
          const message = path.reduceRight<unknown>((inner, part) => {
            if (typeof part === 'string')
              return Object.fromEntries([
                ['other', noise],
                [part, inner],
              ]);
            return [...Array.from({ length: part }, () => noise), inner, noise];
          }, value);
          const text = JSON.stringify(message);
          const found = idOf(text, written);
          if (typeof value === 'string') expect(found).to.equal(`"${value}`);
          else
            expect(Number(found)).to.equal(
              value === 0 || !Number.isFinite(value) ? (Number.isFinite(value) ? 0 : NaN) : value,
            );
        },
      ),
    );
  });
});

describe('round trips', () => {
  it('are from a request to the first reply with the same identifier', () => {
    expect(
      trips(
        'id',
        ['sent', '{"id":1}'],
        ['sent', '{"id":"1"}'],
        ['received', '{"id":2}'],
        ['received', '{"id":"1"}'],
        ['received', '{"result":0,"id":1}'],
        ['received', '{"id":1}'],
      ),
    ).to.deep.equal([undefined, undefined, undefined, 2, 4, undefined]);
  });

  it('are of the later request where an identifier is used again', () => {
    expect(
      trips(
        'id',
        ['sent', '{"id":1}'],
        ['sent', '{"id":1}'],
        ['received', '{"id":1}'],
        ['received', '{"id":1}'],
        ['sent', '{"id":1}'],
        ['received', '{"id":1}'],
      ),
    ).to.deep.equal([undefined, undefined, 1, undefined, undefined, 1]);
  });

  it('are not made of what is no text, and never negative', () => {
    const log = new EntryLog();
    log.pushMessage('sent', new TextEncoder().encode('{"id":1}').buffer, noonMs);
    log.pushMessage('received', '{"id":1}', noonMs + 1);
    log.pushMessage('sent', '{"id":1}', noonMs + 2);
    log.pushMessage('received', new Blob(['{"id":1}']), noonMs + 3);
    log.pushMessage('received', '{"id":1}', noonMs + 1);
    const roundTrips = new RoundTrips(log, key('id'));
    roundTrips.read(Infinity);
    expect([1, 3, 4].map((sequence) => roundTrips.roundTripAt(sequence))).to.deep.equal([
      undefined,
      undefined,
      0,
    ]);
  });

  it('remember 10,000 requests at most, the newest', () => {
    const log = new EntryLog();
    for (let id = 0; id <= 10_000; id++) log.pushMessage('sent', `{"id":${id}}`, noonMs);
    const roundTrips = new RoundTrips(log, key('id'));
    roundTrips.read(Infinity);
    expect(roundTrips.waitingCount).to.equal(10_000);
    log.pushMessage('received', '{"id":0}', noonMs + 5);
    log.pushMessage('received', '{"id":1}', noonMs + 5);
    roundTrips.read(Infinity);
    expect([10_001, 10_002].map((sequence) => roundTrips.roundTripAt(sequence))).to.deep.equal([
      undefined,
      5,
    ]);
  });

  it('read a slice at a time', () => {
    const log = new EntryLog();
    for (let id = 0; id < 1_000; id++) {
      log.pushMessage('sent', `{"id":${id}}`, noonMs);
      log.pushMessage('received', `{"id":${id}}`, noonMs + 1);
    }
    const roundTrips = new RoundTrips(log, key('id'));
    let slices = 0;
    while (roundTrips.isBehind) {
      roundTrips.read(0);
      slices++;
      expect(slices).to.be.below(100);
    }
    expect(slices).to.be.above(10);
    expect(roundTrips.figures()).to.deep.equal({ count: 1_000, isOfAll: true, p50Ms: 1, p95Ms: 1, maxMs: 1 });
  });

  it('come to half, nineteen twentieths and the most', () => {
    const log = new EntryLog();
    const roundTrips = new RoundTrips(log, key('id'));
    expect(roundTrips.figures()).to.equal(undefined);
    for (let id = 1; id <= 20; id++) {
      log.pushMessage('sent', `{"id":${id}}`, noonMs);
      log.pushMessage('received', `{"id":${id}}`, noonMs + id);
    }
    expect(roundTrips.read(Infinity)).to.equal(true);
    expect(roundTrips.figures()).to.deep.equal({ count: 20, isOfAll: true, p50Ms: 10, p95Ms: 19, maxMs: 20 });
    expect(roundTrips.read(Infinity)).to.equal(false);
  });

  it('make figures of the newest 10,000, and say so', () => {
    const log = new EntryLog();
    const roundTrips = new RoundTrips(log, key('id'));
    for (let id = 0; id < 10_001; id++) {
      log.pushMessage('sent', `{"id":${id}}`, noonMs);
      log.pushMessage('received', `{"id":${id}}`, noonMs + (id === 0 ? 500 : 1));
    }
    roundTrips.read(Infinity);
    expect(roundTrips.figures()).to.deep.equal({
      count: 10_000,
      isOfAll: false,
      p50Ms: 1,
      p95Ms: 1,
      maxMs: 1,
    });
    expect(roundTrips.roundTripAt(1)).to.equal(500);
  });

  it('are the same as found by searching, whatever is sent, dropped and cleared', () => {
    const id = fc.constantFrom('1', '2', '"1"', '"a"', 'null', '9007199254740993', '9007199254740992');
    const message = fc.record({
      kind: fc.constantFrom<MessageKind>('sent', 'received'),
      text: fc.oneof(
        { weight: 6, arbitrary: id.map((each) => `{"n":0,"meta":{"id":${each}}}`) },
        { weight: 1, arbitrary: fc.constantFrom('ping', '{"meta":{}}', '{"meta":{"id":1}', '[]') },
      ),
      afterMs: fc.nat({ max: 9 }),
    });
    const step = fc.oneof(
      { weight: 12, arbitrary: message },
      { weight: 2, arbitrary: fc.constant('read' as const) },
      { weight: 1, arbitrary: fc.constant('clear' as const) },
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 80 }),
        fc.constantFrom(16, 40, Infinity),
        (steps, maxEntries) => {
          const log = new EntryLog({ maxEntries });
          const roundTrips = new RoundTrips(log, key('meta.id'));
          /** All messages that were in the log when it was read, by sequence. */
          let read: { kind: MessageKind; id: string; timeMs: number; sequence: number }[] = [];
          let pushed: typeof read = [];
          let nowMs = noonMs;
          const check = () => {
            while (roundTrips.isBehind) roundTrips.read(1);
            read.push(...pushed.filter(({ sequence }) => sequence >= log.first));
            pushed = [];
            const wanted = naive(read);
            for (let sequence = log.first; sequence < log.next; sequence++) {
              expect(roundTrips.roundTripAt(sequence)).to.equal(wanted.get(sequence));
            }
            const held = [...wanted]
              .filter(([sequence]) => sequence >= log.first)
              .map(([, tookMs]) => tookMs);
            expect(roundTrips.figures()).to.deep.equal(figures(held));
          };
          for (const command of steps) {
            if (command === 'read') check();
            else if (command === 'clear') {
              log.clear();
              roundTrips.clear();
              read = [];
              pushed = [];
            } else {
              const { kind, text, afterMs } = command;
              nowMs += afterMs;
              const found = /"id":(.*?)}}/.exec(text)?.[1] ?? 'null';
              pushed.push({ kind, id: found, timeMs: nowMs, sequence: log.next });
              log.pushMessage(kind, text, nowMs);
            }
          }
          check();
        },
      ),
      { numRuns: 200 },
    );
  });
});

interface ModelMessage {
  readonly kind: MessageKind;
  readonly id: string;
  readonly timeMs: number;
  readonly sequence: number;
}

/** What each reply took: the time since the last message sent with its identifier, if none came between. */
function naive(messages: readonly ModelMessage[]): Map<number, number> {
  const found = new Map<number, number>();
  messages.forEach(({ kind, id, timeMs, sequence }, index) => {
    if (kind !== 'received' || id === 'null') return;
    const before = messages.slice(0, index).findLast((message) => message.id === id);
    if (before?.kind === 'sent') found.set(sequence, timeMs - before.timeMs);
  });
  return found;
}

function figures(tookMs: readonly number[]): RoundTripFigures | undefined {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const least = (share: number) =>
    sorted.find((ms) => sorted.filter((each) => each <= ms).length >= share * sorted.length) ?? 0;
  if (sorted.length === 0) return undefined;
  return {
    count: sorted.length,
    isOfAll: true,
    p50Ms: least(0.5),
    p95Ms: least(0.95),
    maxMs: sorted.at(-1) ?? 0,
  };
}
