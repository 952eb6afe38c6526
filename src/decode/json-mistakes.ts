import { nameAt } from './decoder.js';

/** What may stand at a place. */
export interface MistakePlace {
  readonly isKey: boolean;
  readonly isValue: boolean;
  /** Whether the token before is a comma. */
  readonly isAfterComma: boolean;
}

/** Words for what people write who think of JavaScript, Python or a configuration file; `undefined` for all else. */
export function likelyMistake(text: string, at: number, place: MistakePlace): string | undefined {
  const first = text.charAt(at);
  const { isKey, isValue, isAfterComma } = place;
  if (first === '\ufeff') return 'A byte order mark (U+FEFF) is not allowed here.';
  if (first === '/' && /[/*]/.test(text.charAt(at + 1))) return 'JSON has no comments.';
  if (first === '#') return 'JSON has no comments.';
  if (/['`‘’“”]/.test(first)) return 'JSON strings and keys need straight double quotes (").';
  if (isAfterComma && (first === ']' || (first === '}' && isKey))) {
    return `JSON does not allow a comma before ${first}.`;
  }
  if (isKey && /[\w$]/.test(first)) return 'A key must be in double quotes (").';
  if (!isValue) return undefined;
  if (first === '+') return 'A number must not start with a plus sign.';
  if (first === '.') return 'A number needs a digit before its decimal point.';
  const word = /^[A-Za-z_$][\w$]*/.exec(text.slice(at, at + 40))?.[0];
  if (word === undefined) return undefined;
  const lower = word.toLowerCase();
  if (lower === 'nan' || lower === 'infinity') return `JSON has no ${word}; use null.`;
  if (lower === 'undefined' || lower === 'none') return `JSON has no ${word}; use null or leave the key out.`;
  if (lower !== word && ['true', 'false', 'null'].includes(lower)) return `Write ${lower} in lower case.`;
  return `${word} is not a JSON value. Put text in double quotes; the only bare words are true, false and null.`;
}

/** What is wrong with an escape that none begins like. */
export function wrongEscape(text: string, at: number): string {
  if (at + 1 >= text.length) return 'The text ends in the middle of an escape.';
  if (text.charAt(at + 1) === 'u') return '\\u must be followed by four hexadecimal digits.';
  return `A backslash must be followed by " \\ / b f n r t, or u and four digits, not by ${nameAt(text, at + 1)}.`;
}

const shortEscapes: Readonly<Record<number, string>> = {
  8: '\\b',
  9: '\\t',
  10: '\\n',
  12: '\\f',
  13: '\\r',
};

/** What is wrong with a character below U+0020 in a string, and what to write instead. */
export function controlInString(code: number, text: string, at: number): string {
  const escape = shortEscapes[code] ?? `\\u${code.toString(16).padStart(4, '0')}`;
  if (code === 10 || code === 13) {
    return `A string must not contain a line break: close it with ", or write ${escape}.`;
  }
  return `A string must not contain the control character ${nameAt(text, at)}: write ${escape}.`;
}

/** What is wrong with a number that goes on without a digit. */
export function needsDigit(after: string, text: string, at: number): string {
  return `Expected a digit after ${after}, but found ${nameAt(text, at)}.`;
}
