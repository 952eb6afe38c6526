import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Connection } from '../../src/core/connection.js';
import type { WsLog } from '../../src/elements/ws-log/ws-log.js';
import { LogPage, logPage, receive } from './ws-log-page.js';

function activeNumber(page: LogPage): number {
  return Number(/m(\d+)$/.exec(page.active?.innerText.trim() ?? '')?.[1]);
}

/** Goes to the list by Tab, from the last control before it. */
async function tabToList(page: LogPage): Promise<void> {
  await waitUntil(() => page.button('Round trips'), 'no traffic');
  page.button('Round trips')?.focus();
  await sendKeys({ press: 'Tab' });
  expect(page.shadow.activeElement).to.equal(page.list);
}

describe('ws-log by keyboard', () => {
  it('is one tab stop while no details are open', async () => {
    const connection = new Connection();
    const place = await fixture(html`
      <div>
        <button id="before">before</button>
        <ws-log .connection=${connection}></ws-log>
        <button id="after">after</button>
      </div>
    `);
    const page = new LogPage(place.querySelector('ws-log') as WsLog, connection);
    receive(connection, 50);
    await page.painted();
    await tabToList(page);
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement?.id).to.equal('after');
  });

  it('moves the active row by arrows, Home, End and pages', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await tabToList(page);
    expect(activeNumber(page)).to.equal(299);
    await sendKeys({ press: 'ArrowUp' });
    expect(activeNumber(page)).to.equal(298);
    await sendKeys({ press: 'Home' });
    expect(activeNumber(page)).to.equal(0);
    expect(page.seen[0]).to.match(/m0$/);
    await sendKeys({ press: 'ArrowUp' });
    expect(activeNumber(page)).to.equal(0);
    await sendKeys({ press: 'ArrowDown' });
    expect(activeNumber(page)).to.equal(1);
    const shown = page.seen.length;
    await sendKeys({ press: 'PageDown' });
    expect(activeNumber(page)).to.be.within(shown - 2, shown + 1);
    const page1 = activeNumber(page);
    await sendKeys({ press: 'PageUp' });
    expect(activeNumber(page)).to.equal(1);
    expect(page1).to.be.above(2);
    await sendKeys({ press: 'End' });
    expect(activeNumber(page)).to.equal(299);
    await sendKeys({ press: 'ArrowDown' });
    expect(activeNumber(page)).to.equal(299);
  });

  it('tells where a row stands in the whole list', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    page.press('Home', 'ArrowDown');
    expect(page.active?.getAttribute('aria-posinset')).to.equal('2');
    expect(page.active?.getAttribute('aria-setsize')).to.equal('300');
  });

  it('names no active row that does not exist', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    page.press('Home');
    expect(page.list.hasAttribute('aria-activedescendant')).to.equal(true);
    await page.scrollTo(5_000);
    await nextFrame();
    await nextFrame();
    expect(page.list.hasAttribute('aria-activedescendant')).to.equal(false);
    page.press('ArrowDown');
    expect(activeNumber(page)).to.equal(1);
    expect(page.seen.some((text) => text.endsWith('m1'))).to.equal(true);
  });

  it('stays at a row that was moved to, though more arrives', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    page.press('End', 'ArrowUp');
    receive(page.connection, 500, 300);
    await page.painted();
    expect(activeNumber(page)).to.equal(298);
    expect(page.button('500 new')).not.to.equal(undefined);
    page.press('End');
    receive(page.connection, 1, 800);
    await page.painted();
    expect(page.seen.at(-1)).to.match(/m800$/);
  });

  for (const key of ['Enter', ' ']) {
    it(`opens the details by ${key === ' ' ? 'Space' : key}, lets them go along, and closes them by Escape`, async () => {
      const page = await logPage();
      receive(page.connection, 30);
      await page.painted();
      await tabToList(page);
      await sendKeys({ press: 'Home' });
      await sendKeys({ press: key });
      await waitUntil(() => page.content === 'm0', 'not the message');
      expect(page.active?.getAttribute('aria-selected')).to.equal('true');
      expect(page.spoken).to.equal('Details are shown below the list.');
      await sendKeys({ press: 'ArrowDown' });
      await waitUntil(() => page.content === 'm1', 'not the next message');
      const selected = page.rows.filter((row) => row.getAttribute('aria-selected') === 'true');
      expect(selected.map((row) => row.innerText.trim().endsWith('m1'))).to.deep.equal([true]);
      page.button('Copy')?.focus();
      await sendKeys({ press: 'Escape' });
      await page.element.updateComplete;
      expect(page.details).to.equal(undefined);
      expect(page.shadow.activeElement).to.equal(page.list);
      await waitUntil(() => !page.shadow.querySelector('[aria-selected=true]'));
    });
  }

  it('closes the details by Escape in the list, too', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.open('m1');
    page.press('Escape');
    await page.element.updateComplete;
    expect(page.details).to.equal(undefined);
  });

  it('leaves to the browser the keys that are its own', async () => {
    const page = await logPage();
    receive(page.connection, 30);
    await page.painted();
    for (const init of [{ key: 'Home', ctrlKey: true }, { key: 'ArrowDown', altKey: true }, { key: 'a' }]) {
      const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
      page.list.dispatchEvent(event);
      expect(event.defaultPrevented, init.key).to.equal(false);
    }
  });
});
