/**
 * `npm run diagnose:score`: drives the faults of the lab in Chromium and Firefox with the real connection and the real
 * probes, and prints for each what is behind it and what was named, and the totals beside what the close code alone
 * would have said. Exits with 1 when a goal is missed. `BROWSERS=firefox` runs one; `BROWSERS=webkit` WebKitGTK, for
 * which there are no goals; `CASES=word` some of the cases.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, type Rolldown } from 'vite';
import { startFaultPorts } from '../lab/fault-ports.js';
import { listen } from '../lab/listen.js';
import { startLab, type Lab } from '../lab/server.js';
import { findEngine } from './browsers/engines.js';
import { launchChromium, launchFirefox } from './browsers/launch.js';
import { WebKitSession } from './browsers/webkit-session.js';
import { scoreCases, type ScoreCase } from './diagnosis/score-cases.js';
import type { Trial } from './diagnosis/score-page.js';
import { goals, judge, missed, totals, type Verdict } from './diagnosis/score.js';
import type { BrowserFamily, CauseId, Evidence } from '../src/diagnosis/index.js';

/** Runs a trial in a fresh page at an address. */
type Try = (pageUrl: string, trial: Trial) => Promise<Evidence>;

declare const tryOut: (trial: Trial) => Promise<Evidence>;

const browsers = (process.env['BROWSERS'] ?? 'chromium,firefox').split(',');
const only = process.env['CASES'] ?? '';

const script = await bundled();
const lab = await startLab();
const ports = await startFaultPorts(lab.port);
/** A lab for each case and browser on a loopback address of its own (RFC 1122 §3.2.1.3), which no other machine reaches. */
const labs = new Map<string, Lab>();
for (const browser of browsers) {
  const hosts: string[] = [];
  scoreCases((path) => (hosts.push(hostOf(browser, hosts.length)), path), ports);
  for (const host of hosts) labs.set(host, await startLab({ host }));
}
const pages = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://pages');
  const isScript = pathname === '/score.js';
  const policy = searchParams.get('policy');
  response.writeHead(200, {
    'Content-Type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
    ...(policy && { 'Content-Security-Policy': policy }),
  });
  response.end(
    isScript ? script : '<!doctype html><title>Score</title><script type="module" src="/score.js"></script>',
  );
});
await listen(pages, 0, '127.0.0.1');
const pageUrl = `http://127.0.0.1:${String((pages.address() as AddressInfo).port)}/`;

/** How each browser is driven. */
const drivers: Readonly<Record<string, typeof inChromium>> = {
  chromium: inChromium,
  firefox: inFirefox,
  webkit: inWebKit,
};

const misses: string[] = [];
for (const browser of browsers) {
  const { tryIn, close } = await (drivers[browser] ?? inChromium)();
  const verdicts: Verdict[] = [];
  console.log(`\n${browser}`);
  for (const one of casesFor(browser)) {
    const address = one.policy ? `${pageUrl}?policy=${encodeURIComponent(one.policy)}` : pageUrl;
    const evidence = await tryIn(address, one.trial);
    const verdict = judge({ case: one.name, truth: truthIn(browser, one), evidence });
    verdicts.push(verdict);
    print(verdict);
  }
  await close();
  const sums = totals(verdicts);
  console.log(
    `\n${browser}: ${String(sums.cases)} cases. First right ${String(sums.first)} % (to the letter ` +
      `${String(sums.exactFirst)} %), in the first three ${String(sums.firstThree)} % (${String(sums.exactFirstThree)} %), ` +
      `class ${String(sums.classFirst)} %, in the list ${String(sums.listed)} %, wrongly certain ` +
      `${String(sums.wronglyCertain)}. Code only: ${String(sums.codeOnly)} %.`,
  );
  misses.push(...(only || browser === 'webkit' ? [] : missed(sums, browser as BrowserFamily)));
}

await ports.close();
await Promise.all([lab, ...labs.values()].map((one) => one.close()));
pages.close();
pages.closeAllConnections();
for (const miss of misses) console.error(`✕ ${miss}`);
const judged = only === '' && browsers.some((browser) => browser !== 'webkit');
if (misses.length === 0 && judged) console.log(`✓ Goals met: ${JSON.stringify(goals)}`);
process.exitCode = misses.length > 0 ? 1 : 0;

function casesFor(browser: string): readonly ScoreCase[] {
  let count = 0;
  const at = (path: string) => `${labs.get(hostOf(browser, count++))?.wsUrl ?? ''}${path}`;
  return scoreCases(at, ports).filter(
    (one) => one.name.includes(only) && one[browser as 'chromium' | 'firefox' | 'webkit'] !== 'opens',
  );
}

function hostOf(browser: string, index: number): string {
  return `127.0.${String(1 + browsers.indexOf(browser))}.${String(1 + index)}`;
}

function truthIn(browser: string, one: ScoreCase): readonly CauseId[] {
  return browser === 'firefox' && one.firefox && one.firefox !== 'opens' ? one.firefox : one.truth;
}

function print({ recorded, diagnosis, first, firstThree, wronglyCertain }: Verdict): void {
  const mark = wronglyCertain.length > 0 ? '‼' : first ? '✓' : firstThree ? '·' : '✕';
  const named = diagnosis.findings.slice(0, 3).map(({ id, confidence }) => `${id} (${confidence})`);
  console.log(
    `${mark} ${recorded.case.padEnd(38)} ${recorded.truth.join(' / ').padEnd(24)} → ${named.join(', ')}`,
  );
}

/** A context of its own for each trial: Chromium slows down a renderer in which much has failed. */
async function inChromium(): Promise<{ tryIn: Try; close: () => Promise<void> }> {
  const browser = await launchChromium();
  return {
    async tryIn(address, trial) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction(() => 'tryOut' in globalThis);
      const evidence = await page.evaluate((given) => tryOut(given), trial);
      await context.close();
      return evidence;
    },
    close: () => browser.close(),
  };
}

async function inFirefox(): Promise<{ tryIn: Try; close: () => Promise<void> }> {
  const browser = await launchFirefox();
  return {
    async tryIn(address, trial) {
      const page = await browser.newPage();
      await page.goto(address);
      await page.waitForFunction('"tryOut" in globalThis');
      const text = await page.evaluate(`tryOut(${JSON.stringify(trial)}).then(JSON.stringify)`);
      await page.close();
      return JSON.parse(text as string) as Evidence;
    },
    close: () => browser.close(),
  };
}

/** One window, and page after page in it. */
async function inWebKit(): Promise<{ tryIn: Try; close: () => Promise<void> }> {
  const engine = await findEngine('webkit');
  if (!engine) throw new Error('webkit not found');
  const session = await WebKitSession.start(engine);
  return {
    async tryIn(address, trial) {
      await session.navigate('about:blank');
      await session.navigate(address);
      while (!(await session.evaluate<boolean>('"tryOut" in globalThis')));
      return session.evaluate<Evidence>(`tryOut(${JSON.stringify(trial)})`);
    },
    close: () => session.stop(),
  };
}

/** The page's script as one module, built in memory. */
async function bundled(): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'test/diagnosis/score-page.ts', formats: ['es'], fileName: 'score' },
    },
  })) as readonly Rolldown.RolldownOutput[];
  return output[0]?.output[0].code ?? '';
}
