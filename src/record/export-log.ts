import type { Entry } from '../core/entry.js';
import { globalClock } from '../core/global-ports.js';
import { version } from '../version.js';
import { escapedPieces, type ExportPart, type ExportParts } from './export-part.js';
import type { ExportSource, ReadableLog } from './export-source.js';
import { isoTime } from './iso-time.js';
import { mediaTypes, ownFormatName, ownFormatVersion, type LogFormat } from './log-format.js';
import { redactEntry } from './redact-entry.js';
import { TimeSlices, type SliceOptions } from './time-slices.js';
import { writeCsv } from './write-csv.js';
import { writeHar } from './write-har.js';
import { writeJson, writeNdjson } from './write-records.js';

/** How far an export has come. */
export interface ExportProgress {
  /** Entries written, or found to be gone. */
  readonly done: number;
  /** Entries chosen. */
  readonly total: number;
}

/** How to export a log. */
export interface ExportOptions extends SliceOptions {
  readonly format: LogFormat;
  /** The sequences to export, rising. Default: all that the log holds. Those it does not hold are left out, and counted. */
  readonly sequences?: ArrayLike<number>;
  /**
   * Keeps credentials and secret-looking query values of addresses, and subprotocols that carry tokens. Default false:
   * they become `…` in every place of the file. Message contents are never redacted.
   */
  readonly keepSecrets?: boolean;
  /** Called before each pause, so about once a frame. Not called by an export that takes no pause. */
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** What came of an export. */
export interface ExportSummary {
  /** How many entries are in the file. In a HAR that counts the messages and events that were chosen. */
  readonly written: number;
  /** How many of the chosen entries the log no longer held when their turn came. They are not in the file. */
  readonly missing: number;
}

/** Text is handed out in chunks of about so many code units. */
const chunkUnits = 262_144;

const writers: Readonly<Record<LogFormat, (source: ExportSource) => ExportParts>> = {
  ndjson: writeNdjson,
  json: writeJson,
  csv: writeCsv,
  har: writeHar,
};

/**
 * Writes a log as the text of a file, chunk by chunk, and lets the page go on after each slice of 8 ms. What the log
 * holds at the call is exported; what comes later is not. A log that forgets entries meanwhile loses them for the file,
 * too: the summary, which the generator returns, counts them. A `Blob` in the log is read when its turn comes; one
 * that cannot be read any more is written with its length and no data.
 *
 * Rejects only with the reason of `signal`.
 *
 * @example
 * for await (const chunk of exportLog(connection.log, { format: 'ndjson' })) file.write(chunk);
 */
export async function* exportLog(
  log: ReadableLog,
  options: ExportOptions,
): AsyncGenerator<string, ExportSummary> {
  const { format, onProgress, sequences, keepSecrets = false, clock = globalClock } = options;
  const slices = new TimeSlices(options);
  const nowMs = clock.timeOriginMs + clock.now();
  const source = new ChosenEntries(log, sequences, keepSecrets, nowMs);
  const parts = writers[format](source);
  let chunk: string[] = [];
  let units = 0;
  let steps = 0;
  let given: ArrayBuffer | undefined;
  for (;;) {
    const step = parts.next(given);
    given = undefined;
    if (step.done) break;
    const part: ExportPart = step.value;
    if (typeof part === 'string') {
      chunk.push(part);
      units += part.length;
    } else if ('blob' in part) given = await bytesOf(part.blob);
    else {
      for (const piece of escapedPieces(part)) {
        chunk.push(piece);
        units += piece.length;
        if (units >= chunkUnits) {
          yield chunk.join('');
          chunk = [];
          units = 0;
        }
        if (slices.isOver) await slices.pause();
      }
    }
    if (units >= chunkUnits) {
      yield chunk.join('');
      chunk = [];
      units = 0;
    }
    // looking at the clock costs as much as a short entry
    if ((++steps & 7) === 0 && slices.isOver) {
      onProgress?.({ done: source.done, total: source.count });
      await slices.pause();
    }
  }
  if (units > 0) yield chunk.join('');
  const { written, count } = source;
  return { written, missing: count - written };
}

/**
 * As `exportLog`, into a `Blob` with the format's media type. Each chunk is handed to the browser as it is made, so that
 * no long text has to be encoded at the end.
 */
export async function exportBlob(
  log: ReadableLog,
  options: ExportOptions,
): Promise<{ readonly blob: Blob; readonly summary: ExportSummary }> {
  const chunks = exportLog(log, options);
  const parts: Blob[] = [];
  for (;;) {
    const step = await chunks.next();
    if (step.done) {
      return { blob: new Blob(parts, { type: mediaTypes[options.format] }), summary: step.value };
    }
    parts.push(new Blob([step.value]));
  }
}

async function bytesOf(blob: Blob): Promise<ArrayBuffer | undefined> {
  try {
    return await blob.arrayBuffer();
  } catch {
    return undefined; // a file that changed or went away since it was sent
  }
}

/** The chosen entries of a log as it was at the beginning. */
class ChosenEntries implements ExportSource {
  readonly header: ExportSource['header'];
  readonly range: readonly [number, number];
  readonly count: number;
  /** How many of the places have been reached. */
  done = 0;
  /** How many of the entries were there. */
  written = 0;
  readonly #log: ReadableLog;
  readonly #sequences: Float64Array | undefined;
  readonly #keepSecrets: boolean;

  constructor(
    log: ReadableLog,
    sequences: ArrayLike<number> | undefined,
    keepSecrets: boolean,
    nowMs: number,
  ) {
    this.#log = log;
    this.#sequences = sequences && Float64Array.from(sequences);
    this.#keepSecrets = keepSecrets;
    this.range = [log.first, log.next];
    this.count = this.#sequences?.length ?? log.next - log.first;
    this.header = {
      format: ownFormatName,
      version: ownFormatVersion,
      creator: { name: 'ws-tester', version },
      exportedAt: isoTime(nowMs),
      dropped: log.dropped,
      isPart: sequences !== undefined,
      redacted: !keepSecrets,
    };
  }

  sequenceAt(place: number): number {
    return this.#sequences ? (this.#sequences[place] ?? NaN) : this.range[0] + place;
  }

  placeOf(sequence: number): number {
    const sequences = this.#sequences;
    if (!sequences) return Math.min(this.count, Math.max(0, sequence - this.range[0]));
    let low = 0;
    let high = sequences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sequences[middle] ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  take(place: number): Entry | undefined {
    this.done = place + 1;
    const entry = this.get(this.sequenceAt(place));
    if (entry) this.written++;
    return entry;
  }

  get(sequence: number): Entry | undefined {
    const entry = this.#log.get(sequence);
    return entry && !this.#keepSecrets ? redactEntry(entry) : entry;
  }

  kindOf(sequence: number): Entry['kind'] | undefined {
    const index = sequence - this.#log.first;
    return index < 0 ? undefined : this.#log.kindAt(index);
  }
}
