/** What far scrolling needs to know and may do. Pixels are true ones, as if the list were as high as all its rows. */
export interface FarScrollTarget {
  readonly rowPx: number;
  readonly viewportPx: number;
  /** Moves the list as far as there are rows, and tells how far it came. */
  scrollBy(deltaPx: number): number;
}

/** A finger that rested this long before it was lifted has not thrown the list. */
const restMs = 80;

/** How fast a thrown list slows down: to 1/e of its speed in this time. */
const slowingMs = 325;

/** A throw ends below this speed. */
const slowestPxPerMs = 0.02;

/**
 * Moves a list by wheel and finger as far as they ask for, where the browser cannot: its scroller stands for more
 * rows than it has pixels for, so it would skip some. At both ends, for a zoom, and sideways the browser keeps its say.
 */
export class FarScroll {
  readonly #list: HTMLElement;
  readonly #target: FarScrollTarget;
  #isOn = false;
  #touch: { readonly id: number; y: number; timeMs: number; pxPerMs: number } | undefined;
  #throw: number | undefined;

  constructor(list: HTMLElement, target: FarScrollTarget) {
    this.#list = list;
    this.#target = target;
  }

  /** Whether wheel and touch are taken from the browser. Listening costs smoothness, so only while it must be. */
  set isOn(isOn: boolean) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    const list = this.#list;
    this.#endThrow();
    if (isOn) {
      list.addEventListener('wheel', this.#onWheel, { passive: false });
      list.addEventListener('touchstart', this.#onTouchStart, { passive: true });
      list.addEventListener('touchmove', this.#onTouchMove, { passive: false });
      list.addEventListener('touchend', this.#onTouchEnd, { passive: true });
      list.addEventListener('touchcancel', this.#onTouchCancel, { passive: true });
    } else {
      list.removeEventListener('wheel', this.#onWheel);
      list.removeEventListener('touchstart', this.#onTouchStart);
      list.removeEventListener('touchmove', this.#onTouchMove);
      list.removeEventListener('touchend', this.#onTouchEnd);
      list.removeEventListener('touchcancel', this.#onTouchCancel);
    }
  }

  readonly #onWheel = (event: WheelEvent): void => {
    this.#endThrow();
    const { deltaY, deltaX, ctrlKey, shiftKey, cancelable } = event;
    if (!cancelable || ctrlKey || shiftKey || Math.abs(deltaY) < Math.abs(deltaX)) return;
    const { rowPx, viewportPx } = this.#target;
    const unitsPx: Readonly<Record<number, number>> = {
      [WheelEvent.DOM_DELTA_PIXEL]: 1,
      [WheelEvent.DOM_DELTA_LINE]: rowPx,
      [WheelEvent.DOM_DELTA_PAGE]: viewportPx,
    };
    if (this.#target.scrollBy(deltaY * (unitsPx[event.deltaMode] ?? 1)) !== 0) event.preventDefault();
  };

  readonly #onTouchStart = ({ touches }: TouchEvent): void => {
    this.#endThrow();
    const [touch] = touches;
    this.#touch =
      touch && touches.length === 1
        ? { id: touch.identifier, y: touch.clientY, timeMs: performance.now(), pxPerMs: 0 }
        : undefined;
  };

  readonly #onTouchMove = (event: TouchEvent): void => {
    const touch = this.#touch;
    const now = [...event.touches].find(({ identifier }) => identifier === touch?.id);
    // Not cancelable: the browser scrolls with this finger already.
    if (!touch || !now || event.touches.length > 1 || !event.cancelable) return;
    const deltaPx = touch.y - now.clientY;
    const timeMs = performance.now();
    touch.pxPerMs = deltaPx / Math.max(1, timeMs - touch.timeMs);
    touch.timeMs = timeMs;
    touch.y = now.clientY;
    if (this.#target.scrollBy(deltaPx) !== 0) event.preventDefault();
  };

  readonly #onTouchEnd = (): void => {
    const touch = this.#touch;
    this.#touch = undefined;
    if (touch && performance.now() - touch.timeMs < restMs) this.#goOn(touch.pxPerMs, performance.now());
  };

  readonly #onTouchCancel = (): void => {
    this.#touch = undefined;
  };

  /** A frame of a throw, and with it all that follow. */
  #goOn(pxPerMs: number, sinceMs: number): void {
    if (Math.abs(pxPerMs) < slowestPxPerMs) return;
    this.#throw = requestAnimationFrame(() => {
      const nowMs = performance.now();
      const passedMs = nowMs - sinceMs;
      if (this.#target.scrollBy(pxPerMs * passedMs) === 0) return;
      this.#goOn(pxPerMs * Math.exp(-passedMs / slowingMs), nowMs);
    });
  }

  #endThrow(): void {
    if (this.#throw !== undefined) cancelAnimationFrame(this.#throw);
    this.#throw = undefined;
  }
}
