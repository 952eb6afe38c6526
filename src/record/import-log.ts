import { EntryLog } from '../core/entry-log.js';
import { readHeader, type FileHeader } from './file-header.js';
import { fileText, NotUtf8Error } from './file-text.js';
import { HarReader, wantedOfHar, type Place } from './har-reader.js';
import { ImportError, ProblemList, type ImportProblem } from './import-problem.js';
import { JsonPicker, type Wanted } from './json-picker.js';
import { NdjsonReader } from './read-ndjson.js';
import { pushRecord, readRecord, RecordError } from './read-record.js';
import { TimeSlices, type SliceOptions } from './time-slices.js';

/** How far an import has come. */
export interface ImportProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
}

/** How to import a file. */
export interface ImportOptions extends SliceOptions {
  /**
   * A larger file is refused unread. Default 256 MiB (268,435,456): half of the longest text that V8 holds, which is
   * 2²⁹ − 24 code units.
   */
  readonly maxFileBytes?: number;
  /** Called while the file is read, about once a MiB. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** A log from a file. */
export interface ImportedLog {
  /** Everything that could be read. Sequences count from 0. Nothing was dropped from it: it has no bounds. */
  readonly log: EntryLog;
  readonly format: 'ndjson' | 'json' | 'har';
  /** The first 100 things that are wrong with the file. What they tell of is not in the log; all else is. */
  readonly problems: readonly ImportProblem[];
  /** How many things are wrong. */
  readonly problemCount: number;
  /** How many older entries the log had dropped before it was exported, as the file says. */
  readonly dropped: number;
}

const defaultMaxFileBytes = 268_435_456;

const wantedOfJson: Wanted = {
  fields: {
    format: { take: 'format' },
    version: { take: 'version' },
    dropped: { take: 'dropped' },
    entries: { items: { take: 'entry' } },
    log: wantedOfHar,
  },
};

/**
 * Reads a log from a file: our NDJSON or JSON, or the WebSocket connections of a HAR, whatever the file is called. The
 * page goes on after each slice of 8 ms, but for a single message of many megabytes, which is parsed in one go.
 *
 * What is wrong is told with its line, and the rest is kept; a file that breaks off gives what stands before. Message
 * times of a HAR may be epoch seconds (Chrome) or milliseconds (Playwright). Nothing in a file is trusted: fields of
 * the wrong type are problems, unknown ones are ignored.
 *
 * Rejects with an `ImportError` where nothing could be read, and with the reason of `signal`.
 *
 * @param file a file, or its text
 * @example
 * const { log, problems } = await importLog(input.files[0]);
 */
export async function importLog(file: Blob | string, options: ImportOptions = {}): Promise<ImportedLog> {
  const { maxFileBytes = defaultMaxFileBytes, onProgress } = options;
  const totalBytes = typeof file === 'string' ? file.length : file.size;
  if (totalBytes > maxFileBytes) {
    throw new ImportError([
      { message: `The file has ${totalBytes} bytes; at most ${maxFileBytes} are read.` },
    ]);
  }
  const slices = new TimeSlices(options);
  const problems = new ProblemList();
  const log = new EntryLog({ maxEntries: Infinity, maxBytes: Infinity });
  const pieces = fileText(file, slices, (readBytes) => onProgress?.({ readBytes, totalBytes }));
  const found = await read(pieces, log, problems, slices);
  if (log.length === 0 && problems.count > 0) throw new ImportError(problems.kept, problems.count);
  const { format, header } = found;
  return {
    log,
    format,
    problems: problems.kept,
    problemCount: problems.count,
    dropped: header?.dropped ?? 0,
  };
}

interface Found {
  readonly format: ImportedLog['format'];
  readonly header: FileHeader | undefined;
}

async function read(
  pieces: AsyncGenerator<string>,
  log: EntryLog,
  problems: ProblemList,
  slices: TimeSlices,
): Promise<Found> {
  const texts: string[] = [];
  let ndjson: NdjsonReader | undefined;
  try {
    for await (const piece of pieces) {
      if (!ndjson && texts.length === 0 && isNdjson(piece)) ndjson = new NdjsonReader(log, problems);
      if (ndjson) await ndjson.read(piece, slices);
      else texts.push(piece);
    }
    ndjson?.end();
  } catch (error) {
    if (!(error instanceof NotUtf8Error)) throw error;
    problems.add(error.message, ndjson?.line);
  }
  if (ndjson) return { format: 'ndjson', header: ndjson.header };
  const text = texts.join('');
  if (text.trim() === '') {
    if (problems.count === 0) problems.add('The file is empty.');
    return { format: 'json', header: undefined };
  }
  return readJson(text, log, problems, slices);
}

/** By the first line: a whole object that is our header or an entry; or by the second, where the first is broken. */
function isNdjson(beginning: string): boolean {
  const [first = '', second] = beginning.split('\n', 3).filter((line) => line.trim() !== '');
  const isWhole = isRecordLine(first);
  if (isWhole !== undefined) return isWhole;
  // one line that is longer than the piece
  if (second === undefined) return /^\s*\{\s*"(sequence|kind)"\s*:/.test(first);
  // JSON that goes on in the next line
  if (/[[{,:]\s*$/.test(first)) return false;
  return isRecordLine(second) ?? false;
}

/** Whether a line is a header or an entry of ours; `undefined` for what is no JSON. */
function isRecordLine(line: string): boolean | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || 'entries' in value || 'log' in value) return false;
    return 'kind' in value || 'format' in value;
  } catch {
    return undefined;
  }
}

async function readJson(
  text: string,
  log: EntryLog,
  problems: ProblemList,
  slices: TimeSlices,
): Promise<Found> {
  const picker = new JsonPicker(text, wantedOfJson);
  const har = new HarReader(problems);
  const placeOf = placesIn(text);
  const headerFields: Record<string, unknown> = {};
  let hasEntries = false;
  for (const picked of picker.pick()) {
    if (slices.isOver) await slices.pause();
    if (!picked) continue;
    const { name, value, offset, item } = picked;
    if (name === 'format' || name === 'version' || name === 'dropped') headerFields[name] = value;
    else if (name !== 'entry') har.take(name, value, item, () => placeOf(offset));
    else {
      hasEntries = true;
      try {
        pushRecord(log, readRecord(value));
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        const { line, column } = placeOf(offset);
        problems.add(`${error.message}.`, line, column);
      }
    }
  }
  const header = readHeader(headerFields);
  if (picker.error) problems.add(picker.error.message, picker.error.line, picker.error.column);
  if (har.isHar) {
    await har.finish(log, slices);
    if (har.count === 0 && !har.header && !picker.error) {
      problems.add('There is no WebSocket connection in this HAR.');
    }
    return { format: 'har', header: har.header };
  }
  if (!header && !hasEntries && !picker.error) {
    problems.add('This is neither a log of ws-tester nor a HAR.');
  }
  return { format: 'json', header };
}

/** Lines and columns of offsets that rise. */
function placesIn(text: string): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let lineEnd = endOfLine(0);
  function endOfLine(from: number): number {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  }
  return (offset) => {
    while (lineEnd < offset) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = endOfLine(lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}
