import type { Entry, MessageEntry, OmittedPayload } from '../core/entry.js';
import { toBase64 } from '../decode/base64.js';

/** A payload that is too long to be written in one go. */
export interface LongPayload {
  readonly data: string | ArrayBuffer;
  /** Writes a piece of text so that pieces side by side are the whole. Base64 passes through it, too. */
  readonly escape: (piece: string) => string;
}

/**
 * What a writer hands out, piece by piece: text, a long payload, or a `Blob` that it needs the bytes of. The bytes are
 * given back by `next()`, `undefined` where the browser cannot read them any more.
 */
export type ExportPart = string | LongPayload | { readonly blob: Blob };

/** The pieces of a file. A format is a function that gives them. */
export type ExportParts = Generator<ExportPart, void, ArrayBuffer | undefined>;

/** A message whose bytes are here: what was a `Blob` is an `ArrayBuffer`, or `omitted` where it is unreadable. */
export interface ReadMessage extends MessageEntry {
  readonly data?: string | ArrayBuffer;
}

/** An entry with nothing left to be read. */
export type ReadEntry = Exclude<Entry, MessageEntry> | ReadMessage;

/** What of a message goes into the file: all of it, or what was kept. */
export interface WrittenPayload {
  readonly type: 'text' | 'binary';
  readonly data: string | ArrayBuffer;
  /** The length of the whole, where `data` is only its beginning. */
  readonly wholeLength?: number;
}

/** Up to this many code units, or bytes, a payload is written with its surroundings as one text. */
export const shortPayload = 16_384;

/** The text of a message that is a short one: nearly all are, and they are written without any detour. */
export function shortText({ data }: Entry): string | undefined {
  return typeof data === 'string' && data.length <= shortPayload ? data : undefined;
}

/** Asks for the bytes of a `Blob`. */
export function* readEntry(entry: Entry): Generator<ExportPart, ReadEntry, ArrayBuffer | undefined> {
  if (entry.detail !== undefined) return entry;
  const { data, ...rest } = entry;
  if (data === undefined) return rest;
  if (typeof data === 'string' || 'byteLength' in data) return { ...rest, data };
  const bytes = yield { blob: data };
  if (bytes) return { ...rest, data: bytes };
  const omitted: OmittedPayload = { type: 'binary', length: data.size, head: new ArrayBuffer(0) };
  return { ...rest, omitted };
}

/** What of a message goes into the file. */
export function writtenPayload({ data, omitted }: ReadMessage): WrittenPayload {
  if (omitted) return { type: omitted.type, data: omitted.head, wholeLength: omitted.length };
  return { type: typeof data === 'string' ? 'text' : 'binary', data: data ?? '' };
}

/** A payload between what stands before and after it, in one part if it is short. */
export function* payloadParts(before: string, payload: LongPayload, after: string): ExportParts {
  const { data, escape } = payload;
  if (typeof data === 'string' && data.length <= shortPayload) yield before + escape(data) + after;
  else if (typeof data !== 'string' && data.byteLength <= shortPayload) {
    yield before + escape(toBase64(bytesOf(data))) + after;
  } else {
    yield before;
    yield payload;
    yield after;
  }
}

/** A long payload in pieces: text is never cut within a surrogate pair, Base64 only between groups. */
export function* escapedPieces({ data, escape }: LongPayload, pieceLength = 196_608): Generator<string> {
  if (typeof data === 'string') {
    for (let start = 0, end = 0; start < data.length; start = end) {
      end = Math.min(data.length, start + pieceLength);
      const last = data.charCodeAt(end - 1);
      if (end < data.length && last >= 0xd800 && last <= 0xdbff) end--;
      yield escape(data.slice(start, end));
    }
    return;
  }
  const bytes = bytesOf(data);
  for (let start = 0; start < bytes.length; start += pieceLength) {
    yield escape(toBase64(bytes.subarray(start, start + pieceLength)));
  }
}

/** Text as the inside of a JSON string: halves of surrogate pairs become escapes (ECMA-262, QuoteJSONString). */
export function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A detached buffer has no bytes, and none can be viewed. */
function bytesOf(buffer: ArrayBuffer): Uint8Array {
  return buffer.byteLength === 0 ? new Uint8Array(0) : new Uint8Array(buffer);
}
