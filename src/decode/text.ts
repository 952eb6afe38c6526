import type { Decoder } from './decoder.js';
import { parseUtf8 } from './utf8.js';

/**
 * Characters that are not seen, or that change how others are seen: C0 and C1 controls except tab and line ends,
 * soft hyphen, Arabic letter mark, zero-width space, direction marks, line and paragraph separator, embeddings and
 * overrides, word joiner and its kin, isolates, byte order mark, lone surrogates. Pairs are matched first, to be kept:
 * with the `u` flag instead, WebKitGTK 2.50 was once seen to pass a lone surrogate over (own measurement).
 * U+200C and U+200D stay: words of some scripts, and emoji, are made with them.
 */
const hidden =
  /[\ud800-\udbff][\udc00-\udfff]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/g;

/**
 * Makes the unseen visible: each of those characters becomes `\u{202E}` in plain letters, with four to six digits.
 * What comes back can stand in a text node without turning its surroundings round or hiding anything (Unicode
 * Technical Report 36, “Bidirectional Text Spoofing”). Tab and line ends stay. For the eye only: a text
 * that has `\u{202E}` spelt out in it looks the same, so copy and export the message itself.
 */
export function showControls(text: string): string {
  return text.replace(hidden, visible);
}

/** Text as it is, its controls made visible. Bytes must be UTF-8. */
export const textDecoder: Decoder<string> = {
  format: 'text',
  decode(message) {
    if (typeof message === 'string') return { valid: true, view: showControls(message) };
    const parsed = parseUtf8(message);
    return parsed.valid ? { valid: true, view: showControls(parsed.text) } : parsed;
  },
};

function visible(character: string): string {
  if (character.length > 1) return character;
  const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `\\u{${number}}`;
}
