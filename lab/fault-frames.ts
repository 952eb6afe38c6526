import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a frame is made of; every part may be wrong on purpose (RFC 6455 §5.2). */
export interface FrameParts {
  /** Default 1, text. */
  readonly opcode?: number;
  readonly payload?: Uint8Array | string;
  /** Default true. */
  readonly fin?: boolean;
  /** The three reserved bits as one number: 4 is RSV1. Default 0. */
  readonly reserved?: number;
  /** Masks with this key, which a server must not. */
  readonly maskKey?: readonly [number, number, number, number];
  /** How many bytes the length takes: 0 (in the second byte), 2 or 8. Default: the shortest that fits. */
  readonly lengthBytes?: 0 | 2 | 8;
  /** Said instead of the payload's true length. */
  readonly statedLength?: number | bigint;
}

/** The bytes of one frame. Checks nothing. */
export function frame(parts: FrameParts): Buffer {
  const { opcode = 1, payload = '', fin = true, reserved = 0, maskKey } = parts;
  const bytes = Buffer.from(payload);
  const stated = parts.statedLength ?? bytes.length;
  const lengthBytes = parts.lengthBytes ?? (stated > 65_535 ? 8 : stated > 125 ? 2 : 0);
  const length = Buffer.alloc(lengthBytes);
  if (lengthBytes === 2) length.writeUInt16BE(Number(stated));
  if (lengthBytes === 8) length.writeBigUInt64BE(BigInt(stated));
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const second = (maskKey ? 0x80 : 0) | { 0: Number(stated), 2: 126, 8: 127 }[lengthBytes];
  const body = maskKey ? bytes.map((byte, index) => byte ^ (maskKey[index % 4] ?? 0)) : bytes;
  return Buffer.concat([Buffer.from([first, second]), length, Buffer.from(maskKey ?? []), body]);
}

/** What the answer to an upgrade request says; `null` leaves a field out. */
export interface HandshakeParts {
  /** Default `HTTP/1.1 101 Switching Protocols`. */
  readonly statusLine?: string;
  readonly upgrade?: string | null;
  readonly connection?: string | null;
  /** Default: the right one for the request's key (RFC 6455 §4.2.2). */
  readonly accept?: string | null;
  readonly protocol?: string;
  readonly extensions?: string;
}

/** The bytes of the answer to an upgrade request, right but for what `parts` change. */
export function handshake(request: IncomingMessage, parts: HandshakeParts = {}): string {
  const key = String(request.headers['sec-websocket-key']);
  const right = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const fields: readonly (readonly [string, string | null | undefined])[] = [
    ['Upgrade', parts.upgrade === undefined ? 'websocket' : parts.upgrade],
    ['Connection', parts.connection === undefined ? 'Upgrade' : parts.connection],
    ['Sec-WebSocket-Accept', parts.accept === undefined ? right : parts.accept],
    ['Sec-WebSocket-Protocol', parts.protocol],
    ['Sec-WebSocket-Extensions', parts.extensions],
  ];
  const lines = fields.flatMap(([name, value]) => (typeof value === 'string' ? [`${name}: ${value}`] : []));
  return [parts.statusLine ?? 'HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n');
}
