import type { Problem } from './problem.js';

/** The longest close reason in UTF-8 bytes: 125 for a control frame, less 2 for the code (RFC 6455 §5.5). */
export const maxCloseReasonBytes = 123;

/** A problem of one of the two arguments of `close()`; its offsets point into that argument's text. */
export interface CloseArgumentProblem extends Problem {
  readonly argument: 'code' | 'reason';
}

/**
 * What `WebSocket.close(code, reason)` would object to. `undefined` and, for text from a field, a blank string
 * mean that the argument is not given. Never throws; an empty result means that every browser takes the call.
 */
export function checkCloseArguments(
  code?: number | string,
  reason?: string,
): readonly CloseArgumentProblem[] {
  void code;
  void reason;
  return [];
}
