import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import type { MessageKind } from '../../src/core/entry.js';
import { TrafficRates, type TrafficSecond } from '../../src/elements/ws-log/traffic-rates.js';
import { noonMs } from './ws-log-page.js';

interface ModelMessage {
  readonly kind: MessageKind;
  readonly timeMs: number;
  readonly sizeBytes: number;
}

const silence = { messages: 0, sizeBytes: 0 };

/** What each of the last 60 whole seconds ought to say, message by message. */
function naive(messages: readonly ModelMessage[], nowMs: number): Pick<TrafficSecond, MessageKind>[] {
  const running = Math.floor(nowMs / 1_000);
  return Array.from({ length: 60 }, (_, index) => {
    const second = running - 60 + index;
    const inIt = messages.filter(({ timeMs }) => Math.floor(timeMs / 1_000) === second);
    const figures = (kind: MessageKind) => {
      const these = inIt.filter((message) => message.kind === kind);
      return {
        messages: these.length,
        sizeBytes: these.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    };
    return { sent: figures('sent'), received: figures('received') };
  });
}

/** Counts all there is. */
function counted(rates: TrafficRates, nowMs: number): TrafficSecond[] {
  do rates.count(nowMs);
  while (rates.isBehind);
  return rates.seconds(nowMs);
}

type Step =
  | { do: 'flood'; kind: MessageKind; text: string; count: number; everyMs: number }
  | { do: 'binary'; sizeBytes: number }
  | { do: 'event' }
  | { do: 'wait'; ms: number }
  | { do: 'clear' }
  | { do: 'count' };

const kinds = fc.constantFrom<MessageKind>('sent', 'received');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('flood' as const),
      kind: kinds,
      text: fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 12 })),
      count: fc.integer({ min: 1, max: 120 }),
      everyMs: fc.constantFrom(0, 0.25, 7, 90, 1_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('binary' as const), sizeBytes: fc.nat({ max: 90 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('event' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 30_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('count' as const) }) },
);

describe('the traffic of the last minute', () => {
  it('is the same as counted one by one, whenever it is counted, and whatever is dropped or cleared', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(20, 200, Infinity),
        fc.constantFrom(600, 4_000, Infinity),
        (steps, maxEntries, maxBytes) => {
          const log = new EntryLog({ maxEntries, maxBytes });
          const rates = new TrafficRates(log);
          let messages: ModelMessage[] = [];
          let nowMs = noonMs;
          let isLost = false;
          let countedTo = 0;
          const push = (kind: MessageKind, data: string | ArrayBuffer) => {
            log.pushMessage(kind, data, nowMs);
            const sizeBytes =
              typeof data === 'string' ? new TextEncoder().encode(data).length : data.byteLength;
            messages.push({ kind, timeMs: nowMs, sizeBytes });
            isLost ||= log.first > countedTo;
          };
          const check = () => {
            const told = counted(rates, nowMs);
            countedTo = log.next;
            naive(messages, nowMs).forEach((wanted, index) => {
              const second = told[index]!;
              const text = JSON.stringify({ index, second, wanted });
              if (!isLost && second.isMessagesAtLeast) throw new Error(`in doubt: ${text}`);
              for (const kind of ['sent', 'received'] as const) {
                const is = second[kind];
                const be = wanted[kind];
                if (second.isMessagesAtLeast ? is.messages > be.messages : is.messages !== be.messages)
                  throw new Error(`messages: ${text}`);
                if (second.isBytesAtLeast ? is.sizeBytes > be.sizeBytes : is.sizeBytes !== be.sizeBytes)
                  throw new Error(`bytes: ${text}`);
              }
            });
          };
          for (const command of steps) {
            if (command.do === 'flood') {
              for (let count = 0; count < command.count; count++) {
                push(command.kind, command.text);
                nowMs += command.everyMs;
              }
            } else if (command.do === 'binary') push('received', new ArrayBuffer(command.sizeBytes));
            else if (command.do === 'event') log.pushEvent('note', 'a remark', nowMs);
            else if (command.do === 'wait') nowMs += command.ms;
            else if (command.do === 'clear') {
              log.clear();
              rates.clear();
              messages = [];
              countedTo = log.next;
            } else check();
          }
          check();
        },
      ),
      { numRuns: 120 },
    );
  });

  it('is nothing where nothing went over the wire', () => {
    const log = new EntryLog();
    log.pushEvent('note', 'a remark', noonMs);
    const told = counted(new TrafficRates(log), noonMs + 1_000);
    expect(told).to.have.length(60);
    for (const { sent, received, isMessagesAtLeast, isBytesAtLeast } of told) {
      expect([sent, received]).to.deep.equal([silence, silence]);
      expect([isMessagesAtLeast, isBytesAtLeast]).to.deep.equal([false, false]);
    }
  });

  it('stays known when the log has dropped what was counted', () => {
    const log = new EntryLog({ maxEntries: 100 });
    const rates = new TrafficRates(log);
    for (let count = 0; count < 1_000; count++) {
      log.pushMessage('received', 'four', noonMs + count);
      if (rates.isPressing) rates.count(noonMs + count);
    }
    const last = counted(rates, noonMs + 2_000).findLast(({ received }) => received.messages > 0);
    expect(log.dropped).to.be.above(800);
    expect(last?.isMessagesAtLeast).to.equal(false);
    expect(last?.isBytesAtLeast).to.equal(false);
  });

  it('knows how many were dropped before they were counted, but not how large they were', () => {
    const log = new EntryLog({ maxEntries: 100 });
    const rates = new TrafficRates(log);
    rates.count(noonMs + 300);
    for (let count = 0; count < 500; count++) log.pushMessage('received', 'four', noonMs + 300);
    const [second] = counted(rates, noonMs + 1_300).slice(-1);
    expect(second?.received.messages).to.equal(500);
    expect(second?.isMessagesAtLeast).to.equal(false);
    expect(second?.isBytesAtLeast).to.equal(true);
    expect(second?.received.sizeBytes).to.equal(log.length * 4);
  });

  it('says "at least" of the seconds that dropped messages may have been in', () => {
    const log = new EntryLog({ maxEntries: 100 });
    const rates = new TrafficRates(log);
    rates.count(noonMs + 300);
    for (let count = 0; count < 460; count++) log.pushMessage('received', 'four', noonMs + 400 + count * 10);
    const told = counted(rates, noonMs + 6_000).slice(-7);
    expect(told.map(({ isMessagesAtLeast }) => isMessagesAtLeast)).to.deep.equal(
      [0, 1, 1, 1, 1, 1, 0].map(Boolean),
    );
    expect(told.map(({ received }) => received.messages).reduce((sum, each) => sum + each)).to.equal(
      log.length,
    );
  });

  it('says "at least" of everything before the oldest entry of a log that had dropped some', () => {
    const log = new EntryLog({ maxEntries: 100 });
    for (let count = 0; count < 500; count++) log.pushMessage('received', 'four', noonMs + count * 100);
    const told = counted(new TrafficRates(log), noonMs + 50_000);
    const known = told.findIndex(({ received }) => received.messages > 0);
    expect(told.slice(0, known).every(({ isMessagesAtLeast }) => isMessagesAtLeast)).to.equal(true);
    expect(told.slice(known + 1).some(({ isMessagesAtLeast }) => isMessagesAtLeast)).to.equal(false);
  });

  it('counts the bytes of text beyond ASCII, and says "at least" where that is too much to read', () => {
    const log = new EntryLog();
    const rates = new TrafficRates(log);
    log.pushMessage('received', 'é'.repeat(10), noonMs);
    log.pushMessage('sent', '→'.repeat(1_200_000), noonMs);
    const [second] = counted(rates, noonMs + 1_000).slice(-1);
    expect(second?.received).to.deep.equal({ messages: 1, sizeBytes: 20 });
    expect(second?.sent).to.deep.equal({ messages: 1, sizeBytes: 1_200_000 });
    expect([second?.isMessagesAtLeast, second?.isBytesAtLeast]).to.deep.equal([false, true]);
  });

  it('does not count what a clock far ahead has stamped', () => {
    const log = new EntryLog();
    const rates = new TrafficRates(log);
    log.pushMessage('received', 'later', noonMs + 64_000);
    log.pushMessage('received', 'now', noonMs);
    log.pushMessage('received', 'never', Number.NaN);
    const told = counted(rates, noonMs + 1_000);
    expect(told.map(({ received }) => received.messages).filter(Boolean)).to.deep.equal([1]);
  });
});
