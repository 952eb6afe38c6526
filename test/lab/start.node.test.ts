import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';

const repository = fileURLToPath(new URL('../..', import.meta.url));

function run(script: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...script.split(' ')], {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

describe('npm start', () => {
  it('serves the demo page and the lab on one port, and ends on SIGTERM', { timeout: 60_000 }, async () => {
    const demo = run('lab/start.ts', { PORT: '0' });
    try {
      assert.ok(demo.stdout);
      const [line] = (await once(createInterface(demo.stdout), 'line')) as [string];
      const url = /^ws-tester demo: (http:\/\/localhost:\d+\/)$/
        .exec(line)?.[1]
        ?.replace('localhost', '127.0.0.1');
      assert.ok(url, line);

      const page = await fetch(url, { headers: { accept: 'text/html' } });
      assert.equal(page.status, 200);
      const html = await page.text();
      assert.match(html, /<ws-tester [^>]*>\s+This page has a live WebSocket console/);
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+="/i);
      assert.equal((await fetch(`${url}site.css`)).status, 200);
      assert.match(await (await fetch(`${url}lab/`)).text(), /<h1>ws-tester lab<\/h1>/);
      assert.equal((await fetch(`${url}nothing`, { headers: { accept: 'text/html' } })).status, 404);

      const echo = new WebSocket(`${url.replace('http', 'ws')}lab/echo`);
      await once(echo, 'open');
      echo.send('through the demo');
      const [data] = (await once(echo, 'message')) as [Buffer];
      assert.equal(data.toString('utf8'), 'through the demo');

      let addresses: { url: string }[] = [];
      while (addresses.length === 0) {
        const index = (await (await fetch(`${url}lab/index.json`)).json()) as {
          faultAddresses: { url: string }[];
        };
        addresses = index.faultAddresses;
      }
      assert.ok(addresses.some((address) => address.url.startsWith('wss://localhost:')));
      assert.match(await (await fetch(`${url}lab/`)).text(), /no-such-host\.invalid/);

      const nowhere = new WebSocket(`${url.replace('http', 'ws')}nowhere`);
      const [error] = (await once(nowhere, 'error')) as [Error];
      assert.match(error.message, /404/);

      const goodbye = once(echo, 'close');
      const exit = once(demo, 'exit');
      demo.kill('SIGTERM');
      assert.equal((await goodbye)[0], 1001);
      assert.deepEqual(await exit, [0, null]);
    } finally {
      demo.kill('SIGKILL');
    }
  });

  it('fails with the reason when the PORT asked for is taken', { timeout: 60_000 }, async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const demo = run('lab/start.ts', { PORT: String(port) });
    try {
      const [complaint, exit] = await Promise.all([textOf(demo.stderr), once(demo, 'exit')]);
      assert.match(complaint, /ws-tester demo: cannot listen on 127\.0\.0\.1: .*EADDRINUSE/);
      assert.deepEqual(exit, [1, null]);
    } finally {
      demo.kill('SIGKILL');
      squatter.close();
    }
  });
});

describe('a closed lab', () => {
  it('leaves no timer or handle: the process ends by itself', { timeout: 60_000 }, async () => {
    const visitor = run('test/lab/visit-all.ts');
    try {
      const exited = once(visitor, 'exit');
      const [told, complaint] = await Promise.all([textOf(visitor.stdout), textOf(visitor.stderr)]);
      const exit = await exited;
      assert.equal(complaint, '');
      assert.match(told, /^left after \d+ ms$/m);
      assert.deepEqual(exit, [0, null]);
    } finally {
      visitor.kill('SIGKILL');
    }
  });
});
