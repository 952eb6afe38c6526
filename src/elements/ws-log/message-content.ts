import { GivenBytes, TextBytes, type ByteSource } from '../../decode/byte-source.js';
import type { ByteError, LocatedError } from '../../decode/decoder.js';
import { toHex } from '../../decode/hex.js';
import { JsonIndex } from '../../decode/json-index.js';
import { parseUtf8 } from '../../decode/utf8.js';

/** The ways to look at a message. */
export const contentViews = ['json', 'text', 'hex'] as const;

/** One of `contentViews`. */
export type ContentView = (typeof contentViews)[number];

/** Why a view cannot be had. */
export type ViewProblem =
  | { readonly kind: 'not-json'; readonly error: LocatedError }
  | { readonly kind: 'not-utf8'; readonly error: ByteError };

/**
 * One message, to be looked at as JSON, as text or as bytes. Nothing is worked out before it is asked for. Whether it is
 * JSON shows while its index is worked on, so a long one counts as JSON until a mistake is found.
 */
export class MessageContent {
  readonly #given: string | Uint8Array;
  #text: { readonly text: string } | { readonly error: ByteError } | undefined;
  #bytes: ByteSource | undefined;
  #json: JsonIndex | undefined;

  /** Bytes are not copied: nobody may write to them. */
  constructor(given: string | Uint8Array) {
    this.#given = given;
  }

  /** Whether it went over the wire as binary. */
  get isBinary(): boolean {
    return typeof this.#given !== 'string';
  }

  /** Code units of text, bytes of binary. */
  get length(): number {
    return this.#given.length;
  }

  /** The message as text; `undefined` for bytes that are not UTF-8. */
  get text(): string | undefined {
    const read = this.#read();
    return 'text' in read ? read.text : undefined;
  }

  /** The message as bytes. Those of a text have to be counted by `step()`. */
  get bytes(): ByteSource {
    this.#bytes ??=
      typeof this.#given === 'string' ? new TextBytes(this.#given) : new GivenBytes(this.#given);
    return this.#bytes;
  }

  /** Where its values stand, as far as `step()` has come; `undefined` for bytes that are not UTF-8. */
  get json(): JsonIndex | undefined {
    const { text } = this;
    if (text !== undefined) this.#json ??= new JsonIndex(text);
    return this.#json;
  }

  /** Whether it begins as JSON does with an object or an array, so that a mistake in it is worth telling. */
  get looksLikeJson(): boolean {
    return /^\s*[[{]/.test(this.text?.slice(0, 64) ?? '');
  }

  /** The view that says most: JSON where it is some, else text where it was sent as text, else bytes. */
  get bestView(): ContentView {
    if (!this.problemOf('json')) return 'json';
    return this.isBinary ? 'hex' : 'text';
  }

  /** Why a view cannot be had; `undefined` if it can, as far as is known. */
  problemOf(view: ContentView): ViewProblem | undefined {
    if (view === 'hex') return undefined;
    const read = this.#read();
    if ('error' in read) return { kind: 'not-utf8', error: read.error };
    const error = view === 'json' ? this.json?.error : undefined;
    return error && { kind: 'not-json', error };
  }

  /** The whole message for the clipboard: text as it is, bytes as pairs of digits in the hex view. */
  copyOf(view: ContentView): string {
    if (typeof this.#given === 'string') return this.#given;
    const read = this.#read();
    return view === 'hex' || 'error' in read ? toHex(this.#given, ' ') : read.text;
  }

  #read(): { readonly text: string } | { readonly error: ByteError } {
    if (this.#text) return this.#text;
    if (typeof this.#given === 'string') return (this.#text = { text: this.#given });
    const parsed = parseUtf8(this.#given);
    return (this.#text = parsed.valid ? { text: parsed.text } : { error: parsed.error });
  }
}
