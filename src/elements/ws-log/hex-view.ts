import type { ByteSource } from '../../decode/byte-source.js';
import type { TextSpan } from '../../decode/json-index.js';
import { toHex } from '../../decode/hex.js';
import { ByteSearch, type MessageSearch } from '../../decode/message-search.js';
import { LineWindow, type LineSource } from './line-window.js';
import type { MessageView, TextPlace } from './message-view.js';
import { scrollByKeys } from './scroll-keys.js';

/** Characters that a line of so many bytes takes beside its offset: pairs, a gap in the middle, gaps, ASCII. */
const wideBytes = 16;
const narrowBytes = 8;
const wideLineColumns = wideBytes * 4 + 6;

/** A message as bytes, in hexadecimal beside their ASCII. */
export class HexView implements MessageView, LineSource {
  readonly window = new LineWindow(this);
  onPainted: (() => void) | undefined;
  readonly #bytes: ByteSource;
  readonly #onWork: () => void;
  #bytesPerLine = wideBytes;
  #wanted: number | undefined;

  /** @param onWork called when the lines have changed, because the width has */
  constructor(bytes: ByteSource, label: string, onWork: () => void) {
    this.#bytes = bytes;
    this.#onWork = onWork;
    const { scroller } = this.window;
    scroller.role = 'group';
    scroller.ariaLabel = label;
    scroller.tabIndex = 0;
    scroller.classList.add('hex-view');
    scroller.addEventListener('keydown', scrollByKeys(this.window));
  }

  get work(): ByteSource {
    return this.#bytes;
  }

  get position(): number {
    return this.window.firstVisible * this.#bytesPerLine;
  }

  update(): void {
    const { sizeBytes, isDone } = this.#bytes;
    // the last line is shown when it is known to be whole
    this.window.lineCount = isDone
      ? Math.ceil(sizeBytes / this.#bytesPerLine)
      : Math.floor(sizeBytes / this.#bytesPerLine);
    const wanted = this.#wanted;
    if (wanted === undefined || (wanted >= sizeBytes && !isDone) || this.window.rowPx === 0) return;
    this.#wanted = undefined;
    this.window.reveal(Math.floor(wanted / this.#bytesPerLine), true);
  }

  search(typed: string): MessageSearch {
    return new ByteSearch(this.#bytes, typed);
  }

  reveal(place: number): void {
    this.#wanted = place;
    this.update();
  }

  spanOf(line: number): TextSpan {
    const start = line * this.#bytesPerLine;
    return { start, end: Math.min(start + this.#bytesPerLine, this.#bytes.sizeBytes) };
  }

  placesOf(element: HTMLElement, line: number, span: TextSpan): TextPlace[] {
    const from = line * this.#bytesPerLine;
    const first = Math.max(0, span.start - from);
    const last = Math.min(this.#bytesPerLine, span.end - from) - 1;
    const [, hex, ascii] = [...element.children].map((child) => child.firstChild);
    if (!(hex instanceof Text) || !(ascii instanceof Text) || last < first) return [];
    return [
      { node: hex, start: hexColumn(first), end: Math.min(hex.length, hexColumn(last) + 2) },
      { node: ascii, start: first, end: Math.min(ascii.length, last + 1) },
    ];
  }

  makeLine(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'line';
    element.append(...['offset', 'hex', 'ascii'].map((name) => part(name)));
    return element;
  }

  showLine(element: HTMLElement, line: number): void {
    const { start } = this.spanOf(line);
    const bytes = this.#bytes.read(start, this.#bytesPerLine);
    const halves = [bytes.subarray(0, 8), bytes.subarray(8)];
    let ascii = '';
    for (const byte of bytes) ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
    const hex = halves.filter(({ length }) => length > 0).map((half) => toHex(half, ' '));
    const width = hexColumn(this.#bytesPerLine - 1) + 2;
    const texts = [start.toString(16).padStart(this.#digits, '0'), hex.join('  ').padEnd(width), ascii];
    texts.forEach((text, at) => {
      const child = element.children[at];
      if (child) child.textContent = text;
    });
  }

  painted(): void {
    this.onPainted?.();
  }

  resized(): void {
    const { position } = this;
    const isWide = this.window.columns >= this.#digits + wideLineColumns;
    const bytesPerLine = isWide ? wideBytes : narrowBytes;
    if (bytesPerLine === this.#bytesPerLine) {
      this.update();
      return;
    }
    this.#bytesPerLine = bytesPerLine;
    this.window.rewrite();
    if (position > 0) this.#wanted ??= position;
    this.#onWork();
  }

  /** Of the offsets. They do not grow wider while bytes are counted, as far as 4 GiB. */
  get #digits(): number {
    const { sizeBytes, isDone } = this.#bytes;
    return isDone && sizeBytes <= 0x1_0000 ? 4 : 8;
  }
}

/** Where the digits of a byte begin in a line. */
function hexColumn(byte: number): number {
  return byte * 3 + (byte >= 8 ? 1 : 0);
}

function part(name: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  return element;
}
