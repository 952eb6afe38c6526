import type { TextSpan } from './json-index.js';
import { Uint32Column } from './uint32-column.js';

/** Code units between two looks at the clock. */
const unitsPerLook = 16_384;

/** A line is broken after a space or a comma where one comes in its last third; else in the middle of a word. */
const breakable = 2 / 3;

/** As `showControls` writes the longest of what it writes in a line of text: `\u{202E}`. */
const escapedCells = 8;

/**
 * The lines that a text takes where `columns` characters stand side by side: its own, and the parts of those that are
 * longer. Found in one walk that can be stopped and gone on with; what was found so far can be shown meanwhile. Four
 * bytes a line.
 *
 * Characters of East Asian scripts and emoji count as two columns (Unicode Standard Annex 11), what `showControls` spells
 * out as eight. A pair of surrogates is never parted.
 */
export class TextLines {
  readonly text: string;
  readonly columns: number;
  readonly #starts = new Uint32Column();
  #at = 0;

  /** @param columns 1 at least */
  constructor(text: string, columns: number) {
    this.text = text;
    this.columns = Math.max(1, Math.floor(columns));
    this.#starts.push(0);
  }

  /** How many lines were found so far; 1 at least. A line end at the very end begins no further line. */
  get length(): number {
    return this.#starts.length;
  }

  /** Whether all lines were found. */
  get isDone(): boolean {
    return this.#at >= this.text.length;
  }

  /** How far the text was walked, from 0 to 1. */
  get progress(): number {
    return this.isDone ? 1 : this.#at / this.text.length;
  }

  /** Walks on until the end or until `isOver()`. Gives `isDone`. */
  step(isOver: () => boolean): boolean {
    let nextLook = this.#at + unitsPerLook;
    while (this.#at < this.text.length) {
      this.#at = this.#lineEnd(this.#at);
      if (this.#at < this.text.length) this.#starts.push(this.#at);
      if (this.#at < nextLook) continue;
      nextLook = this.#at + unitsPerLook;
      if (isOver()) break;
    }
    return this.isDone;
  }

  /** Where a line stands, without its line end. */
  span(line: number): TextSpan {
    const start = this.#starts.get(line);
    let end = line + 1 < this.length ? this.#starts.get(line + 1) : this.#at;
    if (end > start && this.text.charCodeAt(end - 1) === 0x0a) end--;
    if (end > start && this.text.charCodeAt(end - 1) === 0x0d) end--;
    return { start, end };
  }

  /** The line in which an offset lies, or the last one that was found. */
  lineAt(offset: number): number {
    return Math.max(0, this.#starts.lowerBound(offset + 1) - 1);
  }

  /** Where the line that begins at `start` ends, its line end included. */
  #lineEnd(start: number): number {
    const { text, columns } = this;
    let cells = 0;
    let goodBreak = 0;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x0a) return at + 1;
      if (code === 0x0d) return at + (text.charCodeAt(at + 1) === 0x0a ? 2 : 1);
      const isPair = code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1));
      cells += code >= 0x20 && code < 0x7f ? 1 : isPair ? 2 : cellsOf(code);
      if (cells > columns && at > start) return goodBreak || at;
      if ((code === 0x20 || code === 0x2c) && cells > columns * breakable) goodBreak = at + 1;
      if (isPair) at++;
    }
    return text.length;
  }
}

function cellsOf(code: number): number {
  if (code === 0x09) return 2;
  if (code < 0xa0 || code === 0xad || code === 0x61c || code === 0xfeff) return escapedCells;
  if (code < 0x1100) return 1;
  if (code >= 0x2000 && code < 0x2070)
    return code < 0x200b || (code > 0x200f && code < 0x2028) ? 1 : escapedCells;
  if (code >= 0xd800 && code < 0xe000) return escapedCells;
  const isWide =
    code < 0x1160 ||
    (code >= 0x2e80 && code < 0xa4d0) ||
    (code >= 0xac00 && code < 0xd7a4) ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe30 && code < 0xfe70) ||
    (code >= 0xff00 && code < 0xff61) ||
    (code >= 0xffe0 && code < 0xffe7) ||
    (code >= 0x2600 && code < 0x27c0);
  return isWide ? 2 : 1;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
