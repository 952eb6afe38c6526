/** A length of time as a clock shows it: `0:42`, `59:07`, `1:00:00`. Negative lengths count as none. */
export function clockTime(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const tail = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/**
 * A length of time for a sentence, in SI symbols: `23 ms`, `4.2 s`, `4 min 12 s`, `1 h 4 min`. A no-break space
 * keeps number and symbol together.
 */
export function duration(durationMs: number, language: string): string {
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { maximumFractionDigits: digits });
  if (durationMs < 999.5) return `${number(durationMs)}\u00a0ms`;
  if (durationMs < 59_950) return `${number(durationMs / 1000, 1)}\u00a0s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 3600) return `${number(Math.floor(seconds / 60))}\u00a0min ${number(seconds % 60)}\u00a0s`;
  return `${number(Math.floor(seconds / 3600))}\u00a0h ${number(Math.floor(seconds / 60) % 60)}\u00a0min`;
}
