/** The first ill-formed sequence in bytes that should be UTF-8. */
export interface Utf8Fault {
  /** The first byte of the sequence, from 0. */
  readonly offset: number;
  /** What is wrong with it, in plain words. */
  readonly message: string;
  /** Whether it only lacks bytes at the very end, so that more bytes could still complete it. */
  readonly cutOff: boolean;
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

/**
 * Looks for the first place where bytes are not UTF-8, as strictly as a WebSocket endpoint must (RFC 6455 §8.1,
 * RFC 3629 §3): no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off. Gives `undefined` when
 * all of them are well-formed. Never throws.
 */
export function utf8Fault(bytes: Uint8Array): Utf8Fault | undefined {
  const offset = firstInvalidByte(bytes);
  if (offset >= bytes.length) return undefined;
  const first = bytes[offset] ?? 0;
  const named = `0x${first.toString(16).padStart(2, '0')}`;
  const lead = leads.find(([from, to]) => first >= from && first <= to);
  if (first < 0xc0) {
    return {
      offset,
      message: `Byte ${named} continues a character, but none was started.`,
      cutOff: false,
    };
  }
  if (!lead) return { offset, message: `Byte ${named} never occurs in UTF-8.`, cutOff: false };
  if (isCutOff(bytes, offset, lead)) {
    const message = `The character that starts with ${named} needs ${String(lead[4])} bytes but is cut off.`;
    return { offset, message, cutOff: true };
  }
  return { offset, message: `The bytes after ${named} do not complete its character.`, cutOff: false };
}

/** Whether what is there of a character is right, and only its end is missing. */
function isCutOff(bytes: Uint8Array, offset: number, lead: (typeof leads)[number]): boolean {
  const [, , lowest, highest, count] = lead;
  const rest = bytes.subarray(offset + 1);
  if (rest.length + 1 >= count) return false;
  const [second] = rest;
  if (second !== undefined && (second < lowest || second > highest)) return false;
  return rest.every((byte) => byte >> 6 === 2);
}

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
