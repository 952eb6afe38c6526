import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openWholePages, type TesterPage, type WholePages } from './whole-pages.js';

describe('nothing on the page moves', () => {
  let pages: WholePages;
  before(async () => {
    pages = await openWholePages();
  });
  after(() => pages.close());

  /** The sum of all layout shifts so far, as the Layout Instability API counts them. */
  const shiftOf = async (reserved: boolean, width = 1200) => {
    const tester = await pages.visit({ reserved, viewport: { width, height: 1000 } }, painted);
    await tester.command.waitFor();
    await frames(tester.page);
    const shift = await tester.page.evaluate(() => {
      const observer = new PerformanceObserver(() => undefined);
      observer.observe({ type: 'layout-shift', buffered: true });
      const entries = observer.takeRecords() as (PerformanceEntry & { readonly value: number })[];
      return entries.reduce((sum, { value }) => sum + value, 0);
    });
    await tester.close();
    return shift;
  };

  for (const width of [360, 1200]) {
    it(`when the script arrives on a page with the documented CSS, ${width} px wide`, async () => {
      assert.equal(await shiftOf(true, width), 0);
    });
  }

  it('only because of that CSS: without it the measurement finds a shift', async () => {
    assert.ok((await shiftOf(false)) > 0);
  });

  it('out of sight by itself: all of the console is in view at 360 px, also after a failure and a wrong message', async () => {
    const tester = await pages.visit({ endpoint: '/reject/403', viewport: { width: 360, height: 1000 } });
    await tester.message.fill('{"a": ');
    await tester.page.getByRole('radio', { name: 'JSON' }).check();
    await tester.command.click();
    await tester.status('Failed');
    await tester.message.press('Control+Enter');
    await tester.page.getByText('Your text stays here').waitFor();
    await frames(tester.page);
    const end = (await tester.page.locator('ws-tester').boundingBox())!;
    for (const text of ['Not sent: the connection is not open', 'Line 1, column']) {
      const box = (await tester.page.getByText(text).boundingBox())!;
      assert.ok(box.y + box.height <= end.y + end.height, text);
    }
    const send = (await tester.page.getByRole('button', { name: 'Send', exact: true }).boundingBox())!;
    assert.ok(send.y + send.height <= end.y + end.height, 'Send');
    await tester.close();
  });

  it('as a whole when it is 28rem high and wide: the log scrolls', async () => {
    const tester = await pages.visit({
      css: 'ws-tester { block-size: 28rem }',
      viewport: { width: 1200, height: 900 },
    });
    await tester.exchange('1');
    const { scroll, client } = await tester.page.evaluate(() => {
      const console = document.querySelector('ws-tester')?.shadowRoot?.querySelector('[part="console"]');
      return { scroll: console?.scrollHeight, client: console?.clientHeight };
    });
    assert.equal(scroll, client);
    await tester.close();
  });

  for (const width of [360, 1200]) {
    it(`while connecting, cancelled, connected and closing, ${width} px wide`, async () => {
      const size = { viewport: { width, height: 1000 } };
      const opening = await pages.visit({ endpoint: '/silent', ...size });
      const idle = await boxes(opening);
      await opening.command.click();
      await opening.status('Connecting');
      assert.deepEqual(await boxes(opening), idle, 'connecting');
      await opening.command.click();
      await opening.status('Cancelled');
      assert.deepEqual(await boxes(opening), idle, 'cancelled');
      await opening.close();

      const closing = await pages.visit({ endpoint: '/no-close', ...size });
      await closing.exchange();
      assert.deepEqual(await boxes(closing), idle, 'connected');
      await closing.send('{"a": 1}');
      assert.deepEqual(await boxes(closing), idle, 'connected, with messages');
      await closing.command.click();
      await closing.status('Closing');
      assert.deepEqual(await boxes(closing), idle, 'closing');
      await closing.close();
    });
  }
});

/** Until the page has been painted once, so that what comes later can shift it. */
async function painted(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await frames(page);
}

async function frames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function boxes({ page, command, message, log }: TesterPage) {
  await frames(page);
  return {
    command: await command.boundingBox(),
    log: await log.boundingBox(),
    message: await message.boundingBox(),
    send: await page.getByRole('button', { name: 'Send', exact: true }).boundingBox(),
    below: await page.locator('#below').boundingBox(),
  };
}
