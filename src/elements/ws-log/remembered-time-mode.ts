import { timeModes, type TimeMode } from './time-mode.js';

/** Where the choice is kept, in the storage of the page's origin. Nothing else of a log is. */
const key = 'ws-tester.time';

const listeners = new Set<(mode: TimeMode) => void>();
let chosen: TimeMode | undefined;

/**
 * What the reader chose times to tell, once for all logs of the page and for later visits (`localStorage`, key
 * `ws-tester.time`). `clock` until then, and where the browser keeps nothing.
 */
export function rememberedTimeMode(): TimeMode {
  chosen ??= timeModes.find((mode) => mode === stored()) ?? 'clock';
  return chosen;
}

/** Takes a choice for all logs of the page, and remembers it where the browser allows. */
export function rememberTimeMode(mode: TimeMode): void {
  chosen = mode;
  try {
    localStorage.setItem(key, mode);
  } catch {
    // The choice holds for this page, then.
  }
  for (const listener of listeners) listener(mode);
}

/** Calls back when a choice is made in any log of the page. Returns its own release. */
export function watchTimeMode(listener: (mode: TimeMode) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
