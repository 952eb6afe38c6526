import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { createInterface } from 'node:readline';
import { noTotals, saysWhySkipped, type Totals } from './totals.js';

/** One line of what `node-reporter.mjs` writes. `file` is empty where Node does not say. */
type NodeReport =
  | {
      readonly kind: 'test';
      readonly file: string;
      readonly name: string;
      readonly outcome: 'passed' | 'skipped';
    }
  | {
      readonly kind: 'test';
      readonly file: string;
      readonly name: string;
      readonly outcome: 'failed';
      readonly error: string;
    }
  | { readonly kind: 'output'; readonly file: string; readonly text: string };

/** Browsers and builds are slow on a busy machine; a test that takes longer than this hangs. */
const testLimitMs = 120_000;

/** Files at once. Node's own choice is one on a machine with two cores, and most of a test is waiting. */
const filesAtOnce = 2;

/**
 * Runs Node's test runner on the files and prints what failed. Anything a test prints counts as a failure.
 *
 * @param limitMs how long a test, and also a whole file, may take
 */
export async function runNodeTests(files: readonly string[], limitMs = testLimitMs): Promise<Totals> {
  const totals = noTotals();
  const fail = (file: string, name: string, why: string) => {
    totals.failed++;
    console.log(
      `  ✕ ${relative(process.cwd(), file)}: ${name}\n    ${why.trim().replaceAll('\n', '\n    ')}\n`,
    );
  };
  const filesWithTests = new Set<string>();
  const noisyFiles = new Set<string>();
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--test',
      `--test-timeout=${limitMs}`,
      `--test-concurrency=${filesAtOnce}`,
      '--test-reporter=./test/node-reporter.mjs',
      '--test-reporter-destination=stdout',
      ...files,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stopChild = () => child.kill();
  process.once('exit', stopChild);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface(child.stdout)) {
    const report = parseReport(line);
    if (!report) continue;
    if (report.kind === 'output') {
      console.log(report.text.trimEnd());
      if (!noisyFiles.has(report.file)) fail(report.file, 'console output', 'tests print nothing; see above');
      noisyFiles.add(report.file);
      continue;
    }
    // Node reports a file that declares no test as a test by the file's own name
    const isFile = report.name.endsWith('.node.test.ts');
    if (!isFile) filesWithTests.add(report.file);
    if (report.outcome === 'failed') fail(report.file, report.name, report.error);
    else if (isFile) fail(report.name, 'no tests', 'a test file must contain tests');
    else if (report.outcome === 'passed') totals.passed++;
    else if (saysWhySkipped(report.name)) totals.skipped++;
    else fail(report.file, report.name, 'skipped without a reason: write "(skipped: …)" in the title');
  }
  const exitCode = await exited;
  process.off('exit', stopChild);
  if (exitCode !== 0 && totals.failed === 0) fail('.', 'Node test runner', `exit code ${String(exitCode)}`);
  return totals;
}

function parseReport(line: string): NodeReport | undefined {
  try {
    return JSON.parse(line) as NodeReport;
  } catch {
    console.log(line);
    return undefined;
  }
}
