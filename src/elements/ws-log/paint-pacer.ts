/** While nobody can read what arrives, fifteen paints a second are enough. */
const unreadablePaintMs = 1000 / 15;

/** What a `PaintPacer` asks before it paints. */
export interface PaintConditions {
  /** Whether the painting could be seen. Where it could not, a request is forgotten: ask again when it can. */
  isSeen(): boolean;
  /** Whether more has come since the last paint than a reader could follow. */
  isUnreadable(): boolean;
}

/**
 * Decides when to paint: once a frame at most, fifteen times a second while more arrives than can be read, and never
 * while nobody can see it. Asks for frames only while there is something to paint.
 */
export class PaintPacer {
  readonly #paint: () => void;
  readonly #conditions: PaintConditions;
  #frame: number | undefined;
  #paintedMs = -Infinity;
  #paintedFrame: CSSNumberish | null = null;

  /** @param paint paints, and calls `painted()` whoever asked for it */
  constructor(paint: () => void, conditions: PaintConditions) {
    this.#paint = paint;
    this.#conditions = conditions;
  }

  /** Paints in the next frame, or in this one when called before its animation frame callbacks, as in `scroll`. */
  request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paintUnlessEarly();
    });
  }

  /** As `request()`, but at once when this frame has not been painted yet: for callers that run in a frame. */
  requestNow(): void {
    if (document.timeline.currentTime === this.#paintedFrame) this.request();
    else this.#paintUnlessEarly();
  }

  /** To be called with each paint. What was requested before is done by it. */
  painted(): void {
    this.stop();
    this.#paintedMs = performance.now();
    this.#paintedFrame = document.timeline.currentTime;
  }

  /** Calls off what was requested. */
  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #paintUnlessEarly(): void {
    if (!this.#conditions.isSeen()) return;
    const isEarly = performance.now() - this.#paintedMs < unreadablePaintMs;
    if (isEarly && this.#conditions.isUnreadable()) this.request();
    else this.#paint();
  }
}
