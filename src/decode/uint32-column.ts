const pageBits = 14;
const pageSize = 1 << pageBits;
const inPage = pageSize - 1;

/**
 * A growing list of numbers from 0 to 2³² − 1, four bytes each. It grows by pages of 64 KiB: nothing that it holds is
 * ever copied, so that no push takes longer than another.
 */
export class Uint32Column {
  readonly #pages: Uint32Array[] = [];
  #length = 0;

  /** How many numbers there are. */
  get length(): number {
    return this.#length;
  }

  /** Appends a number and gives its place. */
  push(value: number): number {
    const at = this.#length++;
    if ((at & inPage) === 0 && this.#pages.length <= at >>> pageBits)
      this.#pages.push(new Uint32Array(pageSize));
    this.set(at, value);
    return at;
  }

  /** The number at a place; 0 for a place that does not exist. */
  get(at: number): number {
    return this.#pages[at >>> pageBits]?.[at & inPage] ?? 0;
  }

  /** Replaces the number at a place, which must exist. */
  set(at: number, value: number): void {
    const page = this.#pages[at >>> pageBits];
    if (page) page[at & inPage] = value;
  }

  /** The first place whose number is `value` or more, `length` if there is none. The numbers must never fall. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.get(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Forgets all numbers from a place on. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }
}
