import { chromium, type Browser as PlaywrightBrowser } from 'playwright-core';
import puppeteer, { type Browser as PuppeteerBrowser } from 'puppeteer-core';
import { type Engine, engineList, findEngine } from './engines.js';
import { chromiumArguments, puppeteerLaunchOptions } from './launch-options.js';

/**
 * Browsers for Node tests that need a page of their own: one with response headers, a second origin, a built
 * file, or an emulation that the test runner's commands lack. The caller closes what it launched.
 */

/**
 * Chromium driven by Playwright: media features with forced colours, several contexts, request routing.
 * Rejects where no Chromium is found; there is always one on Linux x64.
 */
export async function launchChromium(): Promise<PlaywrightBrowser> {
  const engine = await required('chromium');
  return chromium.launch({
    executablePath: engine.path,
    args: engine.headlessShell ? chromiumArguments() : [...chromiumArguments(), '--headless=new'],
  });
}

/** Firefox driven by Puppeteer over WebDriver BiDi. Rejects where no Firefox is found: see {@link missing}. */
export async function launchFirefox(): Promise<PuppeteerBrowser> {
  return puppeteer.launch(puppeteerLaunchOptions(await required('firefox')));
}

/**
 * For `it(title, { skip: await missing('firefox') }, …)`: a written reason where the engine is not to be run
 * here (`ENGINES` leaves it out) or not to be found, else false. Throws where `REQUIRE_ENGINES` names it.
 */
export async function missing(name: Engine['name']): Promise<string | false> {
  const isRequired = engineList('REQUIRE_ENGINES')?.includes(name) ?? false;
  const isChosen = engineList('ENGINES')?.includes(name) ?? true;
  if (!isChosen && !isRequired) return `ENGINES leaves out ${name}`;
  if (await findEngine(name)) return false;
  if (isRequired) throw new Error(`REQUIRE_ENGINES: ${name} not found`);
  return `${name} not found`;
}

async function required(name: Engine['name']): Promise<Engine> {
  const engine = await findEngine(name);
  if (!engine) throw new Error(`${name} not found`);
  return engine;
}
