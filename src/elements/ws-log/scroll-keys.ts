import type { LineWindow } from './line-window.js';
import { rowAfterKey } from './row-keys.js';

/** Makes keys move a window by true lines where the browser, whose scroller has too few pixels, would skip some. */
export function scrollByKeys(window: LineWindow): (event: KeyboardEvent) => void {
  return (event) => {
    if (!window.isScaled) return;
    const first = window.firstVisible;
    const next = rowAfterKey(event, first, window.pageLines - 1, Number.MAX_SAFE_INTEGER);
    if (next === undefined) return;
    event.preventDefault();
    window.scrollBy((next - first) * window.rowPx);
  };
}
