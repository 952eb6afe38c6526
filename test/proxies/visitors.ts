import { build, type Rolldown } from 'vite';
import { launchChromium, launchFirefox } from '../browsers/launch.js';
import { javascript, servePages } from '../page/page-server.js';
import type { Seen, Visit } from './visit-page.js';

/** The browsers that the suite runs in. */
export type VisitorName = 'chromium' | 'firefox';

/** A browser with readers in it. */
export interface Visitor {
  /** Makes a visit in a fresh page. Rejects when something that should have come does not. */
  visit(visit: Visit): Promise<Seen>;
  close(): Promise<void>;
}

declare const visit: (visit: Visit) => Promise<Seen>;

/** Starts a browser, and a server for the page with `ws-tester` in it. Rejects where the browser is not found. */
export async function openVisitor(name: VisitorName): Promise<Visitor> {
  const script = await bundled();
  const pages = await servePages((path) =>
    path === '/visit.js'
      ? { body: script, type: javascript }
      : {
          body: '<!doctype html><html lang="en"><title>Visit</title><script defer src="/visit.js"></script>',
        },
  );
  try {
    const browser = await browsers[name](`${pages.origin}/`);
    return {
      visit: browser.visit,
      close: async () => {
        await browser.close();
        await pages.close();
      },
    };
  } catch (error) {
    await pages.close();
    throw error;
  }
}

/** The two drivers: a context or a page of its own for each visit, because browsers slow down after failures. */
const browsers: Readonly<Record<VisitorName, (address: string) => Promise<Visitor>>> = {
  chromium: async (address) => {
    const browser = await launchChromium();
    return {
      visit: async (given) => {
        const context = await browser.newContext();
        try {
          const page = await context.newPage();
          await page.goto(address);
          await page.waitForFunction(() => 'visit' in globalThis);
          return await page.evaluate((one) => visit(one), given);
        } finally {
          await context.close();
        }
      },
      close: () => browser.close(),
    };
  },
  firefox: async (address) => {
    const browser = await launchFirefox();
    return {
      visit: async (given) => {
        const page = await browser.newPage();
        try {
          await page.goto(address);
          await page.waitForFunction('"visit" in globalThis');
          const text = await page.evaluate(`visit(${JSON.stringify(given)}).then(JSON.stringify)`);
          return JSON.parse(text as string) as Seen;
        } finally {
          await page.close();
        }
      },
      close: () => browser.close(),
    };
  },
};

/** The page's script with the whole library in it, built in memory. */
async function bundled(): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: 'test/proxies/visit-page.ts', formats: ['iife'], name: 'VisitPage', fileName: 'visit' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as readonly Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}
