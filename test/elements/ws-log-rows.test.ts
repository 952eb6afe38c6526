import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { logPage, receive, type LogPage } from './ws-log-page.js';

const rowHeight = (page: LogPage) => page.rows[0]?.getBoundingClientRect().height ?? 0;

/** The rows that exist, as a screen reader is told of them. */
function told(page: LogPage): { places: number[]; sizes: Set<string | null> } {
  return {
    places: page.rows.map((row) => Number(row.getAttribute('aria-posinset'))),
    sizes: new Set(page.rows.map((row) => row.getAttribute('aria-setsize'))),
  };
}

describe('the rows of ws-log', () => {
  it('are as high as the font of the page asks for, also when that changes', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    const before = rowHeight(page);
    await page.scrollTo(3_000);
    const top = page.seen[0];
    page.element.style.setProperty('font-size', '32px');
    await waitUntil(() => rowHeight(page) > before * 1.6, 'rows keep their height');
    const text = page.rows[0]?.querySelector('span')?.getBoundingClientRect();
    expect(text?.height).to.be.at.most(rowHeight(page));
    expect(page.seen).to.include(top);
    const tops = page.rows.map((row) => row.getBoundingClientRect().top);
    const gaps = new Set(tops.slice(1).map((each, index) => Math.round(each - (tops[index] ?? 0))));
    expect([...gaps]).to.deep.equal([Math.round(rowHeight(page))]);
    page.element.style.setProperty('font-size', '12px');
    await waitUntil(() => rowHeight(page) < before, 'rows keep their height');
    expect(page.seen).to.include(top);
  });

  it('stay at the end when their height changes there', async () => {
    const page = await logPage();
    receive(page.connection, 300);
    await page.painted();
    page.element.style.setProperty('font-size', '28px');
    await nextFrame();
    await nextFrame();
    await nextFrame();
    expect(page.seen.at(-1)).to.match(/m299$/);
    receive(page.connection, 1, 300);
    await page.painted();
    expect(page.seen.at(-1)).to.match(/m300$/);
  });

  it('tell their place and how many there are, in the order of the document, wherever the list stands', async () => {
    const page = await logPage();
    receive(page.connection, 5_000);
    await page.painted();
    for (const scrollTop of [0, 40_000, 80_000, 39_900, 10, 1e9]) {
      await page.scrollTo(scrollTop);
      const { places, sizes } = told(page);
      expect([...sizes]).to.deep.equal(['5000']);
      expect(places).to.deep.equal(places.map((_, index) => (places[0] ?? 0) + index));
      const numbers = page.rowTexts.map((text) => Number(/m(\d+)$/.exec(text)?.[1]));
      expect(numbers).to.deep.equal(places.map((place) => place - 1));
    }
  });

  it('count anew when rows are dropped, and after a clearing', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 380);
    await page.painted();
    await waitUntil(() => told(page).places.at(-1) === 320);
    page.button('Clear')?.click();
    receive(page.connection, 2, 380);
    await waitUntil(() => page.rows.length === 2);
    expect(told(page)).to.deep.equal({ places: [1, 2], sizes: new Set(['2']) });
  });

  it('have ids that are each there once, so that the active one can be named', async () => {
    const page = await logPage();
    receive(page.connection, 400);
    await page.painted();
    for (const scrollTop of [5_000, 5_100, 0]) {
      await page.scrollTo(scrollTop);
      const ids = page.rows.map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
    }
    page.press('Home', 'ArrowDown');
    expect(page.active?.getAttribute('aria-posinset')).to.equal('2');
  });

  for (const option of ['Clock', 'Delta', 'Since open', 'ISO (UTC)']) {
    it(`are not cut at 320 px, but for what a message says, with the time as ${option}`, async () => {
      const page = await logPage();
      page.element.style.setProperty('inline-size', '320px');
      page.pick('Time', option);
      const { log } = page.connection;
      log.pushEvent('opened', { url: 'wss://x.example/', protocol: '', extensions: '' }, 0);
      log.pushMessage('received', 'a'.repeat(900), 3_600_000 * 30);
      log.pushMessage('received', new ArrayBuffer(123_456), 3_600_000 * 30 + 4);
      await page.painted();
      await nextFrame();
      const { right } = page.list.getBoundingClientRect();
      const cells = page.rows.flatMap((row) => [...row.querySelectorAll<HTMLElement>(':scope > span')]);
      const cut = cells.filter(
        (cell) =>
          cell.className !== 'preview' &&
          cell.textContent !== '' &&
          (cell.scrollWidth > cell.clientWidth || cell.getBoundingClientRect().right > right),
      );
      page.pick('Time', 'Clock');
      expect(cut.map(({ textContent }) => textContent)).to.deep.equal([]);
      const heights = new Set(page.rows.map((row) => row.scrollHeight <= row.offsetHeight));
      expect([...heights]).to.deep.equal([true]);
    });
  }

  it('are at most 150 nodes in the usual height', async () => {
    const page = await logPage();
    receive(page.connection, 5_000);
    await page.painted();
    expect(page.list.querySelectorAll('*').length).to.be.at.most(150);
  });
});
