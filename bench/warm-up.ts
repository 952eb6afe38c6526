import type { Visit } from './scenario.js';

/** Has a page's code compiled and its lazy parts loaded, and leaves it empty: so that what follows is all that is measured. */
export async function warmUp({ call, contestant, server, tab }: Visit): Promise<void> {
  const count = contestant === 'naive' ? 100 : 5_000;
  await call('flood', [server.prepare({ pace: 'burst', count, sizeBytes: 200 })]);
  await call('clear', []);
  await tab.collectGarbage();
}
