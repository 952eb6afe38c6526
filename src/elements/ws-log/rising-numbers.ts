/** Room for this many numbers to begin with. */
const leastRoom = 256;

/** The largest difference that a slot can hold. */
const largestOffset = 0xffff_ffff;

/**
 * A list of whole numbers that only rise, four bytes each: appended at the end, dropped at the beginning, found by
 * halving. Places count from 0 at the oldest that is still there.
 */
export class RisingNumbers {
  #slots = new Uint32Array(leastRoom);
  /** What is added to a slot to give its number. */
  #base = 0;
  #start = 0;
  #end = 0;

  /** How many numbers there are. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** The number at a place; `undefined` outside. */
  at(place: number): number | undefined {
    if (place < 0 || place >= this.length) return undefined;
    return this.#base + (this.#slots[this.#start + place] ?? 0);
  }

  /** Appends a number, which must be larger than the last one. Amortised constant time. */
  push(value: number): void {
    if (this.length === 0) this.#base = value;
    if (this.#end === this.#slots.length || value - this.#base > largestOffset) this.#makeRoom();
    this.#slots[this.#end++] = value - this.#base;
  }

  /** The place of the first number that is not smaller than `value`; `length` where all are. */
  placeOf(value: number): number {
    let low = this.#start;
    let high = this.#end;
    const offset = value - this.#base;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#slots[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low - this.#start;
  }

  /** Drops the numbers smaller than `value` and gives their count. Moves nothing. */
  dropBelow(value: number): number {
    const count = this.placeOf(value);
    this.#start += count;
    if (this.length === 0) this.#start = this.#end = 0;
    return count;
  }

  /** Replaces the oldest number by a larger one, which must be smaller than the next. */
  raiseFirst(value: number): void {
    if (this.length > 0) this.#slots[this.#start] = value - this.#base;
  }

  /** Moves everything to the front of an array that is at most half full, and counts from the oldest on. */
  #makeRoom(): void {
    const { length } = this;
    const shift = this.#slots[this.#start] ?? 0;
    const slots = new Uint32Array(Math.max(leastRoom, length * 2));
    for (let place = 0; place < length; place++) {
      slots[place] = (this.#slots[this.#start + place] ?? 0) - shift;
    }
    this.#slots = slots;
    this.#base += shift;
    this.#start = 0;
    this.#end = length;
  }
}
