import type { JsonIndex, TextSpan } from '../../decode/json-index.js';
import { JsonRows } from '../../decode/json-rows.js';
import { TextSearch, type MessageSearch } from '../../decode/message-search.js';
import type { Wording } from './entry-words.js';
import { jsonLine, jsonLineUnits } from './json-line.js';
import { LineWindow, type LineSource } from './line-window.js';
import { messageWords } from './message-words.js';
import type { MessageView, TextPlace } from './message-view.js';
import { placesIn } from './text-view.js';
import { treeMove } from './tree-keys.js';

/** Lines are not indented further: the rest of the line is for what it says. Its level is told to everybody all the same. */
const deepestIndent = 100;

/** `*` expands no more siblings than this. */
const mostSiblings = 10_000;

/**
 * A JSON message as a tree of which only the visible lines exist (WAI-ARIA Authoring Practices Guide, "Tree View
 * Pattern"). One tab stop; the line that keys move from is told by `aria-activedescendant`, because lines come and go.
 * Works while its index still grows.
 */
export class JsonTree implements MessageView, LineSource {
  readonly window = new LineWindow(this);
  onPainted: (() => void) | undefined;
  readonly #index: JsonIndex;
  readonly #rows: JsonRows;
  readonly #wording: Wording;
  readonly #onActive: () => void;
  #active = 0;
  #wanted: number | undefined;
  #isCounting = true;

  /** @param onActive called when another line has become active */
  constructor(index: JsonIndex, wording: Wording, onActive: () => void) {
    this.#index = index;
    this.#rows = new JsonRows(index);
    this.#wording = wording;
    this.#onActive = onActive;
    const { scroller, spacer: tree } = this.window;
    scroller.classList.add('tree-view');
    tree.role = 'tree';
    tree.tabIndex = 0;
    tree.ariaLabel = messageWords(wording).tree;
    tree.addEventListener('keydown', this.#onKeydown);
    tree.addEventListener('click', this.#onClick);
    tree.addEventListener('focus', this.#onFocus);
  }

  get work(): JsonIndex {
    return this.#index;
  }

  /** The value that keys move from, and that is copied. */
  get active(): number {
    return this.#active;
  }

  get position(): number {
    return this.#spanOfNode(this.#rows.nodeAt(this.window.firstVisible)).start;
  }

  update(): void {
    this.#rows.update();
    this.#changed();
    const wanted = this.#wanted;
    const hasFound = this.#index.isDone || this.#index.nodeAt(wanted ?? 0) < this.#index.length - 1;
    if (wanted !== undefined && hasFound && this.window.rowPx > 0) {
      this.#wanted = undefined;
      const node = this.#index.nodeAt(wanted);
      this.#rows.reveal(node);
      this.#changed();
      this.#activate(node, true);
    }
    // how many members there are was still being counted when they were last told
    if (this.#isCounting) this.window.rewrite();
    this.#isCounting = !this.#index.isDone;
  }

  /** Expands every object and array. */
  expandAll(): void {
    this.#rows.expandAll();
    this.#keepActive();
  }

  /** Collapses everything but the root. */
  collapseAll(): void {
    this.#rows.collapseAll();
    this.#keepActive();
  }

  search(typed: string): MessageSearch {
    // what stands across two values is in the text, but in no line
    const isWithin = (start: number, end: number) => {
      const node = this.#index.nodeAt(start);
      const key = this.#index.keySpan(node);
      return (key !== undefined && end <= key.end) || this.#isInValue(node, start, end);
    };
    return new TextSearch(this.#index.text, typed, isWithin);
  }

  reveal(place: number): void {
    this.#wanted = place;
    this.update();
  }

  spanOf(line: number): TextSpan {
    return this.#spanOfNode(this.#rows.nodeAt(line));
  }

  placesOf(element: HTMLElement, line: number, span: TextSpan): TextPlace[] {
    const node = this.#rows.nodeAt(line);
    const { text } = this.#index;
    const [, name, , value] = element.children;
    const key = this.#index.keyStart(node);
    const isContainer = this.#index.containerOf(node) !== undefined;
    return [
      ...(key === undefined ? [] : placesIn(name?.firstChild ?? null, text, key, span)),
      ...(isContainer ? [] : placesIn(value?.firstChild ?? null, text, this.#index.valueStart(node), span)),
    ];
  }

  makeLine(): HTMLElement {
    const line = document.createElement('div');
    line.role = 'treeitem';
    line.append(
      ...['twisty', 'name', 'colon', 'value', 'members'].map((name) => {
        const part = document.createElement('span');
        part.className = name;
        return part;
      }),
    );
    return line;
  }

  showLine(line: HTMLElement, row: number): void {
    const index = this.#index;
    const node = this.#rows.nodeAt(row);
    const expanded = this.#rows.isExpanded(node);
    const { name, isKey, value, members } = jsonLine(index, node, expanded, this.#wording);
    const depth = index.depth(node);
    line.id = `json-${node}`;
    line.className = `line ${index.kind(node)} ${isKey ? 'member' : 'element'} ${expanded ? 'expanded' : ''}`;
    line.ariaLevel = String(depth + 1);
    line.ariaPosInSet = String(index.position(node) + 1);
    line.ariaSetSize = String(index.siblings(node));
    line.ariaExpanded = expanded === undefined ? null : String(expanded);
    line.ariaSelected = String(node === this.#active);
    line.style.setProperty('--_depth', String(Math.min(depth, deepestIndent)));
    const texts = ['', name, name === '' ? '' : ': ', value, members === '' ? '' : `  ${members}`];
    texts.forEach((text, at) => {
      const part = line.children[at];
      if (part) part.textContent = text;
    });
  }

  painted(): void {
    const tree = this.window.spacer;
    const id = `json-${this.#active}`;
    if (tree.querySelector(`#${id}`)) tree.setAttribute('aria-activedescendant', id);
    else tree.removeAttribute('aria-activedescendant');
    this.onPainted?.();
  }

  resized(): void {
    this.update();
  }

  #spanOfNode(node: number): TextSpan {
    const start = this.#index.keyStart(node) ?? this.#index.valueStart(node);
    const isContainer = this.#index.containerOf(node) !== undefined;
    const { end } = this.#index.valueSpan(node, isContainer ? 1 : jsonLineUnits);
    return { start, end };
  }

  #isInValue(node: number, start: number, end: number): boolean {
    const valueStart = this.#index.valueStart(node);
    if (start < valueStart || this.#index.containerOf(node) !== undefined) return false;
    return end <= this.#index.valueSpan(node, end - valueStart + 1).end;
  }

  #changed(): void {
    this.window.lineCount = this.#rows.length;
  }

  #keepActive(): void {
    this.#changed();
    this.window.rewrite();
    this.#activate(this.#rows.nodeAt(this.#rows.rowOf(this.#active)), true);
  }

  #activate(node: number, middle = false): void {
    this.#active = node;
    this.window.rewrite();
    this.window.reveal(this.#rows.rowOf(node), middle);
    this.#onActive();
  }

  #expand(node: number, expanded: boolean): void {
    this.#rows.setExpanded(node, expanded);
    this.#changed();
    this.#activate(node);
  }

  #expandSiblings(): void {
    const parent = this.#index.parent(this.#active);
    if (parent === undefined) return;
    const end = this.#index.after(this.#index.containerOf(parent) ?? 0);
    let node = parent + 1;
    for (let left = mostSiblings; left > 0 && node < end; left--) {
      this.#rows.setExpanded(node, true);
      const container = this.#index.containerOf(node);
      node = container === undefined ? node + 1 : this.#index.after(container);
    }
    this.#changed();
    this.#activate(this.#active);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const rows = this.#rows;
    const row = rows.rowOf(this.#active);
    const move = treeMove(event, row, {
      length: rows.length,
      pageRows: Math.max(1, this.window.pageLines - 1),
      isExpanded: (each) => rows.isExpanded(rows.nodeAt(each)),
      parentOf: (each) => {
        const parent = this.#index.parent(rows.nodeAt(each));
        return parent === undefined ? undefined : rows.rowOf(parent);
      },
    });
    if (!move) return;
    event.preventDefault();
    if ('to' in move) this.#activate(rows.nodeAt(move.to));
    else if ('expand' in move) this.#expand(this.#active, move.expand);
    else this.#expandSiblings();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const line = (event.target as Element).closest('[role=treeitem]');
    if (!line) return;
    const node = Number(line.id.replace('json-', ''));
    const expanded = this.#rows.isExpanded(node);
    if (expanded === undefined) this.#activate(node);
    else this.#expand(node, !expanded);
  };

  readonly #onFocus = (): void => {
    if (this.window.spacer.matches(':focus-visible')) {
      this.window.reveal(this.#rows.rowOf(this.#active));
    }
  };
}
