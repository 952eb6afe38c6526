/**
 * Where a caret is seen in a text field. A `textarea` tells the offset of its caret but not the row on the screen,
 * and a long line wraps into many; so the text is laid out once more in a hidden element of the same looks.
 */
export class CaretRows {
  readonly #field: HTMLTextAreaElement;
  readonly #mirror: HTMLElement;

  /** @param mirror an empty block that shares the field's font, padding and white space rules, and is not seen */
  constructor(field: HTMLTextAreaElement, mirror: HTMLElement) {
    this.#field = field;
    this.#mirror = mirror;
  }

  /** Whether nothing is selected and the arrow up key could move the caret no further. */
  get onFirst(): boolean {
    const { value, selectionStart, selectionEnd } = this.#field;
    if (selectionStart !== selectionEnd) return false;
    if (selectionStart === 0) return true;
    if (value.lastIndexOf('\n', selectionStart - 1) >= 0) return false;
    return this.#shareRow(0, selectionStart);
  }

  /** Whether nothing is selected and the arrow down key could move the caret no further. */
  get onLast(): boolean {
    const { value, selectionStart, selectionEnd } = this.#field;
    if (selectionStart !== selectionEnd) return false;
    if (selectionStart === value.length) return true;
    if (value.includes('\n', selectionStart)) return false;
    return this.#shareRow(selectionStart, value.length);
  }

  /** Puts the caret at an offset, focuses the field and scrolls it so that the caret's row is seen. */
  reveal(offset: number): void {
    const field = this.#field;
    field.focus();
    field.setSelectionRange(offset, offset);
    const [top = 0] = this.#tops(0, [offset]);
    field.scrollTop = Math.max(0, top - field.clientHeight / 2);
  }

  /** A line that may fill a screen has many rows; it is not laid out to find that out. */
  #shareRow(from: number, to: number): boolean {
    if (to - from > 2_000) return false;
    const lineStart = from === 0 ? 0 : this.#field.value.lastIndexOf('\n', from - 1) + 1;
    const [top, otherTop] = this.#tops(lineStart, [from, to]);
    return top === otherTop;
  }

  /** How far from the top of `start`'s line the places `offsets` (ascending) are seen, in pixels. */
  #tops(start: number, offsets: readonly number[]): number[] {
    const { value, clientWidth, dir } = this.#field;
    const mirror = this.#mirror;
    mirror.dir = dir;
    mirror.style.setProperty('inline-size', `${String(clientWidth)}px`);
    let from = start;
    const marks = offsets.map((offset) => {
      const mark = document.createElement('span');
      mirror.append(value.slice(from, offset), mark);
      from = offset;
      return mark;
    });
    // what follows on the same line may pull the last word to the next row
    mirror.append(/^.{0,200}/u.exec(value.slice(from, from + 400))?.[0] ?? '', '\u200b');
    const tops = marks.map((mark) => mark.offsetTop);
    mirror.replaceChildren();
    return tops;
  }
}
