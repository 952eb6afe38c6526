import { growthBetween, takeCensus } from '../../test/page/object-census.js';
import type { Scenario } from '../scenario.js';

const times = 100;

/** Closing and opening again: whatever there is more of afterwards, by as much as half of the times, has leaked. */
export const reopen: Scenario = {
  name: 'reopen',
  title: () => `Closed and opened again ${times} times, ten messages each`,
  contestants: ['bare', 'ws-tester', 'worker'],
  rounds: () => 1,
  async measure({ call, server, tab }) {
    const url = server.prepare({ pace: 'burst', count: 10, sizeBytes: 200 });
    const census = () => takeCensus((method, params) => tab.command(method, params));
    const heapBytes = async () => (await tab.metrics())['JSHeapUsedSize'] ?? NaN;
    // Histories fill up to their bounds first.
    await call('reopen', [url, times]);
    const before = await census();
    const heapBefore = await heapBytes();
    await call('reopen', [url, times]);
    const growth = growthBetween(before, await census());
    const leaked = Object.values(growth).filter((more) => more >= times / 2);
    return {
      leakedClasses: leaked.length,
      leakedObjects: leaked.reduce((sum, more) => sum + more, 0),
      heapBytesEach: ((await heapBytes()) - heapBefore) / times,
    };
  },
  goals: [
    { contestant: 'ws-tester', figure: 'leakedObjects', as: 'value', atMost: 0 },
    { contestant: 'worker', figure: 'leakedObjects', as: 'value', atMost: 0 },
  ],
};
