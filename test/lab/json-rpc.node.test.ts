import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startLab } from '../../lab/server.js';
import type { Lab } from '../../lab/server.js';
import { visitOpen } from './visitor.js';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

/** Sends a text and gives the parsed answer. */
async function ask(text: string): Promise<unknown> {
  const { socket, next } = await visitOpen(lab, '/json-rpc');
  socket.send(text);
  const answer = JSON.parse(String(await next())) as unknown;
  socket.close();
  return answer;
}

const call = (method: string, params?: unknown, id: unknown = 1): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

describe('/lab/json-rpc', () => {
  for (const [text, result] of [
    [call('ping'), 'pong'],
    [call('add', [1, 2, 3.5]), 6.5],
    [call('add', { a: 1, b: 2 }), 3],
    [call('echo', { deep: [1, null] }), { deep: [1, null] }],
    [call('slow', { delayMs: 10 }), 'Waited 10 ms.'],
  ] as const) {
    it(`answers ${text}`, async () => {
      assert.deepEqual(await ask(text), { jsonrpc: '2.0', id: 1, result });
    });
  }

  it('tells the time and lists its methods', async () => {
    const time = (await ask(call('time'))) as { result: string };
    assert.ok(Math.abs(Date.parse(time.result) - Date.now()) < 5_000);
    const list = (await ask(call('list-methods'))) as { result: { name: string }[] };
    assert.deepEqual(
      list.result.map(({ name }) => name),
      ['ping', 'echo', 'add', 'time', 'slow', 'fail', 'list-methods'],
    );
  });

  for (const [text, code, id] of [
    ['{', -32700, null],
    ['', -32700, null],
    ['1', -32600, null],
    ['[]', -32600, null],
    [`[${Array(101).fill('1').join()}]`, -32600, null],
    ['{}', -32600, null],
    ['{"jsonrpc":"1.0","id":7,"method":"ping"}', -32600, 7],
    ['{"jsonrpc":"2.0","id":7,"method":5}', -32600, 7],
    ['{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600, null],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":5}', -32600, 7],
    [call('nothing', undefined, 'x'), -32601, 'x'],
    [call('toString'), -32601, 1],
    [call('add', ['1']), -32602, 1],
    [call('add'), -32602, 1],
    [call('slow', [10_001]), -32602, 1],
    [call('fail'), -32000, 1],
    [
      `{"jsonrpc":"2.0","id":1,"method":"echo","params":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      -32603,
      null,
    ],
  ] as const) {
    it(`answers ${text.slice(0, 60)} with ${code}`, async () => {
      const answer = (await ask(text)) as { id: unknown; error: { code: number; message: string } };
      assert.equal(answer.error.code, code);
      assert.equal(answer.id, id);
      assert.ok(answer.error.message.length > 0);
    });
  }

  it('answers a batch with what it asked for, and a notification not at all', async () => {
    const notification = '{"jsonrpc":"2.0","method":"ping"}';
    const failing = '{"jsonrpc":"2.0","method":"nothing"}';
    const { socket, next } = await visitOpen(lab, '/json-rpc');
    socket.send(notification);
    socket.send(failing);
    socket.send(`[${notification}]`);
    socket.send(`[${call('ping', undefined, 'a')},${notification},${call('nothing', undefined, 'b')}]`);
    const answer = JSON.parse(String(await next())) as {
      id: string;
      result?: string;
      error?: { code: number };
    }[];
    assert.deepEqual(
      answer.map(({ id, result, error }) => [id, result ?? error?.code]),
      [
        ['a', 'pong'],
        ['b', -32601],
      ],
    );
    socket.close();
  });

  it('closes a connection that asks for too much at once with 1008', async () => {
    const { socket, closed } = await visitOpen(lab, '/json-rpc');
    for (let id = 0; id <= 100; id += 1) socket.send(call('slow', [10_000], id));
    assert.deepEqual(await closed, { code: 1008, reason: 'More than 100 requests at once' });
  });
});
