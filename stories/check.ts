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
import type { Browser, ConsoleMessage, Page, Request, WebSocket } from 'playwright-core';
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

/** Takes one entry after the other in one page, as a reader does who clicks through the list. */
async function takeFromQueue(browser: Browser): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    reducedMotion: 'reduce',
  });
  await context.addInitScript(keepOutcomes());
  let page: Page | undefined;
  for (let entry = queue.shift(); entry; entry = queue.shift()) {
    const problems: string[] = [];
    const isFresh: boolean = page === undefined;
    page ??= await context.newPage();
    const stopListening = listen(page, problems);
    await show(entry, page, isFresh, problems);
    stopListening();
    if (problems.length === 0) continue;
    failures.push(`✕ ${entry.id}\n${problems.map((text) => `    ${text}`).join('\n')}`);
    // Whatever is wrong there shall not reach the next one.
    await page.close();
    page = undefined;
  }
}

async function show({ id, type }: Entry, page: Page, isFresh: boolean, problems: string[]): Promise<void> {
  try {
    if (isFresh) await page.goto(`${url}/iframe.html?id=${id}&viewMode=${type}`, { timeout: limitMs });
    else await page.evaluate(select, { storyId: id, viewMode: type });
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
  }
}

/** Run in the page: goes to another entry by the message that Storybook's own list sends. */
function select(entry: { readonly storyId: string; readonly viewMode: string }): void {
  const preview = window as unknown as {
    outcomes: Outcome[];
    __STORYBOOK_ADDONS_CHANNEL__: { emit(name: string, told: unknown): void };
  };
  preview.outcomes = [];
  preview.__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', entry);
}

/** Gives a function that ends the listening. */
function listen(page: Page, problems: string[]): () => void {
  const onPageError = (error: Error) => {
    problems.push(`page error: ${String(error)}`);
  };
  const onConsole = (message: ConsoleMessage) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !message.text().startsWith('Lit is in dev mode')) {
      problems.push(`console ${message.type()}: ${firstLine(message.text())}`);
    }
  };
  const onRequest = (request: Request) => {
    const address = request.url();
    if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address))
      problems.push(`request: ${address}`);
  };
  const onSocket = (socket: WebSocket) => {
    problems.push(`WebSocket: ${socket.url()}`);
  };
  page
    .on('pageerror', onPageError)
    .on('console', onConsole)
    .on('request', onRequest)
    .on('websocket', onSocket);
  return () => {
    page.off('pageerror', onPageError).off('console', onConsole);
    page.off('request', onRequest).off('websocket', onSocket);
  };
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
