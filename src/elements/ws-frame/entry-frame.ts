import type { Entry } from '../../core/entry.js';
import { countedUnits } from '../../core/entry-value.js';
import { encodeCloseBody } from '../../protocol/frame-encode.js';
import { closeOnWire } from '../../protocol/frame-rules.js';
import { frameOpcodes } from '../../protocol/frame.js';
import { utf8Length } from '../../protocol/utf8.js';
import type { FrameWords } from './frame-words.js';
import { frameBeginning, shownPayloadBytes, type ShownFrames } from './shown-frames.js';

/** The key of the example in RFC 6455 §5.7. */
export const exampleKey: Uint8Array = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** How an entry of the log would travel, or why that cannot be shown. */
export type EntryFrame =
  | { readonly shown: ShownFrames; readonly isClose: boolean }
  | { readonly problem: keyof FrameWords & ('noFrame' | 'noCloseFrame' | 'tooLarge') }
  /** A `Blob` has to be read first. */
  | { readonly blob: Blob };

/** The beginning of a message, and the length of the whole as it travels. */
interface MessageStart {
  readonly kind: 'text' | 'binary';
  readonly head: Uint8Array;
  readonly payloadLength: number;
}

/**
 * The one frame that an entry of the log would travel in: unmasked from the server, masked with an example key from
 * the page. Only its beginning is read. A page knows nothing of the real frames (WHATWG WebSockets).
 */
export function entryFrame(entry: Entry): EntryFrame {
  if (entry.kind === 'closed' || entry.kind === 'failed') {
    const { code, reason = '' } = entry.detail;
    if (code === 1005) return shownMessage('close', new Uint8Array(0), 0, false);
    if (code === undefined || !closeOnWire(code)) return { problem: 'noCloseFrame' };
    const body = encodeCloseBody(code, reason);
    return shownMessage('close', body, body.length, false);
  }
  if (entry.kind !== 'sent' && entry.kind !== 'received') return { problem: 'noFrame' };
  const { data } = entry;
  if (data !== undefined && typeof data !== 'string' && !('byteLength' in data)) return { blob: data };
  const start = messageStart(entry);
  if (!start) return { problem: 'tooLarge' };
  return shownMessage(start.kind, start.head, start.payloadLength, entry.kind === 'sent');
}

/** The frame of binary that came or went as a `Blob`, of which the first bytes were read. */
export function blobFrame(head: Uint8Array, payloadLength: number, sent: boolean): EntryFrame {
  return shownMessage('binary', head, payloadLength, sent);
}

function messageStart({ data, omitted }: Entry): MessageStart | undefined {
  if (typeof data === 'string') {
    if (data.length > countedUnits) return undefined;
    const head = new TextEncoder().encode(data.slice(0, shownPayloadBytes));
    return { kind: 'text', head, payloadLength: utf8Length(data) };
  }
  if (data)
    return {
      kind: 'binary',
      head: bytesOf(data as ArrayBuffer),
      payloadLength: (data as ArrayBuffer).byteLength,
    };
  // of a text that was let go only its length in UTF-16 code units is left
  if (omitted?.type !== 'binary') return undefined;
  return { kind: 'binary', head: bytesOf(omitted.head as ArrayBuffer), payloadLength: omitted.length };
}

function bytesOf(buffer: ArrayBuffer): Uint8Array {
  return new Uint8Array(buffer, 0, Math.min(buffer.byteLength, shownPayloadBytes));
}

function shownMessage(
  kind: 'text' | 'binary' | 'close',
  head: Uint8Array,
  payloadLength: number,
  sent: boolean,
): EntryFrame {
  const header = { opcode: frameOpcodes[kind], payloadLength, maskingKey: sent ? exampleKey : undefined };
  const frame = frameBeginning(header, head);
  const text = kind === 'text' && head.length >= payloadLength ? new TextDecoder().decode(head) : undefined;
  return {
    shown: { frames: frame ? [frame] : [], violations: [], textOf: () => text },
    isClose: kind === 'close',
  };
}
