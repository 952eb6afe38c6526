import type { ByteSource } from './byte-source.js';
import { Uint32Column } from './uint32-column.js';

/** More are not counted: nobody steps through them. */
export const maxMatches = 1_000_000;

/** What is searched between two looks at the clock. */
const unitsPerLook = 131_072;

/** A search of a message that can be stopped and gone on with. Matches do not overlap. */
export interface MessageSearch {
  /** Where matches begin, rising. At most `maxMatches`. */
  readonly matches: Uint32Column;
  /** How long each match is, in the unit of its place: code units of text, or bytes. */
  readonly matchLength: number;
  /** Whether all was searched, or `maxMatches` were found. */
  readonly isDone: boolean;
  /** Whether there may be more matches than are held. */
  readonly isCut: boolean;
  /** Searches on until the end or until `isOver()`. Gives `isDone`. */
  step(isOver: () => boolean): boolean;
}

/**
 * Finds a text in a text, letters in either case (by simple case mapping: a match is as long as what was searched for).
 * An empty text is found nowhere.
 */
export class TextSearch implements MessageSearch {
  readonly matches = new Uint32Column();
  readonly matchLength: number;
  readonly #text: string;
  readonly #pattern: RegExp;
  readonly #isMatch: (start: number, end: number) => boolean;
  #at = 0;

  /** @param isMatch may refuse what was found; nothing is refused by default */
  constructor(text: string, wanted: string, isMatch: (start: number, end: number) => boolean = () => true) {
    this.#text = text;
    this.matchLength = wanted.length;
    this.#pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
    this.#isMatch = isMatch;
    if (wanted === '') this.#at = text.length;
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length || this.isCut;
  }

  get isCut(): boolean {
    return this.matches.length >= maxMatches;
  }

  step(isOver: () => boolean): boolean {
    const pattern = this.#pattern;
    while (!this.isDone) {
      const from = this.#at;
      const end = Math.min(from + unitsPerLook, this.#text.length);
      // Cut out of the whole: a regular expression has no end of its own to search up to.
      const part = this.#text.slice(from, end + this.matchLength - 1);
      let next = end;
      pattern.lastIndex = 0;
      for (let found = pattern.exec(part); found && !this.isCut; found = pattern.exec(part)) {
        const start = from + found.index;
        if (!this.#isMatch(start, start + this.matchLength)) {
          pattern.lastIndex = found.index + 1;
          continue;
        }
        this.matches.push(start);
        next = Math.max(end, start + this.matchLength);
      }
      this.#at = next;
      if (isOver()) break;
    }
    return this.isDone;
  }
}

/** Bytes as one writes them: pairs of hexadecimal digits with spaces between, or one pair. */
const hexPairs = /^[0-9a-f]{2}(?:\s+[0-9a-f]{2})*$/i;

/**
 * Finds bytes in bytes. What is wanted is bytes as in `de ad` (pairs of digits, spaces between them), else the UTF-8 of
 * a text, whose letters A to Z may be in either case. Bytes that are still to be counted are counted first.
 */
export class ByteSearch implements MessageSearch {
  readonly matches = new Uint32Column();
  readonly #bytes: ByteSource;
  readonly #wanted: Uint8Array;
  readonly #fold: (byte: number) => number;
  #at = 0;
  #hasAll = false;

  constructor(bytes: ByteSource, typed: string) {
    this.#bytes = bytes;
    const isHex = hexPairs.test(typed.trim());
    this.#wanted = isHex
      ? Uint8Array.from(typed.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16))
      : new TextEncoder().encode(typed).map(lowerCase);
    this.#fold = isHex ? (byte) => byte : lowerCase;
  }

  get matchLength(): number {
    return this.#wanted.length;
  }

  get isDone(): boolean {
    return this.#hasAll || this.isCut || this.#wanted.length === 0;
  }

  get isCut(): boolean {
    return this.matches.length >= maxMatches;
  }

  step(isOver: () => boolean): boolean {
    while (!this.isDone) {
      if (this.#bytes.isDone || this.#bytes.step(isOver)) this.#searchPart();
      if (isOver()) break;
    }
    return this.isDone;
  }

  #searchPart(): void {
    const wanted = this.#wanted;
    const first = wanted[0];
    const from = this.#at;
    const end = Math.min(from + unitsPerLook, this.#bytes.sizeBytes);
    const part = this.#bytes.read(from, end - from + wanted.length - 1);
    const starts = end - from;
    let at = 0;
    for (; at < starts && !this.isCut; at++) {
      if (this.#fold(part[at] ?? 0) !== first || !this.#fits(part, at)) continue;
      this.matches.push(from + at);
      at += wanted.length - 1;
    }
    this.#at = from + Math.max(starts, at);
    this.#hasAll = this.#at >= this.#bytes.sizeBytes;
  }

  #fits(part: Uint8Array, at: number): boolean {
    const wanted = this.#wanted;
    if (at + wanted.length > part.length) return false;
    for (let next = 1; next < wanted.length; next++) {
      if (this.#fold(part[at + next] ?? 0) !== wanted[next]) return false;
    }
    return true;
  }
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
