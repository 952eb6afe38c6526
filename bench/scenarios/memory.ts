import type { Scenario } from '../scenario.js';
import { warmUp } from '../warm-up.js';

const sizeBytes = 200;

/** What keeping messages costs the page's process, beside their own bytes. */
export const memory: Scenario = {
  name: 'memory',
  title: ({ quick }) => `${quick ? '200,000' : '1,000,000'} × ${sizeBytes} B kept`,
  contestants: ['bare', 'ws-tester'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  query: 'max-entries=10000000&max-bytes=10000000000',
  async measure(visit) {
    const { call, quick, server, tab } = visit;
    const count = quick ? 200_000 : 1_000_000;
    await warmUp(visit);
    const before = await tab.privateBytes();
    const heapBefore = await heapBytes();
    const url = server.prepare({ pace: 'burst', count, sizeBytes });
    const { received, longestTaskMs } = await call('flood', [url], 180_000);
    if (received !== count) throw new Error(`${received} of ${count} messages arrived`);
    await tab.collectGarbage();
    return {
      privateBytesEach: ((await tab.privateBytes()) - before) / count,
      heapBytesEach: ((await heapBytes()) - heapBefore) / count,
      longestTaskMs,
    };

    async function heapBytes(): Promise<number> {
      return (await tab.metrics())['JSHeapUsedSize'] ?? NaN;
    }
  },
  goals: [
    { contestant: 'ws-tester', figure: 'privateBytesEach', as: 'value', atMost: 1.5 * sizeBytes },
    { contestant: 'ws-tester', figure: 'longestTaskMs', as: 'value', atMost: 100 },
  ],
};
