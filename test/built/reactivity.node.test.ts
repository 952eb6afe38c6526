import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browsers/launch.js';
import { javascript, servePages, type PageServer } from '../page/page-server.js';
import { textOf } from './dist.js';

/**
 * A build that reads the decorators with the wrong options still runs, without an error: class fields then hide
 * Lit's accessors, and nothing that a page sets is ever shown.
 */
describe('the elements of the built files', () => {
  let server: PageServer;
  let browser: Browser;
  before(async () => {
    server = await servePages((path) => {
      if (path.endsWith('.js')) return { type: javascript, body: textOf(`dist/cdn${path}`) };
      const file = path.slice(1);
      const tag = file.includes('iife') ? '<script' : '<script type="module"';
      return {
        body: `<!doctype html><title>A page</title>${tag} src="/${file}.js"></script>
          <ws-tester url="/from-attribute" theme="light"></ws-tester>`,
      };
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  for (const file of ['ws-tester', 'ws-tester.iife']) {
    it(`have accessors, not own fields, and show what the page sets: ${file}.js`, async () => {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/${file}`);
      const field = page.getByRole('textbox', { name: 'WebSocket URL' });
      const message = page.getByRole('textbox', { name: 'Message' });
      assert.match(await field.inputValue(), /from-attribute/);
      const own = await page.evaluate(() => {
        const tester = document.querySelector('ws-tester')!;
        const settings = { url: 'wss://example.com/from-property', message: 'given later', theme: 'dark' };
        Object.assign(tester, settings);
        return [...Object.keys(settings), 'protocols', 'reconnect', 'lockUrl', 'format'].filter((name) =>
          Object.hasOwn(tester, name),
        );
      });
      assert.deepEqual(own, []);
      await page.waitForFunction(() => document.querySelector('ws-tester')?.matches('[theme=dark]'));
      assert.equal(await field.inputValue(), 'wss://example.com/from-property');
      assert.equal(await message.inputValue(), 'given later');
    });
  }
});
