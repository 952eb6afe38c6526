/**
 * `npm run test:proxies`: runs the tester in Chromium, and in Firefox where there is one, through a real nginx and a
 * real HAProxy. Installs both from Debian's packages when they are missing, which needs root; otherwise says what to
 * install. `ENGINES=chromium` runs one browser. Not part of `npm test`.
 *
 * The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 */
import { resolve } from 'node:path';
import { runNodeTests } from '../node-tests.js';
import { noTotals, type Totals, totalsLine } from '../totals.js';
import { installMissing } from './install.js';

/** All is in one file, and much of it waits for a timeout; each step in it has a limit of its own. */
const limitMs = 600_000;

process.chdir(resolve(import.meta.dirname, '../..'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const totals = await run();
console.log(totalsLine(totals));
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

async function run(): Promise<Totals> {
  try {
    installMissing();
    return await runNodeTests(['test/proxies/tester.proxies.ts'], limitMs);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...noTotals(), failed: 1 };
  }
}
