import { nameAt, type LocatedError } from './decoder.js';
import { controlInString, likelyMistake, needsDigit, wrongEscape } from './json-mistakes.js';

/** What a token is. `key` is the string before a colon; punctuation and words stand for themselves. */
export type JsonTokenType =
  '{' | '}' | '[' | ']' | ',' | ':' | 'key' | 'string' | 'number' | 'true' | 'false' | 'null';

/** A token's place in the text: `text.slice(start, end)`, for strings with their quotes. */
export interface JsonToken {
  readonly type: JsonTokenType;
  readonly start: number;
  readonly end: number;
}

/** What the grammar allows next (RFC 8259 §2 to §5). */
type Expectation =
  'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or ]' | 'comma or }' | 'the end';

const punctuation: Readonly<Record<number, '{' | '}' | '[' | ']' | ',' | ':'>> = {
  0x7b: '{',
  0x7d: '}',
  0x5b: '[',
  0x5d: ']',
  0x2c: ',',
  0x3a: ':',
};

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;

/**
 * Walks over JSON text token by token and stops at the first mistake. It accepts exactly what `JSON.parse` accepts
 * (RFC 8259 without a byte order mark), and builds no values: numbers stay as they are written, repeated keys stay.
 * The current token lies in `type`, `start`, `end` and `depth`, so that a step makes no object; it can be paused
 * between any two tokens, and by `pauseAt` within long white space and strings. Nesting is kept in an array, not on the
 * call stack: any depth is walked.
 *
 * @example
 * const tokens = new JsonTokens('{"a": 1}');
 * while (tokens.next()) console.log(tokens.type, tokens.start, tokens.end);
 * if (tokens.error) console.log(tokens.error.message);
 */
export class JsonTokens {
  /** The current token's type. Before the first `next()` it means nothing. */
  type: JsonTokenType = 'null';
  /** Where the current token starts. */
  start = 0;
  /** Where the current token ends, exclusively. */
  end = 0;
  /** How many brackets are open around the current token; a bracket is not inside itself. */
  depth = 0;
  /** The first mistake, once `next()` gave `false` because of one. */
  error: LocatedError | undefined;
  /**
   * Where in the text a step gives up for now (default: nowhere): `next()` is `false` and `isPaused` true when white
   * space or a string goes on beyond. Set it further and call again: the same token is gone on with.
   */
  pauseAt = Infinity;
  /** Whether the last `next()` was `false` because of `pauseAt`. */
  isPaused = false;
  readonly #text: string;
  /** How far the text was read: the end of the token, or beyond it where white space was paused in. */
  #at = 0;
  /** How far a string was read that was paused in, or 0. */
  #stringEnd = 0;
  /** The line of `#at`, from 1, and where it begins. White space alone has line ends. */
  #line = 1;
  #lineStart = 0;
  /** The open brackets, `{` as true. */
  readonly #open: boolean[] = [];
  #expected: Expectation = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether the whole text was walked, without a mistake. */
  get isAtEnd(): boolean {
    return this.#at >= this.#text.length && this.#expected === 'the end';
  }

  /** How far the text was read: the current token's end, or beyond it after a pause. */
  get readTo(): number {
    return this.#stringEnd || this.#at;
  }

  /** Steps to the next token. `false` at the end of the text and at the first mistake, and from then on. */
  next(): boolean {
    if (this.error) return false;
    this.isPaused = false;
    if (this.#stringEnd > 0) return this.#string(this.start);
    const text = this.#text;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      // \r\n is one line end, as in `locate`
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) {
        this.#line++;
        this.#lineStart = at + 1;
      }
      code = text.charCodeAt(++at);
      if (at >= this.pauseAt) break;
    }
    this.#at = at;
    if (at >= this.pauseAt && at < text.length) return this.#pause();
    if (at >= text.length) {
      if (this.#expected !== 'the end') this.#fail(at, this.#missing());
      return false;
    }
    this.start = at;
    const mark = punctuation[code];
    if (mark !== undefined) return this.#punctuation(mark, at);
    if (code === quote) return this.#string(at);
    if (!this.#expectsValue()) return this.#unexpected(at);
    if (code === minus || isDigit(code)) return this.#number(at);
    return this.#word(at);
  }

  #punctuation(mark: '{' | '}' | '[' | ']' | ',' | ':', at: number): boolean {
    const expected = this.#expected;
    if (mark === '{' || mark === '[') {
      if (!this.#expectsValue()) return this.#unexpected(at);
      this.depth = this.#open.length;
      this.#open.push(mark === '{');
      this.#expected = mark === '{' ? 'key or }' : 'value or ]';
    } else if (mark === ':') {
      if (expected !== 'colon') return this.#unexpected(at);
      this.#expected = 'value';
    } else if (mark === ',') {
      if (expected !== 'comma or ]' && expected !== 'comma or }') return this.#unexpected(at);
      this.#expected = expected === 'comma or }' ? 'key' : 'value';
    } else {
      const isAllowed =
        mark === '}'
          ? expected === 'comma or }' || expected === 'key or }'
          : expected === 'comma or ]' || expected === 'value or ]';
      if (!isAllowed) return this.#unexpected(at);
      this.#open.pop();
      this.depth = this.#open.length;
      this.#valueDone();
    }
    return this.#accept(mark, at + 1);
  }

  #string(at: number): boolean {
    const isKey = this.#expected === 'key' || this.#expected === 'key or }';
    if (!isKey && !this.#expectsValue()) return this.#unexpected(at);
    const text = this.#text;
    const limit = Math.min(text.length, this.pauseAt);
    let end = this.#stringEnd || at + 1;
    for (; end < limit; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        this.#stringEnd = 0;
        this.depth = this.#open.length;
        if (isKey) this.#expected = 'colon';
        else this.#valueDone();
        return this.#accept(isKey ? 'key' : 'string', end + 1);
      }
      if (code < 0x20) return this.#fail(end, controlInString(code, text, end));
      if (code !== backslash) continue;
      const length = escapeLength(text, end);
      if (length === 0) return this.#fail(end, wrongEscape(text, end));
      end += length - 1;
    }
    if (end < text.length) {
      this.#stringEnd = end;
      return this.#pause();
    }
    return this.#fail(at, 'This string is not closed: its final " is missing.');
  }

  #number(at: number): boolean {
    const text = this.#text;
    let end = at;
    if (text.charCodeAt(end) === minus) end++;
    if (!isDigit(text.charCodeAt(end))) return this.#fail(end, needsDigit('a minus sign', text, end));
    const hasLeadingZero = text.charAt(end) === '0';
    const digitsAt = end;
    end = skipDigits(text, end);
    if (hasLeadingZero && end > digitsAt + 1) {
      return this.#fail(digitsAt, 'A number must not start with 0 if more digits follow.');
    }
    if (text.charAt(end) === '.') {
      const fractionAt = end + 1;
      end = skipDigits(text, fractionAt);
      if (end === fractionAt) return this.#fail(end, needsDigit('a decimal point', text, end));
    }
    if ((text.charCodeAt(end) | 0x20) === 0x65) {
      const sign = text.charAt(end + 1);
      const exponentAt = sign === '+' || sign === '-' ? end + 2 : end + 1;
      end = skipDigits(text, exponentAt);
      if (end === exponentAt) return this.#fail(end, needsDigit('an exponent', text, end));
    }
    this.depth = this.#open.length;
    this.#valueDone();
    return this.#accept('number', end);
  }

  #word(at: number): boolean {
    for (const word of ['true', 'false', 'null'] as const) {
      if (!this.#text.startsWith(word, at)) continue;
      this.depth = this.#open.length;
      this.#valueDone();
      return this.#accept(word, at + word.length);
    }
    return this.#unexpected(at);
  }

  #expectsValue(): boolean {
    return this.#expected === 'value' || this.#expected === 'value or ]';
  }

  #valueDone(): void {
    const isObject = this.#open[this.#open.length - 1];
    this.#expected = isObject === undefined ? 'the end' : isObject ? 'comma or }' : 'comma or ]';
  }

  #accept(type: JsonTokenType, end: number): true {
    this.type = type;
    this.end = this.#at = end;
    return true;
  }

  #pause(): false {
    this.isPaused = true;
    return false;
  }

  /** The mistake lies on the line that was counted to: what was read since has no line ends. */
  #fail(offset: number, message: string): false {
    this.error = { message, offset, line: this.#line, column: offset - this.#lineStart + 1 };
    return false;
  }

  /** What is missing at the end of the text. */
  #missing(): string {
    if (this.end === 0) return 'Expected a JSON value, but there is none.';
    return `The text ends too soon: expected ${wanted[this.#expected]}.`;
  }

  #unexpected(at: number): false {
    const special = likelyMistake(this.#text, at, {
      isKey: this.#expected === 'key' || this.#expected === 'key or }',
      isValue: this.#expectsValue(),
      isAfterComma: this.type === ',' && this.end > 0,
    });
    if (special !== undefined) return this.#fail(at, special);
    const found = nameAt(this.#text, at);
    if (/colon|comma/.test(this.#expected)) {
      return this.#fail(at, `Expected ${wanted[this.#expected]} before ${found}.`);
    }
    return this.#fail(at, `Expected ${wanted[this.#expected]}, but found ${found}.`);
  }
}

/** All tokens of a text up to its end or its first mistake. An object a token: for short texts. */
export function tokenizeJson(text: string): {
  readonly tokens: readonly JsonToken[];
  readonly error?: LocatedError;
} {
  const walk = new JsonTokens(text);
  const tokens: JsonToken[] = [];
  while (walk.next()) tokens.push({ type: walk.type, start: walk.start, end: walk.end });
  return walk.error ? { tokens, error: walk.error } : { tokens };
}

const wanted: Readonly<Record<Expectation, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  key: 'a key in double quotes',
  'key or }': 'a key in double quotes or }',
  colon: 'a colon (:)',
  'comma or ]': 'a comma or ]',
  'comma or }': 'a comma or }',
  'the end': 'nothing after the JSON value',
};

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** How many code units an escape takes, backslash included; 0 when it is none (RFC 8259 §7). */
function escapeLength(text: string, at: number): number {
  if (text.charAt(at + 1) === 'u') return /^[0-9a-fA-F]{4}/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return at + 1 < text.length && '"\\/bfnrt'.includes(text.charAt(at + 1)) ? 2 : 0;
}
