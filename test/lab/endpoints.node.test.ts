import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { bigMessage } from '../../lab/endpoints/big.js';
import { binarySamples } from '../../lab/endpoints/binary.js';
import { tickerMessages } from '../../lab/endpoints/ticker.js';
import { startLab } from '../../lab/server.js';
import type { Lab } from '../../lab/server.js';
import { clientFrame, visit, visitOpen, visitRaw } from './visitor.js';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

describe('/lab/echo', () => {
  it('sends text back as text and bytes as bytes', async () => {
    const { socket, next } = await visitOpen(lab, '/echo');
    socket.send('grüße');
    socket.send(Buffer.from([0, 255]));
    socket.send('');
    assert.equal(await next(), 'grüße');
    assert.deepEqual(await next(), Buffer.from([0, 255]));
    assert.equal(await next(), '');
    socket.close();
  });

  it('selects the first subprotocol offered, and none without an offer', async () => {
    const two = await visitOpen(lab, '/echo', ['chat.v2', 'chat.v1']);
    assert.equal(two.socket.protocol, 'chat.v2');
    const none = await visitOpen(lab, '/echo');
    assert.equal(none.socket.protocol, '');
    two.socket.close();
    none.socket.close();
  });

  it('answers the closing handshake with the same code and ends TCP at once', async () => {
    const startMs = performance.now();
    const { socket, closed } = await visitOpen(lab, '/echo');
    socket.close(4001, 'bye');
    assert.deepEqual(await closed, { code: 4001, reason: 'bye' });
    assert.ok(performance.now() - startMs < 900, 'the closing handshake was slow');
  });

  it('compresses only when asked by ?deflate', async () => {
    const offer = { perMessageDeflate: true };
    const plain = visit(lab, '/echo', [], offer);
    const compressed = visit(lab, '/echo?deflate', [], offer);
    await Promise.all([once(plain.socket, 'open'), once(compressed.socket, 'open')]);
    assert.equal(plain.socket.extensions, '');
    assert.equal(compressed.socket.extensions, 'permessage-deflate');
    compressed.socket.send('a'.repeat(1000));
    assert.equal(await compressed.next(), 'a'.repeat(1000));
    plain.socket.close();
    compressed.socket.close();
  });

  it('loses nothing for a client that sends much before it reads', async () => {
    const { socket, next } = await visitOpen(lab, '/echo');
    const chunk = Buffer.alloc(1024 * 1024, 7);
    socket.pause();
    for (let index = 0; index < 24; index += 1) socket.send(chunk);
    socket.resume();
    for (let index = 0; index < 24; index += 1) assert.equal((await next()).length, chunk.length);
    socket.close();
  });

  it('closes a message over 64 MiB with 1009', async () => {
    const { socket, closed } = await visitOpen(lab, '/echo');
    socket.send(Buffer.alloc(64 * 1024 * 1024 + 1));
    assert.equal((await closed).code, 1009);
  });
});

describe('/lab/time', () => {
  it('sends the time at once, as JSON', async () => {
    const { socket, next } = await visitOpen(lab, '/time');
    const message = JSON.parse(String(await next())) as { type: string; seq: number; unixMs: number };
    assert.equal(message.type, 'time');
    assert.equal(message.seq, 1);
    assert.ok(Math.abs(message.unixMs - Date.now()) < 5_000);
    const second = JSON.parse(String(await next())) as { seq: number };
    assert.equal(second.seq, 2);
    socket.close();
  });
});

describe('/lab/ticker', () => {
  it('sends count different JSON messages of exactly size bytes, then closes with 1000', async () => {
    const { messages, closed } = visit(lab, '/ticker?rate=0&size=300&count=5000');
    assert.deepEqual(await closed, { code: 1000, reason: '5000 messages sent' });
    assert.equal(messages.length, 5000);
    assert.equal(new Set(messages).size, 5000);
    assert.ok(messages.every((message) => Buffer.byteLength(message) === 300));
    const last = JSON.parse(String(messages.at(-1))) as { seq: number };
    assert.equal(last.seq, 5000);
  });

  it('keeps the rate', async () => {
    const startMs = performance.now();
    const { messages, closed } = visit(lab, '/ticker?rate=200&count=100');
    await closed;
    const tookMs = performance.now() - startMs;
    assert.equal(messages.length, 100);
    assert.ok(tookMs > 450, `100 messages at 200 a second took ${tookMs} ms`);
  });

  it('waits for a client that does not read', async () => {
    const visitor = await visitRaw(lab, '/ticker?rate=0&size=65536&count=10000&client=stalled');
    await visitor.until(({ head }) => head !== '');
    visitor.socket.pause();
    assert.equal(lab.connections('stalled'), 1);
    const heapBefore = process.memoryUsage().rss;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(process.memoryUsage().rss - heapBefore < 100 * 1024 * 1024, 'the stream piles up in memory');
    assert.equal(lab.connections('stalled'), 1);
    visitor.socket.destroy();
  });

  it('ends when the client leaves', async () => {
    const { socket, next, closed } = visit(lab, '/ticker?rate=0&count=10000000&client=leaver');
    await next();
    socket.close();
    await closed;
    assert.equal(lab.connections('leaver'), 0);
  });

  for (const [query, parameter, told] of [
    ['rate=x', 'rate', 'rate must be a whole number from 0 to 100000, not "x".'],
    ['rate=100001', 'rate', 'rate must be a whole number from 0 to 100000, not "100001".'],
    ['rate=', 'rate', 'rate must be a whole number from 0 to 100000, not "".'],
    ['size=63', 'size', 'size must be a whole number from 64 to 1048576, not "63".'],
    ['size=1e3', 'size', 'size must be a whole number from 64 to 1048576, not "1e3".'],
    ['count=0', 'count', 'count must be a whole number from 1 to 10000000, not "0".'],
    ['count=-1', 'count', 'count must be a whole number from 1 to 10000000, not "-1".'],
  ] as const) {
    it(`explains ?${query} and closes with 1008`, async () => {
      const { messages, closed } = visit(lab, `/ticker?${query}`);
      assert.deepEqual(await closed, { code: 1008, reason: `Bad parameter: ${parameter}` });
      assert.deepEqual(
        messages.map((message) => JSON.parse(String(message)) as unknown),
        [{ error: { parameter, message: told } }],
      );
    });
  }

  it('has room for the longest message head in the smallest size', () => {
    const run = tickerMessages(64, 10_000_000);
    const lengths = new Set<number>();
    for (let index = 0; index < 100_000; index += 1) lengths.add(String(run.next().value).length);
    assert.deepEqual([...lengths], [64]);
    const longest = '{"seq":10000000,"atMs":9999999999999,"price":99999.99,"pad":""}';
    assert.ok(longest.length <= 64);
  });
});

describe('/lab/big', () => {
  it('sends one message as long as asked for, and another for each it gets', async () => {
    const { socket, next } = await visitOpen(lab, '/big?size=2000000');
    const first = await next();
    assert.equal(first.length, 2_000_000);
    assert.equal((JSON.parse(String(first)) as unknown[]).length > 10_000, true);
    socket.send('again');
    assert.equal(await next(), first);
    socket.close();
  });

  it('sends text or bytes where asked to', async () => {
    const text = await visitOpen(lab, '/big?size=70&kind=text');
    assert.match(String(await text.next()), /^The quick .{45}\nThe quick brow$/);
    text.socket.close();
    const binary = await visitOpen(lab, '/big?size=300&kind=binary');
    const bytes = await binary.next();
    assert.ok(Buffer.isBuffer(bytes));
    assert.deepEqual([bytes.length, bytes[1]], [300, 167]);
    binary.socket.close();
  });

  it('makes JSON of any length', () => {
    for (const sizeBytes of [64, 65, 66, 67, 128, 129, 1_000, 99_999]) {
      const message = bigMessage('json', sizeBytes);
      assert.equal(message.length, sizeBytes);
      assert.ok(Array.isArray(JSON.parse(message.toString())), `${sizeBytes}`);
    }
  });

  it('explains a kind that it does not know', async () => {
    const { next, closed } = await visitOpen(lab, '/big?kind=xml');
    assert.match(String(await next()), /kind must be one of json, text, binary/);
    assert.equal((await closed).code, 1008);
  });
});

describe('/lab/binary', () => {
  it('sends its samples in order, then echoes bytes', async () => {
    const { socket, next } = await visitOpen(lab, '/binary');
    for (const { kind, bytes } of binarySamples) {
      const message = await next();
      assert.ok(Buffer.isBuffer(message), `${kind} came as text`);
      assert.deepEqual(message, Buffer.from(bytes), kind);
    }
    socket.send(Buffer.from('ab'));
    assert.deepEqual(await next(), Buffer.from('ab'));
    socket.close();
  });

  it('has samples that are what they say', () => {
    const sample = (kind: string): Buffer =>
      Buffer.from(binarySamples.find((one) => one.kind === kind)?.bytes ?? []);
    assert.deepEqual(
      JSON.parse(gunzipSync(sample('JSON, gzip')).toString()),
      JSON.parse(sample('JSON').toString()),
    );
    assert.equal(sample('UTF-8 text').toString('utf8'), 'Grüße, 世界, 🎉');
    assert.equal(sample('a PNG image').subarray(1, 4).toString('latin1'), 'PNG');
    assert.equal(sample('four little-endian 32-bit floats').readFloatLE(8), -1);
  });

  it('closes a text message with 1003', async () => {
    const { socket, closed } = await visitOpen(lab, '/binary');
    socket.send('text');
    assert.equal((await closed).code, 1003);
  });
});

describe('/lab/slow', () => {
  it('answers the upgrade late, then echoes', async () => {
    const startMs = performance.now();
    const { socket, next } = await visitOpen(lab, '/slow?ms=80');
    assert.ok(performance.now() - startMs >= 75);
    socket.send('late');
    assert.equal(await next(), 'late');
    socket.close();
  });

  it('notices a client that leaves before the answer', async () => {
    const visitor = await visitRaw(lab, '/slow?ms=60000');
    visitor.socket.end();
    await visitor.ended;
    assert.equal(visitor.received().head, '');
  });
});

describe('/lab/drop', () => {
  it('ends TCP without a close frame', async () => {
    const visitor = await visitRaw(lab, '/drop?after=20');
    await visitor.ended;
    const { head, bytes } = visitor.received();
    assert.match(head, /^HTTP\/1\.1 101 /);
    assert.equal(bytes.length, 0);
  });

  it('echoes before it drops: the client sees 1006', async () => {
    const { socket, next, closed } = await visitOpen(lab, '/drop?after=400');
    socket.send('still here');
    assert.equal(await next(), 'still here');
    assert.equal((await closed).code, 1006);
  });
});

describe('/lab/silent', () => {
  it('answers nothing and keeps the connection until the client leaves', async () => {
    const visitor = await visitRaw(lab, '/silent');
    const outcome = await Promise.race([
      visitor.until(({ head }) => head !== ''),
      new Promise((resolve) => setTimeout(resolve, 80, 'nothing')),
    ]);
    assert.equal(outcome, 'nothing');
    visitor.socket.end();
    await visitor.ended;
  });
});

describe('/lab/no-close', () => {
  it('echoes, but does not answer a close frame or end TCP', async () => {
    const visitor = await visitRaw(lab, '/no-close?client=deaf');
    visitor.socket.write(clientFrame(1, Buffer.from('hi')));
    await visitor.until(({ bytes }) => bytes.length >= 4);
    assert.deepEqual(visitor.received().bytes, Buffer.from([0x81, 2, 0x68, 0x69]));
    visitor.socket.write(clientFrame(8, Buffer.from([0x03, 0xe8])));
    const outcome = await Promise.race([
      visitor.until(({ bytes }) => bytes.length > 4),
      new Promise((resolve) => setTimeout(resolve, 80, 'nothing')),
    ]);
    assert.equal(outcome, 'nothing');
    assert.equal(lab.connections('deaf'), 1);
    visitor.socket.end();
    await visitor.ended;
  });
});
