import type { LocatedError } from '../../decode/decoder.js';
import { utf8Length } from '../../protocol/utf8.js';

/** The ways to write a message, in the order they are offered. The first one is the default. */
export const messageFormats = ['text', 'json', 'base64', 'hex'] as const;

/** How a written message is to be read: `text` and `json` are sent as text, `base64` and `hex` as binary. */
export type MessageFormat = (typeof messageFormats)[number];

/** What a written text comes to. */
export interface MessageReading {
  /** What would be sent. Absent where the text stands for no bytes: it cannot be sent then. */
  readonly data?: string | Uint8Array<ArrayBuffer>;
  /** The size of `data` on the wire, without framing and compression. Absent with it. */
  readonly sizeBytes?: number;
  /** The first thing that is wrong. With `data` beside it, the text may be sent as it is all the same. */
  readonly problem?: LocatedError;
  /**
   * Set where the text has half of a surrogate pair without the other: `WebSocket.send()` takes a `USVString`, so
   * U+FFFD goes in its place (WHATWG WebSockets §3.1, Web IDL `USVString`). `sizeBytes` is that of what goes.
   */
  readonly hasLoneSurrogate?: true;
}

/** With the `u` flag a whole pair is one character, above these. */
const loneSurrogate = /[\ud800-\udfff]/u;

/**
 * Text as it is. An empty text is an empty message (RFC 6455 §5.2 allows a payload of 0 bytes). The other formats are
 * read in `structured-formats.ts`, which is loaded when one of them is used.
 */
export function readText(text: string): MessageReading {
  const reading = { data: text, sizeBytes: utf8Length(text) };
  return loneSurrogate.test(text) ? { ...reading, hasLoneSurrogate: true } : reading;
}
