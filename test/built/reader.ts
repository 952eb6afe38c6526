import { setTimeout as delay } from 'node:timers/promises';
import type { Page as PlaywrightPage } from 'playwright-core';
import type { ElementHandle, Page as PuppeteerPage } from 'puppeteer-core';
import { launchChromium, launchFirefox } from '../browsers/launch.js';

/** Somebody who looks at one page after the other in one browser, and finds things by role and accessible name. */
export interface Reader {
  /** Opens a page in a new tab and closes the one before. Resolves after its load event. */
  visit(url: string): Promise<void>;
  /** Clicks a button with the mouse, as soon as there is one of this name. */
  press(name: string): Promise<void>;
  /** Types into a text field. */
  write(name: string, text: string): Promise<void>;
  /** Waits until the element of this role and name says something. Rejects with what it says instead. */
  sees(role: 'status' | 'log', name: string, text: RegExp): Promise<void>;
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  /**
   * What went wrong in the page so far: errors and warnings of the console, uncaught exceptions, and violations of
   * its Content Security Policy, which begin with `CSP`.
   */
  complaints(): Promise<string[]>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** For a test of both engines. Firefox may be missing: see `missing()` of launch.ts. */
export const readers = { chromium: chromiumReader, firefox: firefoxReader } as const;

/** How long a page may take until it shows what it should; a busy machine needs some. */
const limitMs = 30_000;

async function chromiumReader(): Promise<Reader> {
  const browser = await launchChromium();
  let page: PlaywrightPage | undefined;
  let said: string[] = [];
  const current = () => page ?? fail('no page was visited');
  return {
    async visit(url) {
      await page?.close();
      page = await browser.newPage();
      page.setDefaultTimeout(limitMs);
      const heard: string[] = (said = []);
      page.on('console', (message) => {
        if (isComplaint(message.type())) heard.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
      await page.addInitScript(recordViolations);
      await page.goto(url);
    },
    press: (name) => current().getByRole('button', { name, exact: true }).click(),
    write: (name, text) => current().getByRole('textbox', { name, exact: true }).pressSequentially(text),
    sees: (role, name, text) => {
      const element = current().getByRole(role, { name, exact: true });
      return until(() => element.innerText(), text);
    },
    evaluate: (expression) => current().evaluate(expression),
    complaints: async () => [...said, ...(await current().evaluate<string[]>('cspViolations'))],
    close: () => browser.close(),
  };
}

async function firefoxReader(): Promise<Reader> {
  const browser = await launchFirefox();
  let page: PuppeteerPage | undefined;
  let said: string[] = [];
  const current = () => page ?? fail('no page was visited');
  const find = async (role: string, name: string): Promise<ElementHandle<HTMLElement>> => {
    const giveUpAtMs = performance.now() + limitMs;
    for (;;) {
      const found = (await current().evaluateHandle(findByRole, role, name)).asElement();
      if (found) return found as ElementHandle<HTMLElement>;
      if (performance.now() > giveUpAtMs) fail(`no ${role} named ${name}`);
      await delay(50);
    }
  };
  return {
    async visit(url) {
      await page?.close();
      page = await browser.newPage();
      const heard: string[] = (said = []);
      page.on('console', (message) => {
        if (isComplaint(message.type())) heard.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => {
        const { message } = error as Error;
        // Firefox asks for the favicon by itself, and its own request offends against `default-src 'none'`
        if (!message.includes('/favicon.ico')) heard.push(`uncaught: ${message}`);
      });
      await page.evaluateOnNewDocument(recordViolations);
      await page.goto(url);
    },
    press: async (name) => (await find('button', name)).click(),
    write: async (name, text) => (await find('textbox', name)).type(text),
    sees: async (role, name, text) => {
      const element = await find(role, name);
      await until(() => element.evaluate(({ innerText }) => innerText), text);
    },
    evaluate: (expression) => current().evaluate(expression),
    complaints: async () => [...said, ...((await current().evaluate('cspViolations')) as string[])],
    close: () => browser.close(),
  };
}

/** Runs in the page, before its own scripts. */
function recordViolations(): void {
  const violations: string[] = [];
  Object.assign(globalThis, { cspViolations: violations });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (!blockedURI.endsWith('/favicon.ico')) violations.push(`CSP ${effectiveDirective}: ${blockedURI}`);
  });
}

/**
 * Runs in the page. WebDriver BiDi finds by role and name only outside shadow roots, so this does it as far as our
 * elements need. No function has a name in here: it would refer to one that only Node has.
 */
function findByRole(role: string, name: string): Element | null {
  const selector = { button: 'button', textbox: 'input[type=text], textarea' }[role] ?? `[role=${role}]`;
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches(selector) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const content = element.cloneNode(true) as Element;
      content.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
      const label = (element as HTMLInputElement).labels?.[0]?.textContent;
      const called = element.getAttribute('aria-label') ?? label ?? content.textContent;
      if (called.replace(/\s+/g, ' ').trim() === name) return element;
    }
  }
  return null;
}

async function until(read: () => Promise<string>, expected: RegExp): Promise<void> {
  const giveUpAtMs = performance.now() + limitMs;
  let seen = await read();
  while (!expected.test(seen)) {
    if (performance.now() > giveUpAtMs) fail(`waited for ${String(expected)}, saw: ${seen}`);
    await delay(50);
    seen = await read();
  }
}

function isComplaint(type: string): boolean {
  return ['error', 'warning', 'warn', 'assert'].includes(type);
}

function fail(why: string): never {
  throw new Error(why);
}
