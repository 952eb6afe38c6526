import { errorAt, type Checked, type LocatedError } from '../../decode/decoder.js';
import { expressionProblem } from './expression-syntax.js';

/** What a text is searched for: exact characters, whatever their case, or a regular expression of the reader's. */
export type TextPattern =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly flags: string };

/** All flags there are (ECMA-262 §22.2.6.4). Anything else after the last slash makes a text of it. */
const allFlags = 'dgimsuvy';

/** Why a flag cannot be had. `g` has no effect on whether a message matches, so it is let pass and left out. */
const refusedFlags: Readonly<Record<string, string>> = {
  d: 'The flag “d” means nothing here: it asks for places, and a filter asks only whether there is a match.',
  y: 'The flag “y” means nothing here: write ^ to match at the beginning of a message.',
};

/**
 * Reads what a reader typed: `/…/flags` is a regular expression with flags out of `g`, `i`, `m`, `s`, `u` and `v`;
 * everything else, also a path such as `/api/trades`, is text as it stands. `undefined` for nothing typed: then
 * nothing is searched for.
 */
export function parsePattern(typed: string): Checked<{ readonly pattern: TextPattern | undefined }> {
  if (typed === '') return { valid: true, pattern: undefined };
  const closing = typed.lastIndexOf('/');
  const given = typed.slice(closing + 1);
  const isExpression =
    closing > 1 && typed.startsWith('/') && [...given].every((flag) => allFlags.includes(flag));
  if (!isExpression) return { valid: true, pattern: { kind: 'literal', text: typed } };
  const problem = flagProblem(typed, closing + 1);
  if (problem) return { valid: false, error: problem };
  const source = typed.slice(1, closing);
  const flags = given.replace('g', '');
  try {
    new RegExp(source, flags);
  } catch (error) {
    const found = expressionProblem(source, flags);
    if (found) return { valid: false, error: errorAt(typed, found.offset + 1, found.message) };
    const said = error instanceof Error ? error.message : String(error);
    return { valid: false, error: errorAt(typed, 1, `The browser refuses it: ${said}`) };
  }
  return { valid: true, pattern: { kind: 'expression', source, flags } };
}

/** The expression that finds an exact text, in any case. `flags` are added to `i`. */
export function literalExpression(text: string, flags = ''): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), `i${flags}`);
}

function flagProblem(typed: string, from: number): LocatedError | undefined {
  for (let at = from; at < typed.length; at++) {
    const flag = typed.charAt(at);
    const refused = refusedFlags[flag];
    if (refused !== undefined) return errorAt(typed, at, refused);
    if (typed.indexOf(flag, from) < at) return errorAt(typed, at, `The flag “${flag}” is there twice.`);
    const other = flag === 'u' ? 'v' : flag === 'v' ? 'u' : '';
    if (other !== '' && typed.slice(from, at).includes(other)) {
      return errorAt(typed, at, 'The flags “u” and “v” exclude each other.');
    }
  }
  return undefined;
}
