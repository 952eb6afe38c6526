import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Attempt, failed } from '../../src/core/attempt.js';
import type { AttemptEnd, AttemptListener } from '../../src/core/attempt.js';
import { eachMessage } from '../../src/core/message-pack.js';
import type { CspViolation, Ports } from '../../src/core/ports.js';
import { ManualClock } from './manual-clock.js';
import { packOf, type TimedMessage } from './pack-of.js';
import { ScriptedSocket } from './scripted-socket.js';

interface Stage {
  readonly clock: ManualClock;
  readonly attempt: Attempt;
  readonly socket: ScriptedSocket;
  /** What the attempt told, in its order. */
  readonly told: string[];
  readonly ends: AttemptEnd[];
  violate(violation: Partial<CspViolation>): void;
}

/** An attempt on a scripted socket; `thrown` makes the constructor throw instead. */
function stage(options: { thrown?: unknown; observe?: boolean; url?: string } = {}): Stage {
  const { thrown, observe = true, url = 'wss://example.test/stream' } = options;
  const clock = new ManualClock();
  const socket = new ScriptedSocket(url);
  const told: string[] = [];
  const ends: AttemptEnd[] = [];
  const observers = new Set<(violation: CspViolation) => void>();
  const listener: AttemptListener = {
    stillTrying: () => told.push('stillTrying'),
    opened: () => told.push('opened'),
    message: (data) => told.push(`message ${String(data)}`),
    messages: (pack) => eachMessage(pack, (data) => told.push(`packed ${data as string}`)),
    closing: () => told.push('closing'),
    ended(end) {
      told.push('ended');
      ends.push(end);
    },
  };
  const ports: Ports = {
    clock,
    random: () => 0.5,
    socket() {
      if ('thrown' in options) throw thrown;
      return socket;
    },
    ...(observe && {
      observeCspViolations(observer: (violation: CspViolation) => void) {
        observers.add(observer);
        return () => observers.delete(observer);
      },
    }),
  };
  const attempt = new Attempt({
    url,
    protocols: ['chat.v2'],
    handshakeTimeoutMs: 10_000,
    closingTimeoutMs: 5_000,
    ports,
    listener,
  });
  attempt.start();
  return {
    clock,
    attempt,
    socket,
    told,
    ends,
    violate(violation) {
      for (const observer of [...observers]) {
        observer({
          effectiveDirective: 'connect-src',
          blockedUri: 'wss',
          disposition: 'enforce',
          ...violation,
        });
      }
    },
  };
}

describe('an attempt ends once, with what was observed', () => {
  it('open, then a clean close', () => {
    const { socket, clock, ends, told } = stage();
    clock.advance(40);
    socket.fire('open', { timeStamp: 40 });
    clock.advance(160);
    socket.fire('message', { data: 'x', timeStamp: 100 });
    socket.fire('close', { code: 4001, reason: 'bye', wasClean: true, timeStamp: 200 });
    expect(told).to.deep.equal(['opened', 'message x', 'ended']);
    expect(ends).to.deep.equal([
      {
        endedBy: 'peer',
        opened: true,
        code: 4001,
        reason: 'bye',
        wasClean: true,
        errorEvent: false,
        events: ['open', 'message', 'close'],
        offered: ['chat.v2'],
        atMs: clock.timeOriginMs + 200,
        durationMs: 200,
        openedAfterMs: 40,
        idleMs: 100,
      },
    ]);
    expect(failed(ends[0] as AttemptEnd)).to.equal(false);
  });

  it('error and close 1006 without opening is a failure by the peer', () => {
    const { socket, ends } = stage();
    socket.fire('error');
    socket.fire('close', { code: 1006, reason: '', wasClean: false });
    expect(ends).to.have.length(1);
    expect(ends[0]).to.include({
      endedBy: 'peer',
      opened: false,
      code: 1006,
      wasClean: false,
      errorEvent: true,
    });
    expect(ends[0]?.events).to.deep.equal(['error', 'close']);
    expect(failed(ends[0] as AttemptEnd)).to.equal(true);
  });

  it('each kind of event is named once, in the order of its first occurrence', () => {
    const { socket, ends } = stage();
    socket.fire('open');
    socket.fire('message', { data: 'one' });
    socket.fire('message', { data: 'two' });
    socket.fire('error');
    socket.fire('error');
    socket.fire('close', { code: 1006, reason: '', wasClean: false });
    expect(ends[0]?.events).to.deep.equal(['open', 'message', 'error', 'close']);
    expect(ends[0]).to.include({ opened: true, errorEvent: true });
  });

  it('messages in packs are handed on as they are, among the other events', () => {
    const { socket, ends, told } = stage();
    socket.fire('open', { timeStamp: 10 });
    const messages: TimedMessage[] = [
      ['a', 20],
      ['b', 30],
    ];
    socket.takePack?.(packOf([]));
    socket.takePack?.(packOf(messages));
    socket.fire('message', { data: 'c', timeStamp: 35 });
    socket.takePack?.(packOf([['d', 40]]));
    const late = socket.takePack;
    socket.fire('close', { code: 1000, reason: '', wasClean: true, timeStamp: 100 });
    late?.(packOf(messages));
    expect(told).to.deep.equal(['opened', 'packed a', 'packed b', 'message c', 'packed d', 'ended']);
    expect(ends[0]).to.deep.include({ events: ['open', 'message', 'close'], idleMs: 60 });
  });

  it('a socket that went away with its worker ends at once, with what was told and no event made up', () => {
    const { socket, ends } = stage();
    socket.fire('open');
    socket.fire('error', { lost: 'The worker ended with an error.' });
    expect(ends).to.have.length(1);
    expect(ends[0]).to.deep.include({
      lost: 'The worker ended with an error.',
      events: ['open'],
      errorEvent: false,
    });
    expect(ends[0]).not.to.have.property('code');
    expect(failed(ends[0] as AttemptEnd)).to.equal(true);
  });

  it('what a constructor threw elsewhere and later ends it like one that threw here', () => {
    const { socket, ends } = stage();
    socket.fire('error', { threw: { name: 'SecurityError', message: 'no' } });
    expect(ends).to.have.length(1);
    expect(ends[0]).to.deep.include({ threw: { name: 'SecurityError', message: 'no' }, errorEvent: false });
    expect(ends[0]).not.to.have.any.keys('events', 'code');
  });

  it('error without close (Chromium under a policy) ends with no code, and names the directive', () => {
    const { socket, clock, ends, violate } = stage();
    violate({ blockedUri: 'wss://example.test/stream' });
    socket.fire('error');
    clock.advance(249);
    expect(ends).to.have.length(0);
    clock.advance(1);
    expect(ends).to.have.length(1);
    const [end] = ends as [AttemptEnd];
    expect(end.code).to.equal(undefined);
    expect('code' in end).to.equal(false);
    expect(end.cspViolation?.effectiveDirective).to.equal('connect-src');
    expect(failed(end)).to.equal(true);
  });

  it('close without error (Firefox, FIN right after 101) ends as told', () => {
    const { socket, ends } = stage();
    socket.fire('close', { code: 1006, reason: '', wasClean: false });
    expect(ends[0]).to.include({ opened: false, errorEvent: false, code: 1006 });
    expect(ends[0]?.events).to.deep.equal(['close']);
  });

  it('a constructor that throws a SyntaxError ends at once', () => {
    const { ends } = stage({ thrown: new DOMException('bad url', 'SyntaxError') });
    expect(ends[0]?.threw).to.deep.equal({ name: 'SyntaxError', message: 'bad url' });
    expect(ends[0]).not.to.have.property('events');
    expect(ends[0]?.offered).to.deep.equal(['chat.v2']);
    expect(ends[0]).to.include({ endedBy: 'peer', opened: false, errorEvent: false });
  });

  it('a constructor that throws a SecurityError ends with its name', () => {
    const { ends, clock } = stage({ thrown: new DOMException('insecure', 'SecurityError') });
    clock.advance(100);
    expect(ends[0]?.threw?.name).to.equal('SecurityError');
  });

  it("Firefox's exception that is no DOMException waits a moment for the violation that explains it", () => {
    const { ends, clock, violate } = stage({ thrown: { name: 'NS_ERROR_CONTENT_BLOCKED', message: '' } });
    expect(ends).to.have.length(0);
    clock.advance(20);
    violate({ blockedUri: 'wss' });
    expect(ends[0]?.threw?.name).to.equal('NS_ERROR_CONTENT_BLOCKED');
    expect(ends[0]?.cspViolation?.blockedUri).to.equal('wss');
    clock.advance(1_000);
    expect(ends).to.have.length(1);
  });

  it('a thrown value that is no object is shown as what it is', () => {
    const { ends } = stage({ thrown: 'nope', observe: false });
    expect(ends[0]?.threw).to.deep.equal({ name: 'string', message: 'nope' });
  });

  it('a violation of another directive, another host or a report-only policy is not blamed', () => {
    const { socket, ends, clock, violate } = stage();
    violate({ effectiveDirective: 'img-src' });
    violate({ blockedUri: 'https://elsewhere.test' });
    violate({ disposition: 'report' });
    socket.fire('error');
    clock.advance(1_000);
    expect(ends[0]?.cspViolation).to.equal(undefined);
  });

  it('an attempt that is never answered ends by our own time limit, still trying from 5 s', () => {
    const { clock, ends, told, socket } = stage();
    clock.advance(4_999);
    expect(told).to.deep.equal([]);
    clock.advance(1);
    expect(told).to.deep.equal(['stillTrying']);
    clock.advance(5_000);
    expect(ends[0]).to.include({
      endedBy: 'timeout',
      timeout: 'handshake',
      opened: false,
      durationMs: 10_000,
    });
    expect(failed(ends[0] as AttemptEnd)).to.equal(true);
    expect(socket.closeCalls, 'the socket is let go').to.have.length(1);
    expect(socket.listening, 'and not heard any more').to.equal(0);
  });

  it('a close that is never answered ends by our own time limit', () => {
    const { clock, ends, told, socket, attempt } = stage();
    socket.fire('open');
    attempt.close('reader', { code: 1000, reason: 'done' });
    expect(told).to.deep.equal(['opened', 'closing']);
    clock.advance(5_000);
    expect(ends[0]).to.include({ endedBy: 'timeout', timeout: 'closing', opened: true });
    expect(ends[0]?.closeArgs).to.deep.equal({ code: 1000, reason: 'done' });
    socket.fire('close', { code: 1006, wasClean: false });
    expect(ends).to.have.length(1);
  });

  it('a cancelled attempt is no failure, though the browser says error and 1006', () => {
    const { ends, socket, attempt } = stage();
    attempt.close('reader');
    socket.fire('error');
    socket.fire('close', { code: 1006, reason: '', wasClean: false });
    expect(ends[0]).to.include({ endedBy: 'reader', opened: false, code: 1006 });
    expect(failed(ends[0] as AttemptEnd)).to.equal(false);
  });

  it('a cancelled attempt whose socket never answers still ends as the reader asked', () => {
    const { ends, clock, attempt } = stage();
    attempt.close('reader');
    clock.advance(5_000);
    expect(ends[0]?.endedBy).to.equal('reader');
  });

  it('a close with arguments the socket refuses throws, and the connection stays open', () => {
    const { ends, socket, attempt, told } = stage();
    socket.fire('open');
    socket.close = () => {
      throw new DOMException('bad code', 'InvalidAccessError');
    };
    expect(() => attempt.close('host', { code: 1001 })).to.throw(DOMException);
    expect(told).to.deep.equal(['opened']);
    expect(ends).to.have.length(0);
  });

  it('whatever a socket fires, in any order, it ends once and leaves no timer and no listener', () => {
    const step = fc.constantFrom(
      'open',
      'message',
      'error',
      'close',
      'violate',
      'closeByReader',
      'wait',
      'waitLong',
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { socket, clock, ends, attempt, violate, told } = stage();
        for (const name of steps) {
          if (name === 'violate') violate({});
          else if (name === 'closeByReader') attempt.close('reader');
          else if (name === 'wait') clock.advance(100);
          else if (name === 'waitLong') clock.advance(6_000);
          else socket.fire(name, { data: 'm', code: 1000, wasClean: true, reason: '' });
        }
        clock.advance(60_000);
        attempt.close('host');
        clock.advance(60_000);
        expect(ends).to.have.length(1);
        expect(told.at(-1)).to.equal('ended');
        expect(clock.pending).to.equal(0);
        expect(socket.listening).to.equal(0);
      }),
    );
  });
});
