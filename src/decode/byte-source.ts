/**
 * Bytes to read here and there, without holding a second copy of a large text. `sizeBytes` grows while `step()` counts;
 * what was counted can be read.
 */
export interface ByteSource {
  /** How many bytes are known so far. */
  readonly sizeBytes: number;
  /** Whether that is all of them. */
  readonly isDone: boolean;
  /** How much was counted, from 0 to 1. */
  readonly progress: number;
  /** Counts on until the end or until `isOver()`. Gives `isDone`. */
  step(isOver: () => boolean): boolean;
  /** Bytes from an offset; fewer at the end. They must not be written to, and hold until the next call. */
  read(offset: number, length: number): Uint8Array;
  /** How many code units of a text precede a byte; the byte's own offset where there is no text. */
  unitAt(offset: number): number;
}

/** Bytes that are there already. They are not copied. */
export class GivenBytes implements ByteSource {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get sizeBytes(): number {
    return this.#bytes.length;
  }

  get isDone(): boolean {
    return true;
  }

  get progress(): number {
    return 1;
  }

  step(): boolean {
    return true;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#bytes.subarray(offset, offset + length);
  }

  unitAt(offset: number): number {
    return offset;
  }
}

/** A piece of text that is encoded at once. */
const unitsPerPiece = 65_536;

/**
 * A text as the UTF-8 bytes it takes on the wire (a lone surrogate as U+FFFD: WHATWG Encoding, `TextEncoder`). Only where
 * each piece of 64 Ki code units begins is kept; a piece is encoded again when its bytes are read.
 */
export class TextBytes implements ByteSource {
  readonly #text: string;
  readonly #encoder = new TextEncoder();
  readonly #buffer: Uint8Array;
  /** By piece: where its bytes begin. One more than the pieces counted. */
  readonly #offsets: number[] = [0];
  /** Which piece the buffer holds, and how many bytes. */
  #held = -1;
  #heldBytes = 0;

  constructor(text: string) {
    this.#text = text;
    this.#buffer = new Uint8Array(3 * (Math.min(text.length, unitsPerPiece) + 1));
  }

  get sizeBytes(): number {
    return this.#offsets.at(-1) ?? 0;
  }

  get isDone(): boolean {
    return this.#pieceStart(this.#offsets.length - 1) >= this.#text.length;
  }

  get progress(): number {
    return this.isDone ? 1 : this.#pieceStart(this.#offsets.length - 1) / this.#text.length;
  }

  step(isOver: () => boolean): boolean {
    while (!this.isDone) {
      this.#encode(this.#offsets.length - 1);
      this.#offsets.push(this.sizeBytes + this.#heldBytes);
      if (isOver()) break;
    }
    return this.isDone;
  }

  read(offset: number, length: number): Uint8Array {
    const end = Math.min(offset + length, this.sizeBytes);
    const piece = this.#pieceOf(offset);
    const first = this.#bytesOf(piece).subarray(offset - (this.#offsets[piece] ?? 0));
    if (first.length >= end - offset) return first.subarray(0, Math.max(0, end - offset));
    const whole = new Uint8Array(end - offset);
    whole.set(first);
    for (let at = offset + first.length, next = piece + 1; at < end; next++) {
      const part = this.#bytesOf(next).subarray(0, end - at);
      whole.set(part, at - offset);
      at += part.length;
    }
    return whole;
  }

  unitAt(offset: number): number {
    const piece = this.#pieceOf(offset);
    const before = this.#bytesOf(piece).subarray(0, offset - (this.#offsets[piece] ?? 0));
    let units = 0;
    // a byte that begins a character is one code unit, two where four bytes make one
    for (const byte of before) units += (byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
    return this.#pieceStart(piece) + units;
  }

  #pieceOf(offset: number): number {
    let low = 0;
    let high = this.#offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #bytesOf(piece: number): Uint8Array {
    if (piece !== this.#held) this.#encode(piece);
    return this.#buffer.subarray(0, this.#heldBytes);
  }

  #encode(piece: number): void {
    const part = this.#text.slice(this.#pieceStart(piece), this.#pieceStart(piece + 1));
    this.#heldBytes = this.#encoder.encodeInto(part, this.#buffer).written;
    this.#held = piece;
  }

  /** Never between the two halves of a pair of surrogates. */
  #pieceStart(piece: number): number {
    const at = Math.min(piece * unitsPerPiece, this.#text.length);
    const isInPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(this.#text.slice(Math.max(0, at - 1), at + 1));
    return isInPair ? at - 1 : at;
  }
}
