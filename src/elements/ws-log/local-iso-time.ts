/**
 * A moment in ISO 8601 with the offset of the reader's clock from UTC, such as `2026-04-05T14:00:00.007+02:00`: the time
 * that the rows show, and still the same moment wherever it is copied to. Throws a `RangeError` for a time that a `Date`
 * cannot hold.
 *
 * @param timeMs Unix epoch milliseconds
 * @param offsetMinutes how far the clock is ahead of UTC; that of the reader at that moment by default
 */
export function localIsoTime(timeMs: number, offsetMinutes = -new Date(timeMs).getTimezoneOffset()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const ahead = Math.abs(Math.round(offsetMinutes));
  const local = new Date(timeMs + offsetMinutes * 60_000).toISOString().slice(0, -1);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
