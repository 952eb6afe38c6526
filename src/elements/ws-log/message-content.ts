import type { ByteError, LocatedError } from '../../decode/decoder.js';
import { bytesPerRow, formatHexDump, toHex } from '../../decode/hex.js';
import { checkJson, jsonLines } from '../../decode/json-format.js';
import { showControls } from '../../decode/text.js';
import { parseUtf8 } from '../../decode/utf8.js';

/** The ways to look at a message. */
export const contentViews = ['json', 'text', 'hex'] as const;

/** One of `contentViews`. */
export type ContentView = (typeof contentViews)[number];

/** A part of a view that is put into the document at once. */
export interface ContentPage {
  /** Ready for text nodes, side by side, with the same number of lines each. One, or for hex: offsets, bytes, ASCII. */
  readonly columns: readonly string[];
  /** What of the message has been shown when this page is the last: code units of text, bytes of binary. */
  readonly shown?: number;
}

/** Why a view cannot be had. */
export type ViewProblem =
  | { readonly kind: 'not-json'; readonly error?: LocatedError }
  | { readonly kind: 'not-utf8'; readonly error: ByteError }
  | { readonly kind: 'too-large' };

/** A page of text ends after as many lines or code units, whichever comes first: more would be felt in layout. */
export const linesPerPage = 400;
export const unitsPerPage = 16_384;

/** A page of a hex dump: 4 KiB. */
export const hexRowsPerPage = 256;

/** A longer text that is not JSON is not searched for its mistake: a scan takes some 20 ms a million code units. */
const locatedUnits = 2_000_000;

/** `JSON.parse` of more than this would hold the page up for longer than a fifth of a second. */
const parsedUnits = 33_554_432;

/**
 * One message, looked at as JSON, as text or as bytes. Nothing is worked out before it is asked for, and a view comes
 * page by page, so that a message of 100 MB costs no more to open than one of 100 kB, unless it is JSON.
 */
export class MessageContent {
  readonly #given: string | Uint8Array;
  #text: { readonly text: string } | { readonly error: ByteError } | undefined;
  #bytes: Uint8Array | undefined;
  #jsonProblem: ViewProblem | 'none' | undefined;

  /** Bytes are not copied: nobody may write to them. */
  constructor(given: string | Uint8Array) {
    this.#given = given;
  }

  /** Whether it went over the wire as binary. */
  get isBinary(): boolean {
    return typeof this.#given !== 'string';
  }

  /** Code units of text, bytes of binary. */
  get length(): number {
    return this.#given.length;
  }

  /** How much a view has to show in all: bytes in the hex view, else code units. */
  lengthOf(view: ContentView): number {
    if (view === 'hex') return this.#encode().length;
    const read = this.#read();
    return 'error' in read ? 0 : read.text.length;
  }

  /** Whether it begins as JSON does with an object or an array, so that a mistake in it is worth telling. */
  get looksLikeJson(): boolean {
    const read = this.#read();
    return 'text' in read && /^\s*[[{]/.test(read.text.slice(0, 64));
  }

  /** The view that says most: JSON where it is some, else text where it was sent as text, else bytes. */
  get bestView(): ContentView {
    if (!this.problemOf('json')) return 'json';
    return this.isBinary ? 'hex' : 'text';
  }

  /** Why a view cannot be had; `undefined` if it can. The answer for JSON is worked out once, at the first question. */
  problemOf(view: ContentView): ViewProblem | undefined {
    if (view === 'hex') return undefined;
    const read = this.#read();
    if ('error' in read) return { kind: 'not-utf8', error: read.error };
    if (view === 'text') return undefined;
    this.#jsonProblem ??= jsonProblem(read.text) ?? 'none';
    return this.#jsonProblem === 'none' ? undefined : this.#jsonProblem;
  }

  /**
   * The pages of a view from the start. `hexColumns` is how many bytes stand in a line: 16, or 8 where it is narrow.
   * Nothing comes for a view that cannot be had.
   */
  pages(view: ContentView, hexColumns: 8 | 16 = bytesPerRow): Iterator<ContentPage> {
    if (view === 'hex') return hexPages(this.#encode(), hexColumns);
    const read = this.#read();
    if ('error' in read || this.problemOf(view)) return [].values();
    return view === 'json' ? jsonPages(read.text) : textPages(read.text);
  }

  /** The whole message for the clipboard: text as it is, bytes as pairs of digits in the hex view. */
  copyOf(view: ContentView): string {
    if (typeof this.#given === 'string') return this.#given;
    const read = this.#read();
    return view === 'hex' || 'error' in read ? toHex(this.#given, ' ') : read.text;
  }

  #read(): { readonly text: string } | { readonly error: ByteError } {
    if (this.#text) return this.#text;
    if (typeof this.#given === 'string') return (this.#text = { text: this.#given });
    const parsed = parseUtf8(this.#given);
    return (this.#text = parsed.valid ? { text: parsed.text } : { error: parsed.error });
  }

  #encode(): Uint8Array {
    this.#bytes ??= typeof this.#given === 'string' ? new TextEncoder().encode(this.#given) : this.#given;
    return this.#bytes;
  }
}

/** `JSON.parse` is the fastest judge; our own scan tells where the mistake is. */
function jsonProblem(text: string): ViewProblem | undefined {
  if (text.length > parsedUnits) return { kind: 'too-large' };
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    if (text.length > locatedUnits) return { kind: 'not-json' };
    const checked = checkJson(text);
    return checked.valid ? undefined : { kind: 'not-json', error: checked.error };
  }
}

function* textPages(text: string): Generator<ContentPage> {
  for (let from = 0; from < text.length;) {
    const end = pageEnd(text, from);
    const page = showControls(text.slice(from, end));
    // Pages are blocks of their own: a line end between two would be seen as an empty line.
    yield { columns: [page.replace(/\r?\n$/, '')], shown: end };
    from = end;
  }
}

function* jsonPages(text: string): Generator<ContentPage> {
  let lines: string[] = [];
  let units = 0;
  for (const line of jsonLines(text)) {
    // A line may be a string of megabytes: it is cut like text.
    for (let from = 0; from < line.length;) {
      const end = pageEnd(line, from);
      lines.push(line.slice(from, end));
      units += end - from;
      from = end;
      if (lines.length < linesPerPage && units < unitsPerPage) continue;
      yield { columns: [showControls(lines.join('\n'))] };
      lines = [];
      units = 0;
    }
  }
  if (lines.length > 0) yield { columns: [showControls(lines.join('\n'))] };
}

function* hexPages(bytes: Uint8Array, hexColumns: 8 | 16): Generator<ContentPage> {
  const digits = Math.max(4, Math.max(0, bytes.length - 1).toString(16).length);
  for (let first = 0; first * bytesPerRow < bytes.length; first += hexRowsPerPage) {
    const lines = formatHexDump(bytes, first, hexRowsPerPage).flatMap(({ offset, hex, ascii }) => {
      const place = (at: number) => at.toString(16).padStart(digits, '0');
      const halves = [
        { offset: place(offset), hex: hex.slice(0, 23), ascii: ascii.slice(0, 8) },
        { offset: place(offset + 8), hex: hex.slice(24), ascii: ascii.slice(8) },
      ];
      if (hexColumns === 8) return halves.filter((half) => half.hex !== '');
      return [
        {
          offset: place(offset),
          hex: halves
            .map((half) => half.hex)
            .join('  ')
            .trimEnd(),
          ascii,
        },
      ];
    });
    const columns = [
      lines.map((line) => line.offset).join('\n'),
      lines.map((line) => line.hex).join('\n'),
      lines.map((line) => line.ascii).join('\n'),
    ];
    yield { columns, shown: Math.min(bytes.length, (first + hexRowsPerPage) * bytesPerRow) };
  }
}

/** Where a page of text that begins at `from` ends: after a line, or where it must, but never inside a character. */
function pageEnd(text: string, from: number): number {
  // Cut first: without a line end, a search in the whole text would read all of it for each page.
  const part = text.slice(from, from + unitsPerPage);
  let end = 0;
  for (let lines = 0; lines < linesPerPage; lines++) {
    const lineEnd = part.indexOf('\n', end);
    if (lineEnd < 0) return from + (isSplitAt(text, from + part.length) ? part.length - 1 : part.length);
    end = lineEnd + 1;
  }
  return from + end;
}

/** Whether a cut would part a pair of surrogates or of `\r` and `\n`. */
function isSplitAt(text: string, at: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(at - 1, at + 1));
}
