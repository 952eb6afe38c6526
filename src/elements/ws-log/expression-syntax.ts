/** What is wrong with a regular expression, and where: UTF-16 code units from its beginning. */
export interface ExpressionProblem {
  readonly offset: number;
  readonly message: string;
}

/** A bracket that is open while an expression is read, and what has been seen inside it. */
interface OpenGroup {
  readonly offset: number;
  /** A repetition whose count is open (`*`, `+`, `?`, `{2,5}`) or alternatives: it can match in more than one way. */
  isVaried: boolean;
}

/** What a walk over an expression finds. */
interface Walk {
  readonly problem: ExpressionProblem | undefined;
  readonly isRisky: boolean;
  /** How many repetitions have no upper end, or a high one. */
  readonly endless: number;
  /** How many repetitions have an open count. */
  readonly varied: number;
}

/** A repetition that may go on for longer than this counts as one without end. */
const fewTimes = 10;

/** More repetitions without end than this can take time with the fifth power of a message's length, and more. */
const mostEndless = 3;

/** `a?a?a?…` doubles its time with each `a?`. */
const mostVaried = 12;

/**
 * The first mistake in an expression that the browser refused, in plain words. `undefined` where the mistake is none
 * of those that are known here. To be asked only after `new RegExp()` threw: what is let pass there is not looked at.
 */
export function expressionProblem(source: string, flags: string): ExpressionProblem | undefined {
  return walk(source, flags).problem;
}

/**
 * Whether a valid expression might run for ever on a short text: a repetition over something that itself repeats or
 * has alternatives, a reference to an earlier group, or very many repetitions. Says yes to some that are harmless;
 * says no to none of those that double their time with each character.
 */
export function isRiskyExpression(source: string, flags: string): boolean {
  const { isRisky, endless, varied } = walk(source, flags);
  return isRisky || endless > mostEndless || varied > mostVaried;
}

/** How many repetitions without end, or with a high one, a valid expression has. */
export function endlessRepetitions(source: string, flags: string): number {
  return walk(source, flags).endless;
}

const quantifier = /[*+?]|\{(\d+)(?:(,)(\d*))?\}/y;
const groupStart = /\?(?::|=|!|<=|<!|<[^>=!]*>|[a-z]*(?:-[a-z]+)?:)/y;

function walk(source: string, flags: string): Walk {
  const isUnicode = /[uv]/.test(flags);
  const hasSets = flags.includes('v');
  const groups: OpenGroup[] = [];
  let whole: OpenGroup = { offset: 0, isVaried: false };
  let problem: ExpressionProblem | undefined;
  let isRisky = false;
  let endless = 0;
  let varied = 0;
  /** What a quantifier here would repeat; `undefined` where there is nothing. */
  let last: { readonly isVaried: boolean } | undefined;
  const fail = (offset: number, message: string): void => {
    problem ??= { offset, message };
  };
  const plain = { isVaried: false };
  let at = 0;
  while (at < source.length && !problem) {
    const character = source.charAt(at);
    const repeat = repetitionAt(source, at);
    if (repeat) {
      const { end, least, most } = repeat;
      if (!last) fail(at, `There is nothing before “${source.slice(at, end)}” that could be repeated.`);
      else if (most < least) fail(at, `In “${source.slice(at, end)}” the larger number comes first.`);
      if (most > fewTimes) {
        endless++;
        if (last?.isVaried) isRisky = true;
      }
      if (most !== least) {
        varied++;
        whole.isVaried = true;
      }
      at = source.charAt(end) === '?' ? end + 1 : end;
      last = undefined;
    } else if (character === '\\') {
      if (at + 1 >= source.length) fail(at, 'A backslash at the end has nothing to escape.');
      if (/^\\(?:[1-9]|k<)/.test(source.slice(at, at + 3))) isRisky = true;
      at += isUnicode ? (/^\\[pPu]\{[^}]*\}/.exec(source.slice(at))?.[0].length ?? 2) : 2;
      last = plain;
    } else if (character === '[') {
      const end = classEnd(source, at, hasSets);
      if (end === undefined) fail(at, 'There is no “]” for this “[”.');
      else if (!hasSets) {
        const range = wrongRange(source.slice(at, end));
        if (range) fail(at + range.offset, range.message);
      }
      at = end ?? source.length;
      last = plain;
    } else if (character === '(') {
      groupStart.lastIndex = at + 1;
      const start = groupStart.exec(source)?.[0] ?? '';
      if (start === '' && source.charAt(at + 1) === '?') fail(at, 'No group begins like this.');
      groups.push(whole);
      whole = { offset: at, isVaried: false };
      at += 1 + start.length;
      last = undefined;
    } else if (character === ')') {
      const outer = groups.pop();
      if (!outer) fail(at, 'There is no “(” for this “)”.');
      else {
        last = { isVaried: whole.isVaried };
        outer.isVaried ||= whole.isVaried;
        whole = outer;
      }
      at++;
    } else {
      if (character === '|') whole.isVaried = true;
      const isLone = isUnicode && /[\]{}]/.test(character);
      if (isLone)
        fail(at, `With the flags u and v, “${character}” stands for itself only as “\\${character}”.`);
      last = character === '|' || character === '^' ? undefined : plain;
      at++;
    }
  }
  if (groups.length > 0 && !problem) fail(whole.offset, 'There is no “)” for this “(”.');
  return { problem, isRisky, endless, varied };
}

function repetitionAt(
  source: string,
  at: number,
): { readonly end: number; readonly least: number; readonly most: number } | undefined {
  quantifier.lastIndex = at;
  const found = quantifier.exec(source);
  if (!found) return undefined;
  const [written, least, comma, most] = found;
  const end = at + written.length;
  if (written === '*') return { end, least: 0, most: Infinity };
  if (written === '+') return { end, least: 1, most: Infinity };
  if (written === '?') return { end, least: 0, most: 1 };
  const fewest = Number(least);
  return { end, least: fewest, most: comma === undefined ? fewest : most ? Number(most) : Infinity };
}

/** Where a character class ends, its `]` included. With the flag v there are classes in classes. */
function classEnd(source: string, at: number, hasSets: boolean): number | undefined {
  let depth = 1;
  for (let end = at + 1; end < source.length; end++) {
    const character = source.charAt(end);
    if (character === '\\') end++;
    else if (character === '[' && hasSets) depth++;
    else if (character === ']' && --depth === 0) return end + 1;
  }
  return undefined;
}

function wrongRange(written: string): ExpressionProblem | undefined {
  for (const range of written.matchAll(/\\.|([^\\\]])-([^\\\]])/gsu)) {
    const [whole, from, to] = range;
    if (from !== undefined && to !== undefined && (from.codePointAt(0) ?? 0) > (to.codePointAt(0) ?? 0)) {
      return { offset: range.index, message: `In “${whole}” the later character comes first.` };
    }
  }
  return undefined;
}
