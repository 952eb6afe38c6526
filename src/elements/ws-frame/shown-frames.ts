import { decodeFrames, type DecodedFrame, type FrameViolation } from '../../protocol/frame-decode.js';
import { encodeFrameHeader, type FrameHeader } from '../../protocol/frame-encode.js';
import { maskPayload } from '../../protocol/frame.js';

/** From this many bytes of a payload on, only its beginning is made and shown. */
export const shownPayloadBytes = 256;

/** Frames to look at, and what is to be said of them. */
export interface ShownFrames {
  readonly frames: readonly DecodedFrame[];
  readonly violations: readonly FrameViolation[];
  /** The whole message of a frame as text, where it is text and known. */
  readonly textOf: (frame: number) => string | undefined;
}

/** A frame of which only the beginning of the payload is made; its header tells the whole length. */
export function frameBeginning(header: FrameHeader, payloadHead: Uint8Array): DecodedFrame | undefined {
  const head = encodeFrameHeader(header);
  const shown = payloadHead.subarray(0, Math.min(header.payloadLength, shownPayloadBytes));
  const bytes = new Uint8Array(head.length + shown.length);
  bytes.set(head);
  bytes.set(header.maskingKey ? maskPayload(shown, header.maskingKey) : shown, head.length);
  return decodeFrames(bytes).frames[0];
}

/** The first frame in bytes. */
export function firstFrame(bytes: Uint8Array, offset: number): DecodedFrame | undefined {
  const [frame] = decodeFrames(bytes, {}, 1).frames;
  return frame && { ...frame, offset };
}
