import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Connection } from '../../src/core/index.js';
import { snippetRequest, type SnippetLanguage } from '../../src/snippets/index.js';
import { freePort } from '../browsers/free-port.js';
import { serve } from './programs.js';
import type { Toolchain } from './toolchains.js';

const limitMs = 10_000;

/** The snippet, as it is, serves our `Connection`: chooses a subprotocol it knows, sends text and binary back. */
export async function checkServer(
  language: SnippetLanguage,
  { file, command }: Toolchain,
  folder: string,
): Promise<void> {
  const port = await freePort();
  const name = "o'clock";
  writeFileSync(join(folder, file), language.server?.(snippetRequest({ protocols: [name], port })) ?? '');
  const [program = '', ...args] = command;
  const stop = await serve(program, args, folder);
  try {
    const connection = new Connection({
      url: `ws://127.0.0.1:${port}/any?path`,
      protocols: `unknown, ${name}`,
      ports: {
        socket: (url, protocols) => new WebSocket(url, [...protocols], { origin: 'https://docs.example' }),
      },
    });
    connection.open();
    await until(connection, () => connection.state.phase === 'open');
    assert.equal(connection.state.protocol, name);
    await connection.send('{"text":"👍\n"}');
    await connection.send(Uint8Array.of(0, 240, 255));
    await until(connection, () => connection.log.receivedCount === 2);
    const received = [...Array(connection.log.length).keys()]
      .map((index) => connection.log.at(index))
      .flatMap((entry) => (entry?.kind === 'received' ? [entry.data] : []));
    assert.equal(received[0], '{"text":"👍\n"}');
    assert.deepEqual(new Uint8Array(received[1] as ArrayBuffer), Uint8Array.of(0, 240, 255));
    connection.close(1000);
    await until(connection, () => connection.state.phase === 'closed');
    assert.equal(connection.state.failed, false);
  } finally {
    await stop();
  }
}

async function until(connection: Connection, holds: () => boolean): Promise<void> {
  const endMs = Date.now() + limitMs;
  while (!holds()) {
    assert.ok(Date.now() < endMs, `still ${JSON.stringify(connection.state)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
