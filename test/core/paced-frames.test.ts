import { expect } from '@open-wc/testing';
import { EntryLog, type LogRange } from '../../src/core/entry-log.js';
import { PacedFrames } from '../../src/core/paced-frames.js';
import { ManualClock } from './manual-clock.js';

describe('paced frames', () => {
  it('come with the next frame when the last one is long enough ago', () => {
    const clock = new ManualClock();
    const frames = new PacedFrames(clock);
    const calledMs: number[] = [];
    const request = (gapMs: number) => frames.request(() => calledMs.push(clock.now()), gapMs);
    request(50);
    clock.advance(16);
    expect(calledMs).to.deep.equal([16]);
    request(0);
    clock.advance(16);
    expect(calledMs).to.deep.equal([16, 32]);
    clock.advance(60);
    request(50);
    clock.advance(16);
    expect(calledMs).to.deep.equal([16, 32, 108]);
  });

  it('come in the first frame after the gap otherwise, and ask for none before', () => {
    const clock = new ManualClock();
    const asked: number[] = [];
    const frame = clock.frame.bind(clock);
    clock.frame = (callback) => {
      asked.push(clock.now());
      return frame(callback);
    };
    const frames = new PacedFrames(clock);
    const calledMs: number[] = [];
    frames.request(() => calledMs.push(clock.now()), 0);
    clock.advance(20);
    frames.request(() => calledMs.push(clock.now()), 50);
    clock.advance(100);
    expect(asked).to.deep.equal([0, 66]);
    expect(calledMs).to.deep.equal([16, 82]);
  });

  it('do not come once released, neither before nor after the gap', () => {
    const clock = new ManualClock();
    const frames = new PacedFrames(clock);
    let calls = 0;
    frames.request(() => calls++, 0);
    clock.advance(16);
    const early = frames.request(() => calls++, 50);
    clock.advance(10);
    early();
    const late = frames.request(() => calls++, 50);
    clock.advance(45);
    late();
    clock.advance(200);
    expect(calls).to.equal(1);
    expect(clock.pending).to.equal(0);
  });
});

describe('a log that is flooded', () => {
  const flooded = () => {
    const clock = new ManualClock();
    const frames = new PacedFrames(clock);
    const log = new EntryLog({ requestFrame: (callback, gapMs) => frames.request(callback, gapMs) });
    const heard: LogRange[] = [];
    log.subscribe((range) => heard.push(range));
    /** Messages a millisecond, for some milliseconds. */
    const receive = (perMs: number, forMs: number) => {
      for (let ms = 0; ms < forMs; ms++) {
        for (let n = 0; n < perMs; n++) log.pushMessage('received', 'x', clock.now());
        clock.advance(1);
      }
    };
    return { clock, log, heard, receive };
  };

  it('tells its subscribers about twelve times a second, of everything', () => {
    const { clock, log, heard, receive } = flooded();
    receive(10, 1_000);
    expect(heard.length).to.be.within(9, 16);
    clock.advance(100);
    expect(heard.at(-1)?.next).to.equal(log.next);
    heard.slice(1).forEach(({ first }, index) => {
      expect(first).to.equal(heard[index]!.next);
    });
  });

  it('tells them at once of what follows a short burst', () => {
    const { clock, log, heard, receive } = flooded();
    receive(500, 20);
    heard.length = 0;
    receive(1, 1);
    clock.advance(16);
    expect(heard.at(-1)?.next).to.equal(log.next);
  });

  it('tells them in each frame of what is slower than that, and again after the flood', () => {
    const { clock, heard, receive } = flooded();
    receive(1, 500);
    expect(heard.length).to.be.within(28, 32);
    receive(10, 500);
    clock.advance(1_000);
    heard.length = 0;
    receive(1, 1);
    clock.advance(16);
    expect(heard, 'the first message after the flood').to.have.lengthOf(1);
  });
});
