import { errorAt, nameAt, type Checked, type Decoder, type LocatedError } from './decoder.js';

/** What Base64 text stands for. */
export interface Base64Bytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * Whether the last character has bits set that belong to no byte (RFC 4648 §3.5): the text stands for these
   * bytes, yet encoding them again gives another text, and strict decoders refuse it.
   */
  readonly hasStrayBits: boolean;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const equalsCode = 0x3d;

const notInAlphabet = 255;
const whiteSpace = 254;
const values = new Uint8Array(128).fill(notInAlphabet);
codes.forEach((code, value) => (values[code] = value));
for (const code of [0x09, 0x0a, 0x0c, 0x0d, 0x20]) values[code] = whiteSpace;
const minusCode = 0x2d;
const underscoreCode = 0x5f;
values[minusCode] = 62;
values[underscoreCode] = 63;

/**
 * Reads Base64 (RFC 4648 §4) or its URL-safe form (§5), of any length. White space is skipped anywhere; padding may be
 * there or not, but not by half; the two alphabets may not be mixed, which would be a sign of two texts run together.
 * Stray bits are no error, see `hasStrayBits`. Nothing at all is no bytes.
 */
export function parseBase64(text: string): Checked<Base64Bytes> {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let count = 0;
  let bits = 0;
  let digits = 0;
  let lastAt = 0;
  let standardAt = -1;
  let urlAt = -1;
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (values[code] ?? notInAlphabet) : notInAlphabet;
    if (value === whiteSpace) continue;
    if (value === notInAlphabet) {
      if (code === equalsCode) break;
      return invalid(text, at, `Not a Base64 character: ${nameAt(text, at)}.`);
    }
    if (value >= 62) {
      if (code === minusCode || code === underscoreCode) urlAt = at;
      else standardAt = at;
      if (urlAt >= 0 && standardAt >= 0) {
        return invalid(
          text,
          at,
          'This mixes the standard alphabet (+ and /) with the URL-safe one (- and _).',
        );
      }
    }
    bits = ((bits << 6) | value) & 0xffffff;
    digits++;
    lastAt = at;
    const rest = digits & 3;
    if (rest === 2) bytes[count++] = bits >> 4;
    else if (rest === 3) bytes[count++] = bits >> 2;
    else if (rest === 0) bytes[count++] = bits;
  }
  const rest = digits & 3;
  if (rest === 1) {
    return invalid(text, lastAt, 'One character is left over: the last group needs two, three or four.');
  }
  const paddingError = checkPadding(text, at, rest);
  if (paddingError) return { valid: false, error: paddingError };
  const strayMask = rest === 2 ? 0xf : rest === 3 ? 0x3 : 0;
  return { valid: true, bytes: bytes.slice(0, count), hasStrayBits: (bits & strayMask) !== 0 };
}

/** Bytes as Base64 (RFC 4648 §4), with padding and without line breaks, of any length. */
export function toBase64(bytes: Uint8Array): string {
  const ascii = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(equalsCode);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const bits = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    ascii[to] = codes[bits >> 18] ?? 0;
    ascii[to + 1] = codes[(bits >> 12) & 63] ?? 0;
    if (left > 1) ascii[to + 2] = codes[(bits >> 6) & 63] ?? 0;
    if (left > 2) ascii[to + 3] = codes[bits & 63] ?? 0;
    to += 4;
  }
  return new TextDecoder().decode(ascii);
}

/** Any message as Base64; text as the UTF-8 bytes it took on the wire. */
export const base64Decoder: Decoder<string> = {
  format: 'base64',
  decode(message) {
    const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
    return { valid: true, view: toBase64(bytes) };
  },
};

/** What is wrong from the first `=` on, if there is one. */
function checkPadding(text: string, from: number, rest: number): LocatedError | undefined {
  if (from >= text.length) return undefined;
  const needed = rest === 2 ? 2 : rest === 3 ? 1 : 0;
  if (needed === 0)
    return errorAt(
      text,
      from,
      'There should be no padding here: “=” only fills up a group of two or three characters.',
    );
  let found = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && values[code] === whiteSpace) continue;
    if (code !== equalsCode)
      return errorAt(text, at, `Expected nothing after the padding, but found ${nameAt(text, at)}.`);
    found++;
    if (found > needed) return errorAt(text, at, 'There is one “=” too many.');
  }
  return found < needed ? errorAt(text, from, 'A second “=” is missing: write two or none.') : undefined;
}

function invalid(text: string, offset: number, message: string): Checked<Base64Bytes> {
  return { valid: false, error: errorAt(text, offset, message) };
}
