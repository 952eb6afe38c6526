/**
 * String literals of each language, for any text. All of them are printable ASCII: nothing in a snippet can turn
 * its surroundings round (Unicode Technical Report 36, “Bidirectional Text Spoofing”), a compiler needs no certain
 * encoding, and a terminal that a command is pasted into sees no control character.
 *
 * Text is well-formed Unicode here, because a WebSocket sends nothing else (WHATWG WebSockets, `send(USVString)`).
 */

/** How a language writes what cannot stand as it is. */
interface LiteralRules {
  /** Escapes of single characters, by character. */
  readonly short: Readonly<Record<string, string>>;
  /** Any other character that is not printable ASCII; gets a whole code point. */
  readonly long: (codePoint: number) => string;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** `\u` with the UTF-16 code units, two of them above U+FFFF. */
const utf16 = (codePoint: number): string =>
  [...toUnits(codePoint)].map((unit) => `\\u${hex(unit, 4)}`).join('');

function toUnits(codePoint: number): readonly number[] {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

const lineEnds = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** ECMAScript §12.9.4 */
const javascriptRules: LiteralRules = { short: { '\\': '\\\\', ...lineEnds }, long: utf16 };

/** Python Language Reference §2.4.1 */
const pythonRules: LiteralRules = {
  short: { '\\': '\\\\', ...lineEnds },
  long: (code) =>
    code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`,
};

/** The Go Programming Language Specification, “String literals”, “Rune literals” */
const goRules: LiteralRules = {
  short: { '\\': '\\\\', '"': '\\"', ...lineEnds },
  long: (code) => (code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`),
};

/**
 * Java Language Specification §3.10.7. A Unicode escape is read before anything else (§3.3), so one for a control
 * character would end the line: those are octal, with three digits so that none that follows belongs to it.
 */
const javaRules: LiteralRules = {
  short: { '\\': '\\\\', '"': '\\"', ...lineEnds },
  long: (code) => (code <= 0x7f ? `\\${code.toString(8).padStart(3, '0')}` : utf16(code)),
};

/** C# language specification §6.4.5.6 */
const csharpRules: LiteralRules = { short: { '\\': '\\\\', '"': '\\"', ...lineEnds }, long: utf16 };

/** The Rust Reference, “String literals”, “Unicode escapes” */
const rustRules: LiteralRules = {
  short: { '\\': '\\\\', '"': '\\"', ...lineEnds },
  long: (code) => `\\u{${code.toString(16)}}`,
};

/** PHP Manual, “Strings”, “Double quoted”: `$` begins a variable, also after `{`. */
const phpRules: LiteralRules = {
  short: { '\\': '\\\\', '"': '\\"', $: '\\$', ...lineEnds },
  long: (code) => `\\u{${code.toString(16)}}`,
};

/** Everything between the quotes. */
function escape(text: string, { short, long }: LiteralRules): string {
  return [...text]
    .map((character) => {
      const known = Object.hasOwn(short, character) ? short[character] : undefined;
      if (known !== undefined) return known;
      return character >= ' ' && character <= '~' ? character : long(character.codePointAt(0) ?? 0);
    })
    .join('');
}

/** In the quotes of which fewer have to be escaped; the preferred ones when it is the same. */
function quoted(text: string, preferred: '"' | "'", rules: LiteralRules): string {
  const count = (quote: string) => text.split(quote).length - 1;
  const other = preferred === '"' ? "'" : '"';
  const quote = count(preferred) > count(other) ? other : preferred;
  return quote + escape(text, { ...rules, short: { ...rules.short, [quote]: `\\${quote}` } }) + quote;
}

/**
 * A JavaScript string. `<` before `/`, `!` or a letter is escaped, so that the code can stand in a `<script>` of a page
 * (WHATWG HTML §4.12.1.3 “Restrictions for contents of script elements”).
 */
export function javascriptString(text: string): string {
  return quoted(text, "'", javascriptRules).replace(/<(?=[/!a-z])/gi, '\\x3c');
}

/** A Python `str`. */
export function pythonString(text: string): string {
  return quoted(text, '"', pythonRules);
}

/** A Go string; a raw one where that is easier to read and possible. */
export function goString(text: string): string {
  if (/^[ !"#-_a-~]*"[ !"#-_a-~]*$/.test(text)) return `\`${text}\``;
  return `"${escape(text, goRules)}"`;
}

/** Bytes as a Go string, which may hold any. */
export function goBytes(bytes: Uint8Array): string {
  return `"${[...bytes].map((byte) => `\\x${hex(byte, 2)}`).join('')}"`;
}

/** A Java `String`. */
export function javaString(text: string): string {
  return `"${escape(text, javaRules)}"`;
}

/** A C# `string`. */
export function csharpString(text: string): string {
  return `"${escape(text, csharpRules)}"`;
}

/** A Rust `&str`; a raw one where that is easier to read and possible. */
export function rustString(text: string): string {
  if (/^[ -~]*["\\][ -~]*$/.test(text) && !text.includes('"#')) return `r#"${text}"#`;
  return `"${escape(text, rustRules)}"`;
}

/** A PHP string. */
export function phpString(text: string): string {
  return `"${escape(text, phpRules)}"`;
}

/**
 * One argument of a command in bash, zsh or another shell with dollar-single-quotes (POSIX.1-2024, Shell Command
 * Language §2.2.4): plain words stay, printable ASCII goes between single quotes, anything else between `$'` and `'`
 * with the bytes of its UTF-8 in octal. There is no argument with a NUL: `undefined`.
 */
export function shellWord(text: string): string | undefined {
  if (text.includes('\0')) return undefined;
  if (/^[\w./:-]+$/.test(text)) return text;
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`;
  // an exclamation mark would call up the history in an interactive bash
  const plain = (byte: number) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x21 && byte !== 0x27 && byte !== 0x5c;
  const body = [...new TextEncoder().encode(text)]
    .map((byte) => (byte === 0x0a ? '\\n' : plain(byte) ? String.fromCharCode(byte) : octal(byte)))
    .join('');
  return `$'${body}'`;
}

/** Bytes as hexadecimal digits, two each. */
export function hexDigits(bytes: Uint8Array): string {
  return [...bytes].map((byte) => hex(byte, 2)).join('');
}
