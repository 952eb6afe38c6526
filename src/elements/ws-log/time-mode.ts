/** What the time of a row can tell. */
export type TimeMode = 'clock' | 'previous' | 'open' | 'iso';

/** The moments that a row's time may be told by, in Unix epoch milliseconds. */
export interface RowMoments {
  readonly timeMs: number;
  /** Of the row before it; `undefined` for the first. */
  readonly previousMs: number | undefined;
  /** Of the opening of the attempt that the entry belongs to; `undefined` where it never opened. */
  readonly openedMs: number | undefined;
}

/** Stands where there is nothing to count from. */
const nothing = '–';

const words: Readonly<Record<TimeMode, (moments: RowMoments) => string>> = {
  clock: ({ timeMs }) => clockTime(timeMs),
  previous: ({ timeMs, previousMs }) =>
    previousMs === undefined ? nothing : spanTime(timeMs - previousMs, '+'),
  open: ({ timeMs, openedMs }) => (openedMs === undefined ? nothing : spanTime(timeMs - openedMs, '')),
  iso: ({ timeMs }) => new Date(timeMs).toISOString(),
};

/** All modes, in the order in which they are offered. */
export const timeModes = Object.keys(words) as readonly TimeMode[];

/** The time of a row in a mode, of one width as far as can be, so that a column of them can be compared. */
export function timeWords(mode: TimeMode, moments: RowMoments): string {
  return words[mode](moments);
}

/** The local time of an entry as `HH:mm:ss.SSS`. */
export function clockTime(timeMs: number): string {
  const time = new Date(timeMs);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  return `${clock}.${threeDigits(time.getMilliseconds())}`;
}

/** A span as `s.SSS s`, from a minute as `m:ss.SSS`, from an hour as `h:mm:ss.SSS`; below 0 with a minus, never with `plus`. */
function spanTime(spanMs: number, plus: string): string {
  const whole = Math.round(Math.abs(spanMs));
  const sign = spanMs < 0 && whole > 0 ? '−' : plus;
  const seconds = Math.floor(whole / 1000) % 60;
  const minutes = Math.floor(whole / 60_000) % 60;
  const hours = Math.floor(whole / 3_600_000);
  const thousandths = threeDigits(whole % 1000);
  if (hours > 0) return `${sign}${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}.${thousandths}`;
  if (minutes > 0) return `${sign}${minutes}:${twoDigits(seconds)}.${thousandths}`;
  return `${sign}${seconds}.${thousandths} s`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0');
}
