/** Work that can be stopped and gone on with. */
export interface SlicedWork {
  readonly isDone: boolean;
  /** Works until the end or until `isOver()`. Gives `isDone`. */
  step(isOver: () => boolean): boolean;
}

/** Work takes no more of a frame than this, so that 60 frames a second leave as much again for everything else. */
const sliceMs = 6;

/** Does work in slices, one a frame, and tells after each. Nothing is done while the page is hidden. */
export class FrameSlices {
  readonly #works: () => readonly SlicedWork[];
  readonly #onSlice: () => void;
  #frame: number | undefined;

  /**
   * @param works what there is to do, the most urgent first; asked in each frame
   * @param onSlice called after each slice
   */
  constructor(works: () => readonly SlicedWork[], onSlice: () => void) {
    this.#works = works;
    this.#onSlice = onSlice;
  }

  /** Begins with what there is to do at once, without waiting for a frame, and calls `onSlice` before it returns. */
  startNow(): void {
    this.stop();
    this.#slice();
  }

  /** Begins, or goes on, in the next frame. */
  start(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#slice();
    });
  }

  /** Does no more until it is started again. */
  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #slice(): void {
    this.#frame = undefined;
    const endMs = performance.now() + sliceMs;
    const isOver = () => performance.now() >= endMs;
    const isDone = this.#works().every((work) => work.isDone || work.step(isOver));
    if (!isDone) this.start();
    this.#onSlice();
  }
}
