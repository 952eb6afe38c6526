import { frameMs } from '../frame-ms.js';

/** How smoothly a page painted for a while. */
export interface FrameReport {
  readonly frames: number;
  /** Frames that the page should have painted and did not. */
  readonly dropped: number;
  /** The longest time between two. */
  readonly longestGapMs: number;
  /** How many gaps were longer than 50 ms. */
  readonly gapsOver50Ms: number;
}

/** Counts frames until it is stopped, and calls back in each. */
export function recordFrames(onFrame?: () => void): () => FrameReport {
  const gapsMs: number[] = [];
  let last: number | undefined;
  let request = requestAnimationFrame(function frame(nowMs) {
    if (last !== undefined) gapsMs.push(nowMs - last);
    last = nowMs;
    onFrame?.();
    request = requestAnimationFrame(frame);
  });
  return () => {
    cancelAnimationFrame(request);
    return {
      frames: gapsMs.length + 1,
      dropped: gapsMs.reduce((sum, gapMs) => sum + Math.max(0, Math.round(gapMs / frameMs) - 1), 0),
      longestGapMs: Math.max(0, ...gapsMs),
      gapsOver50Ms: gapsMs.filter((gapMs) => gapMs > 50).length,
    };
  };
}

/** Resolves when what is there now has been painted. */
export async function painted(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await taskAfterFrame();
}

/** Resolves in the next task. Asked for in a frame, it comes when that has been painted. */
export function taskAfterFrame(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
