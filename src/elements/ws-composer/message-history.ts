import type { MessageFormat } from './message-format.js';

/** A message as it was written: the text, and how it was to be read. */
export interface WrittenMessage {
  readonly text: string;
  readonly format: MessageFormat;
}

/** Bounds of a `MessageHistory`, all of them optional. */
export interface MessageHistoryOptions {
  /** How many messages are kept; the oldest goes first. Default 50. */
  readonly maxEntries?: number;
  /** Longer texts are not kept, in UTF-16 code units. Default 262,144, so that 50 of them stay below 26 MB. */
  readonly maxLength?: number;
}

/**
 * The messages sent before, to be called up again, as in a shell: `older` and `newer` go through them, with what
 * was being written at the newest end. A called-up message that was changed keeps the change while going to and
 * fro, until the next message is sent. In memory only; nothing is written to the browser's storage.
 */
export class MessageHistory {
  readonly #maxEntries: number;
  readonly #maxLength: number;
  #sent: WrittenMessage[] = [];
  /** A copy of what was sent, then the draft, while the reader goes through them; changes are made here. */
  #shown: WrittenMessage[] = [];
  #position = 0;

  constructor({ maxEntries = 50, maxLength = 262_144 }: MessageHistoryOptions = {}) {
    this.#maxEntries = maxEntries;
    this.#maxLength = maxLength;
  }

  /** How many messages can be called up. */
  get length(): number {
    return this.#sent.length;
  }

  /** Whether a message is called up, so that `newer` has something to give. */
  get browsing(): boolean {
    return this.#position < this.#shown.length - 1;
  }

  /**
   * Keeps a message that was sent, unless it is empty, too long, or the same as the last one. A draft that was left
   * to call up another message is kept before it: nothing typed is lost by sending something else.
   */
  add(message: WrittenMessage): void {
    if (this.browsing) this.#keep(this.#shown.at(-1));
    this.#keep(message);
    this.#shown = [];
    this.#position = 0;
  }

  /**
   * The message before the one in view, or `undefined` at the oldest.
   * @param current what is in view now, kept for the way back
   */
  older(current: WrittenMessage): WrittenMessage | undefined {
    if (!this.browsing) {
      this.#shown = [...this.#sent, current];
      this.#position = this.#sent.length;
    }
    return this.#step(current, -1);
  }

  /**
   * The message after the one in view, at last the draft; `undefined` at the draft.
   * @param current what is in view now, kept for the way back
   */
  newer(current: WrittenMessage): WrittenMessage | undefined {
    return this.browsing ? this.#step(current, 1) : undefined;
  }

  /** Passes over what looks just like the one in view: a key press that changes nothing seems broken. */
  #step(current: WrittenMessage, by: -1 | 1): WrittenMessage | undefined {
    let position = this.#position + by;
    while (same(this.#shown[position], current)) position += by;
    const next = this.#shown[position];
    if (!next) return undefined;
    this.#shown[this.#position] = current;
    this.#position = position;
    return next;
  }

  #keep(message: WrittenMessage | undefined): void {
    if (!message || message.text === '' || message.text.length > this.#maxLength) return;
    if (same(this.#sent.at(-1), message)) return;
    this.#sent.push({ text: message.text, format: message.format });
    if (this.#sent.length > this.#maxEntries) this.#sent.shift();
  }
}

function same(one: WrittenMessage | undefined, other: WrittenMessage): boolean {
  return one?.text === other.text && one.format === other.format;
}
