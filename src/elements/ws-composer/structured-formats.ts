import { parseBase64 } from '../../decode/base64.js';
import type { Checked } from '../../decode/decoder.js';
import { parseHex } from '../../decode/parse-hex.js';
import { checkJson } from '../../decode/json-format.js';
import { readText, type MessageFormat, type MessageReading } from './message-format.js';

export { formatJson } from '../../decode/json-format.js';

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

function readBytes(checked: Checked<{ readonly bytes: Uint8Array<ArrayBuffer> }>): MessageReading {
  return checked.valid
    ? { data: checked.bytes, sizeBytes: checked.bytes.byteLength }
    : { problem: checked.error };
}
