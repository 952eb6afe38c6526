import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { startFaultPorts, type FaultPorts } from '../../lab/fault-ports.js';
import { faults } from '../../lab/faults.js';
import { startLab, type Lab } from '../../lab/server.js';
import { visit, visitRaw } from './visitor.js';

let lab: Lab;
let ports: FaultPorts;
before(async () => {
  lab = await startLab();
  ports = await startFaultPorts(lab.port);
});
after(async () => {
  await ports.close();
  await lab.close();
});

/** What a client that obeys the protocol meets. */
async function errorOf(path: string, protocols: string[] = []): Promise<string> {
  const { socket, closed } = visit(lab, path, protocols, { perMessageDeflate: true });
  let error = '';
  socket.on('error', (thrown) => (error = thrown.message));
  const { code } = await closed;
  return error || String(code);
}

describe('faults of the handshake', () => {
  const rows: readonly (readonly [path: string, error: RegExp, protocols?: string[]])[] = [
    ['/fault/status/404', /Unexpected server response: 404/],
    ['/fault/status/302', /Unexpected server response: 302/],
    ['/fault/reset', /ECONNRESET/],
    ['/fault/reset-upgrade', /ECONNRESET/],
    ['/fault/hang-up', /socket hang up/],
    ['/fault/ssh-banner', /Parse Error/],
    ['/fault/garbage', /Parse Error/],
    ['/fault/wrong-accept', /Invalid Sec-WebSocket-Accept/],
    ['/fault/no-accept', /Invalid Sec-WebSocket-Accept/],
    ['/fault/wrong-upgrade', /Invalid Upgrade header/],
    ['/fault/subprotocol-not-offered', /invalid subprotocol/, ['chat.v1']],
    ['/fault/subprotocol-none', /no subprotocol/, ['chat.v1']],
    ['/fault/subprotocol-case', /invalid subprotocol/, ['chat.v1']],
    ['/fault/extension-unknown', /extension that was not requested/],
    ['/fault/extension-parameter', /Invalid Sec-WebSocket-Extensions/],
  ];
  for (const [path, error, protocols] of rows) {
    it(path, async () => assert.match(await errorOf(path, protocols), error));
  }

  for (const [path, missing] of [
    ['/fault/no-connection', /^connection:/im],
    ['/fault/no-upgrade', /^upgrade:/im],
  ] as const) {
    it(path, async () => {
      const visitor = await visitRaw(lab, path);
      await visitor.until(({ head }) => head !== '');
      assert.match(visitor.received().head, /^HTTP\/1\.1 101 /);
      assert.doesNotMatch(visitor.received().head, missing);
      visitor.socket.destroy();
    });
  }

  it('plain requests meet the status, readable only when asked for', async () => {
    const hidden = await fetch(`${lab.httpUrl}/fault/status/404`);
    assert.deepEqual([hidden.status, hidden.headers.get('access-control-allow-origin')], [404, null]);
    const shown = await fetch(`${lab.httpUrl}/fault/status/401?cors`);
    assert.deepEqual([shown.status, shown.headers.get('access-control-allow-origin')], [401, '*']);
    assert.equal((await fetch(`${lab.httpUrl}/fault/wrong-accept`)).status, 200);
    await assert.rejects(fetch(`${lab.httpUrl}/fault/reset`));
  });
});

describe('faults of an open connection', () => {
  const rows: readonly (readonly [name: string, error: RegExp])[] = [
    ['open-reset', /ECONNRESET|1006/],
    ['open-hang-up', /1006/],
    ['cut-message', /1006/],
    ['masked', /MASK must be clear/],
    ['rsv1', /RSV1 must be clear/],
    ['rsv2', /RSV2 and RSV3 must be clear/],
    ['rsv3', /RSV2 and RSV3 must be clear/],
    ['unknown-opcode', /invalid opcode 3/],
    ['unknown-control-opcode', /invalid opcode 11/],
    ['fragmented-ping', /FIN must be set/],
    ['oversized-ping', /invalid payload length 126/],
    ['invalid-utf8', /invalid UTF-8 sequence/],
    ['continuation-first', /invalid opcode 0/],
    ['message-in-message', /invalid opcode 1/],
    ['too-big', /Max payload size exceeded|Unsupported WebSocket frame/],
    ['bad-compression', /invalid|incorrect|too far back/],
    ['compressed-invalid-utf8', /invalid UTF-8 sequence/],
    ['http-after-101', /RSV|opcode|payload/],
    ['close-one-byte', /invalid payload length 1/],
    ['close-longest-reason', /1000/],
    ['close-long-reason', /invalid payload length 126/],
    ['close-invalid-utf8', /invalid UTF-8 sequence/],
    ['close-then-hang-up', /1011/],
    ['idle-cut?ms=100', /1006/],
    ['lifetime?ms=150', /1006/],
  ];
  for (const [name, error] of rows) {
    it(name, async () => assert.match(await errorOf(`/fault/${name}`), error));
  }

  it('greets before the fault when it is to come later', async () => {
    const visitor = visit(lab, '/fault/open-hang-up?after=30');
    assert.equal(await visitor.next(), 'hello');
    assert.equal((await visitor.closed).code, 1006);
  });

  it('an idle cut waits while messages come', async () => {
    const { socket, closed } = visit(lab, '/fault/idle-cut?ms=150');
    await once(socket, 'open');
    const startMs = performance.now();
    const busy = setInterval(() => socket.send('x'), 50);
    setTimeout(() => clearInterval(busy), 250);
    await closed;
    assert.ok(performance.now() - startMs > 330);
  });
});

describe('faults that are ports', () => {
  it('nothing listens on the closed one', async () => {
    const socket = connect(Number(new URL(ports.url('closed')).port), '127.0.0.1');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  for (const [name, problem] of [
    ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['tls-expired', /EXPIRED|SELF_SIGNED/],
    ['tls-wrong-name', /ALTNAME|SELF_SIGNED/],
  ] as const) {
    it(`${name} serves the lab with a certificate that is not trusted`, async () => {
      const port = Number(new URL(ports.url(name)).port);
      const socket = connectTls({
        port,
        host: '127.0.0.1',
        servername: 'localhost',
        rejectUnauthorized: false,
      });
      await once(socket, 'secureConnect');
      assert.match(String(socket.authorizationError), new RegExp(problem));
      const { valid_to: until, subject } = socket.getPeerCertificate();
      assert.equal(Date.parse(until) < Date.now(), name === 'tls-expired');
      assert.equal(subject.CN, name === 'tls-wrong-name' ? 'wrong.example' : 'localhost');
      socket.destroy();
    });
  }

  it('every name is one', () => {
    assert.throws(() => ports.url('nowhere'), /no fault port/);
    assert.equal(new Set(ports.ports.map(({ name }) => name)).size, ports.ports.length);
  });
});

it('the index lists every fault', async () => {
  const page = await (await fetch(`${lab.httpUrl}/`)).text();
  for (const { path } of faults) {
    assert.ok(page.includes(`/lab${path.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`), path);
  }
});
