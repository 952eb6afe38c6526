import { epochMs } from './flood-server.js';

/** How much a page's clock is ahead of ours: by the fastest of some questions, so to about half of what that took. */
export async function clockOffsetMs(askMs: () => Promise<number>): Promise<number> {
  let fastestMs = Infinity;
  let offsetMs = 0;
  for (let question = 0; question < 20; question++) {
    const askedMs = epochMs();
    const toldMs = await askMs();
    const tookMs = epochMs() - askedMs;
    if (tookMs >= fastestMs) continue;
    fastestMs = tookMs;
    offsetMs = toldMs - (askedMs + tookMs / 2);
  }
  return offsetMs;
}
