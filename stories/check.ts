/**
 * Opens every story and documentation page of the built Storybook in Chromium: `npm run check:storybook`.
 *
 * Fails on a page error, a warning or an error in the console, a request that leaves the page, a play function that
 * fails, and an accessibility violation (axe). `ONLY=ws-log` takes the entries whose id contains that; `SHOTS=folder`
 * keeps a picture of each.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../test/browsers/launch.js';

interface Entry {
  readonly id: string;
  readonly type: 'docs' | 'story';
  readonly title: string;
  readonly name: string;
}

const outcomeNames = [
  'docsRendered',
  'storyFinished',
  'storyMissing',
  'storyErrored',
  'storyThrewException',
  'playFunctionThrewException',
  'unhandledErrorsWhilePlaying',
] as const;
type OutcomeName = (typeof outcomeNames)[number];

/** What Storybook's channel tells in a preview page. */
interface Outcome {
  readonly name: OutcomeName;
  readonly told: {
    readonly message?: string;
    readonly title?: string;
    readonly status?: string;
    readonly reporters?: readonly Report[];
  };
}

/** What an addon found out about a story; the accessibility addon gives axe's result. */
interface Report {
  readonly type: string;
  readonly status: string;
  readonly result?: {
    readonly violations?: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly target: readonly unknown[] }[];
    }[];
  };
}

const builtDir = fileURLToPath(new URL('../storybook-static/', import.meta.url));
const pagesAtOnce = 3;
const limitMs = 60_000; // a busy machine takes its time; a page alone needs about a second
const shotsDir = process.env['SHOTS'];
const only = process.env['ONLY'] ?? '';

const { entries } = JSON.parse(await readFile(join(builtDir, 'index.json'), 'utf8')) as {
  entries: Record<string, Entry>;
};
const queue = Object.values(entries).filter(({ id }) => id.includes(only));
const total = queue.length;
if (shotsDir) await mkdir(shotsDir, { recursive: true });

const { url, server } = await serveBuilt();
const browser = await launchChromium();
const failures: string[] = [];
try {
  await Promise.all(Array.from({ length: pagesAtOnce }, () => takeFromQueue(browser)));
} finally {
  await browser.close();
  server.close();
}
for (const failure of failures) console.error(failure);
console.log(`Storybook: ${total - failures.length} of ${total} pages are as they should be`);
process.exitCode = failures.length > 0 || total === 0 ? 1 : 0;

async function takeFromQueue(browser: Browser): Promise<void> {
  // A page for each entry, but one cache for all: most of the time goes into Storybook's own scripts.
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    reducedMotion: 'reduce',
  });
  for (let entry = queue.shift(); entry; entry = queue.shift()) {
    const problems = await problemsOf(entry, context);
    if (problems.length > 0)
      failures.push(`✕ ${entry.id}\n${problems.map((text) => `    ${text}`).join('\n')}`);
  }
}

async function problemsOf({ id, type }: Entry, context: BrowserContext): Promise<string[]> {
  const page = await context.newPage();
  const problems: string[] = [];
  listen(page, problems);
  await page.addInitScript(keepOutcomes());
  try {
    await page.goto(`${url}/iframe.html?id=${id}&viewMode=${type}`, { timeout: limitMs });
    await page.waitForFunction(
      () =>
        (window as { outcomes?: Outcome[] }).outcomes?.some(({ name }) =>
          /docsRendered|storyFinished|storyMissing/.test(name),
        ),
      undefined,
      { timeout: limitMs },
    );
    const outcomes = await page.evaluate(() => (window as { outcomes?: Outcome[] }).outcomes ?? []);
    problems.push(...outcomes.flatMap(complaintsOf));
    if (problems.length === 0 && outcomes.some(({ told }) => told.status === 'error'))
      problems.push('ended as an error');
    if (shotsDir) await page.screenshot({ path: join(shotsDir, `${id}.png`), fullPage: true });
  } catch (error) {
    problems.push(`not done: ${String(error)}`);
  } finally {
    await page.close();
  }
  return problems;
}

function listen(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${String(error)}`));
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !message.text().startsWith('Lit is in dev mode')) {
      problems.push(`console ${message.type()}: ${firstLine(message.text())}`);
    }
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address))
      problems.push(`request: ${address}`);
  });
  page.on('websocket', (socket) => problems.push(`WebSocket: ${socket.url()}`));
}

/**
 * A script for the page, to run before Storybook: keeps what its channel tells of a story. As text, for tsx names
 * functions by calls of a function that the page does not have.
 */
function keepOutcomes(): string {
  return `{
    let channel;
    window.outcomes = [];
    Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
      configurable: true,
      get: () => channel,
      set(given) {
        channel = given;
        for (const name of ${JSON.stringify(outcomeNames)}) {
          channel.on(name, (told) => window.outcomes.push({ name, told: Object(told) }));
        }
      },
    });
  }`;
}

/** Axe's findings are in the reports of a story that finished; a play function that failed is told by its own event. */
function complaintsOf({ name, told }: Outcome): string[] {
  if (name === 'docsRendered') return [];
  if (name !== 'storyFinished') return [`${name}: ${firstLine(told.message ?? told.title ?? '')}`];
  const failed = told.reporters?.filter(({ status }) => status === 'failed') ?? [];
  return failed.flatMap(({ type, result }) =>
    (result?.violations ?? []).map(
      ({ id, help, nodes }) =>
        `${type}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
  );
}

/** Testing Library adds the whole page to its messages. */
function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** Serves the built Storybook on a free port of 127.0.0.1. */
async function serveBuilt(): Promise<{ readonly url: string; readonly server: Server }> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
    '.woff2': 'font/woff2',
  };
  const server = createServer((request, response) => {
    // The URL parser has resolved every `..` by then.
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    readFile(join(builtDir, decodeURIComponent(pathname))).then(
      (body) => {
        const type = types[extname(pathname)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}
