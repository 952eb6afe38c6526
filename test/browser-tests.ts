import { relative } from 'node:path';
import { startTestRunner } from '@web/test-runner';
import type { TestSession, TestSuiteResult } from '@web/test-runner-core';
import type { EngineName } from './browsers/engines.js';
import { type BrowserRun, wtrConfig } from './browsers/wtr-config.js';
import { noTotals, saysWhySkipped, type Totals } from './totals.js';

/**
 * Runs the browser tests in each engine. The test runner itself prints failed tests as they come; this adds
 * what it lets pass: a file without tests, a skip without a reason, console output.
 */
export async function runBrowserTests(run: BrowserRun): Promise<Map<EngineName, Totals>> {
  const plainConsole = { ...console };
  const runner = await startTestRunner({
    config: await wtrConfig(run),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  const startFailed = !runner || runner.stopped;
  // the runner buffers the console to draw its progress bar: no use without a terminal, and after a failed
  // start it would swallow what is printed next
  if (startFailed || !process.stdout.isTTY) Object.assign(console, plainConsole);
  if (startFailed) throw new Error('the browser test runner did not start');
  await new Promise<void>((resolve) => {
    runner.on('stopped', () => {
      resolve();
    });
  });
  const results = new Map(run.engines.map(({ name }) => [name, noTotals()]));
  for (const session of runner.sessions.all()) {
    const totals = results.get(session.browser.name as EngineName);
    if (totals) count(session, totals);
  }
  return results;
}

function count(session: TestSession, totals: Totals): void {
  const before = totals.failed;
  const fail = (why: string) => {
    totals.failed++;
    console.log(`  ✕ ${session.browser.name} ${relative(process.cwd(), session.testFile)}: ${why}`);
  };
  const tests = session.testResults ? [...testsIn(session.testResults)] : [];
  for (const { title, test } of tests) {
    if (test.skipped && saysWhySkipped(title)) totals.skipped++;
    else if (test.skipped) fail(`${title}: skipped without a reason, write "(skipped: …)" in the title`);
    else if (test.passed) totals.passed++;
    else totals.failed++; // printed by the runner's own reporter
  }
  if (tests.length === 0) fail('no tests ran');
  else if (session.logs.length > 0) fail('console output (shown above); tests print nothing');
  // an error outside any test, for instance an unhandled rejection
  if (!session.passed && totals.failed === before) fail(session.errors[0]?.message ?? 'the file failed');
}

function* testsIn(
  suite: TestSuiteResult,
  path: readonly string[] = [],
): Generator<{ title: string; test: TestSuiteResult['tests'][number] }> {
  for (const test of suite.tests) yield { title: [...path, test.name].join(' > '), test };
  for (const inner of suite.suites) yield* testsIn(inner, [...path, inner.name]);
}
