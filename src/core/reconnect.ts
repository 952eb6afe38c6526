import type { AttemptEnd } from './attempt.js';

/** How many retries a bare `reconnect` attribute means. */
export const defaultReconnectAttempts = 10;

/** The longest wait before the first retry; it doubles with each one. */
export const firstRetryMs = 1_000;

/** The longest wait before any retry. */
export const longestRetryMs = 30_000;

/**
 * How long a connection must have been open to count as steady: only then do retries start from one again, so
 * that a server which accepts and drops at once still meets the cap.
 */
export const steadyAfterMs = 30_000;

/**
 * Codes after which trying again cannot help: refused by policy (1008, RFC 6455 §7.4.1), unauthorized and
 * forbidden (3000, 3003, IANA WebSocket Close Code Number Registry).
 */
const finalCodes: ReadonlySet<number> = new Set([1008, 3000, 3003]);

/**
 * Whether an end may be followed by an automatic retry. Never after what the reader or the host asked for,
 * nor where the browser or the page refused (a thrown error, a policy): the same would come again. Never after
 * a clean 1000, which says the work is done, nor after 4000-4999, which is the application's own word.
 */
export function mayRetry(end: AttemptEnd): boolean {
  if (end.endedBy !== 'peer' && end.endedBy !== 'timeout') return false;
  if (end.threw || end.cspViolation || end.refused !== undefined) return false;
  if (end.code === undefined) return true;
  if (end.code === 1000 && end.wasClean) return false;
  return !finalCodes.has(end.code) && !(end.code >= 4000 && end.code <= 4999);
}

/**
 * How long to wait before a retry: exponential backoff with full jitter, anywhere from 0 to
 * `min(longestRetryMs, firstRetryMs × 2^(number − 1))`.
 * @param number 1 for the first retry
 * @param random a number from 0 up to, not including, 1
 */
export function retryDelayMs(number: number, random: number): number {
  const ceilingMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (number - 1));
  return Math.round(random * ceilingMs);
}
