/** A time as ISO 8601 in UTC; `''` for what is no time (ECMA-262, TimeClip). */
export function isoTime(timeMs: number): string {
  return Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : '';
}
