import type { EntryLog } from '../../core/entry-log.js';
import { durationWords, rowWords, type Wording } from './entry-words.js';
import type { RowRange } from './log-window.js';
import type { RowSource } from './row-source.js';
import { RowView } from './row-view.js';
import { timeWords, type TimeMode } from './time-mode.js';

/** What all rows of one paint have in common. */
export interface RowContext {
  readonly log: EntryLog;
  readonly source: RowSource;
  readonly wording: Wording;
  readonly timeMode: TimeMode;
  readonly roundTrips: RoundTrips | undefined;
  /** The entry that the keys move from. */
  readonly active: number | undefined;
  /** The entry whose details are shown. */
  readonly selected: number | undefined;
}

/** How long replies took. */
export interface RoundTrips {
  /** Milliseconds from the request, for the entry that is its reply; `undefined` for every other entry. */
  roundTripAt(sequence: number): number | undefined;
}

/** The rows that exist, as few as fill the view, turned so that those which stay in view keep what they show. */
export class RowPool {
  readonly #parent: HTMLElement;
  /** In the order of the list, which is also that of the document. */
  readonly #views: RowView[] = [];
  /** Where the first of them stands, counted from the first row that the source ever had. */
  #place = 0;

  /** @param parent holds the rows and nothing else */
  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  /** The rows, in the order of the list. */
  get views(): readonly RowView[] {
    return this.#views;
  }

  /** The row that shows an entry, if it exists. */
  viewOf(sequence: number | undefined): RowView | undefined {
    return this.#views.find((view) => view.sequence === sequence);
  }

  /** The entry that an element of a row stands for; `undefined` for other elements, and before the next paint. */
  entryOf(row: Element | null): number | undefined {
    const view = this.#views.find(({ element }) => element === row);
    return view && view.sequence >= 0 ? view.sequence : undefined;
  }

  /** Writes all rows anew at the next paint. They still stand for their entries. */
  rewrite(): void {
    for (const view of this.#views) view.isStale = true;
  }

  /** Lets the rows stand for nothing: the next paint is of another log, whose sequence numbers are alike. */
  forget(): void {
    for (const view of this.#views) view.sequence = -1;
  }

  /** Shows a run of rows. */
  paint(range: RowRange, context: RowContext): void {
    this.#arrange(context.source.droppedRows + range.first, range.end - range.first);
    this.#views.forEach((view, index) => {
      paintRow(view, range.first + index, context);
    });
  }

  #arrange(place: number, count: number): void {
    const views = this.#views;
    const shift = place - this.#place;
    this.#place = place;
    if (shift > 0 && shift < views.length) {
      const moved = views.splice(0, shift);
      views.push(...moved);
      this.#parent.append(...moved.map(({ element }) => element));
    } else if (shift < 0 && -shift < views.length) {
      const moved = views.splice(shift);
      views.unshift(...moved);
      this.#parent.prepend(...moved.map(({ element }) => element));
    }
    for (const { element } of views.splice(count)) element.remove();
    while (views.length < count) {
      const view = new RowView();
      views.push(view);
      this.#parent.append(view.element);
    }
  }
}

function paintRow(view: RowView, row: number, context: RowContext): void {
  const { log, source, wording, timeMode, active, selected } = context;
  const sequence = source.sequenceAt(row);
  const previous = timeMode === 'previous' && row > 0 ? source.sequenceAt(row - 1) : -1;
  if (view.sequence !== sequence || view.previous !== previous || view.isStale) {
    const index = sequence - log.first;
    const timeMs = log.timeAt(index) ?? 0;
    const previousMs = previous < 0 ? undefined : log.timeAt(previous - log.first);
    const openedMs = timeMode === 'open' ? log.openedMsAt(sequence) : undefined;
    view.previous = previous;
    view.show({
      sequence,
      kind: log.kindAt(index) ?? 'note',
      time: timeWords(timeMode, { timeMs, previousMs, openedMs }),
      words: rowWords(log, index, wording),
    });
  }
  view.place({
    position: row + 1,
    count: source.rowCount,
    active: sequence === active,
    selected: sequence === selected,
    folded: foldedWords(source.foldedAt(row), wording),
    roundTrip: roundTripWords(sequence, context),
  });
}

function foldedWords(folded: number, { number }: Wording): string {
  return folded > 1 ? `${number(folded)} ×` : '';
}

function roundTripWords(sequence: number, { roundTrips, wording }: RowContext): string | undefined {
  if (!roundTrips) return undefined;
  const roundTripMs = roundTrips.roundTripAt(sequence);
  if (roundTripMs === undefined) return '';
  // the clock of a browser tells tenths, and in a short time they matter
  if (roundTripMs >= 99.95) return durationWords(roundTripMs, wording);
  return wording.strings.log.milliseconds(wording.number(Math.round(roundTripMs * 10) / 10));
}
