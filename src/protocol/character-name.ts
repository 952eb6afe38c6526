const named: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a line break',
  '\u00a0': 'a no-break space (U+00A0)',
  '\u200b': 'a zero-width space (U+200B)',
  '\ufeff': 'a byte order mark (U+FEFF)',
};

/**
 * A character as a message may show it: `“/”`, `a space`, `“é” (U+00E9)`, and for one that has no look of its
 * own (controls, bidi marks, lone surrogates) only its number, so that it cannot disturb the message.
 */
export function characterName(character: string): string {
  const name = named[character];
  if (name) return name;
  const point = character.codePointAt(0) ?? 0;
  if (point > 0x20 && point < 0x7f) return `“${character}”`;
  const number = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `“${character}” (${number})` : number;
}

/** The whole character that begins at an offset, also one that takes two UTF-16 code units. */
export function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}
