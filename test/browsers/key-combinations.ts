import type { KeyInput, Page } from 'puppeteer-core';

/**
 * Makes `sendKeys({ press: 'Control+Enter' })` work where Puppeteer drives the browser, as it does where the
 * test runner speaks Playwright: keys go down from left to right and up again in reverse order.
 */
export function withKeyCombinations(page: Page): Page {
  const { keyboard } = page;
  const pressOne = keyboard.press.bind(keyboard);
  keyboard.press = async (combination, options) => {
    const keys = (combination.length > 1 ? combination.split('+') : [combination]) as KeyInput[];
    const last = keys.pop();
    if (last === undefined) return;
    for (const key of keys) await keyboard.down(key);
    await pressOne(last, options);
    for (const key of keys.reverse()) await keyboard.up(key);
  };
  return page;
}
