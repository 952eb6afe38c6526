import { expect, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import { Connection, SendError } from '../../src/core/connection.js';
import type { ConnectionOptions } from '../../src/core/connection.js';
import type { ConnectionState } from '../../src/core/connection-state.js';
import { gateBytes } from '../../src/core/send-gate.js';
import { labClient } from '../lab.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedSocket } from './scripted-socket.js';

/** Resolves with the first state that fits. */
function reached(
  connection: Connection,
  fits: (state: ConnectionState) => boolean,
): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(connection.state)) return;
      release();
      resolve(connection.state);
    };
    const release = connection.subscribe(look);
    look();
  });
}

/** A connection whose sockets and time a test holds in its hands. */
function scripted(options: ConnectionOptions = {}) {
  const clock = new ManualClock();
  const sockets: ScriptedSocket[] = [];
  const connection = new Connection({
    url: 'ws://example.test/',
    ...options,
    ports: {
      clock,
      random: () => 0.5,
      socket(url, protocols) {
        const socket = new ScriptedSocket(url, protocols);
        sockets.push(socket);
        return socket;
      },
    },
  });
  const last = () => sockets.at(-1) as ScriptedSocket;
  return { clock, sockets, connection, last };
}

const kinds = (connection: Connection) =>
  Array.from({ length: connection.log.length }, (_, index) => connection.log.at(index)?.kind);

describe('a connection to a real server', () => {
  it('opens, echoes text and binary, and closes; the log has it all in order', async () => {
    const lab = labClient();
    const connection = new Connection({ url: lab.url('/echo'), protocols: 'chat.v2, chat.v1' });
    const phases: string[] = [];
    connection.subscribe(() => {
      if (phases.at(-1) !== connection.state.phase) phases.push(connection.state.phase);
    });
    connection.open();
    await reached(connection, ({ phase }) => phase === 'open');
    expect(connection.state.protocol).to.equal('chat.v2');
    expect(connection.state.socketUrl).to.equal(lab.url('/echo'));
    await connection.send('héllo');
    await connection.send(new Uint8Array([1, 2, 255]));
    await waitUntil(() => connection.log.receivedCount === 2);
    connection.close(4001, 'enough', 'reader');
    const { end, failed } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end).to.include({ endedBy: 'reader', opened: true, code: 4001, wasClean: true });
    expect(failed).to.equal(false);
    expect(phases).to.deep.equal(['connecting', 'open', 'closing', 'closed']);
    expect(kinds(connection)).to.deep.equal(['opened', 'sent', 'sent', 'received', 'received', 'closed']);
    expect(connection.log.at(3)?.data).to.equal('héllo');
    expect([...new Uint8Array(connection.log.at(4)?.data as ArrayBuffer)]).to.deep.equal([1, 2, 255]);
  });

  it('says what the server closed with', async () => {
    const connection = new Connection({ url: labClient().url('/close/4401?reason=token%20expired') });
    connection.open();
    const { end, failed } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end).to.include({ endedBy: 'peer', code: 4401, reason: 'token expired', wasClean: true });
    expect(failed).to.equal(false);
  });

  it('a refused handshake is a failure that never opened', async () => {
    const connection = new Connection({ url: labClient().url('/reject/403') });
    connection.open();
    const { end, failed } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end).to.include({ endedBy: 'peer', opened: false, code: 1006, wasClean: false, errorEvent: true });
    expect(failed).to.equal(true);
    expect(kinds(connection)).to.deep.equal(['failed']);
  });

  it('a URL that the constructor refuses ends the attempt with what was thrown', async () => {
    const connection = new Connection({ url: 'ftp://example.test/' });
    connection.open();
    const { end } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end?.threw?.name).to.equal('SyntaxError');
  });

  it('a cancelled attempt is not a failure', async () => {
    const connection = new Connection({ url: labClient().url('/slow?ms=5000') });
    connection.open('reader');
    connection.close(undefined, undefined, 'reader');
    const { end, failed } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end?.endedBy).to.equal('reader');
    expect(failed).to.equal(false);
  });

  it('opening twice makes one socket', async () => {
    const lab = labClient();
    const connection = new Connection({ url: lab.url('/echo') });
    connection.open();
    connection.open();
    await reached(connection, ({ phase }) => phase === 'open');
    connection.open();
    expect(await lab.total()).to.equal(1);
    connection.close();
    await reached(connection, ({ phase }) => phase === 'closed');
  });
});

describe('settings', () => {
  it('never connect by themselves', () => {
    const { connection, sockets } = scripted({ reconnectAttempts: 5 });
    connection.configure({ url: 'ws://other.test/', protocols: 'a' });
    expect(sockets).to.have.length(0);
    expect(connection.state.phase).to.equal('idle');
  });

  it('count from the next attempt on', () => {
    const { connection, last } = scripted();
    connection.open();
    connection.configure({ url: 'ws://other.test/', protocols: 'a, b' });
    expect(last().url).to.equal('ws://example.test/');
    last().fire('close', { code: 1000, reason: '', wasClean: true });
    connection.open();
    expect(last().url).to.equal('ws://other.test/');
    expect(last().protocols).to.deep.equal(['a', 'b']);
  });

  it('an empty URL makes no socket (a browser would connect to the page itself)', () => {
    const { connection, sockets } = scripted({ url: ' ' });
    connection.open();
    expect(sockets).to.have.length(0);
    expect(connection.state.end?.refused).to.contain('no URL');
  });

  it('that do not change tell nobody', () => {
    const { connection } = scripted();
    let told = 0;
    connection.subscribe(() => (told += 1));
    connection.configure({ url: 'ws://example.test/' });
    expect(told).to.equal(0);
  });
});

describe('the state', () => {
  it('is frozen and replaced, never changed', () => {
    const { connection, last } = scripted();
    const before = connection.state;
    connection.open();
    last().fire('open');
    expect(Object.isFrozen(before)).to.equal(true);
    expect(before.phase).to.equal('idle');
    expect(connection.state).to.not.equal(before);
  });

  it("a listener's mistake keeps the news from nobody, and is not swallowed", () => {
    const { connection, clock } = scripted();
    let heard = 0;
    connection.subscribe(() => {
      throw new Error('my mistake');
    });
    connection.subscribe(() => (heard += 1));
    connection.open();
    expect(heard).to.be.greaterThan(0);
    expect(() => clock.advance(0)).to.throw('my mistake');
  });

  it('a released listener hears nothing more; releasing twice does no harm', () => {
    const { connection } = scripted();
    let heard = 0;
    const release = connection.subscribe(() => (heard += 1));
    release();
    release();
    connection.open();
    expect(heard).to.equal(0);
  });

  it('"still trying" comes at 5 s and goes with the end', () => {
    const { connection, clock } = scripted();
    connection.open();
    clock.advance(5_000);
    expect(connection.state.stillTrying).to.equal(true);
    clock.advance(5_000);
    expect(connection.state).to.include({ phase: 'closed', stillTrying: false, failed: true });
    expect(connection.state.end?.timeout).to.equal('handshake');
  });

  it('a new attempt forgets what the last one told', () => {
    const { connection, last } = scripted();
    connection.open();
    last().fire('open');
    last().fire('close', { code: 4000, reason: 'x', wasClean: true });
    connection.open();
    expect(connection.state.end).to.equal(undefined);
    expect(connection.state.openedAtMs).to.equal(undefined);
    expect(connection.state.attempts).to.equal(2);
  });
});

describe('sending', () => {
  it('rejects with a clear error while not open', async () => {
    const { connection } = scripted();
    const error = await connection.send('x').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(SendError);
    expect((error as SendError).name).to.equal('InvalidStateError');
    expect(connection.log.length).to.equal(0);
  });

  it('keeps a copy: a buffer that its owner writes to later does not change the log', async () => {
    const { connection, last } = scripted();
    connection.open();
    last().fire('open');
    const bytes = new Uint8Array([1, 2, 3]);
    await connection.send(bytes.subarray(1));
    bytes.fill(9);
    expect([...new Uint8Array(connection.log.at(1)?.data as ArrayBuffer)]).to.deep.equal([2, 3]);
  });

  it('waits while more than 8 MiB lie in the socket, in order, with progress', async () => {
    const { connection, last, clock } = scripted();
    connection.open();
    last().fire('open');
    last().bufferedAmount = gateBytes + 1;
    const sends = [connection.send('a'), connection.send('bb')];
    expect(connection.state.sendQueue).to.deep.equal({ messages: 2, sizeBytes: 3 });
    clock.advance(100);
    expect(last().sent).to.deep.equal([]);
    last().bufferedAmount = 0;
    clock.advance(10);
    await Promise.all(sends);
    expect(last().sent).to.deep.equal(['a', 'bb']);
    expect(connection.state.sendQueue).to.equal(undefined);
  });

  it('a message that still waits when the connection ends is rejected, and the log says so', async () => {
    const { connection, last, clock } = scripted();
    connection.open();
    last().fire('open');
    last().bufferedAmount = gateBytes + 1;
    const sending = connection.send('abc').catch((reason: unknown) => reason);
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    expect(await sending).to.include({ name: 'AbortError' });
    expect(kinds(connection)).to.deep.equal(['opened', 'note', 'failed']);
    expect(connection.state.sendQueue).to.equal(undefined);
    expect(clock.pending).to.be.lessThan(2);
  });

  it('what is no message is refused, not sent as "undefined" or "[object Object]"', async () => {
    const { connection, last } = scripted();
    connection.open();
    last().fire('open');
    for (const wrong of [undefined, null, {}, 7, []] as unknown as string[]) {
      const error = await connection.send(wrong).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(TypeError);
    }
    expect(last().sent).to.deep.equal([]);
  });

  it('a hook may replace a message or refuse it', async () => {
    const { connection, last } = scripted();
    connection.intercept({ beforeSend: (data) => (data === 'no' ? undefined : `${data as string}!`) });
    connection.open();
    last().fire('open');
    await connection.send('yes');
    const refused = await connection.send('no').catch((reason: unknown) => reason);
    expect((refused as SendError).name).to.equal('AbortError');
    expect(last().sent).to.deep.equal(['yes!']);
  });
});

describe('what stands before an attempt', () => {
  it('may hold it, and rewrite where it goes', async () => {
    const { connection, sockets } = scripted();
    let answer: ((value: { url: string; protocols: string }) => void) | undefined;
    connection.intercept({ beforeConnect: () => new Promise((resolve) => (answer = resolve)) });
    connection.open();
    expect(connection.state).to.include({ phase: 'connecting', preparing: true });
    expect(sockets).to.have.length(0);
    answer?.({ url: 'ws://example.test/?token=t', protocols: 'x' });
    await waitUntil(() => sockets.length === 1);
    expect(sockets[0]?.url).to.equal('ws://example.test/?token=t');
    expect(connection.state.preparing).to.equal(false);
  });

  it('may refuse it', () => {
    const { connection, sockets } = scripted();
    connection.intercept({ beforeConnect: () => undefined });
    connection.open();
    expect(sockets).to.have.length(0);
    expect(connection.state).to.include({ phase: 'closed', failed: false });
    expect(connection.state.end).to.include({ endedBy: 'host' });
    expect(connection.state.end?.refused).to.contain('refused');
  });

  it('a token that cannot be had refuses it with the reason', async () => {
    const { connection } = scripted();
    connection.intercept({ beforeConnect: () => Promise.reject(new Error('not signed in')) });
    connection.open();
    const { end } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end?.refused).to.contain('not signed in');
  });

  it('an answer that comes after the reader cancelled is too late', async () => {
    const { connection, sockets } = scripted();
    let answer: (() => void) | undefined;
    connection.intercept({
      beforeConnect: (request) => new Promise((resolve) => (answer = () => resolve(request))),
    });
    connection.open();
    connection.close(undefined, undefined, 'reader');
    expect(connection.state.end).to.include({ endedBy: 'reader' });
    answer?.();
    await Promise.resolve();
    expect(sockets).to.have.length(0);
  });
});

describe('automatic retries', () => {
  it('are off unless asked for', () => {
    const { connection, last, clock } = scripted();
    connection.open();
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    clock.advance(100_000);
    expect(connection.state.phase).to.equal('closed');
  });

  it('wait visibly, try again, and stop at the cap', () => {
    const { connection, last, clock, sockets } = scripted({ reconnectAttempts: 2 });
    connection.open();
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    expect(connection.state.phase).to.equal('waiting');
    expect(connection.state.retry).to.include({ number: 1, maxAttempts: 2, delayMs: 500 });
    clock.advance(500);
    expect(connection.state.phase).to.equal('connecting');
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    clock.advance(1_000);
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    expect(connection.state.phase).to.equal('closed');
    expect(sockets).to.have.length(3);
    expect(clock.pending).to.be.lessThan(2);
    expect(connection.state.retriesUsedUp, 'says that it gave up').to.equal(2);
    connection.open();
    expect(connection.state.retriesUsedUp, 'a new beginning').to.equal(undefined);
  });

  it('a server that accepts and drops at once still meets the cap', () => {
    const { connection, last, clock, sockets } = scripted({ reconnectAttempts: 3 });
    connection.open();
    for (let i = 0; i < 10; i++) {
      if (connection.state.phase === 'connecting') {
        last().fire('open');
        last().fire('close', { code: 1006, reason: '', wasClean: false });
      }
      clock.advance(40_000);
    }
    expect(sockets).to.have.length(4);
  });

  it('can be cancelled, and brought forward', () => {
    const { connection, last, clock, sockets } = scripted({ reconnectAttempts: 5 });
    connection.open();
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    connection.open('reader');
    expect(sockets).to.have.length(2);
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    connection.close(undefined, undefined, 'reader');
    expect(connection.state).to.include({ phase: 'closed' });
    expect(connection.state.retry).to.equal(undefined);
    clock.advance(100_000);
    expect(sockets).to.have.length(2);
  });

  it('do not follow a clean 1000 or a final code', () => {
    for (const code of [1000, 1008, 3000, 3003, 4000, 4999]) {
      const { connection, last } = scripted({ reconnectAttempts: 5 });
      connection.open();
      last().fire('open');
      last().fire('close', { code, reason: '', wasClean: true });
      expect(connection.state.phase, String(code)).to.equal('closed');
    }
  });

  it('ask the hook before each', () => {
    const { connection, last, clock } = scripted({ reconnectAttempts: 2 });
    const asked: string[] = [];
    connection.intercept({
      beforeConnect(request) {
        asked.push(request.by);
        return request;
      },
    });
    connection.open('reader');
    last().fire('close', { code: 1006, reason: '', wasClean: false });
    clock.advance(10_000);
    expect(asked).to.deep.equal(['reader', 'retry']);
  });
});

describe('no sequence of commands and events', () => {
  const steps = [
    'open',
    'close',
    'badClose',
    'fireOpen',
    'fireError',
    'fireClose',
    'message',
    'send',
    'wait',
    'configure',
  ];
  it('leads to two ends of an attempt, a stuck phase, or an error thrown into the page', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (sequence) => {
        const { connection, sockets, last, clock } = scripted({ reconnectAttempts: 2 });
        let ends = 0;
        let previous = connection.state;
        connection.subscribe(() => {
          if (connection.state.end && connection.state.end !== previous.end) ends += 1;
          previous = connection.state;
        });
        const act: Record<string, () => void> = {
          open: () => connection.open(),
          close: () => connection.close(1000, 'x', 'reader'),
          badClose: () => connection.close(),
          fireOpen: () => {
            if (last().readyState === 0) last().fire('open');
          },
          fireError: () => last().fire('error'),
          fireClose: () => last().fire('close', { code: 1006, reason: '', wasClean: false }),
          message: () => last().fire('message', { data: 'm' }),
          send: () => void connection.send('s').catch(() => undefined),
          wait: () => clock.advance(3_000),
          configure: () => connection.configure({ url: `ws://example.test/${String(Math.random())}` }),
        };
        for (const step of sequence) {
          if (sockets.length > 0 || !['fireOpen', 'fireError', 'fireClose', 'message'].includes(step))
            act[step]?.();
        }
        connection.configure({ reconnectAttempts: 0 });
        connection.close();
        clock.advance(200_000);
        expect(['idle', 'closed']).to.include(connection.state.phase);
        expect(ends).to.equal(connection.state.attempts);
        expect(clock.pending, 'no timer is left').to.equal(0);
        const before = connection.state.attempts;
        connection.open();
        expect(connection.state.attempts, 'it can open again').to.equal(before + 1);
      }),
    );
  });
});

describe('subprotocols that cannot be read', () => {
  it('are not left out in silence: the browser is given them, and refuses', async () => {
    const connection = new Connection({ url: labClient().url('/echo'), protocols: '["a"' });
    connection.open();
    const { end } = await reached(connection, ({ phase }) => phase === 'closed');
    expect(end?.threw?.name).to.equal('SyntaxError');
  });
});
