import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import { eachMessage } from '../../src/core/message-pack.js';
import { packOf, type TimedMessage } from './pack-of.js';

const anyData = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes).buffer),
);
const anyMessages: fc.Arbitrary<TimedMessage[]> = fc.array(
  fc.tuple(anyData, fc.double({ min: 0, max: 1e9, noNaN: true })),
  { maxLength: 60 },
);

/** Comparable: binary as its bytes. */
function plainly(data: unknown): unknown {
  return data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data;
}

describe('a pack of messages', () => {
  it('gives each of them back once, in order', () => {
    fc.assert(
      fc.property(anyMessages, fc.integer({ min: 0, max: 40 }), (messages, wholeUnits) => {
        const told: unknown[] = [];
        eachMessage(packOf(messages, wholeUnits), (data, timeStamp) => told.push([plainly(data), timeStamp]));
        expect(told).to.deep.equal(messages.map(([data, timeStamp]) => [plainly(data), timeStamp]));
      }),
    );
  });

  it('fills a log as its messages would one by one', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessages, { maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        (packs, maxEntries) => {
          const packed = new EntryLog({ maxEntries });
          const single = new EntryLog({ maxEntries });
          for (const messages of packs) {
            packed.pushMessages('received', packOf(messages), 1_000);
            for (const [data, timeStamp] of messages) single.pushMessage('received', data, 1_000 + timeStamp);
          }
          for (const count of ['length', 'next', 'dropped', 'receivedCount', 'sizeBytes'] as const) {
            expect(packed[count], count).to.equal(single[count]);
          }
          for (let index = 0; index < single.length; index++) {
            expect(plainly(packed.dataAt(index))).to.deep.equal(plainly(single.dataAt(index)));
            expect(packed.timeAt(index)).to.equal(single.timeAt(index));
          }
        },
      ),
    );
  });

  it('announces itself once, and not at all when it is empty', async () => {
    const log = new EntryLog();
    const ranges: unknown[] = [];
    log.subscribe(({ first, next }) => ranges.push([first, next]));
    log.pushMessages('received', packOf([]), 0);
    await Promise.resolve();
    expect(ranges).to.deep.equal([]);
    const messages: TimedMessage[] = [
      ['a', 1],
      ['b', 2],
    ];
    log.pushMessages('received', packOf(messages), 0);
    log.pushMessages('received', packOf(messages), 0);
    await Promise.resolve();
    await Promise.resolve();
    expect(ranges).to.deep.equal([[0, 4]]);
  });
});
