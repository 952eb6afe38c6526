import type { Decoder } from './decoder.js';

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
