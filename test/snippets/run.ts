/**
 * `npm run test:snippets`: runs every snippet that can run here, as it is shown. Clients exchange messages with the
 * lab, and the lab sees them close as asked; servers serve our `Connection`; and each language reads hostile texts
 * back from its own literals. Says what was not run, and why. Not part of `npm test`. Arguments name languages: `go java`.
 *
 * Wants Debian's golang-go, golang-github-gorilla-websocket-dev, python3-websockets, openjdk-17-jdk-headless, php-cli,
 * curl, and Chromium; installs nothing. The last line is `N passed, N failed, N skipped`; the exit code is 1 when
 * anything failed or nothing ran.
 */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startLab } from '../../lab/server.js';
import { snippetLanguages } from '../../src/snippets/index.js';
import { noTotals, totalsLine } from '../totals.js';
import { checkClient } from './check-client.js';
import { checkLiterals } from './check-literals.js';
import { checkServer } from './check-server.js';
import { toolchains } from './toolchains.js';

process.chdir(resolve(import.meta.dirname, '../..'));
const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
// where Node looks for the packages that a snippet imports
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));

const totals = noTotals();
const lab = await startLab();

/** Runs a check, or says why not. */
async function test(title: string, reason: string | undefined, check: () => Promise<void>): Promise<void> {
  if (reason !== undefined) {
    totals.skipped++;
    console.log(`  – ${title}: not run (${reason})`);
    return;
  }
  try {
    await check();
    totals.passed++;
    console.log(`  ✓ ${title}`);
  } catch (error) {
    totals.failed++;
    console.log(`  ✕ ${title}\n    ${String(error).replaceAll('\n', '\n    ')}`);
  }
}

const asked = process.argv.slice(2);
for (const language of snippetLanguages.filter(({ id }) => asked.length === 0 || asked.includes(id))) {
  const toolchain = toolchains[language.id];
  console.log(`${language.name} · ${language.library}`);
  await test('client', toolchain.clientReason?.() ?? toolchain.reason?.(), () =>
    checkClient(language, toolchain, lab, folder),
  );
  if (language.server)
    await test('server', toolchain.reason?.(), () => checkServer(language, toolchain, folder));
  const { literals } = toolchain;
  if (literals) await test('literals', toolchain.reason?.(), () => checkLiterals(literals, folder));
  const { parse } = toolchain;
  if (parse) await test('syntax only', toolchain.reason?.(), () => parse(language, folder));
}

await lab.close();
console.log(totalsLine(totals));
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
