import type { TextPlace } from './message-view.js';

/** Names in `CSS.highlights`, which all of a page share; styled in `message-pane.styles.ts`. */
const names = { match: 'ws-tester-match', current: 'ws-tester-current-match' } as const;

/**
 * Marks parts of text nodes without changing the document (CSS Custom Highlight API). Where a browser lacks it, they
 * are wrapped in `mark` elements, which `clear()` takes away again.
 */
export class FindHighlight {
  #ranges: Range[] = [];
  #marks: HTMLElement[] = [];

  /** Marks these, after `clear()`. */
  show(matches: readonly TextPlace[], current: readonly TextPlace[]): void {
    if (isSupported()) {
      this.#draw(names.match, matches);
      this.#draw(names.current, current);
      return;
    }
    const all = [
      ...matches.map((place) => ({ place, className: '' })),
      ...current.map((place) => ({ place, className: 'current' })),
    ];
    // from the end of each text, so that the places before stay where they are
    all.sort((one, other) => other.place.start - one.place.start);
    this.#marks = all.map(({ place, className }) => wrap(place, className));
  }

  /** Marks nothing any more. To be called before places are looked up that are to be marked next. */
  clear(): void {
    for (const mark of this.#marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    this.#marks = [];
    if (this.#ranges.length === 0) return;
    for (const name of Object.values(names)) {
      const highlight = CSS.highlights.get(name);
      for (const range of this.#ranges) highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(name);
    }
    this.#ranges = [];
  }

  #draw(name: string, places: readonly TextPlace[]): void {
    if (places.length === 0) return;
    let highlight = CSS.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      // over what else is marked, the filter's matches for one
      highlight.priority = name === names.current ? 2 : 1;
      CSS.highlights.set(name, highlight);
    }
    for (const { node, start, end } of places) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      highlight.add(range);
      this.#ranges.push(range);
    }
  }
}

function isSupported(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

function wrap({ node, start, end }: TextPlace, className: string): HTMLElement {
  const mark = document.createElement('mark');
  mark.className = className;
  const part = node.splitText(Math.min(start, node.length));
  part.splitText(Math.min(end - start, part.length));
  part.replaceWith(mark);
  mark.append(part);
  return mark;
}
