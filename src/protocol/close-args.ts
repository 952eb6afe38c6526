import { characterAt, characterName } from './character-name.js';
import { isCloseArgument } from './is-close-argument.js';
import type { Problem } from './problem.js';
import { utf8Fit, utf8Length } from './utf8.js';

/** The longest close reason in UTF-8 bytes: 125 for a control frame, less 2 for the code (RFC 6455 §5.5). */
export const maxCloseReasonBytes = 123;

/** A problem of one of the two arguments of `close()`; its offsets point into that argument's text. */
export interface CloseArgumentProblem extends Problem {
  readonly argument: 'code' | 'reason';
}

const source = 'WHATWG WebSockets, close()';

/**
 * What `WebSocket.close(code, reason)` would object to. `undefined` and, for text from a field, a blank string
 * mean that the argument is not given. Never throws; an empty result means that every browser takes the call.
 */
export function checkCloseArguments(
  code?: number | string,
  reason?: string,
): readonly CloseArgumentProblem[] {
  const withCode = code !== undefined && !(typeof code === 'string' && code.trim() === '');
  const codeProblem = withCode ? checkCode(code) : undefined;
  const reasonProblem = reason ? checkReason(reason, withCode) : undefined;
  return [codeProblem, reasonProblem].filter((problem) => problem !== undefined);
}

function checkCode(given: number | string): CloseArgumentProblem | undefined {
  const typed = String(given);
  const code = Number(given);
  const problem = { argument: 'code', start: 0, end: typed.length, source } as const;
  if (isCloseArgument(code)) return undefined;
  // Firefox rounds a fraction to the nearest even number as Web IDL [Clamp] says; Chromium and WebKitGTK cut it off.
  const cut = isCloseArgument(Math.trunc(code));
  const rounded = isCloseArgument(roundHalfEven(code));
  if (cut || rounded) {
    const message =
      cut && rounded
        ? `close() takes whole numbers; browsers would use ${Math.trunc(code)}.`
        : 'close() takes whole numbers; some browsers cut the fraction off, others round, and one way is refused.';
    return {
      ...problem,
      id: 'close-code-fraction',
      severity: 'warning',
      message,
      source: 'Web IDL, [Clamp]',
      fix: {
        label: `Use ${cut ? Math.trunc(code) : roundHalfEven(code)}`,
        text: String(cut ? Math.trunc(code) : roundHalfEven(code)),
      },
    };
  }
  if (Number.isNaN(code)) {
    return { ...problem, id: 'close-code-number', severity: 'error', message: 'A close code is a number.' };
  }
  return {
    ...problem,
    id: 'close-code-range',
    severity: 'error',
    message:
      'A page may close with 1000 or a code from 3000 to 4999; the others are for browsers and servers.',
  };
}

function checkReason(reason: string, withCode: boolean): CloseArgumentProblem | undefined {
  if (!withCode) {
    return {
      argument: 'reason',
      id: 'close-reason-without-code',
      severity: 'warning',
      message: 'A reason needs a code: without one some browsers refuse the call, others drop the reason.',
      start: 0,
      end: reason.length,
      source: 'RFC 6455 §5.5.1',
    };
  }
  const bytes = utf8Length(reason);
  if (bytes <= maxCloseReasonBytes) return undefined;
  const fits = utf8Fit(reason, maxCloseReasonBytes);
  return {
    argument: 'reason',
    id: 'close-reason-length',
    severity: 'error',
    message:
      `A reason takes at most ${maxCloseReasonBytes} bytes as UTF-8; this one takes ${bytes}. ` +
      `${capitalize(characterName(characterAt(reason, fits)))} at position ${fits + 1} is the first that does not fit.`,
    start: fits,
    end: reason.length,
    source,
    fix: { label: 'Shorten it', text: reason.slice(0, fits) },
  };
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
