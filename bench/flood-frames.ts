import { floodMessage } from './flood-message.js';

/** Numbered messages as WebSocket text frames, one behind the other, ready to be written as they are. */
export interface FloodFrames {
  readonly bytes: Buffer;
  /** Of one frame, header included: all have the same size. */
  readonly frameBytes: number;
}

/** Encodes messages 0 to `count` - 1. Once for all rounds: a server that encodes while it floods is what is measured. */
export function encodeFlood(count: number, sizeBytes: number): FloodFrames {
  const header = frameHeader(0x1, sizeBytes);
  const frameBytes = header.length + sizeBytes;
  const bytes = Buffer.allocUnsafe(frameBytes * count);
  for (let seq = 0; seq < count; seq++) {
    header.copy(bytes, seq * frameBytes);
    bytes.write(floodMessage(seq, sizeBytes), seq * frameBytes + header.length, 'latin1');
  }
  return { bytes, frameBytes };
}

/** A server's frame that is a whole message: FIN set, not masked (RFC 6455 §5.2). */
export function frameHeader(opcode: number, sizeBytes: number): Buffer {
  if (sizeBytes < 126) return Buffer.from([0x80 | opcode, sizeBytes]);
  if (sizeBytes < 65_536) return Buffer.from([0x80 | opcode, 126, sizeBytes >> 8, sizeBytes & 0xff]);
  const header = Buffer.alloc(10);
  header[0] = 0x80 | opcode;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(sizeBytes), 2);
  return header;
}
