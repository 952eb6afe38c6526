import type { Figures, Scenario, Visit } from '../scenario.js';
import { warmUp } from '../warm-up.js';

const sizeBytes = 200;

/** The naive page takes seconds for a thousand rows, and longer the more there are: fewer tell enough. */
const naiveCount = 1_000;

/** As many messages as the socket takes. */
export const burst: Scenario = {
  name: 'burst',
  title: () => `Burst of 100,000 × ${sizeBytes} B (naive: ${naiveCount.toLocaleString('en')})`,
  contestants: ['bare', 'ws-tester', 'worker', 'ws-log', 'naive'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  measure: (visit) => measure(visit, visit.contestant === 'naive' ? naiveCount : 100_000),
  goals: [
    { contestant: 'ws-tester', figure: 'cpuUs', as: 'ratio', atMost: 1.35 },
    { contestant: 'ws-tester', figure: 'messagesPerS', as: 'ratio', atLeast: 0.9 },
    { contestant: 'worker', figure: 'cpuUs', as: 'ratio', atMost: 0.5 },
    { contestant: 'worker', figure: 'messagesPerS', as: 'ratio', atLeast: 0.85 },
  ],
};

/** The same for longer, against the default bounds: chunks are dropped all the time. */
export const longBurst: Scenario = {
  name: 'long-burst',
  title: () => `Burst of 1,000,000 × ${sizeBytes} B, default bounds`,
  contestants: ['bare', 'ws-tester', 'worker'],
  rounds: ({ quick }) => (quick ? 0 : 3),
  measure: (visit) => measure(visit, 1_000_000),
  goals: [
    { contestant: 'ws-tester', figure: 'cpuUs', as: 'ratio', atMost: 1.35 },
    { contestant: 'ws-tester', figure: 'messagesPerS', as: 'ratio', atLeast: 0.9 },
    { contestant: 'worker', figure: 'cpuUs', as: 'ratio', atMost: 0.5 },
    { contestant: 'worker', figure: 'messagesPerS', as: 'ratio', atLeast: 0.85 },
    { contestant: 'ws-tester', figure: 'longestTaskMs', as: 'value', atMost: 100 },
  ],
};

async function measure(visit: Visit, count: number): Promise<Figures> {
  const { call, server, tab } = visit;
  await warmUp(visit);
  const url = server.prepare({ pace: 'burst', count, sizeBytes });
  const before = await tab.cpu();
  const { received, durationMs, longTasks, longestTaskMs } = await call('flood', [url], 120_000);
  const after = await tab.cpu();
  if (received !== count) throw new Error(`${received} of ${count} messages arrived`);
  return {
    cpuUs: ((after.mainThreadMs - before.mainThreadMs) * 1000) / count,
    processUs: ((after.processMs - before.processMs) * 1000) / count,
    messagesPerS: (count * 1000) / durationMs,
    longTasks,
    longestTaskMs,
  };
}
