/**
 * Runs the tests: `tsx test/run.ts [files…] [--watch] [--coverage]`.
 *
 * - Browser tests (`*.test.ts`) in every engine found, or in those of `ENGINES=chromium,firefox,webkit`;
 *   `REQUIRE_ENGINES=…` makes a missing one an error.
 * - Node tests (`*.node.test.ts`) once.
 * - Without files: all of them, with coverage from Chromium. `--watch` runs browser tests only.
 *
 * The last line is `N passed, N failed, N skipped`. The exit code is 1 when anything failed, could not be
 * loaded, ran no test, printed to the console, or was skipped without a written reason.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBrowserTests } from './browser-tests.js';
import { type Engine, engineList, engineNames, findEngine } from './browsers/engines.js';
import { coverageTable } from './coverage-table.js';
import { runNodeTests } from './node-tests.js';
import { noTotals, sum, type Totals, totalsLine } from './totals.js';

const nodeSuffix = '.node.test.ts';

process.chdir(resolve(import.meta.dirname, '..'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(totalsLine({ ...noTotals(), failed: 1 }));
  process.exitCode = 1;
}
// a browser that did not close must not keep the process
process.exit();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { watch: { type: 'boolean', default: false }, coverage: { type: 'boolean', default: false } },
  });
  const everything = positionals.length === 0;
  const files = everything ? allTestFiles() : positionals.map((file) => namedTestFile(file));
  const nodeFiles = values.watch ? [] : files.filter((file) => file.endsWith(nodeSuffix));
  const browserFiles = files.filter((file) => !file.endsWith(nodeSuffix));

  const results = new Map<string, Totals>();
  const failures: string[] = [];
  if (browserFiles.length > 0) {
    const engines = await chooseEngines();
    const coverage =
      !values.watch && (everything || values.coverage) && engines.some(({ name }) => name === 'chromium');
    const run = { engines, files: browserFiles, watch: values.watch, coverage };
    rmSync('coverage', { recursive: true, force: true });
    for (const [name, totals] of await runBrowserTests(run)) results.set(name, totals);
    const table = coverage ? coverageTable() : [];
    // low coverage fails nothing; unrecorded coverage does, or it would look like a good one
    if (table) console.log(`\n${table.join('\n')}`);
    else failures.push('no coverage was recorded: coverage/lcov.info is missing or empty');
  }
  if (nodeFiles.length > 0) {
    console.log(`\nNode ${process.version}: ${nodeFiles.length} test files`);
    results.set('node', await nodeTotals(nodeFiles));
  }
  return report(results, failures);
}

/** Prints the totals; gives the exit code. Each of `failures`, which belong to no test, counts as one. */
function report(results: ReadonlyMap<string, Totals>, failures: string[]): number {
  console.log('');
  for (const [name, totals] of results) {
    console.log(`${name.padEnd(9)} ${totalsLine(totals)}`);
    if (totals.passed + totals.failed === 0) failures.push(`${name}: no test ran`);
  }
  if (results.size === 0) failures.push('no test file');
  for (const failure of failures) console.log(`  ✕ ${failure}`);
  const all = sum([...results.values(), { ...noTotals(), failed: failures.length }]);
  console.log(totalsLine(all));
  return all.failed > 0 ? 1 : 0;
}

/** Says in one line which engines run and which were not found. */
async function chooseEngines(): Promise<Engine[]> {
  const required = engineList('REQUIRE_ENGINES') ?? [];
  const asked = engineList('ENGINES') ?? engineNames;
  const found: Engine[] = [];
  const missing: string[] = [];
  for (const name of engineNames.filter((known) => asked.includes(known) || required.includes(known))) {
    const engine = await findEngine(name);
    if (engine) found.push(engine);
    else missing.push(name);
  }
  const running = found.map(({ name, path, from }) => `${name} (${from === 'installed' ? path : from})`);
  console.log(
    `Engines: ${running.join(', ') || 'none'}${missing.length > 0 ? `; not found: ${missing.join(', ')}` : ''}`,
  );
  const lacking = missing.filter((name) => required.some((needed) => needed === name));
  if (lacking.length > 0) throw new Error(`REQUIRE_ENGINES: ${lacking.join(', ')} not found`);
  if (found.length === 0)
    throw new Error('No browser found: install Chromium or Firefox, or set CHROME_PATH');
  return found;
}

/** The tests of the published files need them; they are built first unless they are newer than their sources. */
async function nodeTotals(files: readonly string[]): Promise<Totals> {
  const [built, others] = [files.filter(isBuiltTest), files.filter((file) => !isBuiltTest(file))];
  if (built.length === 0 || !buildIsStale()) return runNodeTests(files);
  console.log('Building dist/ for test/built');
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (build.status === 0) return runNodeTests(files);
  console.log(`  ✕ npm run build failed, so test/built cannot run\n${build.stdout}${build.stderr}`);
  const rest = others.length > 0 ? await runNodeTests(others) : noTotals();
  return sum([rest, { ...noTotals(), failed: built.length }]);
}

function isBuiltTest(file: string): boolean {
  return !relative('test/built', file).startsWith('..');
}

function buildIsStale(): boolean {
  const lastOutput = 'dist/index.d.ts'; // types come after the bundles
  if (!existsSync(lastOutput)) return true;
  const builtMs = statSync(lastOutput).mtimeMs;
  const sources = ['vite.config.ts', 'package.json', 'tsconfig.json', ...filesIn('src')];
  return sources.some((file) => statSync(file).mtimeMs > builtMs);
}

function allTestFiles(): string[] {
  return filesIn('test')
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

function namedTestFile(file: string): string {
  if (!existsSync(file)) throw new Error(`${file}: no such file`);
  if (!file.endsWith('.test.ts')) throw new Error(`${file}: a test file ends in .test.ts`);
  return relative('.', resolve(file));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: false }).map((name) =>
    join(folder, name),
  );
}
