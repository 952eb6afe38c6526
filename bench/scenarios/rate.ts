import { clockOffsetMs } from '../clock-offset.js';
import type { Sending } from '../flood-server.js';
import type { Sample } from '../pages/page-bench.js';
import type { Scenario } from '../scenario.js';
import { warmUp } from '../warm-up.js';

const sizeBytes = 200;
const perSecond = 10_000;

/** What a market feed sends, for some seconds. */
export const rate: Scenario = {
  name: 'rate',
  title: ({ quick }) => `10,000 messages a second for ${quick ? 3 : 6} s (naive: 0.2 s)`,
  contestants: ['bare', 'ws-tester', 'worker', 'naive'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  async measure(visit) {
    const { call, contestant, quick, server, tab } = visit;
    await warmUp(visit);
    const offsetMs = await clockOffsetMs(() => call('nowMs', []));
    const count = perSecond * (contestant === 'naive' ? 0.2 : quick ? 3 : 6);
    const url = server.prepare({ pace: 'rate', count, sizeBytes, perSecond });
    const before = await tab.cpu();
    const report = await call('floodWithFrames', [url], 60_000);
    const cpuMs = (await tab.cpu()).mainThreadMs - before.mainThreadMs;
    if (report.received !== count) throw new Error(`${report.received} of ${count} messages arrived`);
    const lastSentMs = server.sendings.at(-1)?.atMs ?? NaN;
    return {
      cpuUs: (cpuMs * 1000) / count,
      lagMs: Math.max(0, report.closedMs - offsetMs - lastSentMs),
      worstLagMs: worstLagMs(report.samples, server.sendings, offsetMs),
      droppedFrames: report.frames.dropped,
      longestGapMs: report.frames.longestGapMs,
      gapsOver50Ms: report.frames.gapsOver50Ms,
    };
  },
  goals: [
    { contestant: 'ws-tester', figure: 'cpuUs', as: 'ratio', atMost: 1.6 },
    { contestant: 'ws-tester', figure: 'lagMs', as: 'value', atMost: 17 },
    { contestant: 'ws-tester', figure: 'droppedFrames', as: 'excess', atMost: 2 },
  ],
};

/** How old the oldest message was that had been sent but had not arrived, at the worst of all frames. */
function worstLagMs(samples: readonly Sample[], sendings: readonly Sending[], offsetMs: number): number {
  let sending = 0;
  const lagsMs = samples.map(({ atMs, received }) => {
    while (sending < sendings.length && (sendings[sending]?.count ?? 0) <= received) sending++;
    return atMs - offsetMs - (sendings[sending]?.atMs ?? Infinity);
  });
  return Math.max(0, ...lagsMs);
}
