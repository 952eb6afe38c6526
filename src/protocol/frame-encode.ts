import { closeOnWire } from './frame-rules.js';
import { frameKindOf, frameOpcodes, isControlOpcode, lengthBitsOf, maxControlPayloadBytes } from './frame.js';

/** What the header of a frame says. */
export interface FrameHeader {
  readonly opcode: number;
  /** Whether it is the last frame of its message. Default true. */
  readonly fin?: boolean;
  /** Set on the first frame of a message that permessage-deflate compressed (RFC 7692 §6). Default false. */
  readonly rsv1?: boolean;
  /** Four bytes. Left out: the frame is not masked. */
  readonly maskingKey?: Uint8Array | undefined;
  /** In bytes. */
  readonly payloadLength: number;
}

/** A frame to be written: its payload as it is before masking. */
export interface FrameContent extends Omit<FrameHeader, 'payloadLength'> {
  readonly payload: Uint8Array;
}

/** How a message is put into frames. */
export interface MessageFraming {
  /** Into how many frames the message is cut, in nearly equal parts. Default 1; some may be empty. */
  readonly fragments?: number;
  /** The masking key of each frame, four bytes. A client needs a new, unpredictable one for each (RFC 6455 §5.3). */
  readonly maskingKey?: ((frame: number) => Uint8Array) | undefined;
  /** Whether the payload was compressed by permessage-deflate: sets RSV1 on the first frame (RFC 7692 §6). Default false. */
  readonly compressed?: boolean;
}

/**
 * The bytes before a frame's payload, with the length in as few bytes as can be (RFC 6455 §5.2).
 *
 * Throws a `RangeError` for what no endpoint may send: a reserved opcode (§5.2), a control frame that is not the last of
 * its message, is compressed or has more than 125 bytes (§5.5, RFC 7692 §6), a key that is not four bytes long
 * (§5.3), a length that is no whole number of bytes.
 */
export function encodeFrameHeader(header: FrameHeader): Uint8Array<ArrayBuffer> {
  refuseHeader(header);
  const { opcode, fin = true, rsv1 = false, maskingKey, payloadLength } = header;
  const lengthBits = lengthBitsOf(payloadLength);
  const extendedBytes = lengthBits === 7 ? 0 : lengthBits / 8;
  const bytes = new Uint8Array(2 + extendedBytes + (maskingKey ? 4 : 0));
  const view = new DataView(bytes.buffer);
  bytes[0] = (fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode;
  const length = lengthBits === 7 ? payloadLength : lengthBits === 16 ? 126 : 127;
  bytes[1] = (maskingKey ? 0x80 : 0) | length;
  if (lengthBits === 16) view.setUint16(2, payloadLength);
  if (lengthBits === 64) view.setBigUint64(2, BigInt(payloadLength));
  if (maskingKey) bytes.set(maskingKey, 2 + extendedBytes);
  return bytes;
}

/** A whole frame: its header and its payload, masked where there is a key. Throws as `encodeFrameHeader` does. */
export function encodeFrame({ payload, ...header }: FrameContent): Uint8Array<ArrayBuffer> {
  const head = encodeFrameHeader({ ...header, payloadLength: payload.length });
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  const { maskingKey } = header;
  if (maskingKey) {
    for (let index = 0; index < payload.length; index++) {
      bytes[head.length + index] = (payload[index] ?? 0) ^ (maskingKey[index % 4] ?? 0);
    }
  }
  return bytes;
}

/**
 * The frames of a message. Only the first says what it is; the ones after it are continuations, and only the last has
 * FIN set (RFC 6455 §5.4). Does not look whether text is UTF-8, and compresses nothing.
 *
 * Throws a `RangeError` when `fragments` is not a whole number from 1, and as `encodeFrameHeader` does.
 */
export function encodeMessage(
  kind: 'text' | 'binary',
  payload: Uint8Array,
  { fragments = 1, maskingKey, compressed = false }: MessageFraming = {},
): Uint8Array<ArrayBuffer>[] {
  if (!Number.isInteger(fragments) || fragments < 1) {
    throw new RangeError('A message takes a whole number of frames, one at least (RFC 6455 §5.4).');
  }
  return Array.from({ length: fragments }, (_, frame) =>
    encodeFrame({
      opcode: frame === 0 ? frameOpcodes[kind] : frameOpcodes.continuation,
      fin: frame === fragments - 1,
      rsv1: compressed && frame === 0,
      maskingKey: maskingKey?.(frame),
      payload: payload.subarray(
        Math.floor((payload.length * frame) / fragments),
        Math.floor((payload.length * (frame + 1)) / fragments),
      ),
    }),
  );
}

/**
 * The payload of a close frame: nothing, or two bytes for the code and then the reason as UTF-8 (RFC 6455 §5.5.1).
 *
 * Throws a `RangeError` for a code that may not be in a close frame (§7.4.1, §7.4.2), a reason without a code, and a
 * reason of more than 123 bytes (§5.5).
 */
export function encodeCloseBody(code?: number, reason = ''): Uint8Array<ArrayBuffer> {
  if (code === undefined) {
    if (reason) throw new RangeError('A reason needs a code before it (RFC 6455 §5.5.1).');
    return new Uint8Array(0);
  }
  if (!closeOnWire(code)) {
    throw new RangeError(`${code} may not be in a close frame (RFC 6455 §7.4.1, §7.4.2).`);
  }
  const encoded = new TextEncoder().encode(reason);
  if (encoded.length > maxControlPayloadBytes - 2) {
    throw new RangeError(
      `A reason takes at most ${maxControlPayloadBytes - 2} bytes as UTF-8; this one takes ${encoded.length} (RFC 6455 §5.5).`,
    );
  }
  const body = new Uint8Array(2 + encoded.length);
  new DataView(body.buffer).setUint16(0, code);
  body.set(encoded, 2);
  return body;
}

function refuseHeader({ opcode, fin = true, rsv1 = false, maskingKey, payloadLength }: FrameHeader): void {
  if (!frameKindOf(opcode)) {
    throw new RangeError(`The opcode ${opcode} is reserved (RFC 6455 §5.2).`);
  }
  if (!Number.isSafeInteger(payloadLength) || payloadLength < 0) {
    throw new RangeError('The length of a payload is a whole number of bytes (RFC 6455 §5.2).');
  }
  if (maskingKey && maskingKey.length !== 4) {
    throw new RangeError('A masking key has four bytes (RFC 6455 §5.3).');
  }
  if (rsv1 && (isControlOpcode(opcode) || opcode === frameOpcodes.continuation)) {
    throw new RangeError('RSV1 belongs on the first frame of a message only (RFC 7692 §6).');
  }
  if (!isControlOpcode(opcode)) return;
  if (!fin) throw new RangeError('A control frame must not be fragmented (RFC 6455 §5.5).');
  if (payloadLength > maxControlPayloadBytes) {
    throw new RangeError(
      `A control frame takes at most ${maxControlPayloadBytes} bytes; this has ${payloadLength} (RFC 6455 §5.5).`,
    );
  }
}
