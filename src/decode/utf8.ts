import type { ByteError, Checked } from './decoder.js';

export { utf8Length } from '../protocol/utf8.js';

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
  if (offset >= bytes.length) return 'There are too many bytes for one text.';
  const first = bytes[offset] ?? 0;
  const named = `0x${first.toString(16).padStart(2, '0')}`;
  const lead = leads.find(([from, to]) => first >= from && first <= to);
  if (first < 0xc0) return `Byte ${named} continues a character, but none was started.`;
  if (!lead) return `Byte ${named} never occurs in UTF-8.`;
  if (offset + lead[4] > bytes.length && bytes.subarray(offset + 1).every((byte) => byte >> 6 === 2)) {
    return `The character that starts with ${named} needs ${String(lead[4])} bytes but is cut off.`;
  }
  return `The bytes after ${named} do not complete its character.`;
}
