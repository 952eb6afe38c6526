import type { TextPack } from './expression-thread.js';

/** Texts of entries, gathered to be posted as one. */
export class PackedTexts {
  /** Whose texts they are, in order. */
  readonly sequences: number[] = [];
  readonly #pieces: string[] = [];
  readonly #ends: number[] = [];
  #units = 0;
  /** What has not been cut out yet, as more may follow it. */
  #whole = '';
  #start = 0;
  #end = 0;

  /** How long they are together, in UTF-16 code units. */
  get units(): number {
    return this.#units;
  }

  /** Adds the text of an entry, which is `whole` from `start` to `end`. Neighbours of one whole are cut out as one. */
  add(sequence: number, whole: string, start = 0, end = whole.length): void {
    if (whole !== this.#whole || start !== this.#end) {
      this.#cut();
      this.#whole = whole;
      this.#start = start;
    }
    this.#end = end;
    this.#units += end - start;
    this.sequences.push(sequence);
    this.#ends.push(this.#units);
  }

  /** All of them. To be called once, at the end. */
  pack(): TextPack {
    this.#cut();
    return { text: this.#pieces.join(''), ends: Uint32Array.from(this.#ends) };
  }

  #cut(): void {
    if (this.#end > this.#start) this.#pieces.push(this.#whole.slice(this.#start, this.#end));
    this.#whole = '';
    this.#start = this.#end = 0;
  }
}
