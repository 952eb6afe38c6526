import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { logPage, noonMs, receive, type LogPage } from './ws-log-page.js';

/** The number in each row that is seen. */
function seenNumbers(page: LogPage): number[] {
  return page.seen.map((text) => Number(/m(\d+)$/.exec(text)?.[1]));
}

describe('following the end in ws-log', () => {
  it('shows the newest row while the end is in view', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(299);
    receive(page.connection, 40, 300);
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(339);
    expect(page.button(/new$/)).to.equal(undefined);
  });

  it('stays where the reader scrolled to, counts what is new, and goes back at a press', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await page.scrollTo(1_000);
    const before = page.seen;
    expect(seenNumbers(page)[0]).to.be.below(100);
    receive(page.connection, 12, 300);
    await page.painted();
    expect(page.seen).to.deep.equal(before);
    const button = page.button('12 new');
    expect(button?.getBoundingClientRect().height).to.be.at.least(24);
    receive(page.connection, 1, 312);
    await page.painted();
    page.button('13 new')?.click();
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(312);
    expect(page.button(/new$/)).to.equal(undefined);
    expect(page.shadow.activeElement).to.equal(page.list);
    receive(page.connection, 1, 313);
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(313);
  });

  it('follows again once the reader has scrolled back to the end', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    await page.scrollTo(0);
    receive(page.connection, 5, 300);
    await page.painted();
    expect(page.button('5 new')).not.to.equal(undefined);
    await page.scrollTo(page.list.scrollHeight);
    expect(page.button(/new$/)).to.equal(undefined);
    receive(page.connection, 1, 305);
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(305);
  });

  it('is not pulled back to the end by a burst while the reader scrolls up', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    for (let burst = 0; burst < 5; burst++) {
      page.list.dispatchEvent(new WheelEvent('wheel', { deltaY: -40 }));
      page.list.scrollTop -= 40;
      receive(page.connection, 50, 300 + burst * 50);
      await nextFrame();
    }
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.be.below(300);
    expect(page.button('250 new')).not.to.equal(undefined);
  });

  it('does not lay its button for new rows over the chosen row', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    for (const number of [299, 295]) {
      await page.open(`m${number}`);
      receive(page.connection, 5, page.connection.log.next);
      await page.painted();
      const button = page.button(/new$/)?.getBoundingClientRect() ?? new DOMRect();
      const row = page.list.querySelector('[aria-selected=true]')?.getBoundingClientRect() ?? new DOMRect();
      expect(button.bottom <= row.top || button.top >= row.bottom, `m${number}`).to.equal(true);
      const list = page.list.getBoundingClientRect();
      expect((button.left + button.right) / 2, 'at the end of the line').to.be.above(
        list.left + 0.75 * list.width,
      );
    }
  });

  it('stops when the last row is chosen, and starts again when its details are closed there', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.open('m2');
    receive(page.connection, 300, 3);
    await page.painted();
    expect(seenNumbers(page)).to.include(2);
    page.button(/new$/)?.click();
    await page.painted();
    page.button('Close details')?.click();
    receive(page.connection, 1, 303);
    await page.painted();
    expect(seenNumbers(page).at(-1)).to.equal(303);
  });

  it('holds still at a chosen row', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.open('m297');
    await waitUntil(() => page.seen.some((text) => text.endsWith('m297')));
    receive(page.connection, 100, 300);
    await page.painted();
    expect(page.seen.some((text) => text.endsWith('m297'))).to.equal(true);
    expect(page.button(/^10\d new$|^100 new$/)).not.to.equal(undefined);
  });

  it('shows what was dropped as a number, and does not move what is in view', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 320);
    await page.painted();
    await page.scrollTo(6_000);
    const before = page.seen;
    receive(page.connection, 60, 320);
    await page.painted();
    expect(page.connection.log.dropped).to.equal(60);
    expect(page.seen).to.deep.equal(before);
    expect(page.text).to.contain('320 kept 60 older messages dropped');
  });

  it('keeps the details of a row that was dropped, and says that it is gone', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 10);
    await page.open('m3');
    expect(page.details?.innerText).not.to.contain('No longer in the log');
    receive(page.connection, 400, 10);
    await page.painted();
    expect(page.content).to.equal('m3');
    expect(page.details?.innerText).to.contain('No longer in the log');
  });

  it('shows every message of a burst once, in order, whatever is in view', async function () {
    // Two hundred screens are laid out one after the other.
    this.timeout(60_000);
    const page = await logPage();
    const { log } = page.connection;
    const count = 10_000;
    page.element.style.setProperty('block-size', '1400px');
    for (let number = 0; number < count; number++) {
      log.pushMessage(number % 3 === 0 ? 'sent' : 'received', `m${number}`, noonMs + number);
      if (number % 1_000 === 0) await nextFrame();
    }
    await page.painted();
    expect(page.text).to.contain('10,000 messages');
    const found: string[] = [];
    page.press('Home');
    for (let step = 0; found.length < count && step < count; step++) {
      for (const row of page.rows) {
        const position = Number(row.getAttribute('aria-posinset'));
        if (position === found.length + 1) found.push(row.textContent);
      }
      page.press('PageDown');
    }
    expect(found).to.have.length(count);
    const wrong = found.findIndex((text, number) => {
      const direction = number % 3 === 0 ? 'sent' : 'received';
      return !text.includes(` ${direction} `) || !text.endsWith(` m${number}`);
    });
    expect(wrong).to.equal(-1);
  });

  it('keeps the number of nodes small, however many rows there are', async () => {
    const page = await logPage({ maxEntries: 1_000_000 });
    receive(page.connection, 100_000);
    await page.painted();
    expect(page.list.querySelectorAll('*').length).to.be.below(150);
    await page.scrollTo(page.list.scrollHeight / 2);
    expect(page.list.querySelectorAll('*').length).to.be.below(150);
    expect(seenNumbers(page)[0]).to.be.within(49_000, 51_000);
    page.press('End');
    expect(page.active?.getAttribute('aria-posinset')).to.equal('100000');
  });

  it('reaches every row beyond the height that browsers allow', async () => {
    const page = await logPage({ maxEntries: 1_000_000 });
    const rows = 600_000;
    receive(page.connection, rows);
    await page.painted();
    expect(page.list.scrollHeight).to.be.at.most(8_000_001);
    expect(seenNumbers(page).at(-1)).to.equal(rows - 1);
    page.press('ArrowUp', 'ArrowUp', 'PageUp');
    const active = Number(page.active?.getAttribute('aria-posinset'));
    page.press('ArrowUp');
    expect(Number(page.active?.getAttribute('aria-posinset'))).to.equal(active - 1);
    const activeBox = page.active?.getBoundingClientRect();
    const listBox = page.list.getBoundingClientRect();
    expect(activeBox?.top).to.be.at.least(listBox.top - 1);
    expect(activeBox?.bottom).to.be.at.most(listBox.bottom + 1);
    await page.scrollTo(0);
    expect(seenNumbers(page)[0]).to.equal(0);
  });
});
