import { utf8Fault } from '../protocol/utf8-fault.js';
import type { ByteError, Checked } from './decoder.js';

export { utf8Length } from '../protocol/utf8.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads bytes as UTF-8 as strictly as a WebSocket endpoint must (RFC 6455 §8.1, RFC 3629 §3): no overlong forms,
 * no surrogates, nothing above U+10FFFF, nothing cut off. A byte order mark stays a character. The error's offset
 * is that of the first byte of the first ill-formed sequence. Nothing is replaced by U+FFFD.
 */
export function parseUtf8(bytes: Uint8Array): Checked<{ readonly text: string }, ByteError> {
  try {
    return { valid: true, text: strict.decode(bytes) };
  } catch {
    // well-formed bytes that are refused all the same do not fit into one string
    const { offset, message } = utf8Fault(bytes) ?? {
      offset: bytes.length,
      message: 'There are too many bytes for one text.',
    };
    return { valid: false, error: { offset, message } };
  }
}
