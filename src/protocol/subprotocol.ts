import { characterAt, characterName } from './character-name.js';
import type { Problem, ProblemFix } from './problem.js';
import { subprotocolEntries, subprotocolNames, type SubprotocolEntry } from './subprotocol-entries.js';
import { commonSubprotocols, registeredSubprotocols } from './subprotocol-names.js';

/** What {@link parseSubprotocols} read. */
export interface SubprotocolList {
  /** Every entry in order, as it was written; wrong ones too, so that the browser says what we said. */
  readonly protocols: readonly string[];
  /** Offsets point into the text, or for an array into its entries joined by `, `. */
  readonly problems: readonly Problem[];
}

const tokenSource = 'RFC 6455 §4.1; RFC 9110 §5.6.2';
const notToken = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/u;

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...registeredSubprotocols, ...commonSubprotocols].map((name) => [name.toLowerCase(), name]),
);

/**
 * Reads the subprotocols to offer from comma-separated text (`a, b`), from the text of a JSON array
 * (`["a", "b"]`), or from an array. Nothing, `null` and blank text give an empty list. Never throws.
 */
export function parseSubprotocols(value: string | readonly string[] | null | undefined): SubprotocolList {
  const entries = subprotocolEntries(value);
  return entries
    ? check(entries)
    : { protocols: subprotocolNames(value), problems: [notJson(String(value))] };
}

function notJson(text: string): Problem {
  return {
    id: 'subprotocol-json',
    severity: 'error',
    message: 'Text that begins with “[” is read as a JSON array, and this is no JSON array of strings.',
    start: text.indexOf('['),
    end: text.trimEnd().length,
    source: 'RFC 8259 §5',
    ...withFix('Write names with commas', namesIn(text)),
  };
}

function check(entries: readonly SubprotocolEntry[]): SubprotocolList {
  const protocols = entries.map((entry) => entry.name);
  const problems = entries
    .map((entry, index) => checkEntry(entry, index, protocols))
    .filter((problem) => problem !== undefined);
  return { protocols, problems };
}

function checkEntry(entry: SubprotocolEntry, index: number, all: readonly string[]): Problem | undefined {
  const { name, start, end } = entry;
  const without = all.filter((_, other) => other !== index);
  if (name === '') {
    return {
      id: 'subprotocol-empty',
      severity: 'error',
      message: `Entry ${index + 1} is empty; a subprotocol has at least one character.`,
      start,
      end,
      source: 'RFC 6455 §4.1',
      fix: { label: 'Remove it', text: all.filter((other) => other !== '').join(', ') },
    };
  }
  const at = name.search(notToken);
  if (at >= 0) return wrongCharacter(entry, at, all);
  if (all.indexOf(name) < index) {
    return {
      id: 'subprotocol-duplicate',
      severity: 'error',
      message: `“${name}” is offered twice; every subprotocol may occur once.`,
      start,
      end,
      source: 'RFC 6455 §4.1',
      fix: { label: 'Remove it', text: without.join(', ') },
    };
  }
  const usual = byLowerCase.get(name.toLowerCase());
  if (usual === undefined || usual === name || all.includes(usual)) return undefined;
  return {
    id: 'subprotocol-case',
    severity: 'warning',
    message: `The known name is “${usual}”; servers tell upper from lower case.`,
    start,
    end,
    source: 'RFC 6455 §11.5',
    fix: {
      label: `Use ${usual}`,
      text: all.map((other, place) => (place === index ? usual : other)).join(', '),
    },
  };
}

function wrongCharacter(entry: SubprotocolEntry, at: number, all: readonly string[]): Problem {
  const character = characterAt(entry.name, at);
  const start = entry.exact ? entry.start + at : entry.start;
  const end = entry.exact ? start + character.length : entry.end;
  return {
    id: 'subprotocol-character',
    severity: 'error',
    message:
      `A subprotocol cannot contain ${characterName(character)} (position ${start + 1}): ` +
      "only letters, digits and ! # $ % & ' * + - . ^ _ ` | ~ are allowed.",
    start,
    end,
    source: tokenSource,
    ...fixForCharacter(character, all),
  };
}

/** Only for slips with one likely meaning: names within quotes, and names parted by spaces or semicolons. */
function fixForCharacter(character: string, all: readonly string[]): { fix?: ProblemFix } {
  const written = all.join(', ');
  if (/["“”]/.test(character)) return withFix('Remove the quotes', namesIn(written));
  if (/[\s;]/.test(character) && !/^bearer\s/i.test(written))
    return withFix('Separate with commas', namesIn(written));
  return {};
}

function withFix(label: string, names: readonly string[]): { fix?: ProblemFix } {
  return names.length > 0 && !names.some((name) => notToken.test(name))
    ? { fix: { label, text: names.join(', ') } }
    : {};
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;"“”[\]]+/).filter((name) => name !== ''))];
}
