import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import { growthBetween, takeCensus } from './object-census.js';
import { openWholePages, type TesterPage, type WholePages } from './whole-pages.js';

/** How often something is done between two counts. */
const times = 100;

/** What grows by this much or more grew with each time; caches of the browser and of the page grow by less. */
const leaked = times / 2;

// In Chromium only: no other engine lets a test count the objects of a page.
describe('a tester leaks nothing', () => {
  let pages: WholePages;
  before(async () => {
    pages = await openWholePages();
  });
  after(() => pages.close());

  const grownBy = async ({ page }: TesterPage, again: (times: number) => Promise<void>) => {
    const session = await page.context().newCDPSession(page);
    const send = session.send.bind(session) as (method: string, params?: object) => Promise<unknown>;
    // Histories fill up to their bounds first.
    await again(times);
    const first = await takeCensus(send);
    await again(times);
    const growth = growthBetween(first, await takeCensus(send));
    return Object.entries(growth).filter(([, more]) => more >= leaked);
  };

  it(`when it is closed and opened again ${times} times`, async () => {
    const tester = await pages.visit();
    const growth = await grownBy(tester, (count) => tester.page.evaluate(reopen, count));
    assert.deepEqual(growth, []);
    await tester.close();
  });

  it(`when it is taken out of the page and made anew ${times} times`, async () => {
    const tester = await pages.visit();
    const growth = await grownBy(tester, (count) => tester.page.evaluate(remake, count));
    assert.deepEqual(growth, []);
    await tester.close();
  });

  it('and the count would tell if it did', async () => {
    const tester = await pages.visit();
    const growth = await grownBy(tester, (count) => tester.page.evaluate(leak, count));
    assert.deepEqual(growth, [['Kept', times]]);
    await tester.close();
  });
});

/** Runs in the page: opens, sends a message, waits for its echo, closes; and empties the log at the end. */
async function reopen(count: number): Promise<void> {
  const tester = document.querySelector<WsTester>('ws-tester')!;
  const heard = (type: string) =>
    new Promise((resolve) => tester.addEventListener(type, resolve, { once: true }));
  for (let time = 0; time < count; time++) {
    const opened = heard('ws-open');
    tester.connect();
    await opened;
    const echoed = heard('ws-messages');
    void tester.send('{"here": "and back"}');
    await echoed;
    const closed = heard('ws-close');
    tester.disconnect();
    await closed;
  }
  tester.clear();
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Runs in the page: a new tester each time, taken out while it is open. */
async function remake(count: number): Promise<void> {
  const { url } = document.querySelector<WsTester>('ws-tester')!;
  for (let time = 0; time < count; time++) {
    const tester = document.createElement('ws-tester');
    tester.url = url;
    document.body.append(tester);
    const opened = new Promise((resolve) => tester.addEventListener('ws-open', resolve, { once: true }));
    tester.connect();
    await opened;
    const closed = new Promise((resolve) => tester.addEventListener('ws-close', resolve, { once: true }));
    tester.remove();
    await closed;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Runs in the page: keeps what it should not. */
async function leak(count: number): Promise<void> {
  class Kept {
    readonly name = 'kept';
  }
  const page = globalThis as { kept?: object[] };
  page.kept ??= [];
  for (let time = 0; time < count; time++) page.kept.push(new Kept());
  await new Promise((resolve) => setTimeout(resolve, 0));
}
