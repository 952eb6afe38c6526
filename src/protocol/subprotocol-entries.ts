/** One entry and where it stands. `exact`: its characters stand in the text one for one, without escapes. */
export interface SubprotocolEntry {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/**
 * Finds the entries of comma-separated text, of the text of a JSON array, or of an array, right or wrong. Offsets
 * point into the text, or for an array into its entries joined by `, `. `undefined` for text that begins like a JSON
 * array and is none. Never throws.
 */
export function subprotocolEntries(
  value: string | readonly string[] | null | undefined,
): readonly SubprotocolEntry[] | undefined {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'string') return entriesOfArray(value);
  if (value.trim() === '') return [];
  return value.trimStart().startsWith('[') ? entriesOfJson(value) : entriesOfText(value);
}

/**
 * The names to offer, for the WebSocket constructor: wrong ones too, so that the browser refuses them itself. Text
 * that begins like a JSON array and is none is handed on whole, which the browser refuses as well.
 */
export function subprotocolNames(value: string | readonly string[] | null | undefined): readonly string[] {
  return subprotocolEntries(value)?.map(({ name }) => name) ?? [String(value)];
}

function entriesOfText(text: string): SubprotocolEntry[] {
  let from = 0;
  return text.split(',').map((part) => {
    const name = part.trim();
    const start = from + (name ? part.indexOf(name) : 0);
    from += part.length + 1;
    return { name, start, end: start + (name ? name.length : part.length), exact: true };
  });
}

/** Frameworks and scripts may put anything into an array; like the constructor, we take its text. */
function entriesOfArray(names: readonly unknown[]): SubprotocolEntry[] {
  let from = 0;
  return names.map((given) => {
    const name = String(given);
    const start = from;
    from += name.length + 2;
    return { name, start, end: start + name.length, exact: true };
  });
}

function entriesOfJson(text: string): SubprotocolEntry[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === 'string')) return undefined;
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match, index) => {
    const name = parsed[index] as string;
    const start = match.index + 1;
    const end = start + (match[1] ?? '').length;
    return { name, start, end, exact: name === match[1] };
  });
}
