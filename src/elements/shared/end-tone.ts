import { failed, type AttemptEnd } from '../../core/attempt.js';

/** How an end is to be shown: `good` with a check, `warn` with a warning, `bad` as a failure. Never by colour alone. */
export type EndTone = 'good' | 'warn' | 'bad';

/** Orderly ends of RFC 6455 §7.4.1: Normal Closure, Going Away, and a close frame without a code. */
const orderlyCodes: readonly (number | undefined)[] = [1000, 1001, 1005];

/**
 * Whether an end looks well. `bad` is what the core calls a failure. What this side asked for is `good`, whatever code
 * came back, and so is an orderly code of the peer. Any other code (a clean 4401 or 1011) tells of trouble, and so does
 * a connection that this side closed but that did not end cleanly: `warn`.
 */
export function endTone(end: AttemptEnd): EndTone {
  if (failed(end)) return 'bad';
  if (end.opened && end.wasClean !== true) return 'warn';
  return end.endedBy !== 'peer' || orderlyCodes.includes(end.code) ? 'good' : 'warn';
}
