import { errorAt, type Checked } from '../../decode/decoder.js';
import { JsonTokens } from '../../decode/json-tokens.js';

/** A place in JSON and what has to be there. */
export interface JsonWhere {
  /** Names of members, and places in arrays. */
  readonly path: readonly (string | number)[];
  /** The values that fit: `5` as typed fits the number and the text, `"5"` the text only. */
  readonly values: readonly (string | number | boolean | null)[];
}

/** A text from this many units on is walked over in steps, because parsing it at once would hold the page up. */
const steppedUnits = 524_288;

/** How many tokens are walked over between two yields: about a millisecond. */
const tokensPerStep = 16_384;

/**
 * Reads `path = value`, such as `type=trade`, `data.items[0].price = 12.5` or `["odd name"] = null`. A value that is
 * a JSON number, `true`, `false` or `null` fits that and the same characters as a text; in double quotes it fits a
 * text only; anything else is a text as it stands. Numbers are compared as numbers: `1e2` fits `100`. Spaces around
 * the parts do not count. `undefined` for nothing typed.
 */
export function parseWhere(typed: string): Checked<{ readonly where: JsonWhere | undefined }> {
  if (typed.trim() === '') return { valid: true, where: undefined };
  const path: (string | number)[] = [];
  const fail = (offset: number, message: string) =>
    ({ valid: false, error: errorAt(typed, offset, message) }) as const;
  let at = skipSpaces(typed, 0);
  for (;;) {
    if (typed.charAt(at) === '[') {
      const part = /\[\s*(?:(\d+)|("(?:[^"\\]|\\.)*"))\s*\]/y;
      part.lastIndex = at;
      const found = part.exec(typed);
      if (!found)
        return fail(
          at,
          'In brackets there has to be a place such as [0], or a name in quotes such as ["a b"].',
        );
      const [, place, name] = found;
      const text = name === undefined ? undefined : readJson(name);
      if (name !== undefined && typeof text !== 'string') return fail(at + 1, 'This name is no JSON string.');
      path.push(typeof text === 'string' ? text : Number(place));
      at = skipSpaces(typed, part.lastIndex);
    } else {
      const name = /[^.[\]="]*/y;
      name.lastIndex = at;
      const found = (name.exec(typed)?.[0] ?? '').trimEnd();
      if (found === '')
        return fail(
          at,
          `Expected the name of a member${path.length > 0 ? ' after this dot' : ', such as type = trade'}.`,
        );
      path.push(found);
      at = skipSpaces(typed, at + found.length);
    }
    const next = typed.charAt(at);
    if (next === '=') break;
    if (next === '.') at = skipSpaces(typed, at + 1);
    else if (next === '') return fail(at, 'Expected “=” and a value after the path.');
    else if (next !== '[') return fail(at, 'Expected “.”, “[” or “=” here.');
  }
  const valueAt = skipSpaces(typed, at + 1);
  const written = typed.slice(valueAt).trimEnd();
  if (written === '')
    return fail(valueAt, 'Expected a value after “=”: a text, a number, true, false or null.');
  const value = readJson(written);
  if (typeof value === 'object' && value !== null) {
    return fail(valueAt, 'Only a text, a number, true, false or null can be compared.');
  }
  if (written.startsWith('"')) {
    return typeof value === 'string'
      ? { valid: true, where: { path, values: [value] } }
      : fail(valueAt, 'This text in quotes is no JSON string.');
  }
  return {
    valid: true,
    where: { path, values: value === undefined ? [written] : [value as number | boolean | null, written] },
  };
}

/** Whether a text is JSON and has one of the values at the place. Never throws. Parses the whole text at once. */
export function fitsWhere(text: string, where: JsonWhere): boolean {
  const first = text.trimStart().charAt(0);
  if (first !== '{' && first !== '[') return false;
  let value = readJson(text);
  for (const step of where.path) {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value) !== (typeof step === 'number')) return false;
    if (!Object.hasOwn(value, step)) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return where.values.some((wanted) => wanted === value);
}

/** As `fitsWhere`, in steps where the text is long. Of a name that occurs twice the last one counts, as in `JSON.parse`. */
export function* fitsWhereInSteps(text: string, where: JsonWhere): Generator<undefined, boolean> {
  if (text.length < steppedUnits) return fitsWhere(text, where);
  const tokens = new JsonTokens(text);
  /** For each open bracket: whether it lies on the path, and how far its members have been counted or what is named. */
  const levels: { readonly isOnPath: boolean; step: string | number }[] = [];
  let isFit = false;
  let count = 0;
  while (tokens.next()) {
    if (++count % tokensPerStep === 0) yield;
    const level = levels.at(-1);
    const isHere = level?.isOnPath === true && level.step === where.path[levels.length - 1];
    switch (tokens.type) {
      case '{':
      case '[':
        // it replaces whatever an earlier member of this name had
        if (isHere) isFit = false;
        levels.push({
          isOnPath: levels.length === 0 || (isHere && levels.length < where.path.length),
          step: tokens.type === '[' ? 0 : '',
        });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level && typeof level.step === 'number') level.step++;
        break;
      case 'key':
        if (level?.isOnPath) level.step = readJson(text.slice(tokens.start, tokens.end)) as string;
        break;
      case ':':
        break;
      default:
        if (!isHere) break;
        isFit =
          levels.length === where.path.length &&
          where.values.includes(readJson(text.slice(tokens.start, tokens.end)) as string);
    }
  }
  return isFit && tokens.error === undefined;
}

/**
 * What a text has to contain to be worth parsing: cheap to look for in very many messages. A backslash may hide
 * anything, so it is always worth it. `undefined` where nothing can be said.
 */
export function whereHint({ path, values }: JsonWhere): RegExp | undefined {
  const [only] = values;
  const name = path.findLast((step) => typeof step === 'string');
  const hint = values.length === 1 && typeof only === 'string' && only !== '' ? only : name;
  if (hint === undefined || hint === '') return undefined;
  // JSON can write these only with a backslash (RFC 8259 §7)
  const isEscaped = /["\\\u0000-\u001f]/.test(hint);
  return new RegExp(isEscaped ? '\\\\' : `${hint.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}|\\\\`, 'g');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}
