import { clockOffsetMs } from '../clock-offset.js';
import { frameMs } from '../frame-ms.js';
import { quantile } from '../statistics.js';
import type { Scenario } from '../scenario.js';
import { warmUp } from '../warm-up.js';

const sizeBytes = 200;
const perSecond = 20;

/** How soon a single message can be read. A frame here is that of a screen with 60 a second. */
export const latency: Scenario = {
  name: 'latency',
  title: ({ quick }) => `${quick ? 60 : 200} messages, 20 a second, from sending to painted`,
  contestants: ['ws-tester', 'worker', 'naive'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  async measure(visit) {
    const { call, quick, server } = visit;
    await warmUp(visit);
    const offsetMs = await clockOffsetMs(() => call('nowMs', []));
    const count = quick ? 60 : 200;
    const url = server.prepare({ pace: 'single', count, sizeBytes, perSecond });
    const { paintedMs } = await call('floodWatchingRows', [url], 60_000);
    if (paintedMs.length !== count) throw new Error(`${paintedMs.length} of ${count} messages were painted`);
    const delaysMs = paintedMs.map((atMs, seq) => atMs - offsetMs - (server.sendings[seq]?.atMs ?? NaN));
    return {
      p50Ms: quantile(delaysMs, 0.5),
      p99Ms: quantile(delaysMs, 0.99),
      worstMs: Math.max(...delaysMs),
    };
  },
  goals: [
    { contestant: 'ws-tester', figure: 'p50Ms', as: 'value', atMost: frameMs },
    { contestant: 'ws-tester', figure: 'p99Ms', as: 'value', atMost: 2 * frameMs },
  ],
};
