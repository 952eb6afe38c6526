import type { ExpressionWorker } from './expression-worker.js';
import { literalExpression, type TextPattern } from './text-pattern.js';

/** A row whose message may have matches in it. `text` is the beginning of the message, as it is shown. */
export interface MarkedRow {
  readonly sequence: number;
  readonly text: Text;
}

/** The start and end of each match. */
type Matches = readonly (readonly [start: number, end: number])[];

/** The name in `::highlight(ws-log-match)`. All logs of a page share it, each with its own ranges. */
const highlightName = 'ws-log-match';

/** So many texts are remembered with their matches. */
const rememberedTexts = 400;

/** So many matches are marked in a row at most. */
const mostMatches = 64;

/** Marks matches in rows. `paint` has to be called after each paint of rows. */
export class MatchHighlighter {
  readonly #repaint: () => void;
  readonly #marks: Marks = canHighlight() ? new RangeMarks() : new SpanMarks();
  #literal: RegExp | undefined;
  #worker: (() => ExpressionWorker | undefined) | undefined;
  #local: RegExp | undefined;
  #known = new Map<string, Matches>();
  #asked = new Set<string>();

  /** @param repaint called when matches were found after the paint that showed their rows */
  constructor(repaint: () => void) {
    this.#repaint = repaint;
  }

  /**
   * Marks the matches of a pattern from the next paint on; of `undefined`, nothing.
   * @param worker gives the worker that runs the pattern, if it is an expression: it may run for ever on a row, too.
   *   Where it gives none, the page runs the expression itself, so it has to be one of which that is known to be safe
   */
  show(pattern: TextPattern | undefined, worker?: () => ExpressionWorker | undefined): void {
    this.#literal = pattern?.kind === 'literal' ? literalExpression(pattern.text, 'g') : undefined;
    this.#local =
      pattern?.kind === 'expression' ? new RegExp(pattern.source, `${pattern.flags}g`) : undefined;
    this.#worker = worker;
    this.#known = new Map();
    this.#asked = new Set();
  }

  /** Marks what matches in the rows that are shown, and nothing else. */
  readonly paint = (rows: readonly MarkedRow[]): void => {
    const unknown: string[] = [];
    this.#marks.begin(rows);
    for (const row of rows) {
      const matches = this.#matchesOf(this.#marks.textOf(row));
      if (matches) this.#marks.mark(row, matches);
      else unknown.push(this.#marks.textOf(row));
    }
    this.#marks.end();
    this.#ask(unknown.filter((text) => !this.#asked.has(text)));
  };

  /** Takes all marks away. */
  clear(): void {
    this.show(undefined);
    this.#marks.begin([]);
    this.#marks.end();
  }

  /** `undefined` while they are not known. */
  #matchesOf(text: string): Matches | undefined {
    if (this.#literal) return matchesOf(this.#literal, text);
    if (!this.#local) return [];
    const known = this.#known.get(text);
    if (known) return known;
    if (this.#worker?.()) return undefined;
    return this.#remember(text, matchesOf(this.#local, text));
  }

  #ask(texts: readonly string[]): void {
    const worker = this.#worker?.();
    if (!worker || texts.length === 0) return;
    const known = this.#known;
    for (const text of texts) this.#asked.add(text);
    let end = 0;
    const ends = Uint32Array.from(texts, (text) => (end += text.length));
    worker.find({ text: texts.join(''), ends }, (places) => {
      // of another pattern
      if (known !== this.#known) return;
      const found = texts.map((): [number, number][] => []);
      for (let at = 0; at + 2 < places.length; at += 3) {
        found[places[at] ?? 0]?.push([places[at + 1] ?? 0, places[at + 2] ?? 0]);
      }
      texts.forEach((text, place) => {
        this.#asked.delete(text);
        this.#remember(text, found[place] ?? []);
      });
      this.#repaint();
    });
  }

  #remember(text: string, matches: Matches): Matches {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= rememberedTexts && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(text, matches);
    return matches;
  }
}

/** A way to mark. Between `begin` and `end` the rows are named that have matches. */
interface Marks {
  begin(rows: readonly MarkedRow[]): void;
  /** The whole text of a row, which its node may not have while it is marked. */
  textOf(row: MarkedRow): string;
  mark(row: MarkedRow, matches: Matches): void;
  end(): void;
}

/** Marks by ranges: the document is not changed (CSS Custom Highlight API). */
class RangeMarks implements Marks {
  #painted: readonly Range[] = [];
  #next: Range[] = [];

  begin(): void {
    this.#next = [];
  }

  textOf({ text }: MarkedRow): string {
    return text.data;
  }

  mark({ text }: MarkedRow, matches: Matches): void {
    for (const [start, end] of matches) {
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, end);
      this.#next.push(range);
    }
  }

  end(): void {
    const highlight = sharedHighlight();
    for (const range of this.#painted) highlight.delete(range);
    for (const range of this.#next) highlight.add(range);
    this.#painted = this.#next;
  }
}

/** Marks by elements, for browsers without highlights (Firefox before 140). The text nodes of rows stay theirs. */
class SpanMarks implements Marks {
  /** What was done to a row: its text went on in other nodes. */
  #split: {
    readonly row: MarkedRow;
    readonly sequence: number;
    readonly whole: string;
    readonly added: Node[];
  }[] = [];

  begin(): void {
    for (const { row, sequence, whole, added } of this.#split) {
      for (const node of added) node.parentNode?.removeChild(node);
      // a row that was written anew since then has its whole text already
      if (row.sequence === sequence && whole.startsWith(row.text.data)) row.text.data = whole;
    }
    this.#split = [];
  }

  textOf({ text }: MarkedRow): string {
    return text.data;
  }

  mark(row: MarkedRow, matches: Matches): void {
    const { text } = row;
    const whole = text.data;
    const [first] = matches;
    if (!first) return;
    const added: Node[] = [];
    matches.forEach(([start, end], place) => {
      const mark = document.createElement('mark');
      mark.textContent = whole.slice(start, end);
      added.push(mark, document.createTextNode(whole.slice(end, matches[place + 1]?.[0])));
    });
    text.after(...added);
    text.data = whole.slice(0, first[0]);
    this.#split.push({ row, sequence: row.sequence, whole, added });
  }

  end(): void {
    // all is done
  }
}

function matchesOf(expression: RegExp, text: string): Matches {
  const found: [number, number][] = [];
  for (const { 0: match, index } of text.matchAll(expression)) {
    if (match !== '') found.push([index, index + match.length]);
    if (found.length >= mostMatches) break;
  }
  return found;
}

function canHighlight(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS && Boolean(CSS.highlights);
}

/** The one highlight of the page. Another copy of this library uses it too. */
function sharedHighlight(): Highlight {
  const highlight = CSS.highlights.get(highlightName) ?? new Highlight();
  CSS.highlights.set(highlightName, highlight);
  return highlight;
}
