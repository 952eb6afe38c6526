import { errorAt, nameAt, type Checked } from './decoder.js';

/**
 * Reads bytes that a person typed or pasted: pairs of digits in either case, run together or in groups. Between
 * groups may stand white space, `:`, `,`, `-`, `_` and `;`; a group may begin with `0x` or `\x`. Nothing at all is no bytes.
 * A group with an odd number of digits is an error, not a guess; a group does not go on across a separator.
 */
export function parseHex(text: string): Checked<{ readonly bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = new Uint8Array(text.length >> 1);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    if (isSeparator(text, at)) {
      at++;
      continue;
    }
    const prefixAt = at;
    at = skipPrefix(text, at);
    const groupAt = at;
    for (;;) {
      const high = digit(text.charCodeAt(at));
      if (high < 0) break;
      const low = digit(text.charCodeAt(at + 1));
      if (low < 0) {
        if (at + 1 < text.length && !isSeparator(text, at + 1) && skipPrefix(text, at + 1) === at + 1) {
          return { valid: false, error: wrongCharacter(text, at + 1) };
        }
        const digits = at + 1 - groupAt;
        const message =
          digits === 1
            ? `A byte needs two hexadecimal digits: write 0${text.charAt(at)} for ${text.charAt(at)}.`
            : `This group has an odd number of digits (${String(digits)}): each byte needs two.`;
        return { valid: false, error: errorAt(text, at, message) };
      }
      bytes[count++] = high * 16 + low;
      at += 2;
      // the `0` of a following `0x` is no digit of this group
      if (skipPrefix(text, at) > at) break;
    }
    if (at === groupAt && at > prefixAt) {
      const message = `Expected two hexadecimal digits after ${text.slice(prefixAt, at)}.`;
      return { valid: false, error: errorAt(text, prefixAt, message) };
    }
    if (at === groupAt) return { valid: false, error: wrongCharacter(text, at) };
  }
  return { valid: true, bytes: bytes.slice(0, count) };
}

function isSeparator(text: string, at: number): boolean {
  return /[\s:;,_-]/.test(text.charAt(at));
}

/** The place after a `0x`, `0X` or `\x` at `at`; `at` itself where there is none. */
function skipPrefix(text: string, at: number): number {
  const first = text.charAt(at);
  const second = text.charAt(at + 1);
  if ((first === '0' || first === '\\') && (second === 'x' || second === 'X')) return at + 2;
  return at;
}

function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function wrongCharacter(text: string, at: number) {
  return errorAt(text, at, `Not a hexadecimal digit (0-9, a-f): ${nameAt(text, at)}.`);
}
