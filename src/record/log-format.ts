/**
 * The formats of a log in a file.
 *
 * - `ndjson`: one JSON object a line, ours ({@link LogHeader}, then a {@link LogRecord} for each entry).
 * - `json`: the same in one JSON object: the header's fields, and `entries`, an array of the records.
 * - `csv`: a table for spreadsheets, that cannot be read back.
 * - `har`: HTTP Archive 1.2 with `_webSocketMessages`, as the DevTools of Chrome write and import it.
 */
export const logFormats = ['ndjson', 'json', 'csv', 'har'] as const;

/** One of {@link logFormats}. */
export type LogFormat = (typeof logFormats)[number];

/** What a file says it is: the value of `format` in our own formats. */
export const ownFormatName = 'ws-tester-log';

/** The version of our own formats that is written, and the newest that is read. */
export const ownFormatVersion = 1;

/** The media type of each format, as a download has it. */
export const mediaTypes: Readonly<Record<LogFormat, string>> = {
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  csv: 'text/csv', // RFC 4180 §3
  har: 'application/json',
};

/**
 * A file name for a log, such as `ws-tester-example.com-2026-11-22T12-00-00.har`. The time is the local one, without
 * characters that a file system forbids. Of the host only letters, digits, dots and hyphens stay.
 *
 * @param host a host as in an address, with or without a port; `''` where none is known
 */
export function exportFileName(host: string, timeMs: number, format: LogFormat): string {
  const time = new Date(timeMs);
  const digits = (value: number, length = 2) => String(value).padStart(length, '0');
  const day = [digits(time.getFullYear(), 4), digits(time.getMonth() + 1), digits(time.getDate())].join('-');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => digits(part)).join('-');
  const place = host
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 100);
  return `${['ws-tester', place, `${day}T${clock}`].filter(Boolean).join('-')}.${format}`;
}
