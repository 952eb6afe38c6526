import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders its host again when something that ticks is due: one timer, and only while the host can be seen (on the
 * screen, in a page that is shown). Coming back into sight renders at once, so nothing shown is stale.
 */
export class VisibleTicker implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #untilNextMs: () => number | undefined;
  #observer: IntersectionObserver | undefined;
  #onScreen = false;
  #timer: number | undefined;

  /** @param untilNextMs asked after each render: when to render next, or `undefined` while nothing ticks */
  constructor(host: ReactiveControllerHost & Element, untilNextMs: () => number | undefined) {
    this.#host = host;
    this.#untilNextMs = untilNextMs;
    host.addController(this);
  }

  /** Part of Lit's controller interface. */
  hostConnected(): void {
    // Until the observer says otherwise, for a busy browser may take seconds to say anything.
    this.#onScreen = true;
    this.#observer = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#schedule();
    });
    this.#observer.observe(this.#host);
    this.#host.ownerDocument.addEventListener('visibilitychange', this.#onVisibilityChange);
  }

  /** Part of Lit's controller interface. */
  hostUpdated(): void {
    this.#schedule();
  }

  /** Part of Lit's controller interface. */
  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#onScreen = false;
    this.#host.ownerDocument.removeEventListener('visibilitychange', this.#onVisibilityChange);
    clearTimeout(this.#timer);
  }

  readonly #onVisibilityChange = (): void => {
    if (!this.#host.ownerDocument.hidden) this.#host.requestUpdate();
    this.#schedule();
  };

  #schedule(): void {
    clearTimeout(this.#timer);
    const delayMs = this.#untilNextMs();
    if (delayMs === undefined || !this.#onScreen || this.#host.ownerDocument.hidden) return;
    this.#timer = window.setTimeout(() => this.#host.requestUpdate(), delayMs);
  }
}
