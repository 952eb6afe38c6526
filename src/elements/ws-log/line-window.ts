import { FarScroll, type FarScrollTarget } from './far-scroll.js';
import {
  isScaled,
  lastOffset,
  offsetAt,
  offsetShowing,
  scrollTopAt,
  spacerPx,
  visibleRows,
  type LogGeometry,
} from './log-window.js';

/** Lines that are in the document, from `first` on. */
export interface PaintedLines {
  readonly first: number;
  readonly elements: readonly HTMLElement[];
}

/** What a window needs of the view whose lines it shows. */
export interface LineSource {
  /** A line's element without anything in it. It is used for one line after another. */
  makeLine(): HTMLElement;
  /** Writes a line into its element. */
  showLine(element: HTMLElement, line: number): void;
  /** After each paint. */
  painted?(): void;
  /** When the width may hold more or fewer characters than before, the first time too. */
  resized(): void;
}

/** Lines kept ready above and below what is visible. */
const overscanLines = 3;

/**
 * A scroller in which only the visible ones of very many lines exist, all of one height. Beyond the height that browsers
 * can hold, the scroll bar stands for a fraction, and wheel, touch and keys still move by true lines.
 */
export class LineWindow implements FarScrollTarget {
  /** What scrolls. To be put into the document by the owner. */
  readonly scroller = document.createElement('div');
  /** As high as all lines. */
  readonly spacer = document.createElement('div');
  readonly #lines = document.createElement('div');
  readonly #probe = document.createElement('div');
  readonly #source: LineSource;
  readonly #far: FarScroll;
  readonly #resize = new ResizeObserver(() => {
    this.#measure();
  });
  /** In the order of the lines. Those that hold what they should are in `#shown`, with their line. */
  readonly #elements: HTMLElement[] = [];
  readonly #shown = new Map<HTMLElement, number>();
  #firstPainted = 0;
  #geometry: LogGeometry = { rowCount: 0, rowPx: 0, viewportPx: 0 };
  #offsetPx = 0;
  #widthPx = 0;
  #columnPx = 0;
  #scrollTop = 0;
  #frame: number | undefined;

  constructor(source: LineSource) {
    this.#source = source;
    this.scroller.className = 'content';
    this.scroller.part.add('content');
    this.spacer.className = 'lines-space';
    this.#lines.className = 'lines';
    this.#lines.role = 'presentation';
    this.#probe.className = 'line line-probe';
    this.#probe.ariaHidden = 'true';
    this.#probe.textContent = '0'.repeat(100);
    this.spacer.append(this.#lines);
    this.scroller.append(this.spacer, this.#probe);
    this.scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#far = new FarScroll(this.scroller, this);
    this.#resize.observe(this.scroller, { box: 'border-box' });
    this.#resize.observe(this.#probe, { box: 'border-box' });
  }

  /** Height of a line; 0 before it is in the document. */
  get rowPx(): number {
    return this.#geometry.rowPx;
  }

  /** Height of what is visible at once. */
  get viewportPx(): number {
    return this.#geometry.viewportPx;
  }

  /** How many characters of the wire's font stand side by side; 0 before it is in the document. */
  get columns(): number {
    return this.#columnPx > 0 ? Math.floor(this.#widthPx / this.#columnPx) : 0;
  }

  /** How many whole lines are visible, 1 at least. */
  get pageLines(): number {
    const { rowPx, viewportPx } = this.#geometry;
    return rowPx > 0 ? Math.max(1, Math.floor(viewportPx / rowPx)) : 1;
  }

  /** The first line that is visible. */
  get firstVisible(): number {
    const { rowPx, rowCount } = this.#geometry;
    return rowPx > 0 ? Math.min(Math.max(0, rowCount - 1), Math.round(this.#offsetPx / rowPx)) : 0;
  }

  /** How many lines there are. What is in view stays. */
  set lineCount(count: number) {
    if (count === this.#geometry.rowCount) return;
    this.#geometry = { ...this.#geometry, rowCount: count };
    this.request();
  }

  /** Writes all lines anew at the next paint. */
  rewrite(): void {
    this.#shown.clear();
    this.request();
  }

  /** Goes to the first line. */
  toStart(): void {
    this.#offsetPx = 0;
    this.scroller.scrollLeft = 0;
    this.rewrite();
  }

  /** Moves no further than needed to make a line visible; `middle` puts one that was not into the middle. */
  reveal(line: number, middle = false): void {
    const { rowPx, viewportPx } = this.#geometry;
    if (rowPx === 0) return;
    const { first, end } = visibleRows(this.#offsetPx, this.#geometry);
    const isVisible = line > first && line < end - 1;
    const wanted = middle && !isVisible ? line * rowPx - viewportPx / 2 : this.#offsetPx;
    this.#offsetPx = offsetShowing(line, wanted, this.#geometry);
    this.#paint();
  }

  /** Moves by true pixels as far as there are lines, and tells how far it came. */
  scrollBy(deltaPx: number): number {
    const before = this.#offsetPx;
    this.#offsetPx = Math.max(0, Math.min(before + deltaPx, lastOffset(this.#geometry)));
    if (this.#offsetPx !== before) this.request();
    return this.#offsetPx - before;
  }

  /** Whether browsers cannot scroll line by line, so that keys have to be obeyed by `scrollBy`. */
  get isScaled(): boolean {
    return isScaled(this.#geometry);
  }

  /** The lines that are in the document. */
  get painted(): PaintedLines {
    return { first: this.#firstPainted, elements: this.#elements };
  }

  /** Asks for a paint in the next frame. */
  request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#paint();
    });
  }

  #paint(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const geometry = this.#geometry;
    const { rowPx, viewportPx } = geometry;
    if (rowPx === 0 || viewportPx === 0) return;
    const end = lastOffset(geometry);
    if (this.#offsetPx > end) this.#offsetPx = end;
    const range = visibleRows(this.#offsetPx, geometry, overscanLines);
    this.#arrange(range.first, range.end - range.first);
    this.#elements.forEach((element, index) => {
      const line = range.first + index;
      if (this.#shown.get(element) === line) return;
      this.#source.showLine(element, line);
      this.#shown.set(element, line);
    });
    // Scrolled further down than the lines go, as to the words below them, is left so.
    const isBelow = this.#offsetPx === end && this.#scrollTop > scrollTopAt(end, geometry);
    const scrollTop = isBelow ? this.#scrollTop : scrollTopAt(this.#offsetPx, geometry);
    const top = scrollTopAt(this.#offsetPx, geometry) + (range.first * rowPx - this.#offsetPx);
    this.spacer.style.setProperty('block-size', `${spacerPx(geometry)}px`);
    this.#lines.style.setProperty('transform', `translateY(${top}px)`);
    if (Math.abs(scrollTop - this.scroller.scrollTop) >= 1) this.scroller.scrollTop = scrollTop;
    this.#scrollTop = this.scroller.scrollTop;
    this.#far.isOn = this.isScaled;
    this.#firstPainted = range.first;
    this.#source.painted?.();
  }

  /** Makes elements as many as are needed, and turns them so that those which stay in view keep what they show. */
  #arrange(first: number, count: number): void {
    const elements = this.#elements;
    const shift = first - this.#firstPainted;
    if (shift > 0 && shift < elements.length) {
      const moved = elements.splice(0, shift);
      elements.push(...moved);
      this.#lines.append(...moved);
    } else if (shift < 0 && -shift < elements.length) {
      const moved = elements.splice(shift);
      elements.unshift(...moved);
      this.#lines.prepend(...moved);
    }
    for (const element of elements.splice(count)) {
      element.remove();
      this.#shown.delete(element);
    }
    while (elements.length < count) {
      const element = this.#source.makeLine();
      elements.push(element);
      this.#lines.append(element);
    }
  }

  /** Out of sight, perhaps for ever: nothing outside must hold on to the lines. */
  #letGo(): void {
    for (const element of this.#elements.splice(0)) element.remove();
    this.#shown.clear();
    this.#source.painted?.();
  }

  #measure(): void {
    const { width, height } = this.#probe.getBoundingClientRect();
    const viewportPx = this.scroller.clientHeight;
    if (height === 0 || viewportPx === 0) {
      this.#letGo();
      return;
    }
    const rowPx = Math.ceil(height);
    const before = this.#geometry;
    if (before.rowPx > 0) this.#offsetPx *= rowPx / before.rowPx;
    this.#geometry = { rowCount: before.rowCount, rowPx, viewportPx };
    this.scroller.style.setProperty('--_line-size', `${rowPx}px`);
    const { columns } = this;
    this.#columnPx = width / 100;
    this.#widthPx = this.spacer.clientWidth;
    if (this.columns !== columns) this.#source.resized();
    this.#paint();
  }

  readonly #onScroll = (): void => {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.#scrollTop) < 1) return;
    this.#scrollTop = scrollTop;
    this.#offsetPx = offsetAt(scrollTop, this.#geometry);
    this.request();
  };
}
