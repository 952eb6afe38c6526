import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { startLab, type Lab } from '../../lab/server.js';
import { launchChromium } from '../browsers/launch.js';
import { javascript, servePages } from './page-server.js';

/** What a page around a tester is like. */
export interface PageOptions extends BrowserContextOptions {
  /** Endpoint of the lab. Default `/echo`. */
  readonly endpoint?: string;
  /** More attributes of the tester, as HTML. */
  readonly attributes?: string;
  /** CSS of the page, beside what the README asks for. */
  readonly css?: string;
  /** Whether the page has the CSS that the README asks for. Default true. */
  readonly reserved?: boolean;
}

/** Chromium, the lab, and pages with one tester made from the sources. */
export interface WholePages {
  readonly lab: Lab;
  /** Opens a page in a browser context of its own. Its script arrives when `arrive` is called, which it is by default. */
  visit(options?: PageOptions, arrive?: (page: Page) => Promise<void>): Promise<TesterPage>;
  close(): Promise<void>;
}

/** A page with one tester, as its reader finds it. */
export interface TesterPage {
  readonly page: Page;
  /** The one button Connect / Cancel / Disconnect. */
  readonly command: Locator;
  readonly message: Locator;
  readonly log: Locator;
  readonly rows: Locator;
  /** Waits for a word in the status. */
  status(word: string): Promise<void>;
  /** Sends a message and waits until it has come back. Only for the first few: the log shows what there is room for. */
  send(text: string): Promise<void>;
  /** Connects, and sends messages. */
  exchange(...messages: string[]): Promise<void>;
  close(): Promise<void>;
}

/** What the README asks pages to keep free before the script has come. */
const reservedRoom = documentedCss('ws-tester:not(:defined)');

/** How long a page may take until it shows what it should; a busy machine needs some. */
const limitMs = 30_000;

/** Starts what pages need. The caller closes it. */
export async function openWholePages(): Promise<WholePages> {
  const [lab, scripts, browser] = await Promise.all([startLab(), sourceScripts(), launchChromium()]);
  const pages = new Map<string, string>();
  const server = await servePages((path) => {
    const html = pages.get(path);
    const script = scripts.get(path);
    if (html !== undefined) return { body: html };
    return script === undefined ? undefined : { type: javascript, body: script };
  });
  return {
    lab,
    async visit({ endpoint = '/echo', attributes = '', css = '', reserved = true, ...options } = {}, arrive) {
      const path = `/page-${pages.size}`;
      pages.set(
        path,
        `<!doctype html>
<html lang="en">
  <head>
    <meta name="viewport" content="width=device-width">
    <title>A page of documentation</title>
    <style>${reserved ? reservedRoom : ''} ${css}</style>
    <script type="module" src="/ws-tester.js"></script>
  </head>
  <body>
    <h1>An API</h1>
    <ws-tester url="${lab.wsUrl}${endpoint}" ${attributes}>This page has a live console; it needs JavaScript.</ws-tester>
    <p id="below">What follows in the documentation.</p>
  </body>
</html>`,
      );
      const page = await newPage(browser, options);
      if (arrive) {
        let letThrough: () => void = () => undefined;
        const held = new Promise<void>((resolve) => (letThrough = resolve));
        await page.route('**/ws-tester.js', async (route) => {
          await held;
          await route.continue();
        });
        await page.goto(server.origin + path, { waitUntil: 'commit' });
        await arrive(page).finally(letThrough);
      } else await page.goto(server.origin + path);
      return testerPage(page);
    },
    async close() {
      await browser.close();
      await server.close();
      await lab.close();
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(limitMs);
  // esbuild keeps the names of functions by calls of this, also in functions that are sent to the page
  await context.addInitScript('globalThis.__name = (value) => value');
  return context.newPage();
}

function testerPage(page: Page): TesterPage {
  const command = page.getByRole('button', { name: /^(Connect|Cancel|Disconnect)$/ });
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  const rows = page.getByRole('listbox', { name: 'Message list' }).getByRole('option');
  const status = (word: string) =>
    page.getByRole('status', { name: 'Connection', exact: true }).getByText(word, { exact: true }).waitFor();
  let entries = 1; // the opening
  const send = async (text: string) => {
    await message.fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    entries += 2;
    await rows.nth(entries - 1).waitFor();
  };
  return {
    page,
    command,
    message,
    log: page.getByRole('log', { name: 'Messages', exact: true }),
    rows,
    status,
    send,
    async exchange(...messages) {
      await command.click();
      await status('Connected');
      for (const text of messages) await send(text);
    },
    close: () => page.context().close(),
  };
}

/** What `npm run build` makes for script tags, from the sources as they are, by path. */
export async function sourceScripts(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    mode: 'cdn',
    logLevel: 'silent',
    build: { write: false, sourcemap: false },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  return new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code]));
}

/** From a rule of the README's examples on to the end of that example. */
function documentedCss(selector: string): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const start = readme.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`README.md has no CSS for ${selector}`);
  return readme.slice(start, readme.indexOf('```', start));
}
