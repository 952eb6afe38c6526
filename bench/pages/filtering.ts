import { recordFrames, taskAfterFrame, type FrameReport } from './frames.js';

/** How fast a filter was. */
export interface FilterReport extends FrameReport {
  /** Until rows were painted of which each holds the word. */
  readonly firstScreenMs: number;
  /** Until the count said that all had been looked at. */
  readonly doneMs: number;
}

/** A filter that takes longer is broken. */
const limitMs = 20_000;

/** Writes into the textbox "Filter" as a reader would paste, and watches each frame after it. */
export async function timeFilter(
  list: HTMLElement,
  text: string,
  visibleWord: string,
  shownCount: number,
): Promise<FilterReport> {
  const root = list.getRootNode() as ShadowRoot;
  const field = root.querySelector<HTMLInputElement>('input[aria-label="Filter"]');
  if (!field) throw new Error('There is no textbox "Filter"');
  const stopFrames = recordFrames();
  const startMs = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  let firstScreenMs = NaN;
  for (;;) {
    await new Promise(requestAnimationFrame);
    await taskAfterFrame();
    const tookMs = performance.now() - startMs;
    if (Number.isNaN(firstScreenMs) && holdsOnly(list, visibleWord)) firstScreenMs = tookMs;
    const isDone = shownIn(root) === shownCount && !Number.isNaN(firstScreenMs);
    if (isDone) return { ...stopFrames(), firstScreenMs, doneMs: tookMs };
    if (tookMs > limitMs) throw new Error(`${shownIn(root)} of ${shownCount} rows were shown by "${text}"`);
  }
}

function holdsOnly(list: HTMLElement, word: string): boolean {
  const rows = [...list.querySelectorAll('[role=option]')];
  return rows.length > 0 && rows.every((row) => row.textContent.includes(word));
}

/** The first number of the line with the count. */
function shownIn(root: ShadowRoot): number {
  const words = root.querySelector('[part~=count]')?.textContent ?? '';
  return Number(/\d[\d,]*/.exec(words)?.[0].replaceAll(',', ''));
}
