import { expect, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import type { Payload } from '../../src/core/entry.js';
import type { SocketEvent, SocketEventName, SocketLike } from '../../src/core/ports.js';
import { workerSocket } from '../../src/controller/worker-socket.js';
import { labClient } from '../lab.js';
import { countedWorkers } from './counted-workers.js';

/** Waits for a worker on a machine that has much else to do. */
const patient = { timeout: 15_000 };

/** A connection by a socket in a worker. Every test ends what it opened. */
function connectionTo(url: string, settings: { protocols?: string; reconnectAttempts?: number } = {}) {
  const workers = countedWorkers();
  return { workers, connection: new Connection({ url, ...settings, ports: { socket: workers.socket } }) };
}

async function opened(connection: Connection): Promise<void> {
  connection.open();
  await waitUntil(() => connection.state.phase === 'open', 'not open', patient);
}

async function closed(connection: Connection): Promise<void> {
  await waitUntil(() => connection.state.phase === 'closed', 'not closed', patient);
}

function received(connection: Connection): Payload[] {
  const { log } = connection;
  const messages: Payload[] = [];
  for (let index = 0; index < log.length; index++) {
    if (log.kindAt(index) === 'received') messages.push(log.dataAt(index)!);
  }
  return messages;
}

function kinds({ log }: Connection): string[] {
  return Array.from({ length: log.length }, (_, index) => String(log.kindAt(index)));
}

/** Text as it is, binary as the list of its bytes: comparable. */
function plainly(data: Payload): string | number[] {
  return typeof data === 'string' ? data : [...new Uint8Array(data as ArrayBuffer)];
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  const [bytes, others] = [one, other].map((data) => new Uint8Array(data as ArrayBuffer)) as [
    Uint8Array,
    Uint8Array,
  ];
  return bytes.length === others.length && bytes.every((byte, index) => byte === others[index]);
}

describe('a socket in a worker', () => {
  it('says that it is in a worker, once it is open', async () => {
    const { connection } = connectionTo(labClient().url());
    expect(connection.state.socketPlace).to.equal(undefined);
    await opened(connection);
    expect(connection.state.socketPlace).to.equal('worker');
    expect(connection.state.socketLabel).to.equal(undefined);
    connection.close();
    await closed(connection);
  });

  it('is found beside its module where nobody says where the worker is', async () => {
    const connection = new Connection({
      url: labClient().url(),
      ports: { socket: workerSocket({ helloWithinMs: 10_000 }) },
    });
    await opened(connection);
    expect(connection.state.socketPlace).to.equal('worker');
    connection.close();
    await closed(connection);
  });

  it('is found at an address, and through a blob: address that imports it', async () => {
    const url = new URL('../../src/controller/worker-socket-thread.js', import.meta.url);
    for (const options of [{ url }, { url: url.href, viaBlob: true }, { viaBlob: true }]) {
      const socket = workerSocket({ ...options, helloWithinMs: 10_000 });
      const connection = new Connection({ url: labClient().url(), ports: { socket } });
      await opened(connection);
      expect(connection.state.socketPlace).to.equal('worker');
      connection.close();
      await closed(connection);
    }
  });

  it('sends and receives text, binary, blobs and large messages, all in order', async () => {
    const { connection } = connectionTo(labClient().url());
    await opened(connection);
    const bytes = Uint8Array.of(9, 0, 255, 128, 7);
    const large = `${'0123456789'.repeat(10_000)}é🙂`;
    const largeBytes = new Uint8Array(100_000).map((_, index) => index % 251);
    await connection.send('hello');
    await connection.send('');
    await connection.send('žluťoučký 🙂\u0000');
    await connection.send(bytes.buffer);
    await connection.send(bytes.subarray(1, 3));
    await connection.send(new DataView(bytes.buffer, 3));
    await connection.send(new Blob(['a ', 'blob']));
    await connection.send(large);
    await connection.send(largeBytes);
    await connection.send('last');
    await waitUntil(() => connection.log.receivedCount === 10, 'not all came back', patient);
    const expected: Payload[] = [
      'hello',
      '',
      'žluťoučký 🙂\u0000',
      bytes.buffer,
      Uint8Array.of(0, 255).buffer,
      Uint8Array.of(128, 7).buffer,
      new TextEncoder().encode('a blob').buffer,
      large,
      largeBytes.buffer,
      'last',
    ];
    // not compared as a whole: the difference of large values takes minutes to tell
    const same = received(connection).map((data, index) => isSame(data, expected[index]));
    expect(same).to.deep.equal(expected.map(() => true));
    connection.close();
    await closed(connection);
  });

  it('sends what a buffer held when it was sent', async () => {
    const { connection } = connectionTo(labClient().url());
    await opened(connection);
    const bytes = Uint8Array.of(1, 2, 3);
    const sent = connection.send(bytes);
    bytes.fill(0);
    await sent;
    await waitUntil(() => connection.log.receivedCount === 1, 'nothing came back', patient);
    expect(received(connection).map(plainly)).to.deep.equal([[1, 2, 3]]);
    connection.close();
    await closed(connection);
  });

  it('tells each message of a flood once, in order, with its own bytes', async () => {
    const { connection } = connectionTo(labClient().url());
    await opened(connection);
    const sent: Payload[] = [];
    for (let index = 0; index < 6_000; index++) {
      const text = `{"seq":${index},"pad":"${'x'.repeat(index % 300)}"}`;
      if (index % 7 === 3) sent.push(`${text}é`);
      else if (index % 7 === 5) sent.push(Uint8Array.of(index, index >> 8, 7).buffer);
      else if (index % 1_000 === 999) sent.push(text.repeat(300));
      else sent.push(text);
    }
    for (const data of sent) void connection.send(data);
    await waitUntil(() => connection.log.receivedCount === sent.length, 'not all came back', patient);
    const first = received(connection).findIndex((data, index) => !isSame(data, sent[index]));
    expect(first, `message ${first} is not what was sent`).to.equal(-1);
    connection.close();
    await closed(connection);
  });

  it('keeps every one of 20,000 messages as fast as they come, then the close', async () => {
    const { connection } = connectionTo(labClient().url('/ticker?rate=0&count=20000&size=200'));
    connection.open();
    await closed(connection);
    const sequences = received(connection).map((data) => (JSON.parse(data as string) as { seq: number }).seq);
    expect(sequences).to.deep.equal(Array.from({ length: 20_000 }, (_, index) => index + 1));
    expect(kinds(connection).at(0)).to.equal('opened');
    expect(kinds(connection).at(-1)).to.equal('closed');
    expect(connection.state.end).to.include({ code: 1000, reason: '20000 messages sent', wasClean: true });
    expect(connection.state.end?.events).to.deep.equal(['open', 'message', 'close']);
  });

  it('loses nothing of what comes right before the close', async () => {
    const { connection } = connectionTo(labClient().url('/ticker?rate=0&count=5&size=64'));
    for (let time = 1; time <= 20; time++) {
      connection.open();
      await closed(connection);
    }
    const once = ['opened', 'received', 'received', 'received', 'received', 'received', 'closed'];
    expect(kinds(connection)).to.deep.equal(Array.from({ length: 20 }, () => once).flat());
  });

  it('tells when things happened, on the clock of the page', async () => {
    const { connection } = connectionTo(labClient().url());
    const startedMs = performance.timeOrigin + performance.now();
    await opened(connection);
    await connection.send('when?');
    await waitUntil(() => connection.log.receivedCount === 1, 'nothing came back', patient);
    const endedMs = performance.timeOrigin + performance.now();
    const times = [0, 1, 2].map((index) => connection.log.timeAt(index)!);
    // browsers make their clocks coarse, by up to a millisecond or two
    const inOrder = [startedMs, ...times, endedMs].map((timeMs, index) => timeMs + index * 2);
    expect(inOrder).to.deep.equal([...inOrder].sort((one, other) => one - other));
    connection.close();
    await closed(connection);
  });

  it('negotiates subprotocols and tells the address as the browser resolved it', async () => {
    const lab = labClient();
    const { connection } = connectionTo(lab.url('/echo').replace('/echo', '/./echo'), {
      protocols: 'chat.v2, chat.v1',
    });
    await opened(connection);
    expect(connection.state).to.include({ protocol: 'chat.v2', socketUrl: lab.url('/echo') });
    expect(connection.log.get(0)?.detail).to.include({ protocol: 'chat.v2', url: lab.url('/echo') });
    connection.close();
    await closed(connection);
  });

  for (const [code, reason] of [[1000], [3000, 'enough'], [4999, 'čau 🙂']] as [number, string?][]) {
    it(`closes with ${code} and the reason ${reason ?? 'left out'}`, async () => {
      const lab = labClient();
      const { connection } = connectionTo(lab.url());
      await opened(connection);
      connection.close(code, reason);
      expect(connection.state.phase).to.equal('closing');
      await closed(connection);
      expect(connection.state.end).to.include({
        code,
        reason: reason ?? '',
        wasClean: true,
        endedBy: 'host',
      });
      expect(await lab.lastClose()).to.deep.equal({ code, reason: reason ?? '' });
    });
  }

  it('tells the code and reason the server closes with', async () => {
    const { connection } = connectionTo(labClient().url('/close/4401?reason=Token%20expired'));
    connection.open();
    await closed(connection);
    expect(connection.state.end).to.include({
      opened: true,
      code: 4401,
      reason: 'Token expired',
      wasClean: true,
      endedBy: 'peer',
    });
  });

  it('tells of a connection that was cut as a plain socket does', async () => {
    const url = labClient().url('/drop?after=300');
    const { connection } = connectionTo(url);
    connection.open();
    await closed(connection);
    const plain = new Connection({ url });
    plain.open();
    await closed(plain);
    const { code, wasClean, events, opened: isOpened, errorEvent } = plain.state.end!;
    expect(connection.state.end).to.deep.include({ code, wasClean, events, opened: isOpened, errorEvent });
  });

  it('tells of a handshake that failed as a plain socket does', async () => {
    const url = labClient().url('/reject/403');
    const { connection } = connectionTo(url);
    connection.open();
    await closed(connection);
    const plain = new Connection({ url });
    plain.open();
    await closed(plain);
    const { code, wasClean, events, errorEvent } = plain.state.end!;
    expect(connection.state.end).to.deep.include({ opened: false, code, wasClean, events, errorEvent });
    expect(connection.state.failed).to.equal(true);
  });

  it('can be cancelled while the handshake is unanswered', async () => {
    const { connection, workers } = connectionTo(labClient().url('/silent'));
    connection.open();
    await waitUntil(() => connection.state.phase === 'connecting' && workers.started === 1);
    const asked = performance.now();
    await waitUntil(() => performance.now() - asked > 60);
    connection.close();
    await closed(connection);
    expect(connection.state.end).to.include({ opened: false, endedBy: 'host' });
    await waitUntil(() => workers.ended === 1, 'the worker is still there', patient);
  });

  it('reconnects by itself, each time in a new worker', async () => {
    const lab = labClient();
    const { connection, workers } = connectionTo(lab.url(), { reconnectAttempts: 3 });
    await opened(connection);
    await lab.terminate();
    await waitUntil(
      () => connection.state.attempts === 2 && connection.state.phase === 'open',
      'no retry',
      patient,
    );
    await connection.send('again');
    await waitUntil(() => connection.log.receivedCount === 1, 'nothing came back', patient);
    expect(workers.started).to.equal(2);
    expect(workers.ended).to.equal(1);
    connection.close();
    await closed(connection);
    expect(await lab.total()).to.equal(2);
  });

  it('leaves no worker behind, also not after 100 times', async () => {
    const lab = labClient();
    const { connection, workers } = connectionTo(lab.url());
    for (let time = 1; time <= 100; time++) {
      await opened(connection);
      connection.close(1000);
      await closed(connection);
    }
    expect(workers).to.include({ started: 100, ended: 100 });
    expect(await lab.total()).to.equal(100);
    expect(await lab.count()).to.equal(0);
  }).timeout(60_000);
});

describe('a socket in a worker, used like a WebSocket', () => {
  /** A socket, and a promise for the next event of a kind. */
  function socketTo(url: string, protocols: string[] = []) {
    const socket = countedWorkers().socket(url, protocols);
    return { socket, next: (type: SocketEventName) => next(socket, type) };
  }

  function next(socket: SocketLike, type: SocketEventName): Promise<SocketEvent> {
    return new Promise((resolve) => {
      const listener = (event: SocketEvent) => {
        socket.removeEventListener(type, listener);
        resolve(event);
      };
      socket.addEventListener(type, listener);
    });
  }

  /** What is thrown, by its name; a plain socket that would throw nothing must not be asked. */
  function nameOfThrown(action: () => unknown): string {
    try {
      action();
    } catch (error) {
      return (error as DOMException).name;
    }
    return 'nothing';
  }

  for (const [url, protocols] of [
    ['ws://'],
    ['ftp://example.com/'],
    ['ws://example.com:99999/'],
    ['ws://example.com/#part'],
    ['ws://example.com/#'],
    ['ws://example.com/', ['two words']],
    ['ws://example.com/', ['']],
    ['ws://example.com/', ['a', 'b', 'a']],
  ] as [string, string[]?][]) {
    it(`refuses ${url} ${JSON.stringify(protocols ?? [])} as new WebSocket() does, at once`, () => {
      const workers = countedWorkers();
      const plain = nameOfThrown(() => new WebSocket(url, protocols));
      expect(nameOfThrown(() => workers.socket(url, protocols ?? []))).to.equal(plain);
      expect(plain).to.equal('SyntaxError');
      expect(workers.started).to.equal(0);
    });
  }

  it('takes relative addresses and http: as of the page, not of the script', async () => {
    const { socket, next } = socketTo('/nothing-here');
    expect(socket.url).to.equal(new URL('/nothing-here', document.baseURI).href.replace(/^http/, 'ws'));
    expect(socketTo('https://example.com/a b').socket.url).to.equal('wss://example.com/a%20b');
    const ended = next('close');
    socket.close();
    await ended;
  });

  it('throws what a plain socket throws for arguments of close()', async () => {
    const url = labClient().url();
    const { socket, next } = socketTo(url);
    const open = next('open');
    await open;
    const plain = new WebSocket(url);
    for (const args of [
      [1001],
      [2999],
      [5000],
      [0],
      [NaN],
      [1000, 'x'.repeat(124)],
      [3000, '€'.repeat(42)],
    ]) {
      const [code, reason] = args as [number, string?];
      expect(nameOfThrown(() => socket.close(code, reason))).to.equal(
        nameOfThrown(() => plain.close(code, reason)),
      );
    }
    expect(socket.readyState).to.equal(1);
    const ended = next('close');
    socket.close(1000);
    plain.close();
    await ended;
    expect(nameOfThrown(() => socket.close(1001))).to.equal('InvalidAccessError');
  });

  it('refuses to send before it is open, and sends nothing after close()', async () => {
    const lab = labClient();
    const { socket, next } = socketTo(lab.url());
    expect(nameOfThrown(() => socket.send('early'))).to.equal('InvalidStateError');
    await next('open');
    let messages = 0;
    socket.addEventListener('message', () => (messages += 1));
    const ended = next('close');
    socket.close();
    socket.send('late');
    expect(socket.bufferedAmount).to.equal(4);
    await ended;
    expect(messages).to.equal(0);
    expect(socket.readyState).to.equal(3);
  });

  it('says how much waits to go out', async () => {
    const { socket, next } = socketTo(labClient().url());
    await next('open');
    const answer = next('message');
    socket.send(new Uint8Array(1_000_000));
    expect(socket.bufferedAmount).to.equal(1_000_000);
    await answer;
    await waitUntil(() => socket.bufferedAmount === 0, 'it never goes down', patient);
    const ended = next('close');
    socket.close();
    await ended;
  });

  it('fires an event a message where nobody takes packs, with the binary type asked for', async () => {
    const { socket, next } = socketTo(labClient().url());
    await next('open');
    const text = next('message');
    socket.send('words');
    expect((await text).data).to.equal('words');
    const buffer = next('message');
    socket.send(Uint8Array.of(1, 2));
    expect([...new Uint8Array((await buffer).data as ArrayBuffer)]).to.deep.equal([1, 2]);
    socket.binaryType = 'blob';
    const blob = next('message');
    socket.send(Uint8Array.of(3, 4));
    const { data } = await blob;
    expect(data).to.be.instanceOf(Blob);
    expect([...new Uint8Array(await (data as Blob).arrayBuffer())]).to.deep.equal([3, 4]);
    const ended = next('close');
    socket.close();
    await ended;
  });

  it('gives messages to whoever takes packs, and to nobody else', async () => {
    const { socket, next } = socketTo(labClient().url());
    await next('open');
    let events = 0;
    let packed = 0;
    socket.addEventListener('message', () => (events += 1));
    const release = socket.takePacks!(({ count }) => (packed += count));
    for (let index = 0; index < 50; index++) socket.send(`message ${index}`);
    await waitUntil(() => packed === 50, 'not all came', patient);
    release();
    socket.send('to the listener');
    await waitUntil(() => events === 1, 'no event', patient);
    expect(packed).to.equal(50);
    const ended = next('close');
    socket.close();
    await ended;
  });

  it('tells by events what comes of closing it before its worker was heard', async () => {
    const lab = labClient();
    const { socket, next } = socketTo(lab.url());
    const ended = next('close');
    socket.close();
    expect(socket.readyState).to.be.at.least(2);
    expect(await ended).to.include({ code: 1006, wasClean: false });
    expect(socket.readyState).to.equal(3);
  });

  it('ends its worker where it is closed and nobody listens any more', async () => {
    const workers = countedWorkers();
    const socket = workers.socket(labClient().url('/no-close'), []);
    await next(socket, 'open');
    socket.close();
    await waitUntil(() => workers.ended === 1, 'the worker is still there', patient);
    const silent = workers.socket(labClient().url(), []);
    silent.close();
    expect(workers).to.include({ started: 2, ended: 2 });
  });
});
