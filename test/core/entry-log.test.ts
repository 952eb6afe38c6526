import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog, type MessageGlance } from '../../src/core/entry-log.js';
import type { LogRange } from '../../src/core/entry-subscribers.js';

const ended: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  code: 4001,
  reason: 'token expired',
  wasClean: true,
  errorEvent: false,
  atMs: 3,
  durationMs: 3,
  idleMs: 0,
};
const opened = { url: 'wss://example.com/', protocol: 'chat.v2', extensions: '' };
const receive = (log: EntryLog, ...texts: string[]) => {
  for (const text of texts) log.pushMessage('received', text, 0);
};
const texts = (log: EntryLog) => Array.from({ length: log.length }, (_, index) => log.dataAt(index));

describe('EntryLog', () => {
  it('is empty at first', () => {
    const log = new EntryLog();
    expect([log.length, log.first, log.next, log.dropped, log.sizeBytes]).to.deep.equal([0, 0, 0, 0, 0]);
    expect([log.at(0), log.at(-1), log.get(0), log.kindAt(0), log.timeAt(0)]).to.deep.equal(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(log.preview(0)).to.equal('');
    expect([log.maxEntries, log.maxBytes]).to.deep.equal([100_000, 64 * 1024 * 1024]);
  });

  it('gives back each kind of entry as it was pushed', () => {
    const log = new EntryLog();
    const buffer = Uint8Array.of(1, 254).buffer;
    const blob = new Blob(['abc']);
    log.pushEvent('opened', opened, 1.25);
    log.pushMessage('sent', 'hé', 2.5);
    log.pushMessage('received', buffer, 3);
    log.pushMessage('received', blob, 4);
    log.pushEvent('closed', ended, 5);
    log.pushEvent('failed', ended, 6);
    log.pushEvent('note', 'not sent', 7);
    expect(log.at(0)).to.deep.equal({ sequence: 0, kind: 'opened', timeMs: 1.25, detail: opened });
    expect(log.at(1)).to.deep.equal({ sequence: 1, kind: 'sent', timeMs: 2.5, data: 'hé' });
    expect(log.at(2)?.data).to.equal(buffer);
    expect(log.at(3)?.data).to.equal(blob);
    expect(log.at(4)?.detail).to.equal(ended);
    expect(log.at(-2)?.kind).to.equal('failed');
    expect(log.get(6)).to.deep.equal({ sequence: 6, kind: 'note', timeMs: 7, detail: 'not sent' });
    expect([log.length, log.sentCount, log.receivedCount]).to.deep.equal([7, 1, 2]);
    expect(Array.from({ length: 8 }, (_, index) => log.kindAt(index))).to.deep.equal([
      'opened',
      'sent',
      'received',
      'received',
      'closed',
      'failed',
      'note',
      undefined,
    ]);
    expect(Array.from({ length: 7 }, (_, index) => log.sizeBytesAt(index))).to.deep.equal([
      undefined,
      3,
      2,
      3,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Array.from({ length: 7 }, (_, index) => log.preview(index))).to.deep.equal([
      '',
      'hé',
      '01 fe',
      '',
      '',
      '',
      'not sent',
    ]);
    expect([1, 2, 3, 6].map((index) => log.lengthAt(index))).to.deep.equal([2, 2, 3, undefined]);
    expect(log.timeAt(-1)).to.equal(7);
  });

  it('counts places as Array.at does', () => {
    const log = new EntryLog();
    receive(log, 'a', 'b', 'c');
    const list = ['a', 'b', 'c'];
    for (const index of [0, 1, 2, 3, -1, -3, -4, 1.9, -1.9, Number.NaN, Infinity, -Infinity]) {
      expect(log.at(index)?.data, String(index)).to.equal(list.at(index));
    }
    expect([log.get(0.5), log.get(-1), log.get(3), log.get(Number.NaN)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps texts whole across sealing: plain, wide, empty, large', () => {
    const log = new EntryLog();
    const pushed: string[] = [];
    for (let index = 0; index < 10_000; index++) {
      const text =
        index % 7 === 0
          ? `${String(index)} 😀é`
          : index % 11 === 0
            ? ''
            : index === 4_000
              ? 'x'.repeat(70_000)
              : `${String(index)} plain`;
      pushed.push(text);
      receive(log, text);
    }
    expect(texts(log)).to.deep.equal(pushed);
    expect(log.sizeBytesAt(4_000)).to.equal(70_000);
    expect(log.sizeBytesAt(0)).to.equal(8);
    expect(log.sizeBytesAt(1)).to.equal(7);
    expect(log.sizeBytesAt(11)).to.equal(0);
    expect(log.at(70)?.data).to.equal('70 😀é');
  });

  it('counts sealed ASCII one byte a unit, and one emoji does not double its neighbours', () => {
    const log = new EntryLog();
    const plain = 'x'.repeat(1_000);
    for (let index = 0; index < 4_095; index++) receive(log, plain);
    receive(log, '😀');
    expect(log.sizeBytes).to.be.lessThan(4_096 * 1_016 * 1.1);
  });

  it('cuts previews, never through a surrogate pair', () => {
    const log = new EntryLog();
    receive(log, 'x'.repeat(1_000), 'ab😀', 'y'.repeat(100_000));
    log.pushMessage('received', new ArrayBuffer(1_000), 0);
    log.pushMessage('received', new ArrayBuffer(0), 0);
    expect(log.preview(0)).to.equal('x'.repeat(400));
    expect(log.preview(1, 3)).to.equal('ab');
    expect(log.preview(1, 4)).to.equal('ab😀');
    expect(log.preview(1, 0)).to.equal('');
    expect(log.preview(2, 5)).to.equal('yyyyy');
    expect(log.preview(3, 8)).to.equal('00 00 00');
    expect(log.preview(3)).to.have.lengthOf(398);
    expect(log.preview(4)).to.equal('');
  });

  it('shows a buffer that was transferred away as empty', () => {
    const log = new EntryLog();
    const buffer = new ArrayBuffer(8);
    log.pushMessage('sent', buffer, 0);
    structuredClone(buffer, { transfer: [buffer] });
    expect(log.preview(0)).to.equal('');
  });

  it('takes a buffer from another realm', () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { Uint8Array: Foreign } = frame.contentWindow as Window & typeof globalThis;
    const { buffer } = Foreign.of(1, 2);
    const log = new EntryLog();
    log.pushMessage('received', buffer, 0);
    frame.remove();
    expect(log.preview(0)).to.equal('01 02');
    expect(log.sizeBytesAt(0)).to.equal(2);
    expect(log.dataAt(0)).to.equal(buffer);
    expect(log.omittedAt(0)).to.equal(undefined);
  });

  it('cuts a very long note', () => {
    const log = new EntryLog();
    log.pushEvent('note', 'n'.repeat(10_000), 0);
    expect(log.at(0)?.detail).to.equal(`${'n'.repeat(4_095)}…`);
  });

  it('forgets on clear, and runs its sequence on', () => {
    const log = new EntryLog({ maxEntries: 2 });
    receive(log, 'a', 'b', 'c');
    log.pushMessage('sent', 'd', 0);
    log.clear();
    expect([log.length, log.first, log.next]).to.deep.equal([0, 4, 4]);
    expect([log.sentCount, log.receivedCount, log.dropped, log.sizeBytes]).to.deep.equal([0, 0, 0, 0]);
    expect(log.get(3)).to.equal(undefined);
    receive(log, 'e');
    expect(log.at(0)).to.deep.include({ sequence: 4, data: 'e' });
    expect([log.sentCount, log.receivedCount]).to.deep.equal([0, 1]);
  });
});

describe('the bounds of an EntryLog', () => {
  it('refuse what is not a bound', () => {
    for (const bound of [-1, Number.NaN]) {
      expect(() => new EntryLog({ maxEntries: bound })).to.throw(RangeError, 'maxEntries');
      expect(() => (new EntryLog().maxBytes = bound)).to.throw(RangeError, 'maxBytes');
    }
  });

  it('hold nearly as much as they allow, and the newest', () => {
    const log = new EntryLog({ maxEntries: 1_000 });
    for (let index = 0; index < 5_000; index++) {
      receive(log, String(index));
      expect(log.length).to.be.at.most(1_000);
      if (index >= 1_000) expect(log.length).to.be.at.least(1_000 - 62);
    }
    expect(log.dropped).to.equal(5_000 - log.length);
    expect(log.first).to.equal(log.dropped);
    expect(log.at(-1)?.data).to.equal('4999');
    expect(log.at(0)?.data).to.equal(String(log.first));
    expect(log.receivedCount).to.equal(5_000);
  });

  it('hold by bytes, too', () => {
    const log = new EntryLog({ maxBytes: 100_000 });
    for (let index = 0; index < 5_000; index++) {
      receive(log, 'x'.repeat(84));
      expect(log.sizeBytes).to.be.at.most(100_000);
      if (index >= 2_000) expect(log.sizeBytes).to.be.at.least(100_000 * 0.8);
    }
  });

  it('hold by bytes where there are none to count but the entries themselves', () => {
    const log = new EntryLog({ maxBytes: 16_000 });
    for (let index = 0; index < 5_000; index++) {
      receive(log, '');
      if (index >= 1_000) expect(log.length).to.be.within(900, 1_000);
    }
  });

  it('drop large messages one by one, not with their neighbours', () => {
    const log = new EntryLog({ maxBytes: 1_000_000 });
    for (let index = 0; index < 40; index++) {
      receive(log, 'a');
      log.pushMessage('received', new ArrayBuffer(90_000), 0);
    }
    expect(log.length).to.be.within(20, 24);
    expect(log.sizeBytes).to.be.within(900_000, 1_000_000);
  });

  it('may be 0: then nothing is held, and all of it counts as dropped', () => {
    for (const log of [new EntryLog({ maxEntries: 0 }), new EntryLog({ maxBytes: 0 })]) {
      receive(log, 'a', 'b');
      log.pushEvent('note', 'n', 0);
      expect([log.length, log.dropped, log.next, log.first, log.sizeBytes]).to.deep.equal([0, 3, 3, 3, 0]);
    }
  });

  it('may be endless', () => {
    const log = new EntryLog({ maxEntries: Infinity, maxBytes: Infinity });
    for (let index = 0; index < 10_000; index++) receive(log, String(index));
    expect([log.length, log.at(5_000)?.data]).to.deep.equal([10_000, '5000']);
  });

  it('are obeyed at once when lowered, and keep as much as they can', () => {
    const log = new EntryLog();
    for (let index = 0; index < 10_000; index++) receive(log, `${String(index)} ${index % 5 ? 'x' : '日本'}`);
    log.maxEntries = 100;
    expect(log.length).to.be.within(94, 100);
    expect(log.at(-1)).to.deep.include({ sequence: 9_999, data: '9999 x' });
    expect(log.dropped).to.equal(10_000 - log.length);
    receive(log, 'more');
    expect(log.length).to.be.within(94, 100);
    log.maxBytes = 1_000;
    expect(log.sizeBytes).to.be.within(700, 1_000);
    expect(log.at(-1)?.data).to.equal('more');
    log.maxEntries = 50_000;
    log.maxBytes = 1_000_000;
    expect(log.at(-1)?.data).to.equal('more');
    for (let index = 0; index < 1_000; index++) receive(log, 'y');
    expect(log.length).to.be.greaterThan(1_000);
  });

  it('leave a message that alone is too large as its beginning and its length', () => {
    const log = new EntryLog({ maxBytes: 50_000 });
    receive(log, 'small');
    receive(log, 'é'.repeat(30_000));
    log.pushMessage('received', Uint8Array.from({ length: 60_000 }, () => 7).buffer, 1);
    log.pushMessage('received', new Blob(['z'.repeat(60_000)]), 2);
    expect(log.at(0)?.data).to.equal('small');
    expect(log.dropped).to.equal(0);
    const text = log.at(1);
    expect(text?.data).to.equal(undefined);
    expect(text?.omitted).to.deep.include({ type: 'text', length: 30_000, head: 'é'.repeat(1_024) });
    expect(log.preview(1, 5)).to.equal('ééééé');
    expect([log.lengthAt(1), log.sizeBytesAt(1)]).to.deep.equal([30_000, undefined]);
    expect(log.omittedAt(2)).to.deep.include({ type: 'binary', length: 60_000 });
    expect([log.lengthAt(2), log.sizeBytesAt(2)]).to.deep.equal([60_000, 60_000]);
    expect(log.preview(2, 8)).to.equal('07 07 07');
    expect(log.omittedAt(3)).to.deep.include({ type: 'binary', length: 60_000 });
    expect(log.preview(3)).to.equal('');
    expect(log.receivedCount).to.equal(4);
    expect(log.sizeBytes).to.be.at.most(50_000);
  });

  it('keep a large message whole when it fits at one byte a unit', () => {
    const log = new EntryLog({ maxBytes: 100_000 });
    receive(log, 'x'.repeat(99_000));
    expect(log.at(0)?.data).to.equal('x'.repeat(99_000));
    expect([log.sizeBytesAt(0), log.sizeBytes]).to.deep.equal([99_000, 99_016]);
  });

  it('turn a held message into its beginning when they become too small for it', () => {
    const log = new EntryLog();
    receive(log, 'x'.repeat(80_000), 'last');
    log.maxBytes = 5_000;
    expect(log.at(0)?.omitted).to.deep.include({ type: 'text', length: 80_000, head: 'x'.repeat(1_024) });
    expect(log.at(1)?.data).to.equal('last');
    expect(log.dropped).to.equal(0);
  });
});

describe('the subscribers of an EntryLog', () => {
  const framed = () => {
    const frames: (() => void)[] = [];
    let cancelled = 0;
    const requestFrame = (callback: () => void) => {
      frames.push(callback);
      return () => {
        cancelled++;
        frames.splice(frames.indexOf(callback), 1);
      };
    };
    return {
      requestFrame,
      frame: () => {
        for (const callback of frames.splice(0)) callback();
      },
      due: () => frames.length,
      cancelled: () => cancelled,
    };
  };

  it('hear once a frame, of all that came', () => {
    const port = framed();
    const log = new EntryLog({ requestFrame: port.requestFrame, maxEntries: 2 });
    receive(log, 'before');
    expect(port.due(), 'nobody listens').to.equal(0);
    const ranges: LogRange[] = [];
    log.subscribe((range) => ranges.push(range));
    receive(log, 'a', 'b', 'c');
    expect([port.due(), ranges.length]).to.deep.equal([1, 0]);
    port.frame();
    expect(ranges).to.deep.equal([{ first: 1, next: 4, dropped: 2, cleared: false }]);
    port.frame();
    log.clear();
    receive(log, 'd');
    port.frame();
    expect(ranges[1]).to.deep.equal({ first: 4, next: 5, dropped: 0, cleared: true });
    log.maxEntries = 0;
    port.frame();
    expect(ranges[2]).to.deep.equal({ first: 5, next: 5, dropped: 1, cleared: false });
    expect(ranges).to.have.lengthOf(3);
  });

  it('hear only of what came after they subscribed', () => {
    const port = framed();
    const log = new EntryLog({ requestFrame: port.requestFrame });
    const early: LogRange[] = [];
    const late: LogRange[] = [];
    log.subscribe((range) => early.push(range));
    receive(log, 'a');
    log.subscribe((range) => late.push(range));
    port.frame();
    expect([early.length, late.length]).to.deep.equal([1, 0]);
    receive(log, 'b');
    port.frame();
    expect(late).to.deep.equal([{ first: 1, next: 2, dropped: 0, cleared: false }]);
  });

  it('are left alone once released, also in the middle of a notification', () => {
    const port = framed();
    const log = new EntryLog({ requestFrame: port.requestFrame });
    const calls: string[] = [];
    const release = log.subscribe(() => {
      calls.push('first');
      releaseSecond();
    });
    const releaseSecond = log.subscribe(() => calls.push('second'));
    receive(log, 'a');
    port.frame();
    expect(calls).to.deep.equal(['first']);
    receive(log, 'b');
    release();
    release();
    expect([port.due(), port.cancelled()]).to.deep.equal([0, 1]);
    port.frame();
    expect(calls).to.deep.equal(['first']);
  });

  it('may push, and hear of that in the next frame', () => {
    const port = framed();
    const log = new EntryLog({ requestFrame: port.requestFrame });
    const ranges: LogRange[] = [];
    log.subscribe((range) => {
      ranges.push(range);
      if (ranges.length === 1) receive(log, 'again');
    });
    receive(log, 'a');
    port.frame();
    expect(ranges).to.have.lengthOf(1);
    port.frame();
    expect(ranges.at(-1)).to.deep.equal({ first: 1, next: 2, dropped: 0, cleared: false });
  });

  it('hear in a microtask where there is no frame', async () => {
    const log = new EntryLog();
    let calls = 0;
    const release = log.subscribe(() => calls++);
    receive(log, 'a', 'b');
    expect(calls).to.equal(0);
    await Promise.resolve();
    expect(calls).to.equal(1);
    receive(log, 'c');
    release();
    await Promise.resolve();
    expect(calls).to.equal(1);
  });

  it('are all called though one throws, and its error is reported as uncaught', () => {
    const port = framed();
    const log = new EntryLog({ requestFrame: port.requestFrame });
    const tasks: (() => void)[] = [];
    const { queueMicrotask } = window;
    window.queueMicrotask = (task) => tasks.push(task);
    try {
      let calls = 0;
      log.subscribe(() => {
        throw new Error('a listener threw');
      });
      log.subscribe(() => calls++);
      receive(log, 'a');
      port.frame();
      expect(calls).to.equal(1);
    } finally {
      window.queueMicrotask = queueMicrotask;
    }
    expect(tasks).to.have.lengthOf(1);
    expect(tasks[0]).to.throw('a listener threw');
  });
});

/** What a log is told to do. */
type Command =
  | { do: 'text'; kind: 'sent' | 'received'; text: string }
  | { do: 'binary'; bytes: number; isBlob: boolean }
  | { do: 'event'; kind: 'opened' | 'closed' | 'failed' | 'note' }
  | { do: 'clear' }
  | { do: 'maxEntries' | 'maxBytes'; value: number }
  | { do: 'flood'; count: number; text: string }
  | { do: 'frame' };

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .tuple(fc.constantFrom('x', 'é', '€', '😀', '\ud800'), fc.nat(300))
    .map(([unit, count]) => unit.repeat(count)),
  fc.constantFrom('y'.repeat(65_535), 'y'.repeat(65_536), `${'z'.repeat(70_000)}€`),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('text'), kind: fc.constantFrom('sent', 'received'), text }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('binary'), bytes: fc.nat(3_000), isBlob: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('event'),
      kind: fc.constantFrom('opened', 'closed', 'failed', 'note'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('maxEntries'),
      value: fc.oneof(fc.nat(40), fc.nat(20_000), fc.constant(Infinity)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('maxBytes'),
      value: fc.oneof(fc.nat(3_000), fc.nat(300_000), fc.constant(Infinity)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('flood'),
      count: fc.nat(6_000),
      text: fc.constantFrom('', 'short', 'é', 'l'.repeat(500)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('frame') }) },
);

/** An entry as the naive model keeps it: for ever, and whole. */
interface ModelEntry {
  readonly kind: string;
  readonly timeMs: number;
  readonly content: unknown;
}

describe('an EntryLog beside a plain array', () => {
  it('holds the same, in the same order, whatever is done to it', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), fc.boolean(), (commands, isBounded) => {
        let frame: (() => void) | undefined;
        const log = new EntryLog({
          ...(isBounded && { maxEntries: 50, maxBytes: 20_000 }),
          requestFrame: (callback) => {
            frame = callback;
            return () => (frame = undefined);
          },
        });
        const model: ModelEntry[] = [];
        let clearedAt = 0;
        const heard = { next: 0, dropped: 0, clearings: 0 };
        let clearings = 0;
        log.subscribe((range) => {
          expect(range.first).to.equal(heard.next);
          heard.next = range.next;
          heard.dropped += range.dropped;
          if (range.cleared) heard.clearings = clearings;
        });
        const push = (kind: string, content: unknown, act: (timeMs: number) => void) => {
          const timeMs = model.length + 0.5;
          act(timeMs);
          model.push({ kind, timeMs, content });
        };
        for (const step of commands) {
          const heldBefore = log.length;
          if (step.do === 'text') {
            push(step.kind, step.text, (timeMs) => {
              log.pushMessage(step.kind, step.text, timeMs);
            });
          } else if (step.do === 'binary') {
            const data = step.isBlob ? new Blob([new Uint8Array(step.bytes)]) : new ArrayBuffer(step.bytes);
            push('received', data, (timeMs) => {
              log.pushMessage('received', data, timeMs);
            });
          } else if (step.do === 'event') {
            const content = step.kind === 'opened' ? opened : step.kind === 'note' ? 'a note' : ended;
            push(step.kind, content, (timeMs) => {
              log.pushEvent(step.kind as 'note', content as string, timeMs);
            });
          } else if (step.do === 'flood') {
            for (let count = 0; count < step.count; count++) {
              push('received', step.text, (timeMs) => {
                log.pushMessage('received', step.text, timeMs);
              });
              if (log.length > log.maxEntries || log.sizeBytes > log.maxBytes)
                throw new Error('over the bound');
            }
          } else if (step.do === 'clear') {
            log.clear();
            clearedAt = model.length;
            clearings++;
          } else if (step.do === 'frame') {
            frame?.();
            frame = undefined;
          } else {
            log[step.do] = step.value;
            expect(log.length).to.be.at.most(heldBefore);
          }
          check(log, model, clearedAt);
        }
        frame?.();
        expect(heard.next).to.equal(log.next);
        expect(heard.clearings).to.equal(clearings);
        expect(heard.dropped).to.be.at.least(log.dropped);
        if (clearings === 0) expect(heard.dropped).to.equal(log.dropped);
      }),
      { numRuns: 150 },
    );
  });
});

function check(log: EntryLog, model: readonly ModelEntry[], clearedAt: number): void {
  expect(log.next).to.equal(model.length);
  expect(log.length).to.equal(log.next - log.first);
  expect(log.dropped).to.equal(log.first - clearedAt);
  expect(log.length).to.be.at.most(log.maxEntries);
  expect(log.sizeBytes).to.be.at.most(log.maxBytes);
  const since = model.slice(clearedAt);
  expect(log.sentCount).to.equal(since.filter(({ kind }) => kind === 'sent').length);
  expect(log.receivedCount).to.equal(since.filter(({ kind }) => kind === 'received').length);
  expect(log.get(log.first - 1)).to.equal(undefined);
  expect(log.get(log.next)).to.equal(undefined);
  if (log.length === 0) expect(log.sizeBytes).to.equal(0);
  let leastBytes = 0;
  for (let index = 0; index < log.length; index++) {
    leastBytes += checkEntry(log, index, model[log.first + index]);
  }
  expect(log.sizeBytes).to.be.at.least(leastBytes);
  checkVisits(log);
}

/** Checks that going over all messages, and over some, tells what reading each of them does. */
function checkVisits(log: EntryLog): void {
  const middle = log.first + (log.length >> 1);
  const visited: string[] = [];
  const visit = ({ sequence, kind, timeMs, units, knownBytes }: MessageGlance) => {
    if (knownBytes !== undefined) expect(knownBytes).to.equal(log.sizeBytesAt(sequence - log.first));
    visited.push(`${sequence} ${kind} ${timeMs} ${units}`);
  };
  log.visitMessages(0, middle, visit);
  log.visitMessages(middle, Infinity, visit);
  const wanted = Array.from({ length: log.length }, (_, index) => log.first + index)
    .filter((sequence) => log.lengthAt(sequence - log.first) !== undefined)
    .map((sequence) => {
      const index = sequence - log.first;
      return `${sequence} ${String(log.kindAt(index))} ${String(log.timeAt(index))} ${String(log.lengthAt(index))}`;
    });
  if (visited.join() !== wanted.join()) throw new Error(`visited ${visited.join()}, not ${wanted.join()}`);
}

/** Checks one entry in every way it can be read. Gives the least it can cost. */
function checkEntry(log: EntryLog, index: number, wanted: ModelEntry | undefined): number {
  const entry = log.at(index);
  // chai's comparisons are too slow for this many
  const same = (actual: unknown, expected: unknown) => {
    if (actual !== expected)
      throw new Error(`${String(index)}: ${String(actual)} is not ${String(expected)}`);
  };
  if (!entry || !wanted) throw new Error(`no entry ${String(index)}`);
  same(entry.sequence, log.first + index);
  same(entry.kind, wanted.kind);
  same(entry.timeMs, wanted.timeMs);
  same(log.kindAt(index), wanted.kind);
  same(log.timeAt(index - log.length), wanted.timeMs);
  const { content } = wanted;
  if (entry.kind !== 'sent' && entry.kind !== 'received') {
    same(entry.detail, content);
    same(log.dataAt(index), undefined);
    same(log.sizeBytesAt(index), undefined);
    return 16;
  }
  const length =
    typeof content === 'string'
      ? content.length
      : content instanceof Blob
        ? content.size
        : (content as ArrayBuffer).byteLength;
  same(log.lengthAt(index), length);
  same(log.omittedAt(index), entry.omitted);
  same(log.dataAt(index), entry.data);
  if (entry.omitted) {
    same(entry.data, undefined);
    same(entry.omitted.length, length);
    if (typeof content === 'string') same(content.startsWith(entry.omitted.head as string), true);
    return 16;
  }
  same(entry.data, content);
  if (typeof content !== 'string') {
    same(log.sizeBytesAt(index), length);
    return 16 + length;
  }
  if (length < 1_000) {
    same(log.sizeBytesAt(index), new TextEncoder().encode(content).length);
    const preview = log.preview(index, 7);
    same(content.startsWith(preview), true);
    same(preview.length >= Math.min(length, 6) && preview.length <= 7, true);
  }
  return 16 + length;
}
