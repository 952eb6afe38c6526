import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { workerSocket } from '../../src/controller/worker-socket.js';
import { seenText } from '../by-role.js';
import { labClient } from '../lab.js';
import { countedWorkers, workerOf } from './counted-workers.js';
import '../../src/define/ws-log.js';
import '../../src/define/ws-status.js';

const hello = `postMessage({ tell: 'hello', version: 1, timeOriginMs: performance.timeOrigin, nowMs: performance.now() });`;
const open = `postMessage({ tell: 'open', url: 'wss://example.test/', protocol: '', extensions: '', timeStamp: performance.now() });`;
/** Ends like a script that has a mistake, but for the wait that lets what it said arrive. */
const fail = `setTimeout(() => { throw new Error('out of order'); });`;

/** Waits for a worker on a machine that has much else to do. */
const patient = { timeout: 15_000 };

/** Where no worker can be used: how it is started, and how long it is waited for. */
const hopeless: Readonly<Record<string, { start: () => Worker; helloWithinMs?: number }>> = {
  'cannot be started': {
    start() {
      throw new TypeError('This document requires TrustedScriptURL assignment.');
    },
  },
  'has a script that is not there': {
    start: () => new Worker(new URL('/nothing-here.js', document.baseURI), { type: 'module' }),
  },
  'has a script that fails': { start: () => workerOf(`throw new Error('at once');`) },
  'has a script with a slip': { start: () => workerOf('this is no script') },
  'says nothing': { start: () => workerOf(''), helloWithinMs: 30 },
  'speaks of another version': {
    start: () => workerOf(hello.replace('version: 1', 'version: 2') + hello),
  },
  'speaks too late': {
    start: () =>
      workerOf(`const until = performance.now() + 90; while (performance.now() < until); ${hello}`),
    helloWithinMs: 20,
  },
};

describe('a worker socket where the worker', () => {
  for (const [title, { start, helloWithinMs = 10_000 }] of Object.entries(hopeless)) {
    it(`${title} is a plain one, with one handshake`, async () => {
      const lab = labClient();
      const workers = countedWorkers(start, { helloWithinMs });
      const connection = new Connection({
        url: lab.url(),
        protocols: 'chat.v2',
        ports: { socket: workers.socket },
      });
      connection.open();
      await waitUntil(() => connection.state.phase === 'open', 'not open', patient);
      expect(connection.state).to.include({ socketPlace: 'page', protocol: 'chat.v2', socketUrl: lab.url() });
      await connection.send('words');
      await connection.send(Uint8Array.of(1, 2));
      await waitUntil(() => connection.log.receivedCount === 2, 'not all came back', patient);
      expect(connection.log.dataAt(3)).to.equal('words');
      expect([...new Uint8Array(connection.log.dataAt(4) as ArrayBuffer)]).to.deep.equal([1, 2]);
      // a hello that comes too late changes nothing
      const wokenMs = performance.now();
      await waitUntil(() => performance.now() - wokenMs > 90);
      connection.close(4000, 'done');
      await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
      expect(connection.state.end).to.deep.include({
        code: 4000,
        reason: 'done',
        events: ['open', 'message', 'close'],
      });
      expect(await lab.total()).to.equal(1);
      expect(workers.ended).to.equal(workers.started);
    });
  }

  it('has no say: what the constructor on the page throws ends the attempt', () => {
    const connection = new Connection({
      url: 'ws://example.com/#part',
      ports: { socket: workerSocket({ url: '/nothing-here.js' }) },
    });
    connection.open();
    expect(connection.state.end?.threw?.name).to.equal('SyntaxError');
  });
});

describe('a worker socket that loses its worker', () => {
  it('ends without a code, and says what it is', async () => {
    const connection = new Connection({
      url: 'wss://example.test/',
      ports: {
        socket: countedWorkers(() => workerOf(`${hello} onmessage = () => { ${open} ${fail} };`)).socket,
      },
    });
    const [status, log] = await Promise.all([
      fixture(html`<ws-status .connection=${connection}></ws-status>`),
      fixture(html`<ws-log .connection=${connection}></ws-log>`),
    ]);
    connection.open();
    await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
    const { end } = connection.state;
    expect(end).to.deep.include({ opened: true, errorEvent: false, endedBy: 'peer', events: ['open'] });
    expect(end?.lost).to.contain('out of order');
    for (const told of ['code', 'reason', 'wasClean', 'threw']) expect(end).not.to.have.property(told);
    expect(connection.state.failed).to.equal(true);
    const words = /worker that held the socket stopped: .*out of order/;
    await waitUntil(() => words.test(seenText(status)), `the status says ${seenText(status)}`);
    await waitUntil(() => words.test(seenText(log)), `the log says ${seenText(log)}`);
  });

  it('does not connect a second time by itself', async () => {
    const lab = labClient();
    const workers = countedWorkers(() => workerOf(`${hello} onmessage = () => { ${fail} };`));
    const connection = new Connection({ url: lab.url(), ports: { socket: workers.socket } });
    connection.open();
    await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
    expect(connection.state.end).to.deep.include({ opened: false, events: [] });
    expect(connection.state.end?.lost).to.contain('out of order');
    expect(workers.ended).to.equal(1);
    expect(await lab.total()).to.equal(0);
  });

  it('is told what the constructor threw in it', async () => {
    const threw = `postMessage({ tell: 'threw', name: 'SecurityError', message: 'not from here' });`;
    const workers = countedWorkers(() => workerOf(`${hello} onmessage = () => { ${threw} };`));
    const connection = new Connection({ url: 'wss://example.test/', ports: { socket: workers.socket } });
    connection.open();
    await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
    const { end } = connection.state;
    expect(end?.threw).to.deep.equal({ name: 'SecurityError', message: 'not from here' });
    expect(end).to.include({ opened: false, errorEvent: false });
    expect(end).not.to.have.property('events');
    expect(workers.ended).to.equal(1);
  });

  it('takes what the worker says about time with care', async () => {
    const wrong = hello.replace('performance.timeOrigin', 'performance.timeOrigin - 3_600_000');
    const connection = new Connection({
      url: 'wss://example.test/',
      ports: { socket: countedWorkers(() => workerOf(`${wrong} onmessage = () => { ${open} };`)).socket },
    });
    const startedMs = performance.timeOrigin + performance.now();
    connection.open();
    await waitUntil(() => connection.state.phase === 'open', 'not open', patient);
    expect(connection.state.openedAtMs).to.be.within(
      startedMs - 3,
      performance.timeOrigin + performance.now() + 3,
    );
    connection.close();
  });
});

describe('ws-status', () => {
  const cases = [
    ['a worker socket in its worker', () => countedWorkers().socket, 'Socket in a worker'],
    [
      'a worker socket on the page',
      () => countedWorkers(() => workerOf('throw 1')).socket,
      'Socket on the page',
    ],
    ['a plain socket', () => (url: string) => new WebSocket(url), ''],
  ] as const;
  for (const [title, socket, words] of cases) {
    it(`says of ${title} ${words || 'nothing about where it is'}`, async () => {
      const connection = new Connection({ url: labClient().url(), ports: { socket: socket() } });
      const status = await fixture(html`<ws-status .connection=${connection}></ws-status>`);
      connection.open();
      await waitUntil(() => seenText(status).includes('No subprotocol'), 'not open', patient);
      if (words) expect(seenText(status)).to.contain(words);
      else expect(seenText(status)).not.to.match(/worker|on the page/);
      connection.close();
      await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
      expect(seenText(status)).not.to.contain('Socket');
    });
  }
});
