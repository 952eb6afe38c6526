import type { EntryLog } from '../core/entry-log.js';
import { JsonTokens } from '../decode/json-tokens.js';
import { readHeader, type FileHeader } from './file-header.js';
import type { ProblemList } from './import-problem.js';
import { pushRecord, readRecord, RecordError } from './read-record.js';
import type { TimeSlices } from './time-slices.js';

/**
 * Reads our NDJSON line by line into a log. A line that is wrong is told with its number and left out; all others are
 * kept. The header may be missing, as after a search through the file by line.
 */
export class NdjsonReader {
  /** What the file says of itself, if it does. */
  header: FileHeader | undefined;
  readonly #log: EntryLog;
  readonly #problems: ProblemList;
  #line = 0;
  /** The beginning of a line whose end has not come yet, in pieces: a long line must not be joined at each piece. */
  #open: string[] = [];

  constructor(log: EntryLog, problems: ProblemList) {
    this.#log = log;
    this.#problems = problems;
  }

  /** The line that is being read, from 1. */
  get line(): number {
    return this.#line + 1;
  }

  /** Takes the next piece of the file. Throws an `ImportError` at the header of a later version. */
  async read(piece: string, slices: TimeSlices): Promise<void> {
    let start = 0;
    for (;;) {
      const end = piece.indexOf('\n', start);
      if (end < 0) break;
      this.#open.push(piece.slice(start, end));
      this.#take();
      start = end + 1;
      if (slices.isOver) await slices.pause();
    }
    if (start < piece.length) this.#open.push(piece.slice(start));
  }

  /** Takes what is left as the last line. */
  end(): void {
    if (this.#open.length > 0) this.#take();
  }

  #take(): void {
    const joined = this.#open.length === 1 ? (this.#open[0] ?? '') : this.#open.join('');
    const line = joined.endsWith('\r') ? joined.slice(0, -1) : joined;
    this.#open = [];
    this.#line++;
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      const { message, column } = mistakeIn(line);
      this.#problems.add(message, this.#line, column);
      return;
    }
    const header = this.header ? undefined : readHeader(value);
    if (header) {
      this.header = header;
      return;
    }
    try {
      pushRecord(this.#log, readRecord(value));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      this.#problems.add(`${error.message}.`, this.#line);
    }
  }
}

function mistakeIn(line: string): { readonly message: string; readonly column?: number } {
  const tokens = new JsonTokens(line);
  while (tokens.next());
  // nothing wrong but nested deeper than the engine can bear
  return tokens.error ?? { message: 'This line is nested too deeply to be read.' };
}
