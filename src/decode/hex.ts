import { errorAt, nameAt, type Checked, type Decoder } from './decoder.js';

/** One line of a hex dump: sixteen bytes, fewer in the last. */
export interface HexRow {
  /** The first byte's place, from 0. Shown in hexadecimal, as a rule. */
  readonly offset: number;
  /** Pairs of lower-case digits, a space between them. */
  readonly hex: string;
  /** A character for each byte: printable ASCII as itself, everything else as a dot. */
  readonly ascii: string;
}

/** Bytes to look at: rows are made for the lines that are seen, not for the whole. */
export interface HexView {
  readonly sizeBytes: number;
  readonly rowCount: number;
  /** Rows from `firstRow`; fewer than asked for at the end. */
  rows(firstRow: number, count: number): HexRow[];
}

/** Bytes in a row of a dump. */
export const bytesPerRow = 16;

const hexDigits = new TextEncoder().encode('0123456789abcdef');

/** Bytes as lower-case pairs of digits with `separator` between them (default: nothing), of any length. */
export function toHex(bytes: Uint8Array, separator = ''): string {
  const between = new TextEncoder().encode(separator);
  const step = 2 + between.length;
  const written = new Uint8Array(Math.max(0, bytes.length * step - between.length));
  for (let from = 0, to = 0; from < bytes.length; from++, to += step) {
    const byte = bytes[from] ?? 0;
    written[to] = hexDigits[byte >> 4] ?? 0;
    written[to + 1] = hexDigits[byte & 15] ?? 0;
    if (from + 1 < bytes.length) written.set(between, to + 2);
  }
  return new TextDecoder().decode(written);
}

/** Rows `firstRow` to `firstRow + rowCount` of a dump (rows of 16 bytes, from 0). None beyond the end. */
export function formatHexDump(bytes: Uint8Array, firstRow: number, rowCount: number): HexRow[] {
  const rows: HexRow[] = [];
  for (let row = Math.max(0, firstRow); row < firstRow + rowCount; row++) {
    const offset = row * bytesPerRow;
    if (offset >= bytes.length) break;
    const part = bytes.subarray(offset, offset + bytesPerRow);
    let ascii = '';
    for (const byte of part) ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
    rows.push({ offset, hex: toHex(part, ' '), ascii });
  }
  return rows;
}

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
            ? `A byte takes two hexadecimal digits: write 0${text.charAt(at)} for ${text.charAt(at)}.`
            : `This group has ${String(digits)} digits, an odd number: a byte takes two.`;
        return { valid: false, error: errorAt(text, at, message) };
      }
      bytes[count++] = high * 16 + low;
      at += 2;
      // the `0` of a following `0x` is no digit of this group
      if (skipPrefix(text, at) > at) break;
    }
    if (at === groupAt && at > prefixAt) {
      const message = `After ${text.slice(prefixAt, at)} come two hexadecimal digits.`;
      return { valid: false, error: errorAt(text, prefixAt, message) };
    }
    if (at === groupAt) return { valid: false, error: wrongCharacter(text, at) };
  }
  return { valid: true, bytes: bytes.slice(0, count) };
}

/** Any message as a hex dump; text as the UTF-8 bytes it took on the wire. */
export const hexDecoder: Decoder<HexView> = {
  format: 'hex',
  decode(message) {
    const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
    const view: HexView = {
      sizeBytes: bytes.length,
      rowCount: Math.ceil(bytes.length / bytesPerRow),
      rows: (firstRow, count) => formatHexDump(bytes, firstRow, count),
    };
    return { valid: true, view };
  },
};

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
