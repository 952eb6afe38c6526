import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { logPage, receive, type LogPage } from './ws-log-page.js';

/** Presses a button and lets what follows be shown. */
async function press(page: LogPage, name: string | RegExp): Promise<void> {
  const button = page.button(name);
  if (!button) throw new Error(`no button ${String(name)}`);
  button.click();
  await shown(page);
}

async function shown(page: LogPage): Promise<void> {
  await nextFrame();
  await nextFrame();
  await page.element.updateComplete;
}

const waits = (page: LogPage, count: string) =>
  waitUntil(() => page.text.includes(`Paused · ${count} waiting`), `${count} do not wait: ${page.text}`);

describe('a paused ws-log', () => {
  it('holds still, counts what waits, and shows all of it when resumed', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await press(page, 'Pause');
    const before = page.rowTexts;
    expect(page.button('Pause')).to.equal(undefined);
    await waits(page, '0');
    receive(page.connection, 1_200, 300);
    await waits(page, '1,200');
    expect(page.rowTexts).to.deep.equal(before);
    expect(page.rows[0]?.getAttribute('aria-setsize')).to.equal('300');
    expect(page.button(/new$/)).to.equal(undefined);
    await press(page, 'Resume');
    await page.painted();
    expect(page.seen.at(-1)).to.match(/ m1499$/);
    expect(page.text).to.contain('1,500 messages').and.not.contain('waiting');
    expect(page.connection.log.dropped).to.equal(0);
  });

  it('lets the reader move among what was there, and stays where they are when resumed', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await press(page, 'Pause');
    receive(page.connection, 50, 300);
    await page.scrollTo(1_000);
    const seen = page.seen;
    expect(seen.at(-1)).not.to.match(/ m299$/);
    await press(page, 'Resume');
    await page.painted();
    expect(page.seen).to.deep.equal(seen);
    await press(page, '50 new');
    expect(page.seen.at(-1)).to.match(/ m349$/);
  });

  it('takes End for the end of what was there', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await press(page, 'Pause');
    receive(page.connection, 50, 300);
    await waits(page, '50');
    page.press('Home', 'End');
    expect(page.active?.getAttribute('aria-posinset')).to.equal('300');
    expect(page.active?.innerText.trim()).to.match(/m299$/);
  });

  it('is empty after Clear, and goes on counting', async () => {
    const page = await logPage();
    receive(page.connection, 30);
    await page.painted();
    await press(page, 'Pause');
    receive(page.connection, 5, 30);
    await press(page, 'Clear');
    receive(page.connection, 7, 35);
    await waits(page, '7');
    await waitUntil(() => page.text.includes('Paused, and none of what was shown is in the log any longer.'));
    expect(page.seen).to.deep.equal([]);
    await press(page, 'Resume');
    await page.painted();
    expect(page.seen).to.have.length(7);
  });

  it('says honestly what the bounds took away meanwhile', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 320);
    await page.painted();
    await page.scrollTo(0);
    await press(page, 'Pause');
    receive(page.connection, 200, 320);
    await waits(page, '200');
    expect(page.text).to.contain('200 older messages dropped');
    expect(page.rowTexts[0]).to.match(/m200$/);
    receive(page.connection, 300, 520);
    await waitUntil(() => page.text.includes('Paused, and none of what was shown is in the log any longer.'));
    await press(page, 'Resume');
    await page.painted();
    expect(page.seen[0]).to.match(/ m500$/);
    expect(page.rows[0]?.getAttribute('aria-setsize')).to.equal('320');
  });

  it('ends when another connection is shown', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.painted();
    await press(page, 'Pause');
    const other = new Connection();
    receive(other, 2, 100);
    page.element.connection = other;
    await waitUntil(() => page.rows.length === 2);
    expect(page.button('Pause')).not.to.equal(undefined);
    receive(other, 1, 102);
    await waitUntil(() => page.rows.length === 3);
  });
});
