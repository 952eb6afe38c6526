import type { TextSpan } from '../../decode/json-index.js';
import { TextSearch, type MessageSearch } from '../../decode/message-search.js';
import { showControls } from '../../decode/text.js';
import { TextLines } from '../../decode/text-lines.js';
import { LineWindow, type LineSource } from './line-window.js';
import type { MessageView, TextPlace } from './message-view.js';
import { scrollByKeys } from './scroll-keys.js';

/** Lines before the width is known, and at least. */
const usualColumns = 80;
const leastColumns = 16;

/** A message as text: its lines, and the parts of those that are wider than the view. */
export class TextView implements MessageView, LineSource {
  readonly window = new LineWindow(this);
  onPainted: (() => void) | undefined;
  readonly #text: string;
  readonly #onWork: () => void;
  #lines: TextLines;
  #wanted: number | undefined;

  /** @param onWork called when there is more to work out, because the width has changed */
  constructor(text: string, label: string, onWork: () => void) {
    this.#text = text;
    this.#onWork = onWork;
    this.#lines = new TextLines(text, usualColumns);
    const { scroller } = this.window;
    scroller.role = 'group';
    scroller.ariaLabel = label;
    scroller.tabIndex = 0;
    scroller.classList.add('text-view');
    scroller.addEventListener('keydown', scrollByKeys(this.window));
  }

  get work(): TextLines {
    return this.#lines;
  }

  get position(): number {
    return this.#lines.span(this.window.firstVisible).start;
  }

  update(): void {
    this.window.lineCount = this.#lines.length;
    const wanted = this.#wanted;
    if (wanted === undefined || !this.#hasFound(wanted) || this.window.rowPx === 0) return;
    this.#wanted = undefined;
    this.window.reveal(this.#lines.lineAt(wanted), true);
  }

  search(typed: string): MessageSearch {
    return new TextSearch(this.#text, typed);
  }

  reveal(place: number): void {
    this.#wanted = place;
    this.update();
  }

  spanOf(line: number): TextSpan {
    return this.#lines.span(line);
  }

  placesOf(element: HTMLElement, line: number, { start, end }: TextSpan): TextPlace[] {
    const { start: from } = this.#lines.span(line);
    return placesIn(element.firstChild, this.#text, from, { start, end });
  }

  makeLine(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'line';
    return element;
  }

  showLine(element: HTMLElement, line: number): void {
    const { start, end } = this.#lines.span(line);
    element.textContent = showControls(this.#text.slice(start, end));
  }

  painted(): void {
    this.onPainted?.();
  }

  resized(): void {
    const columns = Math.max(leastColumns, this.window.columns);
    if (columns === this.#lines.columns) {
      this.update();
      return;
    }
    const { position } = this;
    this.#lines = new TextLines(this.#text, columns);
    this.window.rewrite();
    if (position > 0) this.#wanted ??= position;
    this.#onWork();
  }

  #hasFound(place: number): boolean {
    return this.#lines.isDone || this.#lines.span(this.#lines.length - 1).start > place;
  }
}

/**
 * Where a part of a text stands in a node that shows the text from `from` on, its controls made visible. Nothing where
 * the node does not show it.
 */
export function placesIn(node: Node | null, text: string, from: number, span: TextSpan): TextPlace[] {
  if (!(node instanceof Text)) return [];
  const shownUnits = (units: number) => showControls(text.slice(from, from + units)).length;
  const start = shownUnits(Math.max(0, span.start - from));
  const end = Math.min(node.length, shownUnits(Math.max(0, span.end - from)));
  return start < end ? [{ node, start, end }] : [];
}
