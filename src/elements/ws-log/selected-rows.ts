import type { EntryChunk } from '../../core/entry-chunk.js';
import type { EntryLog } from '../../core/entry-log.js';
import { isEvent } from '../../core/entry-value.js';
import { EntryMarks, type Steps } from './entry-marks.js';
import type { ExpressionParts, Expressions } from './expression-thread.js';
import { ExpressionWorker } from './expression-worker.js';
import type { FilterQuery } from './filter-query.js';
import { isRepeat } from './fold-repeats.js';
import { FoldedRows } from './folded-rows.js';
import { LocalExpressions, mayRunLocally } from './local-expressions.js';
import { PackedTexts } from './packed-texts.js';
import type { RowSource } from './row-source.js';
import { searchedText, type EventWords } from './searched-text.js';
import { literalExpression, type TextPattern } from './text-pattern.js';

/** Which entries are wanted, and how. */
export interface Selection {
  /** What an entry must be. `undefined`: all are wanted. */
  readonly query: FilterQuery | undefined;
  /** Whether messages that repeat the one shown before them share its row. */
  readonly folds: boolean;
  /** With `folds`: messages in a row that match this share one too, whatever they say and wherever they go. */
  readonly foldPattern: TextPattern | undefined;
}

/**
 * Why no more entries are tested. `overdue`: the expression did not end within a second in a worker. `risky`: no
 * worker can run here, and the expression might never end. `slow`: no worker can run here, and it was too slow.
 */
export type SelectionFailure = 'overdue' | 'risky' | 'slow';

/** The longest that one `update()` tests entries, in milliseconds. */
const sliceMs = 8;

/** The same for the first one, so that there is something to see within a frame. */
const firstSliceMs = 4;

/** So much text may be on its way to the worker, in UTF-16 code units, and so many packs. */
const mostUnitsAway = 4_194_304;
const mostPacksAway = 8;

/** A pack is closed from so many units on: a sealed chunk of the log, as a rule, makes one. */
const packUnits = 524_288;

/** Without a worker: so many texts are tested between two looks at the clock. */
const textsPerStep = 16;

/** Entries whose texts a worker is testing. */
interface Pack {
  readonly sequences: readonly number[];
  /** The sequence after the last entry that was looked at for this pack. */
  readonly next: number;
  marks: Uint8Array | undefined;
}

/**
 * The rows that a filter leaves of a log, with repeats folded if asked for. Every entry is tested once: what is there
 * by and by, in slices, what comes with the next `update()`. What the log drops goes away at the top.
 */
export class SelectedRows implements RowSource {
  readonly #log: EntryLog;
  readonly #selection: Selection;
  readonly #changed: () => void;
  readonly #eventWords: EventWords;
  readonly #marks: EntryMarks;
  readonly #rows: FoldedRows;
  readonly #foldText: RegExp | undefined;
  readonly #expressions: Expressions | undefined;
  #worker: ExpressionWorker | undefined;
  #local: LocalExpressions | undefined;
  #packs: Pack[] = [];
  #packsAway = 0;
  #unitsAway = 0;
  /** How much longer entries may be tested before the next `update()`, in milliseconds. */
  #leftMs = 0;
  #isFirst = true;
  #isAsking = false;
  #steps: Steps<undefined> | undefined;
  /** The next entry to look at. */
  #position: number;
  /** Everything before it is settled: shown or not. */
  #settled: number;
  #last = -1;
  #lastFolds = false;
  #failure: SelectionFailure | undefined;
  /** The entry after the last one that there was at first. */
  readonly #goal: number;
  #isComplete = false;
  /** Whether nothing is tested any more. */
  #isOver = false;

  /**
   * @param changed called when another `update()` would do more, when all that there was at first has been tested, and
   *   after a failure. Never called within `update()`
   * @param eventWords the words of an event's row
   */
  constructor(log: EntryLog, selection: Selection, changed: () => void, eventWords: EventWords) {
    const { query, folds, foldPattern } = selection;
    this.#log = log;
    this.#selection = selection;
    this.#changed = changed;
    this.#eventWords = eventWords;
    this.#marks = new EntryMarks(log, query, eventWords);
    this.#rows = new FoldedRows(folds);
    this.#position = this.#settled = log.first;
    this.#goal = log.next;
    this.#foldText =
      folds && foldPattern?.kind === 'literal' ? literalExpression(foldPattern.text) : undefined;
    const expressions: Expressions = {
      include: partsOf(query?.include),
      exclude: partsOf(query?.exclude),
      fold: folds ? partsOf(foldPattern) : undefined,
    };
    if (!expressions.include && !expressions.exclude && !expressions.fold) return;
    this.#expressions = expressions;
    this.#worker = new ExpressionWorker(expressions, (end) => {
      this.#worker = undefined;
      if (end === 'overdue') this.#fail('overdue');
      else this.#testHere(expressions);
      changed();
    });
  }

  /** What is wanted. */
  get selection(): Selection {
    return this.#selection;
  }

  get rowCount(): number {
    return this.#rows.rowCount;
  }

  get droppedRows(): number {
    return this.#rows.droppedRows;
  }

  /** How many entries are shown, those that are folded included. */
  get entryCount(): number {
    return this.#rows.entryCount;
  }

  /** The sequence of an entry that is shown, by place: also of those that are folded. -1 beyond the last. */
  entryAt(place: number): number {
    return this.#rows.entryAt(place);
  }

  /** How many entries there are to be shown: all that the log holds. */
  get logLength(): number {
    return this.#log.length;
  }

  get isBehind(): boolean {
    return !this.#isComplete && !this.#isOver;
  }

  /** Whether all entries that the log held when the rows were made have been tested. What comes later is news. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether the newest entry has been tested. */
  get isUpToDate(): boolean {
    return this.#settled >= this.#log.next;
  }

  /** Which part of the entries that there were at first has been tested: 0 to 1. */
  get progress(): number {
    const { first } = this.#log;
    if (this.#isComplete) return 1;
    return Math.max(0, (this.#settled - first) / Math.max(1, this.#goal - first));
  }

  /** Why no more entries are tested; the rows stay as they are. */
  get failure(): SelectionFailure | undefined {
    return this.#failure;
  }

  /** How many code units of a message are tested, where one was longer than that, as no worker can run here. */
  get cutUnits(): number | undefined {
    return this.#local?.cutUnits;
  }

  /** The worker that runs the reader's expressions, where there are any and one runs. */
  get worker(): ExpressionWorker | undefined {
    return this.#worker;
  }

  update(): void {
    this.#takeAnswers();
    this.#leftMs = this.#isFirst ? firstSliceMs : sliceMs;
    this.#isFirst = false;
    this.#test();
    this.#takeAnswers();
    this.#rows.dropBefore(this.#log.first);
    this.#settled = Math.max(this.#settled, this.#log.first);
    if (this.#settled >= this.#goal && !this.#isComplete) {
      this.#isComplete = true;
      this.#askForMore();
    }
    if (!this.isUpToDate && !this.#isOver && this.#packs.length === 0) this.#askForMore();
  }

  sequenceAt(row: number): number {
    return this.#rows.sequenceAt(row);
  }

  rowOf(sequence: number): number {
    return this.#rows.rowOf(sequence);
  }

  foldedAt(row: number): number {
    return this.#rows.foldedAt(row);
  }

  /** Ends the worker and tests nothing any more. */
  stop(): void {
    this.#isOver = true;
    this.#worker?.stop();
    this.#worker = undefined;
    this.#packs = [];
    this.#steps = undefined;
  }

  /** Goes on for as long as this frame may still take. */
  #test(): void {
    const startMs = performance.now();
    const untilMs = startMs + this.#leftMs;
    let nowMs = startMs;
    while (this.#hasRoom() && nowMs < untilMs) {
      this.#steps ??= this.#nextSteps();
      if (!this.#steps) break;
      if (this.#steps.next().done) this.#steps = undefined;
      nowMs = performance.now();
    }
    this.#leftMs -= nowMs - startMs;
  }

  #hasRoom(): boolean {
    return !this.#isOver && this.#packsAway < mostPacksAway && this.#unitsAway < mostUnitsAway;
  }

  /** Later, because whoever updates is about to paint. */
  #askForMore(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    queueMicrotask(() => {
      this.#isAsking = false;
      this.#changed();
    });
  }

  /** Takes on what comes next: as much of one chunk as there is now. */
  #nextSteps(): Steps<undefined> | undefined {
    this.#position = Math.max(this.#position, this.#log.first);
    const chunk = this.#log.chunkAt(this.#position);
    if (!chunk) return undefined;
    const from = this.#position - chunk.first;
    const to = chunk.count;
    this.#position = chunk.first + to;
    return this.#testRows(chunk, from, to);
  }

  *#testRows(chunk: EntryChunk, from: number, to: number): Steps<undefined> {
    const marks = yield* this.#marks.of(chunk, from, to);
    if (this.#local) yield* this.#testTextsHere(chunk, from, marks);
    else if (this.#worker) yield* this.#post(chunk, from, marks);
    else {
      for (let place = 0; place < marks.length; place++) {
        if (marks[place] === 1) this.#append(chunk.first + from + place, 1);
        // folding compares texts
        if (this.#selection.folds && place % 256 === 0) yield;
      }
    }
    if (!this.#worker) this.#settled = chunk.first + to;
  }

  *#testTextsHere(chunk: EntryChunk, from: number, marks: Uint8Array): Steps<undefined> {
    for (let place = 0; place < marks.length; place++) {
      if (marks[place] !== 1) continue;
      const mark = this.#local?.markOf(this.#textOf(chunk, from + place)) ?? 0;
      if (this.#local?.isSlow) {
        this.#fail('slow');
        return;
      }
      if (mark > 0) this.#append(chunk.first + from + place, mark);
      if (place % textsPerStep === 0) yield;
    }
  }

  /** Posts the texts of the marked rows in packs of a bearable size. The last pack may be empty: it settles the rest. */
  *#post(chunk: EntryChunk, from: number, marks: Uint8Array): Steps<undefined> {
    const flat = chunk.flatTexts.find(({ rows }) => rows === undefined);
    let texts = new PackedTexts();
    for (let place = 0; place < marks.length; place++) {
      if (place % 256 === 0) yield;
      if (marks[place] !== 1) continue;
      const row = from + place;
      if (texts.units >= packUnits) {
        this.#send(texts, chunk.first + row);
        texts = new PackedTexts();
        while (!this.#hasRoom()) yield;
      }
      const start = flat?.offsets[row] ?? 0;
      const end = flat?.offsets[row + 1] ?? 0;
      if (flat && end > start && !isEvent(chunk.kindCode(row))) {
        texts.add(chunk.first + row, flat.text, start, end);
      } else {
        texts.add(chunk.first + row, this.#textOf(chunk, row));
      }
    }
    this.#send(texts, chunk.first + from + marks.length);
  }

  #send(texts: PackedTexts, next: number): void {
    const { sequences, units } = texts;
    const pack: Pack = { sequences, next, marks: undefined };
    this.#packs.push(pack);
    if (sequences.length === 0) {
      pack.marks = new Uint8Array(0);
      return;
    }
    this.#packsAway++;
    this.#unitsAway += units;
    this.#worker?.test(texts.pack(), (marks) => {
      pack.marks = marks;
      this.#packsAway--;
      this.#unitsAway -= units;
      // the worker must not wait for the next frame
      this.#test();
      this.#changed();
    });
  }

  #textOf(chunk: EntryChunk, row: number): string {
    const value = isEvent(chunk.kindCode(row)) ? undefined : chunk.value(row);
    return typeof value === 'string' ? value : searchedText(this.#log, chunk.first + row, this.#eventWords);
  }

  #takeAnswers(): void {
    for (let pack = this.#packs[0]; pack?.marks; pack = this.#packs[0]) {
      const { marks, sequences } = pack;
      sequences.forEach((sequence, place) => {
        const mark = marks[place] ?? 0;
        if (mark > 0) this.#append(sequence, mark);
      });
      this.#settled = Math.max(this.#settled, pack.next);
      this.#packs.shift();
    }
  }

  #append(sequence: number, mark: number): void {
    // dropped while it was tested
    if (sequence < this.#log.first) return;
    let joins = false;
    if (this.#selection.folds) {
      const folds = mark > 1 || this.#isFoldText(sequence);
      const hasLast = this.#last >= this.#log.first;
      joins = hasLast && ((folds && this.#lastFolds) || isRepeat(this.#log, this.#last, sequence));
      this.#last = sequence;
      this.#lastFolds = folds;
    }
    this.#rows.push(sequence, joins);
  }

  /** Only a message is folded by what it says. */
  #isFoldText(sequence: number): boolean {
    if (!this.#foldText || this.#log.lengthAt(sequence - this.#log.first) === undefined) return false;
    return this.#foldText.test(searchedText(this.#log, sequence, this.#eventWords));
  }

  /** No worker can run: starts again behind what is settled, on the page itself. */
  #testHere(expressions: Expressions): void {
    this.#packs = [];
    this.#packsAway = this.#unitsAway = 0;
    this.#steps = undefined;
    this.#position = this.#settled;
    if (mayRunLocally(expressions)) this.#local = new LocalExpressions(expressions);
    else this.#fail('risky');
  }

  #fail(failure: SelectionFailure): void {
    this.#failure ??= failure;
    this.stop();
  }
}

function partsOf(pattern: TextPattern | undefined): ExpressionParts | undefined {
  return pattern?.kind === 'expression' ? pattern : undefined;
}
