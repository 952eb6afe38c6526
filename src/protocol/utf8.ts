/**
 * How many bytes a text takes as UTF-8, without encoding it. A lone surrogate counts 3 bytes, because it is
 * sent as U+FFFD (WHATWG Encoding, `TextEncoder`; Web IDL `USVString`).
 */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes;
}

/**
 * The longest start of a text that fits into so many UTF-8 bytes, as its length in UTF-16 code units. Never
 * splits a character that takes two code units.
 */
export function utf8Fit(text: string, maxBytes: number): number {
  let bytes = 0;
  let index = 0;
  while (index < text.length) {
    const unit = text.charCodeAt(index);
    const pair = isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1));
    bytes += pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (bytes > maxBytes) break;
    index += pair ? 2 : 1;
  }
  return index;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
