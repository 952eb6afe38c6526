import { characterAt, characterName } from '../protocol/character-name.js';

/** A place in a text that a person typed or received. */
export interface TextPosition {
  /** UTF-16 code units from the start, from 0: what `selectionStart` of a text field counts. */
  readonly offset: number;
  /** From 1. A line ends with `\n`, `\r\n` or `\r`. */
  readonly line: number;
  /** From 1, in UTF-16 code units, so an emoji outside the Basic Multilingual Plane takes two columns. */
  readonly column: number;
}

/** What is wrong with a text, in plain words, and where. The words hold no line or column: the caller places them. */
export interface LocatedError extends TextPosition {
  readonly message: string;
}

/** What is wrong with bytes, in plain words, and where. */
export interface ByteError {
  readonly message: string;
  /** Bytes from the start, from 0. */
  readonly offset: number;
}

/** The answer of a check that cannot throw: what it found, or the first thing that is wrong. */
export type Checked<Found extends object = object, Problem = LocatedError> =
  ({ readonly valid: true } & Found) | { readonly valid: false; readonly error: Problem };

/** A message as a decoder takes it: text, or bytes that were read already (a `Blob` has to be read first). */
export type Decodable = string | Uint8Array;

/** The names of the views, which are also the values of the `format` attribute where both exist. */
export type DecoderFormat = 'json' | 'text' | 'hex' | 'base64';

/**
 * One way to look at a message. Pure: no I/O, no state, never throws, and the same input gives the same view.
 * A view of text is safe to show as a text node; it is never markup.
 */
export interface Decoder<View> {
  readonly format: DecoderFormat;
  /** Bytes are read as UTF-8 where the format is one of text. */
  decode(message: Decodable): Checked<{ readonly view: View }, LocatedError | ByteError>;
}

/** Tells the line and column of an offset. An offset beyond the end is taken as the end. O(offset). */
export function locate(text: string, offset: number): TextPosition {
  const end = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    // \r\n is one line end: let its \n count
    if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
    line++;
    lineStart = at + 1;
  }
  return { offset: end, line, column: end - lineStart + 1 };
}

/** Makes a located error. */
export function errorAt(text: string, offset: number, message: string): LocatedError {
  return { message, ...locate(text, offset) };
}

/** Names the character at an offset as a message may show it, such as “x” or U+202E. */
export function nameAt(text: string, offset: number): string {
  return offset < text.length ? characterName(characterAt(text, offset)) : 'the end of the text';
}
