import { taskAfterFrame } from './frames.js';

/** Between two jumps the page rests, as a hand would. */
const restMs = 40;

/** After so many frames without a row something is broken. */
const mostFrames = 60;

/** The middle of an element, in CSS pixels of the page. */
export function centreOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** What the row in the middle of a list says; `''` where there is none. */
export function middleRow(list: HTMLElement): string {
  const { x, y } = centreOf(list);
  const root = list.getRootNode() as Document | ShadowRoot;
  const row = root.elementFromPoint(x, y)?.closest('[role=option]');
  return row && list.contains(row) ? row.textContent : '';
}

/** Sets the scroll position to random places. How long each took until other rows than before had been painted. */
export async function timeJumps(list: HTMLElement, times: number): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let jump = 0; jump < times; jump++) {
    const before = middleRow(list);
    const half = (jump % 2) / 2;
    const startMs = performance.now();
    list.scrollTop = (half + Math.random() / 2) * (list.scrollHeight - list.clientHeight);
    let frames = 0;
    do {
      if (++frames > mostFrames) throw new Error('No rows came after a jump');
      await new Promise(requestAnimationFrame);
      await taskAfterFrame();
    } while (['', before].includes(middleRow(list)));
    tookMs.push(performance.now() - startMs);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  return tookMs;
}
