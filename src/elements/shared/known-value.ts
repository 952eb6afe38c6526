const warned = new WeakMap<Element, Set<string>>();

/** The values of the `theme` attribute. */
export const themes = ['auto', 'light', 'dark'] as const;

/**
 * The value of a setting that knows only some words. Anything else gives the fallback and one `console.warn` an
 * element, setting and value; it never throws. Nothing, and an empty text, give the fallback without a word.
 */
export function knownValue<Known extends string>(
  element: Element,
  attribute: string,
  value: string | null | undefined,
  known: readonly Known[],
  fallback: Known,
): Known {
  if (value === undefined || value === null || value === '') return fallback;
  const found = known.find((word) => word === value);
  if (found !== undefined) return found;
  const key = `${attribute}=${value}`;
  const told = warned.get(element) ?? new Set<string>();
  warned.set(element, told);
  if (!told.has(key)) {
    told.add(key);
    console.warn(
      `<${element.localName}> does not know ${attribute}="${value}"; it uses "${fallback}". ` +
        `Known: ${known.map((word) => `"${word}"`).join(', ')}.`,
    );
  }
  return fallback;
}
