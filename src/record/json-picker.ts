import { JsonTokens } from '../decode/json-tokens.js';

/** Which values to take out of a JSON text: a tree of the ways to them. */
export interface Wanted {
  /** Given where the value itself is wanted: the name under which it is handed out. */
  readonly take?: string;
  /** The wanted fields of an object. */
  readonly fields?: Readonly<Record<string, Wanted>>;
  /** What is wanted of every item of an array. */
  readonly items?: Wanted;
}

/** A value that was taken out. */
export interface Picked {
  /** Its name in the tree. */
  readonly name: string;
  readonly value: unknown;
  /** Where it starts in the text, in UTF-16 code units. */
  readonly offset: number;
  /** Which item of the outermost array on the way it is, or is in, from 0; -1 if there is none. */
  readonly item: number;
}

interface Level {
  readonly wanted: Wanted | undefined;
  readonly isArray: boolean;
  /** What is wanted of the field whose key was just read. */
  field: Wanted | undefined;
}

/** So many tokens are walked over between two steps that find nothing. */
const tokensAStep = 2_000;

/**
 * Takes single values out of a JSON text without building the rest, so that a text of any size can be read in slices.
 * The grammar is checked as strictly as by `JSON.parse`, up to where `error` says.
 */
export class JsonPicker {
  readonly #text: string;
  readonly #wanted: Wanted;
  readonly #tokens: JsonTokens;

  constructor(text: string, wanted: Wanted) {
    this.#text = text;
    this.#wanted = wanted;
    this.#tokens = new JsonTokens(text);
  }

  /** The first mistake in the text, once the steps have ended because of it. */
  get error(): JsonTokens['error'] {
    return this.#tokens.error;
  }

  /** Gives the wanted values in their order, and now and then `undefined`, for the caller to look at the clock. */
  *pick(): Generator<Picked | undefined> {
    const tokens = this.#tokens;
    const text = this.#text;
    const levels: Level[] = [];
    let taking: { readonly name: string; readonly depth: number; readonly offset: number } | undefined;
    let item = -1;
    let arrayDepth = -1;
    for (let step = 1; tokens.next(); step++) {
      if (step % tokensAStep === 0) yield undefined;
      const { type, depth, start, end } = tokens;
      if (type === ',' || type === ':') continue;
      const isClosing = type === '}' || type === ']';
      if (taking) {
        if (!isClosing || depth !== taking.depth) continue;
        const { name, offset } = taking;
        taking = undefined;
        levels.length = depth;
        yield { name, value: parsed(text.slice(offset, end)), offset, item };
        continue;
      }
      if (isClosing) {
        levels.length = depth;
        if (depth === arrayDepth) {
          arrayDepth = -1;
          item = -1;
        }
        continue;
      }
      const level = levels[depth - 1];
      if (type === 'key') {
        if (level) level.field = fieldOf(level.wanted, text.slice(start, end));
        continue;
      }
      if (arrayDepth >= 0 && depth - 1 === arrayDepth) item++;
      const wanted = depth === 0 ? this.#wanted : level?.isArray ? level.wanted?.items : level?.field;
      const isOpening = type === '{' || type === '[';
      if (wanted?.take !== undefined) {
        if (isOpening) taking = { name: wanted.take, depth, offset: start };
        else yield { name: wanted.take, value: parsed(text.slice(start, end)), offset: start, item };
      } else if (isOpening) {
        levels[depth] = { wanted, isArray: type === '[', field: undefined };
        if (type === '[' && arrayDepth < 0 && wanted?.items) {
          arrayDepth = depth;
          item = -1;
        }
      }
    }
  }
}

/** Well-formed, so that only nesting beyond what the engine can bear gives nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(wanted: Wanted | undefined, quotedKey: string): Wanted | undefined {
  const fields = wanted?.fields;
  // the longest wanted key is short, and hostile ones may be long
  if (!fields || quotedKey.length > 200) return undefined;
  const key = JSON.parse(quotedKey) as string;
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
