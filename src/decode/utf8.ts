import type { ByteError, Checked } from './decoder.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads bytes as UTF-8 as strictly as a WebSocket endpoint must (RFC 6455 §8.1, RFC 3629 §3): no overlong forms,
 * no surrogates, nothing above U+10FFFF, nothing cut off. A byte order mark stays a character. The error's offset
 * is that of the first byte of the first ill-formed sequence. Nothing is replaced by U+FFFD.
 */
export function parseUtf8(bytes: Uint8Array): Checked<{ readonly text: string }, ByteError> {
  try {
    return { valid: true, text: strict.decode(bytes) };
  } catch {
    const offset = firstInvalidByte(bytes);
    return { valid: false, error: { offset, message: describe(bytes, offset) } };
  }
}

/**
 * How many bytes a text takes as UTF-8, which is what goes over the wire (RFC 6455 §5.6). A lone surrogate counts
 * as the three bytes of U+FFFD, by which `send()` replaces it (WHATWG Infra, "convert to a scalar value string").
 * Reads every code unit: about 1 ms a million. For long texts, add up slices by `start` and `end`; a pair of
 * surrogates belongs to the slice of its first half.
 */
export function utf8Length(text: string, start = 0, end = text.length): number {
  const stop = Math.min(end, text.length);
  let sizeBytes = 0;
  let at = start;
  if (at > 0 && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1))) at++;
  for (; at < stop; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) sizeBytes += 1;
    else if (unit < 0x800) sizeBytes += 2;
    else if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) {
      sizeBytes += 4;
      at++;
    } else sizeBytes += 3;
  }
  return sizeBytes;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Lead byte ranges of RFC 3629 §4: [from, to, lowest second byte, highest second byte, bytes in all]. */
const leads: readonly (readonly [number, number, number, number, number])[] = [
  [0xc2, 0xdf, 0x80, 0xbf, 2],
  [0xe0, 0xe0, 0xa0, 0xbf, 3],
  [0xe1, 0xec, 0x80, 0xbf, 3],
  [0xed, 0xed, 0x80, 0x9f, 3],
  [0xee, 0xef, 0x80, 0xbf, 3],
  [0xf0, 0xf0, 0x90, 0xbf, 4],
  [0xf1, 0xf3, 0x80, 0xbf, 4],
  [0xf4, 0xf4, 0x80, 0x8f, 4],
];

/** Gives the length of the bytes when all of them are well-formed. */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at++;
      continue;
    }
    const lead = leads.find(([from, to]) => first >= from && first <= to);
    if (!lead) return at;
    const [, , lowest, highest, count] = lead;
    const second = bytes[at + 1] ?? 0;
    if (second < lowest || second > highest) return at;
    for (let more = 2; more < count; more++) {
      if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return at;
    }
    at += count;
  }
  return at;
}

function describe(bytes: Uint8Array, offset: number): string {
  if (offset >= bytes.length) return 'These bytes are too many for one text.';
  const first = bytes[offset] ?? 0;
  const named = `0x${first.toString(16).padStart(2, '0')}`;
  const lead = leads.find(([from, to]) => first >= from && first <= to);
  if (first < 0xc0) return `Byte ${named} continues a character, but no character was begun.`;
  if (!lead) return `Byte ${named} never occurs in UTF-8.`;
  if (offset + lead[4] > bytes.length && bytes.subarray(offset + 1).every((byte) => byte >> 6 === 2)) {
    return `The character begun by ${named} needs ${String(lead[4])} bytes and is cut off.`;
  }
  return `The bytes after ${named} do not continue its character.`;
}
