import { toHex } from '../../decode/hex.js';
import type { DecodedFrame } from '../../protocol/frame-decode.js';
import type { FrameField, FrameFieldName } from '../../protocol/frame.js';
import type { FrameWords } from './frame-words.js';

const bit = (set: boolean) => (set ? '1' : '0');

/** The value of a field in words, as the table tells it. */
export function fieldValue(
  name: FrameFieldName,
  frame: DecodedFrame,
  words: FrameWords,
  number: (value: number) => string,
): string {
  const said = (value: string, meaning?: string) => (meaning ? `${value} · ${meaning}` : value);
  switch (name) {
    case 'fin':
      return said(bit(frame.fin), frame.fin ? words.last : words.goesOn);
    case 'rsv1':
      return said(bit(frame.rsv1), frame.rsv1 ? words.isCompressed : undefined);
    case 'rsv2':
      return bit(frame.rsv2);
    case 'rsv3':
      return bit(frame.rsv3);
    case 'opcode':
      return said(`0x${frame.opcode.toString(16)}`, frame.kind ?? words.reserved);
    case 'mask':
      return said(bit(frame.masked), frame.masked ? words.isMasked : words.notMasked);
    case 'length': {
      const short = (frame.bytes[1] ?? 0) & 0x7f;
      return said(String(short), short > 125 ? words.seeNext(String(frame.lengthBits)) : undefined);
    }
    case 'extended-length': {
      const bytes = frame.bytes.subarray(2, 2 + frame.lengthBits / 8);
      return bytes.length > 0 ? BigInt(`0x${toHex(bytes)}`).toString() : '';
    }
    case 'masking-key':
      return frame.maskingKey ? toHex(frame.maskingKey, ' ') : '';
    default:
      return `${number(frame.payloadLength)} B`;
  }
}

/** Which of its bits a field takes, counted from 0: `4–7`. */
export function bitRange({ firstBit, bitCount }: FrameField): string {
  if (bitCount === 0) return '–';
  const last = firstBit + bitCount - 1;
  return bitCount === 1 ? String(firstBit) : `${firstBit}–${last}`;
}

/** The fields that a byte of a frame belongs to, with a space between their names. */
export function fieldsOfByte(frame: DecodedFrame, at: number): string {
  if (at >= frame.headerBytes) return 'payload';
  return frame.fields
    .filter(({ firstBit, bitCount }) => firstBit < at * 8 + 8 && firstBit + bitCount > at * 8)
    .map(({ name }) => name)
    .join(' ');
}

/** A piece of a field that lies in one byte: what one cell of the diagram shows. */
export interface BitCell {
  readonly field: FrameFieldName;
  readonly bitCount: number;
  /** The bits as digits. */
  readonly bits: string;
  /** Whether it is the first cell of its field. */
  readonly first: boolean;
}

/** How many bytes of the payload have their bits drawn. */
export const drawnPayloadBytes = 4;

/** The cells of a frame's diagram: all of its header that is there, and the first bytes of the payload. */
export function bitCells(frame: DecodedFrame): readonly BitCell[] {
  const end = Math.min(frame.bytes.length, frame.headerBytes + drawnPayloadBytes);
  return frame.fields.flatMap(({ name, firstBit, bitCount }) => {
    const cells: BitCell[] = [];
    for (let at = firstBit; at < firstBit + bitCount && at < end * 8;) {
      const next = Math.min(firstBit + bitCount, at - (at % 8) + 8);
      const byte = (frame.bytes[at >> 3] ?? 0).toString(2).padStart(8, '0');
      const bits = byte.slice(at % 8, (at % 8) + next - at);
      cells.push({ field: name, bitCount: next - at, bits, first: at === firstBit });
      at = next;
    }
    return cells;
  });
}
