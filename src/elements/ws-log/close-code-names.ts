/**
 * The names of close codes for the rows of the list. Their table is fetched when the first end is shown, and the rows
 * are written again when it has come; where it cannot be had, they do without.
 */
export class CloseCodeNames {
  readonly #onLoad: () => void;
  #describe: ((code: number) => { readonly name: string }) | undefined;
  #isLoading = false;

  /** @param onLoad called once, when names that were asked for before can be told */
  constructor(onLoad: () => void) {
    this.#onLoad = onLoad;
  }

  /** The name of a code, or `undefined` while it is not known yet. */
  readonly nameOf = (code: number): string | undefined => {
    if (!this.#describe && !this.#isLoading) void this.#load();
    return this.#describe?.(code).name;
  };

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      const { describeCloseCode } = await import('../../protocol/close-codes.js');
      this.#describe = describeCloseCode;
      this.#onLoad();
    } catch {
      // A row shows the code itself and the reason all the same; the next one asks again.
      this.#isLoading = false;
    }
  }
}
