/** Looked for this far beyond the screen, so that what is scrolled into view is there when it comes. */
const ahead = '50%';

/**
 * Whether an element can be seen: it is in view, or nearly, and the page is not hidden. Where a browser has not told
 * yet, it is taken to be seen.
 */
export class OnScreen {
  readonly #element: HTMLElement;
  readonly #onSeen: () => void;
  readonly #observer: IntersectionObserver;
  #isInView = true;

  /** @param onSeen called when the element comes into view, or its page does */
  constructor(element: HTMLElement, onSeen: () => void) {
    this.#element = element;
    this.#onSeen = onSeen;
    this.#observer = new IntersectionObserver(
      (entries) => {
        const wasInView = this.#isInView;
        this.#isInView = entries.at(-1)?.isIntersecting ?? true;
        if (this.isSeen && !wasInView) this.#onSeen();
      },
      { rootMargin: ahead },
    );
  }

  get isSeen(): boolean {
    return this.#isInView && !document.hidden;
  }

  /** Begins to watch. To be ended by `stop()`, or the document holds on to the element. */
  start(): void {
    this.#observer.observe(this.#element);
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#isInView = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  readonly #onVisibility = (): void => {
    if (this.isSeen) this.#onSeen();
  };
}
