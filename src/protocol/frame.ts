/** What a frame is for, where RFC 6455 §5.2 and §11.8 give its opcode a name. */
export type FrameKind = 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong';

/** The opcode of each kind (RFC 6455 §5.2). The numbers 3-7 and 11-15 are kept for later and have no kind. */
export const frameOpcodes: Readonly<Record<FrameKind, number>> = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
};

/** The longest payload of a control frame in bytes: its length must fit the 7 bits (RFC 6455 §5.5). */
export const maxControlPayloadBytes = 125;

/** Which side wrote a frame: a client masks each, a server none (RFC 6455 §5.1). */
export type FrameSender = 'client' | 'server';

/** A field of a frame's header, or its payload, in the order of RFC 6455 §5.2. */
export type FrameFieldName =
  | 'fin'
  | 'rsv1'
  | 'rsv2'
  | 'rsv3'
  | 'opcode'
  | 'mask'
  | 'length'
  | 'extended-length'
  | 'masking-key'
  | 'payload';

/** Where a field of a frame is. Bits are counted as the diagram in RFC 6455 §5.2 does: 0 is the first on the wire. */
export interface FrameField {
  readonly name: FrameFieldName;
  /** From the first bit of the frame. */
  readonly firstBit: number;
  /** How many bits it takes. 0 for an empty payload. */
  readonly bitCount: number;
}

/** The kind of an opcode; `undefined` for one that is reserved or no opcode at all. */
export function frameKindOf(opcode: number): FrameKind | undefined {
  return (Object.keys(frameOpcodes) as FrameKind[]).find((kind) => frameOpcodes[kind] === opcode);
}

/** Whether an opcode is one of a control frame: its highest bit is set, also in reserved ones (RFC 6455 §5.5). */
export function isControlOpcode(opcode: number): boolean {
  return (opcode & 0x8) !== 0;
}

/** The fewest bits that say a payload's length: 7, 16 or 64 (RFC 6455 §5.2). */
export function lengthBitsOf(payloadLength: number): 7 | 16 | 64 {
  if (payloadLength <= 125) return 7;
  return payloadLength <= 0xffff ? 16 : 64;
}

/**
 * The fields of a frame with such a header, in their order. Fields that it does not have are left out; the payload is
 * always there.
 */
export function frameFields(
  lengthBits: 7 | 16 | 64,
  masked: boolean,
  payloadLength: number,
): readonly FrameField[] {
  const widths: readonly (readonly [FrameFieldName, number])[] = [
    ['fin', 1],
    ['rsv1', 1],
    ['rsv2', 1],
    ['rsv3', 1],
    ['opcode', 4],
    ['mask', 1],
    ['length', 7],
    ...(lengthBits > 7 ? ([['extended-length', lengthBits]] as const) : []),
    ...(masked ? ([['masking-key', 32]] as const) : []),
    ['payload', payloadLength * 8],
  ];
  let firstBit = 0;
  return widths.map(([name, bitCount]) => {
    const field = { name, firstBit, bitCount };
    firstBit += bitCount;
    return field;
  });
}

/**
 * Masks bytes, or unmasks them: byte `i` is combined with byte `i mod 4` of the key by exclusive or (RFC 6455 §5.3).
 * Gives new bytes and leaves the given ones as they are.
 * @param key four bytes
 * @param firstIndex the place in the payload of the first byte given, where they are only a part of it
 */
export function maskPayload(bytes: Uint8Array, key: Uint8Array, firstIndex = 0): Uint8Array<ArrayBuffer> {
  const masked = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) {
    masked[index] = (bytes[index] ?? 0) ^ (key[(firstIndex + index) % 4] ?? 0);
  }
  return masked;
}
