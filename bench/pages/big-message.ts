import type { Contestant } from './contestant.js';
import { taskAfterFrame } from './frames.js';
import { recordLongTasks, type LongTaskReport } from './long-tasks.js';

/** After so many frames something is broken. */
const mostFrames = 3_600;

let closed: Promise<void> | undefined;

/** Ends the connection that `timeMessage()` left open. */
export async function closeSocket({ disconnect }: Contestant): Promise<void> {
  disconnect?.();
  await closed;
}

/** Connects and waits for one message. How long it took from its `message` event until its row was painted. */
export async function timeMessage(
  contestant: Contestant,
  url: string,
): Promise<LongTaskReport & { shownMs: number; length: number }> {
  const { newestRow } = contestant;
  const rowBefore = newestRow?.();
  const arrival = { atMs: NaN, length: 0 };
  const Plain = globalThis.WebSocket;
  globalThis.WebSocket = class extends Plain {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        arrival.atMs = performance.now();
        arrival.length = data.length;
      });
    }
  };
  const stopTasks = recordLongTasks();
  closed = contestant.connect(url);
  await paintedWhen(() => arrival.length > 0 && (!newestRow || newestRow() !== rowBefore));
  globalThis.WebSocket = Plain;
  return { shownMs: performance.now() - arrival.atMs, length: arrival.length, ...stopTasks() };
}

/** Clicks on the newest message and waits until its first lines are painted. */
export async function timeOpening(
  list: HTMLElement,
): Promise<LongTaskReport & { openedMs: number; lines: number }> {
  const root = list.getRootNode() as ShadowRoot;
  const lines = () => root.querySelectorAll('[role=treeitem]').length;
  const row = [...list.querySelectorAll<HTMLElement>('[role=option].received')].at(-1);
  if (!row) throw new Error('There is no message to open');
  const stopTasks = recordLongTasks();
  const startMs = performance.now();
  row.click();
  await paintedWhen(() => lines() > 3);
  return { openedMs: performance.now() - startMs, lines: lines(), ...stopTasks() };
}

async function paintedWhen(isThere: () => boolean): Promise<void> {
  for (let frame = 0; frame < mostFrames; frame++) {
    await new Promise(requestAnimationFrame);
    await taskAfterFrame();
    if (isThere()) return;
  }
  throw new Error('What was waited for did not come');
}
