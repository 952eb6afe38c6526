import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import { closeFrame } from './close-frame.js';
import type { Endpoint, NumberParameter, Parameter, Visit } from './endpoint.js';
import { readNumber } from './endpoint.js';
import { frame, handshake, type FrameParts, type HandshakeParts } from './fault-frames.js';
import { endWithin, refuseUpgrade } from './handshake.js';
import { after, every } from './timers.js';

/** What a plain HTTP request to a fault's path meets: an ordinary answer, the same fault, or the same status. */
export type PlainAnswer = 'page' | 'fault' | 'status';

/** An endpoint that breaks something on purpose. */
export interface Fault extends Endpoint {
  readonly plain: PlainAnswer;
  /** Does the damage to the connection, which has brought this request; for `plain: 'fault'` also to a plain one. */
  readonly damage: (visit: Visit) => void;
}

const holdMs = 300_000;
const afterMs: NumberParameter = {
  name: 'after',
  meaning: 'Milliseconds to wait after the handshake; with more than 0 a greeting is sent first.',
  min: 0,
  max: 60_000,
  fallback: 0,
};
const limitMs: NumberParameter = {
  name: 'ms',
  meaning: 'The limit in milliseconds.',
  min: 100,
  max: 600_000,
  fallback: 2_000,
};
const statusValue: NumberParameter = {
  name: 'status',
  meaning: 'HTTP status of the answer.',
  min: 200,
  max: 599,
};
const cors: Parameter = {
  name: 'cors',
  meaning:
    'Present: plain requests are answered with Access-Control-Allow-Origin, so that a page can read them.',
};

const isCorrupt = Buffer.from([0xff, 0xff, 0xff, 0x12, 0x34]);
const notUtf8 = Buffer.from([0xc3, 0x28, 0xff]);
const greeting = frame({ payload: 'hello' });

/** Faults of the handshake: the answer to the upgrade request. */
const handshakeFaults: readonly Fault[] = [
  {
    path: '/fault/status/<status>',
    summary: 'Answers the upgrade, and plain requests too, with an HTTP status. 3xx leads to /echo.',
    parameters: [statusValue, cors],
    examples: [
      { label: '404', path: '/fault/status/404' },
      { label: '401, readable', path: '/fault/status/401?cors' },
      { label: 'A redirect', path: '/fault/status/302' },
    ],
    plain: 'status',
    ...acting(({ socket, pathValue }) => {
      const status = readNumber(statusValue, pathValue);
      const location = status >= 300 && status < 400 ? { Location: '/lab/echo' } : undefined;
      refuseUpgrade(socket, status, `${status}\n`, location);
    }),
  },
  raw('reset', 'Reads the request and resets TCP.', 'fault', ({ socket }) => reset(socket)),
  raw('hang-up', 'Reads the request and ends TCP.', 'fault', ({ socket }) => socket.end()),
  raw('reset-upgrade', 'Resets TCP on an upgrade; plain requests are answered.', 'page', ({ socket }) =>
    reset(socket),
  ),
  raw('silent', 'Reads the request and stays silent.', 'fault', ({ socket, signal }) => {
    socket.resume();
    socket.once('end', () => socket.end());
    after(signal, holdMs, () => socket.destroy());
  }),
  raw('ssh-banner', 'Answers like an SSH server.', 'fault', ({ socket }) =>
    socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  ),
  raw('garbage', 'Answers with bytes that are no HTTP at all.', 'fault', ({ socket }) =>
    socket.end(Buffer.from([0x00, 0xff, 0x16, 0x03, 0x0d, 0x0a, 0x7f, 0x0d, 0x0a])),
  ),
  raw('early-hints', 'Sends 103 before 101. Chromium fails, Firefox opens.', 'page', (visit) => {
    visit.socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n');
    open(visit);
  }),
  badHandshake('wrong-accept', 'Sec-WebSocket-Accept is wrong.', { accept: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }),
  badHandshake('no-accept', 'Sec-WebSocket-Accept is missing.', { accept: null }),
  badHandshake('wrong-upgrade', 'Upgrade says h2c.', { upgrade: 'h2c' }),
  badHandshake('no-upgrade', 'Upgrade is missing.', { upgrade: null }),
  badHandshake('wrong-connection', 'Connection says keep-alive.', { connection: 'keep-alive' }),
  badHandshake('no-connection', 'Connection is missing.', { connection: null }),
  badHandshake('http-1.0', 'The 101 is of HTTP/1.0. Chromium opens, Firefox fails.', {
    statusLine: 'HTTP/1.0 101 Switching Protocols',
  }),
  offering(
    badHandshake('subprotocol-not-offered', 'Chooses the subprotocol chat.v9, offered or not.', {
      protocol: 'chat.v9',
    }),
  ),
  offering(badHandshake('subprotocol-none', 'Chooses no subprotocol, whatever is offered.', {})),
  offering(
    raw('subprotocol-case', 'Chooses the first subprotocol offered, in upper case.', 'page', (visit) => {
      const [first = 'chat'] = (visit.request.headers['sec-websocket-protocol'] ?? 'chat').split(',');
      open(visit, { protocol: first.trim().toUpperCase() });
    }),
  ),
  badHandshake('extension-unknown', 'Uses the extension x-foo.', { extensions: 'x-foo' }),
  badHandshake('extension-parameter', 'Compresses with a parameter that does not exist.', {
    extensions: 'permessage-deflate; foo=1',
  }),
];

/** Faults after the handshake: what is sent, or not sent, on an open connection. */
const openFaults: readonly Fault[] = [
  after101('open-reset', 'Opens, then resets TCP.', ({ socket }) => reset(socket)),
  after101('open-hang-up', 'Opens, then ends TCP without a close frame.', ({ socket }) => socket.end()),
  after101('cut-message', 'Ends TCP in the middle of a message.', ({ socket }) => {
    socket.end(frame({ payload: 'hello', statedLength: 100 }));
  }),
  framing('masked', 'Masks a frame, which a server must not.', { payload: 'masked', maskKey: [1, 2, 3, 4] }),
  framing('rsv1', 'Sets the first reserved bit without compression.', { payload: 'x', reserved: 4 }),
  framing('rsv2', 'Sets the second reserved bit.', { payload: 'x', reserved: 2 }),
  framing('rsv3', 'Sets the third reserved bit.', { payload: 'x', reserved: 1 }),
  framing('unknown-opcode', 'Sends opcode 3.', { opcode: 3 }),
  framing('unknown-control-opcode', 'Sends opcode 11.', { opcode: 11 }),
  framing('fragmented-ping', 'Sends a ping that is not final.', { opcode: 9, fin: false }),
  framing('oversized-ping', 'Sends a ping of 126 bytes.', { opcode: 9, payload: 'p'.repeat(126) }),
  framing('invalid-utf8', 'Sends text that is not UTF-8.', { payload: notUtf8 }),
  framing('continuation-first', 'Continues a message that was never begun.', { opcode: 0, payload: 'x' }),
  after101('message-in-message', 'Begins a message within another.', ({ socket }) => {
    socket.write(Buffer.concat([frame({ payload: 'a', fin: false }), frame({ payload: 'b' })]));
  }),
  framing('long-length', 'Writes a short length in eight bytes.', { payload: 'x', lengthBytes: 8 }),
  framing('too-big', 'Announces a message of 1 TiB.', { opcode: 2, statedLength: 2n ** 40n }),
  after101(
    'bad-compression',
    'Sends a compressed message that cannot be decompressed.',
    ({ socket }) => socket.write(frame({ payload: isCorrupt, reserved: 4 })),
    { extensions: 'permessage-deflate' },
  ),
  after101(
    'compressed-invalid-utf8',
    'Sends compressed text that is not UTF-8.',
    ({ socket }) =>
      socket.write(
        frame({ payload: deflateRawSync(notUtf8, { finishFlush: 2 }).subarray(0, -4), reserved: 4 }),
      ),
    { extensions: 'permessage-deflate' },
  ),
  after101('http-after-101', 'Writes an HTTP error page into the open connection.', ({ socket }) => {
    socket.write('HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nOops!');
  }),
  framing('close-one-byte', 'Sends a close frame with half a code.', {
    opcode: 8,
    payload: Buffer.from([3]),
  }),
  framing('close-longest-reason', 'Sends a close reason of 123 bytes, the most there may be.', {
    opcode: 8,
    payload: closeFrame(1000, 'r'.repeat(123)).subarray(2),
  }),
  framing('close-long-reason', 'Sends a close reason of 124 bytes.', {
    opcode: 8,
    payload: closeFrame(1000, 'r'.repeat(124)).subarray(2),
  }),
  framing('close-invalid-utf8', 'Sends a close reason that is not UTF-8.', {
    opcode: 8,
    payload: Buffer.concat([Buffer.from([0x03, 0xe8]), notUtf8]),
  }),
  after101('message-after-close', 'Sends a message after its close frame.', ({ socket }) => {
    socket.write(Buffer.concat([closeFrame(1000, 'bye'), frame({ payload: 'late' })]));
  }),
  after101('close-then-hang-up', 'Sends close 1011 and ends TCP at once.', ({ socket }) => {
    socket.end(closeFrame(1011, 'bye'));
  }),
  after101('close-without-end', 'Sends close 1000 and keeps TCP open.', ({ socket }) => {
    socket.write(closeFrame(1000, 'kept'));
  }),
  raw('hang-up-on-close', 'Opens; answers a close frame by ending TCP.', 'page', (visit) => {
    open(visit);
    visit.socket.once('data', () => visit.socket.end());
  }),
  raw('stops-reading', 'Opens, then reads nothing more.', 'page', (visit) => {
    open(visit);
    visit.socket.pause();
  }),
  {
    ...raw('idle-cut', 'Ends TCP when nothing came for some time, as a proxy does.', 'page', (visit) => {
      open(visit);
      const { socket, search } = visit;
      const idleMs = readNumber(limitMs, search.get('ms'));
      let last = setTimeout(() => socket.end(), idleMs);
      socket.on('data', () => {
        clearTimeout(last);
        last = setTimeout(() => socket.end(), idleMs);
      });
      socket.once('close', () => clearTimeout(last));
    }),
    parameters: [limitMs],
  },
  {
    ...raw(
      'lifetime',
      'Ends TCP at an age, however busy; sends a tick ten times a second.',
      'page',
      (visit) => {
        open(visit);
        const { socket, search, signal } = visit;
        every(signal, 100, () => socket.write(frame({ payload: 'tick' })));
        after(signal, readNumber(limitMs, search.get('ms')), () => socket.end());
      },
    ),
    parameters: [limitMs],
  },
];

/**
 * Every failure that has a path, below `/lab/fault/`. Those that are not a path (a closed port, certificates) are in
 * `fault-ports.ts`; close codes of every kind are at `/close/<code>`, a slow upgrade at `/slow`, and a server that
 * never answers a close frame at `/no-close`.
 */
export const faults: readonly Fault[] = [...handshakeFaults, ...openFaults];

/** The fault of an endpoint, if it is one. */
export function faultOf(endpoint: Endpoint): Fault | undefined {
  return faults.find((fault) => fault === endpoint);
}

function acting(damage: Fault['damage']): Pick<Fault, 'damage' | 'answer'> {
  return { damage, answer: (visit) => ({ kind: 'raw', serve: () => damage(visit) }) };
}

function raw(name: string, summary: string, plain: PlainAnswer, damage: Fault['damage']): Fault {
  const path = `/fault/${name}`;
  return { path, summary, parameters: [], examples: [{ label: summary, path }], plain, ...acting(damage) };
}

function badHandshake(name: string, summary: string, parts: HandshakeParts): Fault {
  return raw(name, summary, 'page', (visit) => open(visit, parts));
}

/** With an example that offers a subprotocol, without which most clients see nothing wrong. */
function offering(fault: Fault): Fault {
  const [{ label, path }] = fault.examples;
  return { ...fault, examples: [{ label, path, protocols: 'chat.v1' }] };
}

function after101(name: string, summary: string, then: Fault['damage'], parts: HandshakeParts = {}): Fault {
  const fault = raw(name, summary, 'page', (visit) => {
    const delayMs = readNumber(afterMs, visit.search.get('after'));
    open(visit, parts);
    if (delayMs > 0) visit.socket.write(greeting);
    after(visit.signal, delayMs, () => {
      then(visit);
      // Browsers end a broken connection themselves; whatever they let pass ends here.
      after(visit.signal, 400, () => visit.socket.end());
    });
  });
  return { ...fault, parameters: [afterMs], examples: [{ label: summary, path: `${fault.path}?after=120` }] };
}

function framing(name: string, summary: string, parts: FrameParts): Fault {
  return after101(name, summary, ({ socket }) => socket.write(frame(parts)));
}

/** Answers 101; from then on whatever comes is read and dropped. */
function open(
  { socket, request }: { socket: Duplex; request: IncomingMessage },
  parts: HandshakeParts = {},
): void {
  socket.resume();
  socket.once('end', () => endWithin(socket, 1_000));
  socket.write(handshake(request, parts));
}

/** Ends TCP with RST. Over TLS, where Node has no way to, it ends without a goodbye. */
function reset(socket: Duplex): void {
  if (socket instanceof Socket && 'resetAndDestroy' in socket) socket.resetAndDestroy();
  else socket.destroy();
}
