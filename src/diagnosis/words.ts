import { showControls } from '../decode/text.js';

/** A time in words: `40 ms`, `2.5 s`, `3 min 20 s`. */
export function timeText(timeMs: number): string {
  if (timeMs < 950) return `${String(Math.round(timeMs))} ms`;
  const seconds = timeMs / 1000;
  if (seconds < 120) return `${String(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds))} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds - minutes * 60);
  return rest ? `${String(minutes)} min ${String(rest)} s` : `${String(minutes)} min`;
}

/** Text from the wire between quotes: control and bidi characters escaped, cut to 123 characters. */
export function quoted(text: string): string {
  return `“${showControls(text.length > 123 ? `${text.slice(0, 122)}…` : text)}”`;
}

/** Names in a sentence: `a, b`. */
export function listText(names: readonly string[]): string {
  return names.map((name) => showControls(name.slice(0, 80))).join(', ');
}
