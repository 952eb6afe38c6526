import type { FarScroll } from './far-scroll.js';
import type { ListPosition } from './list-position.js';
import { isScaled, lastOffset, spacerPx, type RowRange } from './log-window.js';

/** The elements that scroll. */
export interface ListElements {
  /** The listbox, which scrolls. */
  readonly list: HTMLElement;
  /** Inside the list: as high as all rows, so that there is a scroll bar. */
  readonly spacer: HTMLElement;
  /** Inside the spacer: holds the rows and is moved to where they belong. */
  readonly rows: HTMLElement;
}

/**
 * Keeps a scrolling element and a position in agreement: where the reader scrolls the position goes, and where the
 * position is the scroll bar stands. Tells apart who moved.
 */
export class ListScroller {
  readonly #elements: ListElements;
  readonly #position: ListPosition;
  readonly #onMoved: () => void;
  /** Loaded once there are more rows than the scroller has pixels for: few logs get there. */
  #far: FarScroll | undefined;
  #isFarAsked = false;
  /** What the list's `scrollTop` is as far as we know; anything else in a scroll event is the reader's doing. */
  #scrollTop = 0;
  #mustScroll = true;

  /** @param onMoved called after the reader moved the position; it has to be painted */
  constructor(elements: ListElements, position: ListPosition, onMoved: () => void) {
    this.#elements = elements;
    this.#position = position;
    this.#onMoved = onMoved;
    elements.list.addEventListener('scroll', this.#onScroll, { passive: true });
    elements.list.addEventListener('wheel', this.#onWheel, { passive: true });
  }

  /** Does not trust the list to be where it was: taken out of the document, it forgets how far it was scrolled. */
  forget(): void {
    this.#mustScroll = true;
  }

  /** Puts painted rows and scroll bar where the position is. To be called last, so that the browser lays out once. */
  place({ first }: RowRange): void {
    const { list, spacer, rows } = this.#elements;
    const { geometry, scrollTop, following } = this.#position;
    this.#takeFar(isScaled(geometry));
    spacer.style.setProperty('block-size', `${spacerPx(geometry)}px`);
    rows.style.setProperty('transform', `translateY(${scrollTop + this.#position.fromTopPx(first)}px)`);
    if (scrollTop !== this.#scrollTop || following || this.#mustScroll) list.scrollTop = scrollTop;
    this.#scrollTop = scrollTop;
    this.#mustScroll = false;
  }

  /** Where its module cannot be had, wheel and touch move as the browser has it: by fractions of the whole. */
  #takeFar(isFar: boolean): void {
    if (this.#far) this.#far.isOn = isFar;
    else if (isFar && !this.#isFarAsked) {
      this.#isFarAsked = true;
      import('./far-scroll.js').then(
        ({ FarScroll }) => {
          this.#far = new FarScroll(this.#elements.list, this);
          this.#far.isOn = isScaled(this.#position.geometry);
        },
        () => {
          this.#isFarAsked = false;
        },
      );
    }
  }

  /** For far scrolling. */
  get rowPx(): number {
    return this.#position.geometry.rowPx;
  }

  /** For far scrolling. */
  get viewportPx(): number {
    return this.#position.geometry.viewportPx;
  }

  /** For far scrolling: moves by true pixels, and tells how far it came. */
  scrollBy(deltaPx: number): number {
    const movedPx = this.#position.scrollBy(deltaPx);
    if (movedPx !== 0) this.#onMoved();
    return movedPx;
  }

  readonly #onScroll = (): void => {
    const { scrollTop } = this.#elements.list;
    if (this.#mustScroll || Math.abs(scrollTop - this.#scrollTop) <= 1) return;
    this.#scrollTop = scrollTop;
    this.#position.scrolledTo(scrollTop);
    this.#onMoved();
  };

  /** A smooth scroll up begins with less than a pixel: known by the wheel, it is not pulled back to the end. */
  readonly #onWheel = ({ deltaY }: WheelEvent): void => {
    if (deltaY < 0 && lastOffset(this.#position.geometry) > 0) this.#position.stay();
  };
}
