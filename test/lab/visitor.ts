import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import type { Lab } from '../../lab/server.js';

/** A client of the lab that keeps all it received. */
export interface Visitor {
  readonly socket: WebSocket;
  readonly messages: (string | Buffer)[];
  /** Resolves with code and reason; a socket that never opened closes with 1006. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** The next message not yet taken by this method, in order. */
  next(): Promise<string | Buffer>;
}

/** Connects to an endpoint, for instance `/echo`. Listeners are in place before anything can arrive. */
export function visit(
  lab: Lab,
  path: string,
  protocols: string[] = [],
  options: ClientOptions = {},
): Visitor {
  const socket = new WebSocket(`${lab.wsUrl}${path}`, protocols, { perMessageDeflate: false, ...options });
  const messages: (string | Buffer)[] = [];
  let taken = 0;
  socket.on('message', (data: Buffer, isBinary) => messages.push(isBinary ? data : data.toString('utf8')));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') })),
  );
  return {
    socket,
    messages,
    closed,
    async next() {
      while (messages.length <= taken) {
        const ended = closed.then(({ code }) => {
          throw new Error(`closed with ${code} before a message`);
        });
        await Promise.race([once(socket, 'message'), ended]);
      }
      const message = messages[taken];
      taken += 1;
      return message ?? '';
    },
  };
}

/** As {@link visit}, and waits until the connection is open. */
export async function visitOpen(lab: Lab, path: string, protocols: string[] = []): Promise<Visitor> {
  const visitor = visit(lab, path, protocols);
  await once(visitor.socket, 'open');
  return visitor;
}

/** A TCP connection that has sent an upgrade request, and what it has received. */
export interface RawVisitor {
  readonly socket: Socket;
  /** The head of the answer, and the bytes behind it. */
  received(): { head: string; bytes: Buffer };
  /** Resolves when `enough` is true of what was received, or when the lab has ended the connection. */
  until(enough: (received: { head: string; bytes: Buffer }) => boolean): Promise<void>;
  readonly ended: Promise<void>;
}

/** Sends an upgrade request by hand, so that a test sees the very bytes of the answer. */
export async function visitRaw(lab: Lab, path: string, fields: string[] = []): Promise<RawVisitor> {
  const socket = connect(lab.port, '127.0.0.1');
  let all = Buffer.alloc(0);
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve);
    socket.once('close', () => resolve());
  });
  socket.on('data', (chunk: Buffer) => (all = Buffer.concat([all, chunk])));
  await once(socket, 'connect');
  const request = [
    `GET /lab${path} HTTP/1.1`,
    `Host: 127.0.0.1:${lab.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    // The key of the example in RFC 6455 §1.3.
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...fields,
  ];
  socket.write(`${request.join('\r\n')}\r\n\r\n`);
  const received = (): { head: string; bytes: Buffer } => {
    const end = all.indexOf('\r\n\r\n');
    if (end < 0) return { head: '', bytes: Buffer.alloc(0) };
    return { head: all.subarray(0, end).toString('latin1'), bytes: all.subarray(end + 4) };
  };
  return {
    socket,
    received,
    ended,
    async until(enough) {
      while (!socket.readableEnded && !socket.destroyed && !enough(received())) {
        await Promise.race([once(socket, 'data'), ended]);
      }
    },
  };
}

/** A client's frame, masked with zeroes: FIN, the opcode, and up to 125 bytes (RFC 6455 §5.2). */
export function clientFrame(opcode: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  return Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
}
