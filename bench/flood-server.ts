import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../lab/listen.js';
import { encodeFlood, frameHeader, type FloodFrames } from './flood-frames.js';

/** How the messages of one socket are sent. They are numbered from 0. */
export type FloodPlan =
  /** As fast as the socket takes them. */
  | { readonly pace: 'burst'; readonly count: number; readonly sizeBytes: number }
  /** Evenly; each `tickMs` what is due. */
  | { readonly pace: 'rate'; readonly count: number; readonly sizeBytes: number; readonly perSecond: number }
  /** One at a time, about so often: never in step with a screen. */
  | {
      readonly pace: 'single';
      readonly count: number;
      readonly sizeBytes: number;
      readonly perSecond: number;
    }
  /** One text message of this size, and the socket stays open until the page closes it. */
  | { readonly pace: 'one'; readonly text: string };

/** What was on its way, and when: milliseconds since the Unix epoch. */
export interface Sending {
  readonly atMs: number;
  /** How many messages had been written until then. */
  readonly count: number;
}

/** Sends floods, on a free port of this machine. */
export interface FloodServer {
  /** Prepares a flood and gives the address to connect to for it, any number of times. */
  prepare(plan: FloodPlan): string;
  /** When what was written to the newest socket. */
  readonly sendings: readonly Sending[];
  close(): Promise<void>;
}

const blockBytes = 65_536;
const tickMs = 4;
const closeFrame = Buffer.concat([frameHeader(0x8, 2), Buffer.from([1000 >> 8, 1000 & 0xff])]);

/** Milliseconds since the Unix epoch, finer than `Date.now()`. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Starts a server. It speaks just enough of RFC 6455 to flood: a WebSocket library would cost more than the page. */
export async function startFloodServer(): Promise<FloodServer> {
  const plans: FloodPlan[] = [];
  const encoded = new Map<string, FloodFrames>();
  const sockets = new Set<Duplex>();
  let sendings: Sending[] = [];

  const framesOf = (count: number, sizeBytes: number) => {
    const key = `${count} × ${sizeBytes}`;
    const frames = encoded.get(key) ?? encodeFlood(count, sizeBytes);
    encoded.set(key, frames);
    return frames;
  };
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket) => {
    sockets.add(socket);
    // A page that was closed meanwhile resets the connection; the flood ends by it.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
    const plan = plans[Number(request.url?.slice(1))];
    if (!plan) {
      socket.destroy();
      return;
    }
    acceptSocket(request, socket as Socket);
    sendings = [];
    void send(plan, socket, sendings, framesOf).catch(() => socket.destroy());
  });
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  return {
    prepare(plan) {
      if (plan.pace !== 'one') framesOf(plan.count, plan.sizeBytes);
      return `ws://127.0.0.1:${port}/${plans.push(plan) - 1}`;
    },
    get sendings() {
      return sendings;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers the opening handshake (RFC 6455 §4.2.2). */
function acceptSocket({ headers }: IncomingMessage, socket: Socket): void {
  const key = headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.setNoDelay(true);
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
}

async function send(
  plan: FloodPlan,
  socket: Duplex,
  sendings: Sending[],
  framesOf: (count: number, sizeBytes: number) => FloodFrames,
): Promise<void> {
  if (plan.pace === 'one') {
    const text = Buffer.from(plan.text);
    socket.write(frameHeader(0x1, text.length));
    socket.write(text);
    socket.on('data', (frame: Buffer) => {
      if (((frame[0] ?? 0) & 0xf) === 0x8) socket.end(closeFrame);
    });
    return;
  }
  const frames = framesOf(plan.count, plan.sizeBytes);
  if (plan.pace === 'burst') await sendBurst(frames, socket);
  else if (plan.pace === 'rate') await sendAtRate(plan, frames, socket, sendings);
  else await sendSingly(plan, frames, socket, sendings);
  // With the end of TCP right behind it, Chromium waits for nothing; otherwise it holds `close` back for 2 s.
  socket.end(closeFrame);
}

async function sendBurst({ bytes }: FloodFrames, socket: Duplex): Promise<void> {
  for (let from = 0; from < bytes.length && !socket.destroyed; from += blockBytes) {
    if (!socket.write(bytes.subarray(from, from + blockBytes))) await drained(socket);
  }
}

async function sendAtRate(
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  { bytes, frameBytes }: FloodFrames,
  socket: Duplex,
  sendings: Sending[],
): Promise<void> {
  const startMs = performance.now();
  for (let sent = 0; sent < count && !socket.destroyed;) {
    await pause(tickMs);
    const due = Math.min(count, Math.floor(((performance.now() - startMs) / 1000) * perSecond));
    if (due === sent) continue;
    const isTaken = socket.write(bytes.subarray(sent * frameBytes, due * frameBytes));
    sent = due;
    sendings.push({ atMs: epochMs(), count: sent });
    if (!isTaken) await drained(socket);
  }
}

async function sendSingly(
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  { bytes, frameBytes }: FloodFrames,
  socket: Duplex,
  sendings: Sending[],
): Promise<void> {
  for (let sent = 0; sent < count && !socket.destroyed; sent++) {
    await pause((1000 / perSecond) * (0.75 + Math.random() / 2));
    sendings.push({ atMs: epochMs(), count: sent + 1 });
    socket.write(bytes.subarray(sent * frameBytes, (sent + 1) * frameBytes));
  }
}

/** Resolves when the socket takes more, or is gone. */
async function drained(socket: Duplex): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.once('drain', done);
    socket.once('close', done);
  });
}
