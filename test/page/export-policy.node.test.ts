import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startLab, type Lab } from '../../lab/server.js';
import { launchChromium } from '../browsers/launch.js';
import { javascript, servePages, type PageServer } from './page-server.js';
import { sourceScripts } from './whole-pages.js';

describe('export and import on a page with a strict policy', () => {
  let lab: Lab;
  let server: PageServer;
  let browser: Browser;
  before(async () => {
    const [startedLab, scripts, launched] = await Promise.all([
      startLab(),
      sourceScripts(),
      launchChromium(),
    ]);
    [lab, browser] = [startedLab, launched];
    // the strictest that the elements promise to work under
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src ${lab.wsUrl.replace(/\/lab.*/, '')}`,
      "require-trusted-types-for 'script'",
      "trusted-types lit-html 'allow-duplicates'",
    ].join('; ');
    const html = `<!doctype html><html lang="en"><title>Strict</title><script type="module" src="/ws-tester.js"></script>
      <ws-tester url="${lab.wsUrl}/echo?token=S3cr3t"></ws-tester></html>`;
    server = await servePages((path) => {
      if (path === '/') return { body: html, headers: { 'Content-Security-Policy': policy } };
      const script = scripts.get(path);
      return script === undefined ? undefined : { type: javascript, body: script };
    });
  });
  after(async () => {
    await browser.close();
    await server.close();
    await lab.close();
  });

  /** What the page's policy objected to. */
  const violationsOf = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

  it('writes a file that it reads again, and breaks nothing of the policy', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(globalThis, { violations });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        violations.push(`${effectiveDirective} ${blockedURI}`);
      });
    });
    await page.goto(server.origin);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('{"price": 1}');
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await page.getByRole('status', { name: 'Connection' }).getByText('Connected', { exact: true }).waitFor();
    await send.click();
    const rows = page.getByRole('listbox', { name: 'Message list' }).getByRole('option');
    await rows.nth(2).waitFor();
    const before = await violationsOf(page);
    assert.deepEqual(before, []);

    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('radio', { name: 'HAR' }).check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^ws-tester-127\.0\.0\.1-\d+-[\dT-]+\.har$/);
    const text = await readFile(await download.path(), 'utf8');
    assert.equal(text.match(/S3cr3t/), null);
    const har = JSON.parse(text) as { log: { entries: { _webSocketMessages: { data: string }[] }[] } };
    assert.deepEqual(
      har.log.entries[0]?._webSocketMessages.map(({ data }) => data),
      ['{"price": 1}', '{"price": 1}'],
    );
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import', exact: true }).click(),
    ]);
    await chooser.setFiles({ name: 'mine.har', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByText('mine.har').waitFor();
    await rows.nth(2).waitFor();
    assert.equal(await rows.count(), 3);
    assert.deepEqual(await violationsOf(page), before);
    await page.context().close();
  });
});
