import {
  closeCodeRanges,
  closeCodes,
  describeCloseCode,
  type CloseCode,
  type CloseCodeRange,
} from '../../protocol/close-codes.js';

/** The rows of one range, in ascending order. */
export interface CloseCodeGroup {
  readonly range: CloseCodeRange;
  readonly codes: readonly CloseCode[];
}

/**
 * What the table shows: the registered codes, the author's own, the one just received even if it is listed nowhere,
 * and any number the reader asks for. Every word of the search must be found in a row; a number finds the codes
 * that begin with it.
 */
export function searchCloseCodes(
  search: string,
  own: readonly CloseCode[],
  received?: number,
): readonly CloseCodeGroup[] {
  const rows = new Map<number, CloseCode>(closeCodes.map((entry) => [entry.code, entry]));
  for (const entry of own) rows.set(entry.code, entry);
  const asked = numberIn(search);
  for (const code of [received, asked]) {
    if (code !== undefined && !rows.has(code)) rows.set(code, describeCloseCode(code));
  }
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...rows.values()]
    .filter((entry) => words.every((word) => matches(entry, word)))
    .sort((a, b) => a.code - b.code);
  return closeCodeRanges
    .map((range) => ({ range, codes: found.filter((entry) => entry.range === range.id) }))
    .filter(({ codes }) => codes.length > 0);
}

/** The numbers of the rows that there are without a search. */
export function listedCloseCodes(own: readonly CloseCode[], received?: number): ReadonlySet<number> {
  const groups = searchCloseCodes('', own, received);
  return new Set(groups.flatMap(({ codes }) => codes.map(({ code }) => code)));
}

/** The one number the reader asks for, if it can be in a close frame (two bytes, RFC 6455 §5.5.1). */
function numberIn(search: string): number | undefined {
  const text = search.trim();
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

function matches({ code, name, meaning, causes, advice }: CloseCode, word: string): boolean {
  if (/^\d+$/.test(word)) return String(code).startsWith(word) || code === Number(word);
  return [name, meaning, ...causes, ...advice].some((text) => text.toLowerCase().includes(word));
}
