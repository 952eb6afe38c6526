import type { Duplex } from 'node:stream';
import { endWithin } from './handshake.js';

/** Longest close reason in bytes: a control frame carries 125, two of them the code (RFC 6455 §5.5, §5.5.1). */
export const maxReasonBytes = 123;

/** How long the client has to answer a Close frame before TCP ends without the answer. */
const answerWithinMs = 1_000;

/**
 * The bytes of an unmasked Close frame (RFC 6455 §5.5.1), also with a code that no endpoint may send
 * (RFC 6455 §7.4.1: 1004, 1005, 1006, 1015; §7.4.2: 0-999), which `ws` refuses to write.
 *
 * @param code - 0 to 65535, or undefined for a Close frame without a body.
 * @param reason - At most {@link maxReasonBytes} of UTF-8; must be empty without a code.
 */
export function closeFrame(code: number | undefined, reason = ''): Buffer {
  if (code === undefined) return Buffer.from([0x88, 0]);
  const text = Buffer.from(reason, 'utf8');
  const frame = Buffer.alloc(4 + text.length);
  frame[0] = 0x88;
  frame[1] = 2 + text.length;
  frame.writeUInt16BE(code, 2);
  frame.set(text, 4);
  return frame;
}

/**
 * Writes a Close frame past `ws`, and ends TCP as soon as the client answers, as a server should
 * (RFC 6455 §7.1.1), or after a second. What else the client sends is dropped unread.
 */
export function closeRaw(socket: Duplex, code: number | undefined, reason = ''): void {
  // `ws` does not know of this Close frame and would answer the client's answer with another one.
  socket.removeAllListeners('data');
  socket.once('data', () => socket.end());
  socket.resume();
  socket.write(closeFrame(code, reason));
  endWithin(socket, answerWithinMs);
}
