import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner-core';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { labPlugin } from '../lab-plugin.js';
import type { Engine } from './engines.js';
import { freePort } from './free-port.js';
import { puppeteerLaunchOptions } from './launch-options.js';
import { withKeyCombinations } from './key-combinations.js';
import { testPage } from './test-page.js';
import { webKitLauncher } from './webkit-launcher.js';

const rootDir = fileURLToPath(new URL('../../', import.meta.url));

/** What one run shall do. */
export interface BrowserRun {
  readonly engines: readonly Engine[];
  /** Test files or globs, relative to the repository. */
  readonly files: readonly string[];
  /** Whether Chromium shall record coverage to `coverage/lcov.info`. Default false. */
  readonly coverage?: boolean;
  /** Whether to stay and run again on every change. Default false. */
  readonly watch?: boolean;
}

/** The configuration of the browser tests, for `test/run.ts` and for the `wtr` command. */
export async function wtrConfig({
  engines,
  files,
  coverage = false,
  watch = false,
}: BrowserRun): Promise<TestRunnerConfig> {
  return {
    rootDir,
    port: await freePort(), // its own default is the same one for every run on a machine
    files: [...files],
    testRunnerHtml: testPage,
    watch,
    coverage,
    nodeResolve: { exportConditions: ['browser', 'development'] },
    browsers: engines.map(launcherFor),
    // Each browser has one page at a time: tests use focus, keys and animation frames, which only the front page
    // gets. Two browsers do not take these from each other; a third makes all of them late on two cores.
    concurrentBrowsers: 2,
    concurrency: 1,
    testsFinishTimeout: 180_000,
    middleware: [
      // The script of a worker is named as it will be published, `some-thread.js`. Imports are looked up as
      // TypeScript by themselves; addresses made by `new URL()` are not.
      (context, next) => {
        if (/^\/src\/.*-thread\.js$/.test(context.path)) context.path = context.path.replace(/js$/, 'ts');
        return next();
      },
    ],
    plugins: [
      // the tsconfig carries experimentalDecorators and useDefineForClassFields: false, which Lit needs
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` }),
      labPlugin(),
      patientWaiting(),
    ],
    reporters: [defaultReporter()],
    filterBrowserLogs: ({ args }) => !args.some((arg) => String(arg).startsWith('Lit is in dev mode')),
    // axe needs about a second in WebKit, more on a busy machine
    testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
    coverageConfig: { include: ['src/**/*.ts'], reporters: ['lcovonly'], reportDir: `${rootDir}coverage` },
  };
}

/**
 * `waitUntil` gives up after a second by default, which says more about a busy machine than about what is tested.
 * It still ends as soon as what is awaited is there.
 */
function patientWaiting(): TestRunnerPlugin {
  return {
    name: 'patient-waiting',
    transform(context) {
      if (!context.path.endsWith('@open-wc/testing-helpers/src/helpers.js')) return undefined;
      const body = String(context.body);
      // esbuild, which comes first for an engine that needs it, writes numbers its own way
      const patient = body.replace(/timeout = (1000|1e3)\b/, 'timeout = 8000');
      if (patient === body) throw new Error('waitUntil has no default timeout where it is looked for');
      return { body: patient };
    },
  };
}

function launcherFor(engine: Engine): BrowserLauncher {
  if (engine.name === 'webkit') return webKitLauncher(engine);
  const launcher = chromeLauncher({
    launchOptions: puppeteerLaunchOptions(engine),
    createPage: async ({ context }) => withKeyCombinations(await context.newPage()),
    ...(engine.name === 'firefox' && { puppeteer }),
    concurrency: 1,
  });
  launcher.name = engine.name;
  return launcher;
}
