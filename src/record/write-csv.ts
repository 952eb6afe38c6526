import { toBase64 } from '../decode/base64.js';
import { payloadParts, readEntry, writtenPayload, type ExportParts, type ReadEntry } from './export-part.js';
import type { ExportSource } from './export-source.js';
import { isoTime } from './iso-time.js';

const columns = ['sequence', 'time', 'timeMs', 'kind', 'type', 'length', 'data', 'code', 'reason', 'detail'];

/**
 * What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), with the full-width forms that it reads
 * alike, and what it might drop before one.
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** Pairs of quotes within quotes (RFC 4180 §2.7). */
function csvEscape(text: string): string {
  return text.replaceAll('"', '""');
}

/** Stands before what would be a formula: spreadsheets then take the cell for text. */
function guardOf(text: string): string {
  return formulaStart.test(text) ? "'" : '';
}

/** One cell: no formula, and quoted only where it must be (RFC 4180 §2.6). */
export function csvCell(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  const guarded = guardOf(text) + text;
  return /[",\r\n\t]|^[' ]|\s$/.test(guarded) ? `"${csvEscape(guarded)}"` : guarded;
}

/**
 * A table for spreadsheets (RFC 4180), that cannot be read back. It begins with a byte order mark, without which a
 * widely used spreadsheet takes UTF-8 for something else. Binary is Base64. A cell that would be a formula begins with
 * an apostrophe. `detail` is what else is known of the entry: JSON for what happened to a connection, words for a
 * remark and for a message of which only the beginning is there.
 */
export function* writeCsv(source: ExportSource): ExportParts {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (let place = 0; place < source.count; place++) {
    const entry = source.take(place);
    if (entry) yield* rowParts(yield* readEntry(entry));
  }
}

/** Enough for the first character of Base64, which may be a plus sign. */
function firstBytes(data: ArrayBuffer): Uint8Array {
  return data.byteLength === 0 ? new Uint8Array(0) : new Uint8Array(data, 0, 1);
}

function* rowParts(entry: ReadEntry): ExportParts {
  const { sequence, timeMs, kind } = entry;
  const start = [sequence, isoTime(timeMs), timeMs, kind].map(csvCell).join(',');
  if (entry.kind === 'sent' || entry.kind === 'received') {
    const { type, data, wholeLength } = writtenPayload(entry);
    const length = wholeLength ?? (typeof data === 'string' ? data.length : data.byteLength);
    const unit = type === 'text' ? 'characters' : 'bytes';
    const detail = wholeLength === undefined ? '' : `only the beginning of ${wholeLength} ${unit}`;
    const guard = guardOf(typeof data === 'string' ? data.slice(0, 1) : toBase64(firstBytes(data)));
    yield* payloadParts(
      `${start},${type},${length},"${guard}`,
      { data, escape: csvEscape },
      `",,,${csvCell(detail)}\r\n`,
    );
  } else if (entry.kind === 'closed' || entry.kind === 'failed') {
    const { code, reason } = entry.detail;
    const rest = ['', '', '', code, reason, JSON.stringify(entry.detail)];
    yield `${start},${rest.map(csvCell).join(',')}\r\n`;
  } else {
    const detail = typeof entry.detail === 'string' ? entry.detail : JSON.stringify(entry.detail);
    yield `${start},,,,,,${csvCell(detail)}\r\n`;
  }
}
