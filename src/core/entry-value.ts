import { utf8Length } from '../protocol/utf8.js';
import type { AttemptEnd } from './attempt.js';
import type { EntryKind, OmittedPayload, OpenedDetail, Payload } from './entry.js';

/** The kinds by the number that stands for them in a column. */
export const entryKinds: readonly EntryKind[] = ['sent', 'received', 'opened', 'closed', 'failed', 'note'];

/** The number of each kind in a column. */
export const kindCodes: Readonly<Record<EntryKind, number>> = {
  sent: 0,
  received: 1,
  opened: 2,
  closed: 3,
  failed: 4,
  note: 5,
};

/** What one entry's columns are taken to cost beside its payload: a time (8), an offset (4), flags, some slack. */
export const entryBytes = 16;

/**
 * From this many code units on, a text stays the string that the socket gave. Joining a large one would copy it for
 * nothing, and one large message in an alphabet beyond ASCII would make a chunk's whole text two bytes a unit.
 */
export const largeTextUnits = 65_536;

/** Above this many code units the UTF-8 size is not counted: reading them would hold the page up. */
export const countedUnits = 8 * 1024 * 1024;

/** A text kept as it came. */
export class LargeText {
  readonly text: string;
  /** 1 when it is known to be ASCII. Otherwise 2, without looking: an engine may need that many. */
  readonly bytesPerUnit: 1 | 2;
  #sizeBytes: number | undefined;

  constructor(text: string, isAscii: boolean) {
    this.text = text;
    this.bytesPerUnit = isAscii ? 1 : 2;
    if (isAscii) this.#sizeBytes = text.length;
  }

  /** UTF-8 bytes, counted at the first question; `undefined` for more than `countedUnits`. */
  get sizeBytes(): number | undefined {
    if (this.#sizeBytes === undefined && this.text.length <= countedUnits) {
      this.#sizeBytes = utf8Length(this.text);
    }
    return this.#sizeBytes;
  }
}

/** A message that was let go: a class, so that it is told from an `ArrayBuffer` of another realm. */
export class OmittedMessage implements OmittedPayload {
  readonly type: 'text' | 'binary';
  readonly length: number;
  readonly head: string | ArrayBuffer;

  constructor(type: 'text' | 'binary', length: number, head: string | ArrayBuffer) {
    this.type = type;
    this.length = length;
    this.head = head;
  }
}

/** What the log holds for one entry. A `string` is shorter than `largeTextUnits`. */
export type StoredValue = Payload | LargeText | OmittedMessage | OpenedDetail | AttemptEnd;

/** How much of a message that is too large to keep is kept all the same: code units, or bytes. */
export const omittedHeadLength = 1_024;

/** Whether every code unit is below U+0080. */
export function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}

/**
 * Joins texts into one flat string that keeps none of them alive. A slice keeps the whole string it was cut from,
 * and an engine may give a single part back as it is: therefore two parts at least.
 */
export function joinFlat(parts: readonly string[]): string {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only === undefined) return parts.join('');
  const half = only.length >> 1;
  return [only.slice(0, half), only.slice(half)].join('');
}

/** Whether a kind's number is that of an event, which carries no payload. */
export function isEvent(code: number): boolean {
  return code > kindCodes.received;
}

/** The length of binary. By shape: a buffer may come from another realm. */
export function byteSize(data: ArrayBuffer | Blob): number {
  return 'byteLength' in data ? data.byteLength : data.size;
}

/** The length of a message: UTF-16 code units of text, bytes of binary. */
export function messageUnits(value: StoredValue): number {
  if (value instanceof LargeText) return value.text.length;
  if (typeof value === 'string' || value instanceof OmittedMessage) return value.length;
  return byteSize(value as ArrayBuffer | Blob);
}

/** The bytes of a message where no text has to be read for it; `undefined` for text that is not known to be ASCII. */
export function knownMessageBytes(value: StoredValue): number | undefined {
  if (typeof value === 'string') return undefined;
  if (value instanceof LargeText) return value.bytesPerUnit === 1 ? value.text.length : undefined;
  if (value instanceof OmittedMessage) return value.type === 'binary' ? value.length : undefined;
  return byteSize(value as ArrayBuffer | Blob);
}

/** What a value is taken to cost while it is not known to be ASCII: see `EntryLog.sizeBytes`. */
export function storedBytes(code: number, value: StoredValue): number {
  if (typeof value === 'string') return value.length * 2;
  if (value instanceof LargeText) return value.text.length * value.bytesPerUnit;
  if (value instanceof OmittedMessage) {
    return typeof value.head === 'string' ? value.head.length * 2 : value.head.byteLength;
  }
  return isEvent(code) ? detailBytes(value) : byteSize(value as ArrayBuffer | Blob);
}

/** Two bytes a code unit of its strings, and eight for everything else. */
function detailBytes(detail: object): number {
  let sizeBytes = 0;
  for (const value of Object.values(detail) as unknown[]) {
    if (typeof value === 'string') sizeBytes += value.length * 2;
    else sizeBytes += typeof value === 'object' && value !== null ? detailBytes(value) : 8;
  }
  return sizeBytes;
}

/** The first `maxChars` code units, without half a surrogate pair at the end. */
export function cut(text: string, maxChars: number): string {
  const end = Math.max(0, Math.floor(maxChars));
  if (text.length <= end) return text;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}

/**
 * Gives what can be held of a value within `maxBytes`: itself if at all possible, otherwise its beginning. An event
 * is given back as it is. The answer may still be too large where the bound is a few bytes.
 */
export function fitValue(code: number, value: StoredValue, maxBytes: number): StoredValue {
  const room = maxBytes - entryBytes;
  if (isEvent(code) || value instanceof OmittedMessage || storedBytes(code, value) <= room) return value;
  const text = typeof value === 'string' ? value : value instanceof LargeText ? value.text : undefined;
  if (text !== undefined) {
    // It fits only if one byte a unit is enough: now, and only now, that is worth reading it.
    if (text.length <= room && isAscii(text)) return new LargeText(text, true);
    const head = cut(text, Math.min(omittedHeadLength, room / 2));
    return new OmittedMessage('text', text.length, joinFlat([head]));
  }
  const binary = value as ArrayBuffer | Blob;
  const head = Math.max(0, Math.min(omittedHeadLength, room));
  return new OmittedMessage(
    'binary',
    byteSize(binary),
    'byteLength' in binary ? binary.slice(0, head) : new ArrayBuffer(0),
  );
}
