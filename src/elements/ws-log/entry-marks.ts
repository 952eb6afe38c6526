import type { EntryChunk, FlatTexts } from '../../core/entry-chunk.js';
import type { EntryLog } from '../../core/entry-log.js';
import { entryKinds, isEvent, kindCodes } from '../../core/entry-value.js';
import type { FilterQuery } from './filter-query.js';
import { fitsWhereInSteps, whereHint, type JsonWhere } from './json-where.js';
import { isTextMessage, searchedText, type EventWords } from './searched-text.js';
import { literalExpression, type TextPattern } from './text-pattern.js';

/** A yield is a place to pause at: between two of them little is done. */
export type Steps<Result> = Generator<undefined, Result>;

/** Rows that are tested one by one are so many between two pauses. */
const rowsPerStep = 256;

/** A text is searched by pieces of this many units. */
const unitsPerStep = 1_048_576;

/** An exact text, to be looked for in any case. Both find texts of its own length only. */
interface Literal {
  readonly length: number;
  readonly one: RegExp;
  readonly all: RegExp;
}

/**
 * Tests runs of entries against all of a query but the reader's own expressions. The joined texts of a chunk are
 * searched as one; a match that spans two messages is none.
 */
export class EntryMarks {
  readonly #log: EntryLog;
  readonly #eventWords: EventWords;
  /** By kind code: whether that kind passes. */
  readonly #kinds: Uint8Array;
  readonly #payload: 'text' | 'binary' | undefined;
  readonly #include: Literal | undefined;
  readonly #exclude: Literal | undefined;
  readonly #where: JsonWhere | undefined;
  readonly #hint: RegExp | undefined;

  constructor(log: EntryLog, query: FilterQuery | undefined, eventWords: EventWords) {
    this.#log = log;
    this.#eventWords = eventWords;
    this.#kinds = kindsOf(query);
    this.#payload = query?.kind === 'text' || query?.kind === 'binary' ? query.kind : undefined;
    this.#include = literalOf(query?.include);
    this.#exclude = literalOf(query?.exclude);
    this.#where = query?.where;
    this.#hint = query?.where && whereHint(query.where);
  }

  /** Marks the rows from `from` to, not including, `to` of a chunk: 1 for each that passes, at its place from `from`. */
  *of(chunk: EntryChunk, from: number, to: number): Steps<Uint8Array> {
    const marks = new Uint8Array(to - from);
    /** Their rows say something else than what the chunk holds for them, which for a remark is a text like any other. */
    const events: number[] = [];
    for (let row = from; row < to; row++) {
      const code = chunk.kindCode(row);
      const mark = this.#kinds[code] ?? 0;
      marks[row - from] = mark;
      if (mark === 1 && isEvent(code)) events.push(row);
    }
    if (this.#payload) yield* this.#keepPayload(chunk, from, marks, this.#payload);
    if (this.#include) keep(marks, yield* this.#hits(chunk, from, marks, events, this.#include), 1);
    if (this.#exclude) keep(marks, yield* this.#hits(chunk, from, marks, events, this.#exclude), 0);
    if (this.#where) yield* this.#keepWhere(chunk, from, marks, this.#where);
    return marks;
  }

  *#keepPayload(
    chunk: EntryChunk,
    from: number,
    marks: Uint8Array,
    payload: 'text' | 'binary',
  ): Steps<undefined> {
    const isText = new Uint8Array(marks.length);
    if (chunk.looseRows) isText.fill(1);
    for (const row of looseRows(chunk, from, marks)) {
      isText[row - from] = Number(isTextMessage(this.#log, chunk.first + row));
      if (row % rowsPerStep === 0) yield;
    }
    keep(marks, isText, payload === 'text' ? 1 : 0);
  }

  *#hits(
    chunk: EntryChunk,
    from: number,
    marks: Uint8Array,
    events: readonly number[],
    literal: Literal,
  ): Steps<Uint8Array> {
    const hits = new Uint8Array(marks.length);
    for (const flat of chunk.flatTexts) markLiteral(flat, from, hits, literal);
    for (const rows of [looseRows(chunk, from, marks), events]) {
      for (const row of rows) {
        hits[row - from] = Number(yield* holds(this.#textOf(chunk, row), literal));
        if (row % rowsPerStep === 0) yield;
      }
    }
    return hits;
  }

  *#keepWhere(chunk: EntryChunk, from: number, marks: Uint8Array, where: JsonWhere): Steps<undefined> {
    if (this.#hint && chunk.looseRows) {
      const worth = new Uint8Array(marks.length);
      for (const flat of chunk.flatTexts) markHint(flat, from, worth, this.#hint);
      for (const row of looseRows(chunk, from, marks)) worth[row - from] = 1;
      keep(marks, worth, 1);
    }
    for (let place = 0; place < marks.length; place++) {
      if (marks[place] === 0) continue;
      const row = from + place;
      const index = chunk.first + row - this.#log.first;
      const value = chunk.value(row);
      const text = typeof value === 'string' ? value : index < 0 ? undefined : this.#log.dataAt(index);
      const isFit = typeof text === 'string' && (yield* fitsWhereInSteps(text, where));
      marks[place] = Number(isFit);
      if (place % 16 === 0) yield;
    }
  }

  #textOf(chunk: EntryChunk, row: number): string {
    const value = chunk.value(row);
    if (typeof value === 'string' && !isEvent(chunk.kindCode(row))) return value;
    return searchedText(this.#log, chunk.first + row, this.#eventWords);
  }
}

/** The marked rows that have to be looked at one by one. */
function* looseRows(chunk: EntryChunk, from: number, marks: Uint8Array): Generator<number, undefined> {
  const { looseRows: rows } = chunk;
  const end = from + marks.length;
  if (!rows) {
    for (let row = from; row < end; row++) if (marks[row - from] === 1) yield row;
    return;
  }
  for (let n = placeIn(rows, from); n < rows.length; n++) {
    const row = rows[n] ?? end;
    if (row >= end) return;
    if (marks[row - from] === 1) yield row;
  }
}

/** Leaves the marks of those rows only that have a certain value in another list. */
function keep(marks: Uint8Array, other: Uint8Array, wanted: 0 | 1): void {
  for (let place = 0; place < marks.length; place++) if (other[place] !== wanted) marks[place] = 0;
}

function markLiteral(flat: FlatTexts, from: number, hits: Uint8Array, { all, length }: Literal): void {
  const { text, offsets, rows } = flat;
  const last = rows ? placeIn(rows, from + hits.length) : from + hits.length;
  let n = rows ? placeIn(rows, from) : from;
  const end = offsets[last] ?? 0;
  all.lastIndex = offsets[n] ?? 0;
  while (all.test(text)) {
    const matchEnd = all.lastIndex;
    const matchStart = matchEnd - length;
    if (matchStart >= end) break;
    while ((offsets[n + 1] ?? Infinity) <= matchStart) n++;
    const textEnd = offsets[n + 1] ?? 0;
    if (matchEnd <= textEnd) hits[(rows?.[n] ?? n) - from] = 1;
    all.lastIndex = textEnd;
  }
  all.lastIndex = 0;
}

/** May mark a row too many, never one too few. */
function markHint(flat: FlatTexts, from: number, hits: Uint8Array, hint: RegExp): void {
  const { text, offsets, rows } = flat;
  const last = rows ? placeIn(rows, from + hits.length) : from + hits.length;
  let n = rows ? placeIn(rows, from) : from;
  const end = offsets[last] ?? 0;
  hint.lastIndex = offsets[n] ?? 0;
  while (hint.test(text) && hint.lastIndex <= end) {
    while ((offsets[n + 1] ?? Infinity) < hint.lastIndex) n++;
    hits[(rows?.[n] ?? n) - from] = 1;
    hint.lastIndex = offsets[n + 1] ?? 0;
  }
  hint.lastIndex = 0;
}

/** Whether a text holds another one. Looks through a long one piece by piece; the pieces overlap. */
function* holds(text: string, { one, length }: Literal): Steps<boolean> {
  if (text.length <= unitsPerStep) return one.test(text);
  for (let at = 0; at < text.length; at += unitsPerStep) {
    if (one.test(text.slice(at, at + unitsPerStep + length - 1))) return true;
    yield;
  }
  return false;
}

function literalOf(pattern: TextPattern | undefined): Literal | undefined {
  if (pattern?.kind !== 'literal') return undefined;
  const { text } = pattern;
  return { length: text.length, one: literalExpression(text), all: literalExpression(text, 'g') };
}

function kindsOf(query: FilterQuery | undefined): Uint8Array {
  const { direction = 'all', kind = 'all', where } = query ?? {};
  return Uint8Array.from(entryKinds, (name) => {
    const isMessage = !isEvent(kindCodes[name]);
    const fitsDirection = direction === 'all' || direction === name;
    const fitsKind = kind === 'all' || (kind === 'events') !== isMessage;
    return Number(fitsDirection && fitsKind && (isMessage || where === undefined));
  });
}

/** The place of the first that is not smaller, in a rising list. */
function placeIn(rising: Uint32Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
