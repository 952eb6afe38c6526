import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { attachLab, startLab } from '../../lab/server.js';
import type { Lab } from '../../lab/server.js';
import { visit, visitOpen, visitRaw } from './visitor.js';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

describe('the lab seen from the server', () => {
  it('counts the connections of each client apart', async () => {
    const one = await visitOpen(lab, '/echo?client=counts-1');
    const two = await visitOpen(lab, '/time?client=counts-1');
    await visitOpen(lab, '/echo?client=counts-2').then(({ socket }) => socket.terminate());
    assert.equal(lab.connections('counts-1'), 2);
    one.socket.close();
    await one.closed;
    assert.equal(lab.connections('counts-1'), 1);
    assert.equal(lab.total('counts-1'), 2);
    assert.equal(lab.total('counts-2'), 1);
    assert.equal(lab.total('counts-nobody'), 0);
    two.socket.close();
  });

  it('does not count a refused request', async () => {
    await visit(lab, '/reject/403?client=refused').closed;
    assert.equal(lab.total('refused'), 0);
  });

  it('sends to, closes and drops the connections of one client', async () => {
    const mine = await visitOpen(lab, '/echo?client=steered');
    const other = await visitOpen(lab, '/echo?client=bystander');
    assert.equal(lab.send('steered', 'text'), 1);
    assert.equal(lab.send('steered', new Uint8Array([1, 2])), 1);
    assert.equal(await mine.next(), 'text');
    assert.deepEqual(await mine.next(), Buffer.from([1, 2]));
    assert.equal(lab.closeClient('steered', 4000, 'enough'), 1);
    assert.deepEqual(await mine.closed, { code: 4000, reason: 'enough' });
    assert.deepEqual(other.messages, []);
    assert.equal(lab.terminate('bystander'), 1);
    assert.equal((await other.closed).code, 1006);
    assert.equal(lab.send('steered', 'gone'), 0);
  });

  it('remembers how the latest connection of a client ended', async () => {
    assert.equal(lab.lastClose('ending'), undefined);
    const { socket, closed } = await visitOpen(lab, '/echo?client=ending');
    socket.close(3001, 'done');
    await closed;
    assert.deepEqual(lab.lastClose('ending'), { code: 3001, reason: 'done' });
    const dropped = await visitOpen(lab, '/echo?client=ending');
    lab.terminate('ending');
    await dropped.closed;
    assert.deepEqual(lab.lastClose('ending'), { code: 1006, reason: '' });
  });

  it('says 1001 when it closes, and leaves nobody connected', async () => {
    const own = await startLab();
    const polite = await visitOpen(own, '/echo');
    const deaf = await visitOpen(own, '/no-close');
    const unanswered = visit(own, '/silent');
    const raw = await visitRaw(own, '/slow?ms=60000');
    await own.close();
    assert.equal((await polite.closed).code, 1001);
    assert.equal((await deaf.closed).code, 1006);
    assert.equal((await unanswered.closed).code, 1006);
    await raw.ended;
    await assert.rejects(fetch(`${own.httpUrl}/`));
  });

  it('rejects when its port is taken', async () => {
    await assert.rejects(startLab({ port: lab.port }), { code: 'EADDRINUSE' });
  });
});

describe('a lab on the port of somebody else', () => {
  it('handles /lab and leaves the rest alone', async () => {
    const server = createServer((request, response) => {
      if (!control.handleRequest(request, response)) response.end('the host');
    });
    const control = attachLab(server);
    let othersUpgrades = 0;
    server.on('upgrade', (request, socket) => {
      if (request.url?.startsWith('/lab')) return;
      othersUpgrades += 1;
      socket.destroy();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    assert.equal(await (await fetch(`http://127.0.0.1:${port}/laboratory`)).text(), 'the host');
    assert.equal((await fetch(`http://127.0.0.1:${port}/lab/`)).status, 200);
    const mine = new WebSocket(`ws://127.0.0.1:${port}/lab/echo?client=guest`);
    await once(mine, 'open');
    assert.equal(control.connections('guest'), 1);
    const others = new WebSocket(`ws://127.0.0.1:${port}/hmr`);
    await once(others, 'error');
    assert.equal(othersUpgrades, 1);

    const goodbye = once(mine, 'close');
    await control.close();
    assert.equal((await goodbye)[0], 1001);
    assert.equal(server.listening, true);
    server.closeAllConnections();
    server.close();
  });
});
