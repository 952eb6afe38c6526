import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { Connection } from '../../src/core/connection.js';
import { timeWords } from '../../src/elements/ws-log/time-mode.js';
import { logPage, noonMs, type LogPage } from './ws-log-page.js';

/** What stands in the first cell of each row. */
const times = (page: LogPage) =>
  page.rowTexts.map((text) => /^(.*?) (sent|received|opened|closed|note)/.exec(text)?.[1]);

function exchange({ log }: Connection): void {
  log.pushEvent('note', 'A remark.', noonMs - 500);
  log.pushEvent('opened', { url: 'wss://x.example/', protocol: '', extensions: '' }, noonMs);
  log.pushMessage('sent', 'a', noonMs + 44);
  log.pushMessage('received', 'b', noonMs + 61_500);
  log.pushMessage('received', 'c', noonMs + 61_400);
}

async function shows(page: LogPage, expected: readonly string[]): Promise<void> {
  await waitUntil(() => times(page).join() === expected.join(), `times are not ${expected.join()}`);
}

describe('the time of a row in ws-log', () => {
  const forget = () => {
    localStorage.removeItem('ws-tester.time');
  };
  before(forget);
  afterEach(async () => {
    const page = await logPage();
    page.pick('Time', 'Clock');
    forget();
  });

  it('is the clock’s at first, and what the reader chooses from then on', async () => {
    const page = await logPage();
    exchange(page.connection);
    await page.painted();
    expect(page.choice('Time').value).to.equal('clock');
    expect([...page.choice('Time').options].map(({ text }) => text)).to.deep.equal([
      'Clock',
      'Delta',
      'Since open',
      'ISO (UTC)',
    ]);
    page.pick('Time', 'Delta');
    await shows(page, ['–', '+0.500 s', '+0.044 s', '+1:01.456', '−0.100 s']);
    page.pick('Time', 'Since open');
    await shows(page, ['–', '0.000 s', '0.044 s', '1:01.500', '1:01.400']);
    page.pick('Time', 'ISO (UTC)');
    await shows(
      page,
      [-500, 0, 44, 61_500, 61_400].map((afterMs) => new Date(noonMs + afterMs).toISOString()),
    );
    const clipped = page.rows.filter((row) => {
      const cell = row.firstElementChild;
      return cell && cell.scrollWidth > cell.clientWidth;
    });
    expect(clipped).to.deep.equal([]);
  });

  it('is remembered, holds for every log of the page at once, and is all that is stored', async () => {
    localStorage.clear();
    const page = await logPage();
    const other = await logPage();
    exchange(other.connection);
    page.pick('Time', 'Since open');
    await shows(other, ['–', '0.000 s', '0.044 s', '1:01.500', '1:01.400']);
    expect(other.choice('Time').value).to.equal('open');
    expect(Object.entries(localStorage)).to.deep.equal([['ws-tester.time', 'open']]);
    const third = await logPage();
    expect(third.choice('Time').value).to.equal('open');
  });

  it('tells the time since open also once the opening itself was dropped', async () => {
    const page = await logPage({ maxEntries: 16 });
    page.pick('Time', 'Since open');
    exchange(page.connection);
    for (let count = 0; count < 30; count++) page.connection.log.pushMessage('sent', 'm', noonMs + 2_000);
    await page.painted();
    expect(page.connection.log.first).to.be.above(5);
    expect(new Set(times(page))).to.deep.equal(new Set(['2.000 s']));
  });

  it('has its delta to the row before it, also when another comes to stand there', async () => {
    const page = await logPage({ maxEntries: 4 });
    page.pick('Time', 'Delta');
    exchange(page.connection);
    await nextFrame();
    await waitUntil(() => page.rows[0]?.getAttribute('aria-setsize') === '4');
    await waitUntil(() => times(page)[0] === '–', 'the first row still counts from one that is gone');
  });

  it('works where the browser stores nothing', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    try {
      const page = await logPage();
      exchange(page.connection);
      page.pick('Time', 'Since open');
      await shows(page, ['–', '0.000 s', '0.044 s', '1:01.500', '1:01.400']);
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('has hours where there are any', () => {
    const moments = { timeMs: 3_600_000 * 27 + 61_007, previousMs: 0, openedMs: 0 };
    expect(timeWords('open', moments)).to.equal('27:01:01.007');
    expect(timeWords('previous', moments)).to.equal('+27:01:01.007');
    expect(timeWords('previous', { timeMs: 0, previousMs: 0.4, openedMs: undefined })).to.equal('+0.000 s');
  });

  it('does not change the height of rows', async () => {
    const page = await logPage();
    exchange(page.connection);
    await page.painted();
    const height = page.rows[0]?.offsetHeight;
    page.pick('Time', 'ISO (UTC)');
    await page.element.updateComplete;
    await nextFrame();
    expect(page.rows[0]?.offsetHeight).to.equal(height);
  });
});
