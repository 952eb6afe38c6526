import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startLab } from '../../lab/server.js';
import type { Lab } from '../../lab/server.js';
import { clientFrame, visit, visitOpen, visitRaw } from './visitor.js';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

/** Opens, answers the Close frame as a client should, and gives all bytes the lab sent behind its 101. */
async function bytesOf(path: string): Promise<Buffer> {
  const visitor = await visitRaw(lab, path);
  await visitor.until(({ bytes }) => bytes.length >= 2 && bytes.length >= 2 + (bytes[1] ?? 0));
  assert.match(visitor.received().head, /^HTTP\/1\.1 101 /);
  visitor.socket.write(clientFrame(8));
  await visitor.ended;
  visitor.socket.destroy();
  return visitor.received().bytes;
}

describe('/lab/close/<code>', () => {
  it('accepts the example key of RFC 6455 §1.3', async () => {
    const visitor = await visitRaw(lab, '/close/1000');
    await visitor.until(({ head }) => head !== '');
    assert.match(visitor.received().head, /^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/m);
    visitor.socket.destroy();
  });

  for (const code of [0, 1, 999, 1000, 1004, 1005, 1006, 1011, 1015, 1016, 2999, 3000, 4999, 5000, 65_535]) {
    it(`writes ${code} as it is, once, and ends TCP after the answer`, async () => {
      assert.deepEqual(await bytesOf(`/close/${code}`), Buffer.from([0x88, 2, code >> 8, code & 0xff]));
    });
  }

  it('carries a reason of up to 123 bytes of UTF-8', async () => {
    const reason = `${'é'.repeat(61)}!`;
    const expected = Buffer.concat([Buffer.from([0x88, 125, 0x03, 0xf3]), Buffer.from(reason)]);
    assert.deepEqual(await bytesOf(`/close/1011?reason=${encodeURIComponent(reason)}`), expected);
  });

  it('is a clean close for a client, with code and reason', async () => {
    const { closed } = visit(lab, '/close/4401?reason=Token%20expired');
    assert.deepEqual(await closed, { code: 4401, reason: 'Token expired' });
  });

  it('stays open for ?after=, echoing, and lets the client close first', async () => {
    const visitor = await visitOpen(lab, '/close/1000?after=60000');
    visitor.socket.send('hello');
    assert.equal(await visitor.next(), 'hello');
    visitor.socket.close(3000);
    assert.equal((await visitor.closed).code, 3000);
  });

  it('closes by itself after ?after=', async () => {
    const startMs = performance.now();
    const { closed } = visit(lab, '/close/1001?after=60');
    assert.equal((await closed).code, 1001);
    assert.ok(performance.now() - startMs >= 55);
  });

  it('ends TCP after a second when the client does not answer', async () => {
    const startMs = performance.now();
    const visitor = await visitRaw(lab, '/close/1006');
    await visitor.ended;
    const tookMs = performance.now() - startMs;
    assert.ok(tookMs > 900 && tookMs < 5_000, `took ${tookMs} ms`);
  });

  for (const [path, parameter] of [
    ['/close/65536', 'code'],
    ['/close/-1', 'code'],
    ['/close/abc', 'code'],
    ['/close/1000?after=60001', 'after'],
    [`/close/1000?reason=${'x'.repeat(124)}`, 'reason'],
  ] as const) {
    it(`explains ${path.slice(0, 40)}`, async () => {
      const { messages, closed } = visit(lab, path);
      assert.deepEqual(await closed, { code: 1008, reason: `Bad parameter: ${parameter}` });
      const { error } = JSON.parse(String(messages[0])) as { error: { parameter: string; message: string } };
      assert.equal(error.parameter, parameter);
      assert.match(error.message, new RegExp(`^${parameter} `));
    });
  }
});

describe('/lab/close/none', () => {
  it('writes a close frame without a body', async () => {
    assert.deepEqual(await bytesOf('/close/none'), Buffer.from([0x88, 0]));
    const { closed } = visit(lab, '/close/none');
    assert.equal((await closed).code, 1005);
  });
});
