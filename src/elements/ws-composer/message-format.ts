import { parseBase64 } from '../../decode/base64.js';
import type { Checked, LocatedError } from '../../decode/decoder.js';
import { parseHex } from '../../decode/hex.js';
import { checkJson } from '../../decode/json-format.js';
import { utf8Length } from '../../decode/utf8.js';

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
}

const readers: Readonly<Record<MessageFormat, (text: string) => MessageReading>> = {
  text: readText,
  json(text) {
    const checked = checkJson(text);
    return checked.valid ? readText(text) : { ...readText(text), problem: checked.error };
  },
  base64: (text) => readBytes(parseBase64(text)),
  hex: (text) => readBytes(parseHex(text)),
};

/**
 * Tells what a text would be sent as. Nothing is guessed from what it looks like, and nothing is changed: JSON goes
 * as it was written, spaces and all. Never throws. An empty text is an empty message in `text`, `base64` and `hex`
 * (RFC 6455 §5.2 allows a payload of 0 bytes) and not valid in `json`.
 */
export function readMessage(text: string, format: MessageFormat): MessageReading {
  return readers[format](text);
}

function readText(text: string): MessageReading {
  return { data: text, sizeBytes: utf8Length(text) };
}

function readBytes(checked: Checked<{ readonly bytes: Uint8Array<ArrayBuffer> }>): MessageReading {
  return checked.valid
    ? { data: checked.bytes, sizeBytes: checked.bytes.byteLength }
    : { problem: checked.error };
}
