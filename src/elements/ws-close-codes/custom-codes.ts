import { checkJson } from '../../decode/json-format.js';
import { describeCloseCode, type CloseCode } from '../../protocol/close-codes.js';

/** A close code that the author of a page documents, as written. */
export interface CustomCloseCode {
  /** 4000-4999: the range for private use (RFC 6455 §7.4.2). */
  readonly code: number | string;
  readonly name?: string;
  /** What it means at this service. */
  readonly meaning?: string;
  /** What the reader should do. */
  readonly advice?: string;
}

/** What could be read of an author's codes. Nothing is thrown; what is wrong is told, and the rest is kept. */
export interface CustomCodes {
  readonly codes: readonly CloseCode[];
  /** Plain sentences for the page's author, each naming what it is about. */
  readonly problems: readonly string[];
}

/** Turns rows from elements, JSON text or a framework's array into close codes. A code given twice counts once. */
export function readCustomCodes(rows: readonly CustomCloseCode[], json: unknown): CustomCodes {
  const problems: string[] = [];
  const codes = new Map<number, CloseCode>();
  for (const row of [...rows, ...rowsOf(json, problems)]) {
    const code = codeOf(row.code);
    if (code === undefined) {
      problems.push(
        `“${shown(row.code)}” is left out: codes of your own are whole numbers from 4000 to 4999 (RFC 6455 §7.4.2).`,
      );
    } else if (codes.has(code)) {
      problems.push(`${String(code)} is given twice; the first one counts.`);
    } else {
      codes.set(code, describe(code, row));
    }
  }
  return { codes: [...codes.values()].sort((a, b) => a.code - b.code), problems };
}

function rowsOf(json: unknown, problems: string[]): readonly CustomCloseCode[] {
  if (json === undefined || json === null || json === '') return [];
  let value: unknown = json;
  if (typeof json === 'string') {
    const checked = checkJson(json);
    if (!checked.valid) {
      const { line, column, message } = checked.error;
      problems.push(
        `The JSON of your codes is not valid. Line ${String(line)}, column ${String(column)}: ${message}`,
      );
      return [];
    }
    value = JSON.parse(json) as unknown;
  }
  if (Array.isArray(value))
    return value.map((row: unknown) => (isObject(row) ? row : { code: shown(row) }) as CustomCloseCode);
  problems.push('The JSON of your codes is not an array such as [{"code": 4401, "name": "Token expired"}].');
  return [];
}

function codeOf(written: unknown): number | undefined {
  const text =
    typeof written === 'number' ? String(written) : typeof written === 'string' ? written.trim() : '';
  return /^4\d{3}$/.test(text) ? Number(text) : undefined;
}

function describe(code: number, { name, meaning, advice }: CustomCloseCode): CloseCode {
  const known = describeCloseCode(code);
  const text = (value: unknown, otherwise: string) =>
    typeof value === 'string' && value.trim() ? value.trim() : otherwise;
  const ownAdvice = text(advice, '');
  return {
    ...known,
    name: text(name, known.name),
    meaning: text(meaning, known.meaning),
    advice: ownAdvice ? [ownAdvice] : known.advice,
    source: '',
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? 'a row without a code' : JSON.stringify(value);
}
