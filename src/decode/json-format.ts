import type { Checked, Decodable, Decoder, LocatedError } from './decoder.js';
import { JsonTokens } from './json-tokens.js';
import { showControls } from './text.js';
import { parseUtf8 } from './utf8.js';

/**
 * Deeper nesting is not indented further: a message of 100,000 brackets, which is 100 kB on the wire, would otherwise
 * become 20 GB.
 */
const deepestIndent = 64;

/** Says whether a text is JSON, exactly as `JSON.parse` would, and if not, what is wrong first and where. */
export function checkJson(text: string): Checked {
  const tokens = new JsonTokens(text);
  while (tokens.next());
  return tokens.error ? { valid: false, error: tokens.error } : { valid: true };
}

/**
 * Lays JSON out with one member a line, `indent` spaces a level (default 2). Only the white space between tokens
 * changes: numbers stay as they are written (`12345678901234567890`, `1.0`), escapes too, and keys keep their order and
 * their repetitions. Empty objects and arrays stay on one line; from the 64th level on the indent stays the same.
 * A text that is not JSON comes back unchanged: `checkJson` says why.
 */
export function formatJson(text: string, indent = 2): string {
  const lines = jsonLines(text, indent);
  const laidOut: string[] = [];
  let step = lines.next();
  for (; !step.done; step = lines.next()) laidOut.push(step.value);
  return step.value ? text : laidOut.join('\n');
}

/**
 * The lines of `formatJson` without their line ends, made when asked for: a long text is laid out only as far as it is
 * looked at. At the first mistake it ends and returns the mistake; what came before it is laid out all the same.
 */
export function* jsonLines(text: string, indent = 2): Generator<string, LocatedError | undefined> {
  const tokens = new JsonTokens(text);
  const margins: string[] = [];
  const margin = (depth: number) => {
    const level = Math.min(depth, deepestIndent);
    return (margins[level] ??= ' '.repeat(level * indent));
  };
  let line = '';
  let isAfterOpening = false;
  while (tokens.next()) {
    const { type, depth } = tokens;
    const isClosing = type === '}' || type === ']';
    if (isClosing ? !isAfterOpening : isAfterOpening) {
      yield line;
      line = margin(depth);
    }
    isAfterOpening = type === '{' || type === '[';
    line += text.slice(tokens.start, tokens.end);
    if (type === ',') {
      yield line;
      line = margin(depth);
    } else if (type === ':') line += ' ';
  }
  if (line !== '') yield line;
  return tokens.error;
}

/** JSON laid out, its controls made visible. Bytes must be UTF-8. */
export const jsonDecoder: Decoder<string> = {
  format: 'json',
  decode(message: Decodable) {
    const read = typeof message === 'string' ? ({ valid: true, text: message } as const) : parseUtf8(message);
    if (!read.valid) return read;
    const checked = checkJson(read.text);
    return checked.valid ? { valid: true, view: showControls(formatJson(read.text)) } : checked;
  },
};
