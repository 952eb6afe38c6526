import { utf8Length } from '../protocol/utf8.js';
import {
  entryBytes,
  isAscii,
  joinFlat,
  knownMessageBytes,
  messageUnits,
  type StoredValue,
} from './entry-value.js';

/**
 * Many texts of a chunk, joined: a search through one long string is many times faster than one through each of its
 * parts. Whoever searches has to see to it that a match does not span two of them.
 */
export interface FlatTexts {
  readonly text: string;
  /** The n-th text is `text` from [n] to [n + 1]. */
  readonly offsets: Uint32Array;
  /** The row of the n-th text, rising. `undefined`: that of row n, empty for a row whose value is elsewhere. */
  readonly rows: Uint32Array | undefined;
}

/** A run of entries, read by row: 0 is the entry with the sequence `first`. */
export interface EntryChunk {
  readonly first: number;
  readonly count: number;
  /** The estimate that the log's byte bound is about. */
  readonly sizeBytes: number;
  kindCode(row: number): number;
  timeMs(row: number): number;
  value(row: number): StoredValue;
  /** UTF-8 bytes of a row that holds a `string`. */
  textBytes(row: number): number;
  /** The texts that lie joined, as they are and not to be written to. None while the chunk grows. */
  readonly flatTexts: readonly FlatTexts[];
  /** The rows, rising, whose values are in none of `flatTexts`; `undefined` for all of them. */
  readonly looseRows: Uint32Array | undefined;
  /** The length of a row that holds a message: UTF-16 code units of text, bytes of binary. Builds no string. */
  lengthOf(row: number): number;
  /** The bytes of a row that holds a message, where no text has to be read for it. */
  knownBytes(row: number): number | undefined;
}

/** The chunk that still grows. The log pushes to its arrays itself: no call a message. */
export class OpenChunk implements EntryChunk {
  readonly first: number;
  readonly flatTexts: readonly FlatTexts[] = [];
  readonly looseRows = undefined;
  readonly kinds: number[] = [];
  readonly times: number[] = [];
  readonly values: StoredValue[] = [];
  /** Code units of those values that are strings. */
  units = 0;
  /** Bytes of those that are not. */
  otherBytes = 0;

  constructor(first: number) {
    this.first = first;
  }

  get count(): number {
    return this.kinds.length;
  }

  /** Text counts two bytes a unit until it is sealed: nobody has looked at it yet. */
  get sizeBytes(): number {
    return this.kinds.length * entryBytes + this.units * 2 + this.otherBytes;
  }

  kindCode(row: number): number {
    return this.kinds[row] ?? 0;
  }

  timeMs(row: number): number {
    return this.times[row] ?? 0;
  }

  value(row: number): StoredValue {
    return this.values[row] ?? '';
  }

  textBytes(row: number): number {
    return utf8Length(this.value(row) as string);
  }

  lengthOf(row: number): number {
    return messageUnits(this.value(row));
  }

  knownBytes(row: number): number | undefined {
    return knownMessageBytes(this.value(row));
  }
}

/** Which column of a sealed chunk holds a row's value. */
const ascii = 0;
const wide = 1;
const other = 2;
const placeShift = 4;
const kindMask = (1 << placeShift) - 1;

/**
 * A chunk that will not change: all its ASCII text in one flat string (one byte a unit in every engine), all its
 * other text in a second one (two bytes), so that one emoji does not double its neighbours; all the rest by reference.
 *
 * The line is drawn at ASCII, not at Latin-1: Chromium keeps a received message with an "é" at two bytes a unit
 * (measured, Chromium 156), and joining one such message with ASCII would make the whole string so. It also gives
 * the UTF-8 size of nearly every row for nothing.
 */
export class SealedChunk implements EntryChunk {
  readonly first: number;
  readonly count: number;
  readonly sizeBytes: number;
  /** Place and kind of each row in one byte. */
  readonly #flags: Uint8Array;
  readonly #times: Float64Array;
  readonly #asciiText: string;
  /** Row r is `#asciiText` from [r] to [r + 1]: empty for rows that are elsewhere. */
  readonly #asciiOffsets: Uint32Array;
  readonly #wideText: string;
  /** The rows of wide text, rising; the n-th is `#wideText` from offset [n] to [n + 1]. */
  readonly #wideRows: Uint32Array;
  readonly #wideOffsets: Uint32Array;
  readonly #otherRows: Uint32Array;
  readonly #others: readonly StoredValue[];

  constructor(open: OpenChunk) {
    const { values, count } = open;
    const texts = values.filter((value) => typeof value === 'string');
    const joined = joinFlat(texts);
    const allAscii = isAscii(joined);
    const asciiTexts: string[] = [];
    const wideTexts: string[] = [];
    const wideRows: number[] = [];
    const otherRows: number[] = [];
    const others: StoredValue[] = [];
    const flags = new Uint8Array(count);
    const asciiOffsets = new Uint32Array(count + 1);
    let asciiUnits = 0;
    for (let row = 0; row < count; row++) {
      const value = values[row] as StoredValue;
      let place = ascii;
      if (typeof value !== 'string') {
        place = other;
        otherRows.push(row);
        others.push(value);
      } else if (allAscii || isAscii(value)) {
        asciiUnits += value.length;
        if (!allAscii) asciiTexts.push(value);
      } else {
        place = wide;
        wideRows.push(row);
        wideTexts.push(value);
      }
      flags[row] = (place << placeShift) | open.kindCode(row);
      asciiOffsets[row + 1] = asciiUnits;
    }
    this.first = open.first;
    this.count = count;
    this.#flags = flags;
    this.#times = Float64Array.from(open.times);
    this.#asciiText = allAscii ? joined : joinFlat(asciiTexts);
    this.#asciiOffsets = asciiOffsets;
    this.#wideText = joinFlat(wideTexts);
    this.#wideRows = Uint32Array.from(wideRows);
    this.#wideOffsets = offsetsOf(wideTexts);
    this.#otherRows = Uint32Array.from(otherRows);
    this.#others = others;
    this.sizeBytes = count * entryBytes + asciiUnits + this.#wideText.length * 2 + open.otherBytes;
  }

  kindCode(row: number): number {
    return (this.#flags[row] ?? 0) & kindMask;
  }

  timeMs(row: number): number {
    return this.#times[row] ?? 0;
  }

  value(row: number): StoredValue {
    const place = (this.#flags[row] ?? 0) >> placeShift;
    if (place === ascii) return this.#asciiText.slice(this.#asciiOffsets[row], this.#asciiOffsets[row + 1]);
    if (place === other) return this.#others[rankOf(this.#otherRows, row)] ?? '';
    const rank = rankOf(this.#wideRows, row);
    return this.#wideText.slice(this.#wideOffsets[rank], this.#wideOffsets[rank + 1]);
  }

  get flatTexts(): readonly FlatTexts[] {
    return [
      { text: this.#asciiText, offsets: this.#asciiOffsets, rows: undefined },
      { text: this.#wideText, offsets: this.#wideOffsets, rows: this.#wideRows },
    ].filter(({ text }) => text !== '');
  }

  get looseRows(): Uint32Array {
    return this.#otherRows;
  }

  textBytes(row: number): number {
    const place = (this.#flags[row] ?? 0) >> placeShift;
    if (place === ascii) return this.#asciiUnits(row);
    return utf8Length(this.value(row) as string);
  }

  lengthOf(row: number): number {
    const place = (this.#flags[row] ?? 0) >> placeShift;
    if (place === ascii) return this.#asciiUnits(row);
    if (place === other) return messageUnits(this.value(row));
    const rank = rankOf(this.#wideRows, row);
    return (this.#wideOffsets[rank + 1] ?? 0) - (this.#wideOffsets[rank] ?? 0);
  }

  knownBytes(row: number): number | undefined {
    const place = (this.#flags[row] ?? 0) >> placeShift;
    if (place === ascii) return this.#asciiUnits(row);
    return place === other ? knownMessageBytes(this.value(row)) : undefined;
  }

  #asciiUnits(row: number): number {
    return (this.#asciiOffsets[row + 1] ?? 0) - (this.#asciiOffsets[row] ?? 0);
  }
}

function offsetsOf(texts: readonly string[]): Uint32Array {
  const offsets = new Uint32Array(texts.length + 1);
  let end = 0;
  texts.forEach((text, index) => {
    end += text.length;
    offsets[index + 1] = end;
  });
  return offsets;
}

/** Where a value stands in a rising list that holds it. */
function rankOf(rising: Uint32Array, value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
