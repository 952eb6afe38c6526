import { closeOnWire, frameRules, type FrameRule, type FrameRuleId } from './frame-rules.js';
import {
  frameFields,
  frameKindOf,
  frameOpcodes,
  isControlOpcode,
  lengthBitsOf,
  maskPayload,
  maxControlPayloadBytes,
  type FrameField,
  type FrameKind,
  type FrameSender,
} from './frame.js';
import { utf8Fault } from './utf8-fault.js';

/** What both sides agreed on, which the bytes alone do not tell. */
export interface FrameAgreement {
  /** Who sent the bytes. Left out: masked and unmasked frames are both taken. */
  readonly sender?: FrameSender | undefined;
  /** Whether permessage-deflate was negotiated, so that RSV1 may be set (RFC 7692). Default false. */
  readonly deflate?: boolean;
}

/** A rule that bytes break, and where. */
export interface FrameViolation extends FrameRule {
  readonly id: FrameRuleId;
  /** The first byte that shows it, from 0, in all the bytes given. */
  readonly offset: number;
  /** The frame it is in, from 0. */
  readonly frame: number;
  /** What is there, in plain words. Holds no text from the wire. */
  readonly message: string;
}

/** A frame as it was found. */
export interface DecodedFrame {
  /** Where its first byte is, in all the bytes given. */
  readonly offset: number;
  /** Its bytes as far as they are there; a view, not a copy. */
  readonly bytes: Uint8Array;
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  /** Left out for a reserved opcode. */
  readonly kind: FrameKind | undefined;
  readonly masked: boolean;
  readonly maskingKey: Uint8Array | undefined;
  /** In how many bits the length is written. */
  readonly lengthBits: 7 | 16 | 64;
  /** What the header says, in bytes. Rounded above 2⁵³. */
  readonly payloadLength: number;
  /** The bytes before the payload, as many as the header's first two bytes call for. */
  readonly headerBytes: number;
  /** The payload unmasked, as far as it is there. */
  readonly payload: Uint8Array<ArrayBuffer>;
  /** Whether all of its bytes are there. */
  readonly complete: boolean;
  readonly fields: readonly FrameField[];
}

/** A text or binary message, put together from its frames. */
export interface DecodedMessage {
  readonly kind: 'text' | 'binary';
  /** Its frames, from 0, in their order. */
  readonly frames: readonly number[];
  /** Whether RSV1 of its first frame says that the payload is compressed. It is not unpacked here. */
  readonly compressed: boolean;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** What is in bytes. */
export interface DecodedFrames {
  readonly frames: readonly DecodedFrame[];
  /** The messages that are complete. */
  readonly messages: readonly DecodedMessage[];
  /** All that is wrong, in the order of a receiver that reads on. */
  readonly violations: readonly FrameViolation[];
}

/**
 * Reads bytes as WebSocket frames, one after another (RFC 6455 §5), as one side of a connection sent them. Goes on
 * after a violation, so that all are told; a real endpoint fails the connection at the first. Never throws, unpacks no
 * compression, and takes at most `maxFrames` frames.
 * @param maxFrames default 10,000; what comes after them is not looked at
 */
export function decodeFrames(
  bytes: Uint8Array,
  agreement: FrameAgreement = {},
  maxFrames = 10_000,
): DecodedFrames {
  const frames: DecodedFrame[] = [];
  const messages: DecodedMessage[] = [];
  const violations: FrameViolation[] = [];
  let open: OpenMessage | undefined;
  let closed = false;
  for (let offset = 0; offset < bytes.length && frames.length < maxFrames;) {
    const index = frames.length;
    const tell = (id: FrameRuleId, at: number, message: string) =>
      violations.push({ ...frameRules[id], id, offset: offset + at, frame: index, message });
    const frame = readFrame(bytes, offset);
    if (!frame) {
      tell('frame-cut-off', 0, 'One byte is there; a header takes two at least.');
      break;
    }
    frames.push(frame);
    checkBits(frame, agreement, tell);
    const { opcode, kind } = frame;
    if (opcode === frameOpcodes.continuation && !open) {
      tell('continuation-without-start', 0, 'This continuation frame has no message to go on with.');
    }
    if ((kind === 'text' || kind === 'binary') && open) {
      tell('message-interrupted', 0, `A new ${kind} message starts before the one before it has ended.`);
    }
    if (closed && (opcode === frameOpcodes.continuation || kind === 'text' || kind === 'binary')) {
      tell('data-after-close', 0, `A ${kind ?? 'data'} frame comes after a close frame.`);
    }
    checkLength(frame, tell);
    if (!frame.complete) {
      const there = frame.bytes.length;
      const missing =
        there < frame.headerBytes
          ? `the header takes ${frame.headerBytes}`
          : `the payload should have ${frame.payloadLength}, of which ${there - frame.headerBytes} are there`;
      tell('frame-cut-off', there - 1, `The bytes end after ${there} of this frame: ${missing}.`);
      break;
    }
    if (kind === 'close') {
      checkClose(frame, tell);
      closed = true;
    }
    if (kind === 'text' || kind === 'binary') {
      open = { kind, compressed: frame.rsv1, frames: [index] };
    } else if (opcode === frameOpcodes.continuation && open) {
      open.frames.push(index);
    }
    if (open && frame.fin && !isControlOpcode(opcode) && kind) {
      messages.push(finish(open, frames, violations));
      open = undefined;
    }
    offset += frame.bytes.length;
  }
  const first = open?.frames[0];
  const start = first === undefined ? undefined : frames[first];
  const last = open?.frames.at(-1);
  if (open && start && last !== undefined && !violations.some(({ id }) => id === 'frame-cut-off')) {
    violations.push({
      ...frameRules['message-unfinished'],
      id: 'message-unfinished',
      offset: frames[last]?.offset ?? start.offset,
      frame: last,
      message: `The ${open.kind} message that starts at byte ${start.offset} has no last frame.`,
    });
  }
  return { frames, messages, violations };
}

interface OpenMessage {
  readonly kind: 'text' | 'binary';
  readonly compressed: boolean;
  readonly frames: number[];
}

/** Notes a violation, `at` bytes from the start of the frame. */
type Tell = (id: FrameRuleId, at: number, message: string) => void;

/** `undefined` when not even the two bytes are there that every header has. */
function readFrame(all: Uint8Array, offset: number): DecodedFrame | undefined {
  const [first, second] = all.subarray(offset, offset + 2);
  if (first === undefined || second === undefined) return undefined;
  const opcode = first & 0x0f;
  const masked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  const lengthBits = short === 126 ? 16 : short === 127 ? 64 : 7;
  const keyAt = lengthBits === 7 ? 2 : 2 + lengthBits / 8;
  const headerBytes = keyAt + (masked ? 4 : 0);
  const payloadLength = lengthBits === 7 ? short : readLength(all.subarray(offset + 2, offset + keyAt));
  const end = Math.min(all.length, offset + headerBytes + payloadLength);
  const bytes = all.subarray(offset, end);
  const maskingKey = masked && bytes.length >= headerBytes ? bytes.subarray(keyAt, headerBytes) : undefined;
  const wirePayload = bytes.subarray(headerBytes);
  return {
    offset,
    bytes,
    fin: (first & 0x80) !== 0,
    rsv1: (first & 0x40) !== 0,
    rsv2: (first & 0x20) !== 0,
    rsv3: (first & 0x10) !== 0,
    opcode,
    kind: frameKindOf(opcode),
    masked,
    maskingKey,
    lengthBits,
    payloadLength,
    headerBytes,
    payload: maskingKey ? maskPayload(wirePayload, maskingKey) : wirePayload.slice(),
    complete: bytes.length === headerBytes + payloadLength,
    fields: frameFields(lengthBits, masked, payloadLength),
  };
}

/** A length in network byte order. Bytes that are missing at its end count as 0; the frame is told to be cut off. */
function readLength(bytes: Uint8Array): number {
  let length = 0;
  for (const byte of bytes) length = length * 256 + byte;
  return length;
}

function checkBits(frame: DecodedFrame, { sender, deflate = false }: FrameAgreement, tell: Tell): void {
  const { opcode, masked, rsv1, rsv2, rsv3 } = frame;
  if (rsv2 || rsv3) {
    const set = [rsv2 && 'RSV2', rsv3 && 'RSV3'].filter(Boolean).join(' and ');
    tell('rsv-reserved', 0, `${set} ${rsv2 && rsv3 ? 'are' : 'is'} set.`);
  }
  if (rsv1 && !deflate) {
    tell('rsv1-not-negotiated', 0, 'RSV1 is set, but permessage-deflate was not negotiated.');
  } else if (rsv1 && isControlOpcode(opcode)) {
    tell('rsv1-control', 0, 'RSV1 is set on a control frame.');
  } else if (rsv1 && opcode === frameOpcodes.continuation) {
    tell('rsv1-not-first', 0, 'RSV1 is set on a continuation frame.');
  }
  if (!frame.kind) tell('opcode-reserved', 0, `The opcode is ${opcode}, which has no meaning.`);
  if (isControlOpcode(opcode) && !frame.fin) {
    tell('control-fragmented', 0, `FIN is 0 on a control frame (${frame.kind ?? `opcode ${opcode}`}).`);
  }
  if (sender === 'client' && !masked) tell('mask-missing', 1, 'MASK is 0 on a frame from a client.');
  if (sender === 'server' && masked) tell('mask-unexpected', 1, 'MASK is 1 on a frame from a server.');
}

function checkLength(frame: DecodedFrame, tell: Tell): void {
  const { lengthBits, payloadLength, bytes, kind } = frame;
  const told = lengthBits === 7 || bytes.length >= 2 + lengthBits / 8;
  if (isControlOpcode(frame.opcode) && (lengthBits > 7 || payloadLength > maxControlPayloadBytes)) {
    tell(
      'control-too-long',
      1,
      told && payloadLength > maxControlPayloadBytes
        ? `A control frame says that it carries ${payloadLength} bytes.`
        : `A control frame uses a length of ${lengthBits} bits.`,
    );
  }
  if (kind === 'close' && lengthBits === 7 && payloadLength === 1) {
    tell('close-one-byte', 1, 'The close frame has a body of one byte.');
  }
  if (lengthBits === 7 || !told) return;
  if (lengthBits === 64 && ((bytes[2] ?? 0) & 0x80) !== 0) {
    tell('length-high-bit', 2, 'The highest bit of the 64-bit length is 1.');
  } else if (lengthBitsOf(payloadLength) < lengthBits) {
    const fewer = lengthBitsOf(payloadLength);
    tell('length-not-minimal', 2, `${payloadLength} is written in ${lengthBits} bits; ${fewer} are enough.`);
  }
}

function checkClose({ payload, headerBytes }: DecodedFrame, tell: Tell): void {
  if (payload.length < 2) return;
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  if (!closeOnWire(code)) tell('close-code', headerBytes, `The code ${code} may not be in a close frame.`);
  const fault = utf8Fault(payload.subarray(2));
  if (fault) tell('close-reason-utf8', headerBytes + 2 + fault.offset, fault.message);
}

/** Puts a message together; text that was not compressed has to be UTF-8 as a whole, not frame by frame. */
function finish(
  { kind, compressed, frames: indexes }: OpenMessage,
  frames: readonly DecodedFrame[],
  violations: FrameViolation[],
): DecodedMessage {
  const parts = indexes.flatMap((index) => {
    const frame = frames[index];
    return frame ? [{ index, frame }] : [];
  });
  const payload = new Uint8Array(parts.reduce((sum, { frame }) => sum + frame.payload.length, 0));
  let length = 0;
  for (const { frame } of parts) {
    payload.set(frame.payload, length);
    length += frame.payload.length;
  }
  const fault = kind === 'text' && !compressed ? utf8Fault(payload) : undefined;
  if (fault) {
    let before = 0;
    const part = parts.find(({ frame }) => {
      if (fault.offset < before + frame.payload.length) return true;
      before += frame.payload.length;
      return false;
    });
    if (part) {
      violations.push({
        ...frameRules['text-utf8'],
        id: 'text-utf8',
        offset: part.frame.offset + part.frame.headerBytes + fault.offset - before,
        frame: part.index,
        message: fault.message,
      });
    }
  }
  return { kind, frames: indexes, compressed, payload };
}
