import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { Connection, type ConnectionState, type SocketLike } from '../../src/core/index.js';

let server: WebSocketServer;
let url: string;

before(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket, request) => {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    if (request.url === '/bye') socket.close(4002, 'bye');
  });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

after(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

const socket = (to: string, protocols: readonly string[]) =>
  new WebSocket(to, [...protocols]) as unknown as SocketLike;

function reached(
  connection: Connection,
  fits: (state: ConnectionState) => boolean,
): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const release = connection.subscribe(() => {
      if (!fits(connection.state)) return;
      release();
      resolve(connection.state);
    });
  });
}

test('the same connection runs in Node on the ws package', async () => {
  const connection = new Connection({ url: `${url}/echo`, ports: { socket } });
  connection.open();
  await reached(connection, ({ phase }) => phase === 'open');
  const heard = new Promise<void>((resolve) => {
    connection.log.subscribe(() => {
      if (connection.log.receivedCount === 2) resolve();
    });
  });
  await connection.send('from Node');
  await connection.send(new Uint8Array([7, 8]));
  await heard;
  assert.equal(connection.log.at(3)?.data, 'from Node');
  assert.deepEqual([...new Uint8Array(connection.log.at(4)?.data as ArrayBuffer)], [7, 8]);
  connection.close(1000, 'done');
  const { end } = await reached(connection, ({ phase }) => phase === 'closed');
  assert.equal(end?.code, 1000);
  assert.equal(end.wasClean, true);
  assert.ok(end.durationMs >= 0 && Math.abs(end.atMs - Date.now()) < 5_000, 'times come from the clock');
});

test('in Node, too, the close code and reason are told', async () => {
  const connection = new Connection({ url: `${url}/bye`, ports: { socket } });
  connection.open();
  const { end } = await reached(connection, ({ phase }) => phase === 'closed');
  assert.equal(end?.code, 4002);
  assert.equal(end.reason, 'bye');
  assert.equal(end.endedBy, 'peer');
});

test('in Node, too, a port where nothing listens is a failure that never opened', async () => {
  const connection = new Connection({ url: 'ws://127.0.0.1:1/', ports: { socket } });
  connection.open();
  const { end, failed } = await reached(connection, ({ phase }) => phase === 'closed');
  assert.equal(failed, true);
  assert.equal(end?.opened, false);
  assert.equal(end.errorEvent, true);
});

test(
  'without a WebSocket around, the attempt ends with advice instead of throwing',
  { skip: 'WebSocket' in globalThis && 'this Node has a WebSocket of its own' },
  () => {
    const connection = new Connection({ url });
    connection.open();
    assert.match(connection.state.end?.threw?.message ?? '', /socket factory/);
  },
);
