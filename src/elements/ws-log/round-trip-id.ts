import { JsonTokens } from '../../decode/json-tokens.js';

/**
 * A message of more UTF-16 code units than this is not looked at for an identifier: parsing it would take longer than
 * a slice of work may (`JSON.parse` takes about 4 ms for 1,000,000 units, measured).
 */
export const maxMessageUnits = 524_288;

/** A text of more code units than this is content, and no identifier. So what is remembered stays small. */
export const maxIdUnits = 256;

/** Where an identifier stands in a JSON message. */
export interface RoundTripKey {
  /** From the outermost inwards: names of members, and places in arrays. */
  readonly path: readonly (string | number)[];
  /** The last name in it as JSON writes it: a message without this text has no such key. `''` where there is none. */
  readonly quoted: string;
}

const memberName = /[^.[\]"=]+/y;
const inBrackets = /\[\s*(?:(\d+)|("(?:[^"\\]|\\.)*"))\s*\]/y;

/**
 * Reads a key as an author or reader writes it, in the way the filter's paths are written: `id`, `meta.id`,
 * `params[0]`, `["odd.name"]`. Spaces around the parts do not count. `undefined` for what names nothing.
 */
export function parseRoundTripKey(written: string): RoundTripKey | undefined {
  const text = written.trim();
  const path: (string | number)[] = [];
  for (let at = 0; at < text.length;) {
    const isBracket = text.charAt(at) === '[';
    if (!isBracket && at > 0 && text.charAt(at++) !== '.') return undefined;
    const part = isBracket ? inBrackets : memberName;
    part.lastIndex = at;
    const [found, place, quoted] = part.exec(text) ?? [];
    const step = !isBracket ? found?.trim() : place === undefined ? readJson(quoted ?? '') : Number(place);
    if (found === undefined || step === '' || step === undefined) return undefined;
    path.push(step as string | number);
    at += found.length;
  }
  if (path.length === 0 || text.endsWith('.')) return undefined;
  const last = path.findLast((step) => typeof step === 'string');
  return { path, quoted: last === undefined ? '' : JSON.stringify(last) };
}

/**
 * The identifier in a message, written so that two are equal just when the JSON values are: a text and a number never
 * are (JSON-RPC 2.0 §5 wants the reply's `id` to be the same value as the request's). Numbers compare by value, and
 * those beyond ±(2^53 − 1) digit by digit, because `JSON.parse` would round them. `undefined` where the message is no
 * JSON, is too long to be looked at, or has neither a text nor a number there. Never throws.
 */
export function roundTripId(text: string, { path, quoted }: RoundTripKey): string | undefined {
  // Most messages end here. Where something is escaped, it may be the key.
  if (text.length > maxMessageUnits || !(text.includes(quoted) || text.includes('\\'))) return undefined;
  let value = readJson(text);
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  if (typeof value === 'string') return value.length > maxIdUnits ? undefined : `"${value}`;
  if (typeof value !== 'number') return undefined;
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return `${value}`;
  const written = writtenNumber(text, path);
  return written === undefined || written.length > maxIdUnits ? undefined : written;
}

/** The number at a path as it is written; of repeated keys the last counts, as for `JSON.parse`. */
function writtenNumber(text: string, path: readonly (string | number)[]): string | undefined {
  const tokens = new JsonTokens(text);
  /** The key or place that is being read inside each open bracket. */
  const at: unknown[] = [];
  let written: string | undefined;
  while (tokens.next()) {
    const { type, start, end, depth } = tokens;
    const open = depth - 1;
    if (type === 'key') at[open] = readJson(text.slice(start, end));
    else if (type === '{' || type === '[') at[depth] = type === '[' ? 0 : '';
    else if (type === ',' && typeof at[open] === 'number') at[open] = at[open] + 1;
    else if (type === 'number' && depth === path.length && path.every((step, level) => step === at[level]))
      written = text.slice(start, end);
  }
  return written;
}

/** `undefined` for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
