import type { JsonIndex } from './json-index.js';

/** What RFC 9535 §2.5.1.1 and JavaScript both take after a point. */
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The way from the root to a value, such as `$.a[0]["b c"]`: a JSONPath query (RFC 9535) that is also an expression of
 * JavaScript where `$` is the parsed text. Names that are no plain words stay in brackets as they are written in the
 * text, escapes included. Of keys that are repeated in one object all have the same path.
 */
export function jsonPath(index: JsonIndex, node: number): string {
  const steps: string[] = [];
  for (let at: number | undefined = node; at !== undefined; at = index.parent(at)) {
    const key = index.keySpan(at);
    if (key) {
      const name = index.text.slice(key.start + 1, key.end - 1);
      steps.push(plainName.test(name) ? `.${name}` : `["${name}"]`);
    } else if (at > 0) steps.push(`[${index.position(at)}]`);
  }
  return `$${steps.reverse().join('')}`;
}
