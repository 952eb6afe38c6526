import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browsers/launch.js';
import { javascript, servePages, type PageServer } from '../page/page-server.js';
import { textOf } from './dist.js';

/**
 * A build that reads the decorators with the wrong options still runs, without an error: class fields then hide
 * Lit's accessors, and nothing that a page sets is ever shown.
 */
for (const file of ['ws-tester.js', 'ws-tester.iife.js']) {
  describe(`the elements of the built ${file}`, () => {
    let server: PageServer;
    let browser: Browser;
    let page: Page;
    before(async () => {
      const tag = file.includes('iife') ? '<script' : '<script type="module"';
      const html = `<!doctype html><title>A page</title>${tag} src="/cdn/${file}"></script>
        <ws-tester url="/from-attribute" theme="light"></ws-tester>`;
      server = await servePages((path) => {
        if (path === '/') return { body: html };
        return path.startsWith('/cdn/') ? { type: javascript, body: textOf(`dist${path}`) } : undefined;
      });
      browser = await launchChromium();
      page = await browser.newPage();
      await page.goto(server.origin);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    it('have accessors, not own fields', async () => {
      const own = await page.evaluate(() => {
        const tester = document.querySelector('ws-tester')!;
        const names = ['url', 'protocols', 'reconnect', 'lockUrl', 'message', 'format', 'theme'];
        return names.filter((name) => Object.hasOwn(tester, name));
      });
      assert.deepEqual(own, []);
    });

    it('show a property that the page sets', async () => {
      const field = page.getByRole('textbox', { name: 'WebSocket URL' });
      const message = page.getByRole('textbox', { name: 'Message' });
      assert.match(await field.inputValue(), /from-attribute/);
      await page.evaluate(() => {
        Object.assign(document.querySelector('ws-tester')!, {
          url: 'wss://example.com/from-property',
          message: 'given later',
          theme: 'dark',
        });
      });
      await page.waitForFunction(() => document.querySelector('ws-tester')?.matches('[theme=dark]'));
      assert.equal(await field.inputValue(), 'wss://example.com/from-property');
      assert.equal(await message.inputValue(), 'given later');
    });
  });
}
