import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { logPage, type LogPage } from './ws-log-page.js';

const nowMs = () => performance.timeOrigin + performance.now();

/** Pushes messages that came some seconds ago, so that they stay in the last minute while a test looks. */
function flow(
  { connection: { log } }: LogPage,
  counts: { readonly received?: number; readonly sent?: number; readonly secondsAgo?: number },
): void {
  const timeMs = nowMs() - (counts.secondsAgo ?? 3) * 1_000;
  for (let count = 0; count < (counts.received ?? 0); count++) log.pushMessage('received', 'four', timeMs);
  for (let count = 0; count < (counts.sent ?? 0); count++) log.pushMessage('sent', 'zwölf Bytes', timeMs);
}

const pictures = ({ shadow }: LogPage) => [...shadow.querySelectorAll<SVGElement>('[role=img]')];

/** What the plots say to those who do not see them: messages, then bytes. */
const told = (page: LogPage) => pictures(page).map((picture) => picture.getAttribute('aria-label') ?? '');

const strip = ({ shadow }: LogPage) => shadow.querySelector<HTMLElement>('[role=group][aria-label=Traffic]');

async function flowing(options: Parameters<typeof logPage>[0] = {}): Promise<LogPage> {
  const page = await logPage(options);
  flow(page, { received: 5, sent: 2 });
  await waitUntil(() => told(page)[0]?.includes('5 in all'), 'no plots');
  return page;
}

describe('the traffic above a log', () => {
  it('is not there before messages flow, and its room is', async () => {
    const page = await logPage();
    const top = () => page.log.getBoundingClientRect().top;
    page.connection.log.pushEvent('note', 'A remark.', nowMs());
    await page.painted();
    expect(strip(page)).to.equal(null);
    const before = top();
    flow(page, { received: 1 });
    await waitUntil(() => pictures(page).length === 2, 'no plots');
    await nextFrame();
    expect(top()).to.equal(before);
  });

  it('tells messages and bytes of the last minute each way in words', async () => {
    const page = await flowing();
    flow(page, { received: 1, secondsAgo: 8 });
    await waitUntil(() => told(page)[0]?.includes('6 in all'));
    expect(told(page)).to.deep.equal([
      'Messages a second over the last minute. Received: now 0, at most 5, 6 in all. Sent: now 0, at most 2, 2 in all.',
      'Bytes a second over the last minute. Received: now 0 B, at most 20 B, 24 B in all. Sent: now 0 B, at most 24 B, 24 B in all.',
    ]);
  });

  it('leaves out what is older than a minute', async () => {
    const page = await flowing();
    flow(page, { received: 100, secondsAgo: 70 });
    flow(page, { received: 1 });
    await waitUntil(() => told(page)[0]?.includes('6 in all'));
  });

  it('shows beside each plot what the last whole second was', async () => {
    const page = await flowing();
    const { log } = page.connection;
    const timeMs = nowMs();
    for (let count = 0; count < 1_234; count++) log.pushMessage('received', 'x'.repeat(1_600), timeMs);
    log.pushMessage('sent', 'abc', timeMs);
    const rates = () =>
      [...page.shadow.querySelectorAll<HTMLElement>('[part=rates]')].map((each) =>
        each.innerText.replace(/\s+/g, ' ').trim(),
      );
    await waitUntil(() => rates()[0]?.includes('1,234/s'));
    expect(rates()).to.deep.equal(['sent 1/s received 1,234/s', 'sent 3 B/s received 2.0 MB/s']);
    expect(strip(page)?.closest('[aria-live], [role=status], [role=log]')).to.equal(null);
    await waitUntil(() => rates()[0] === 'sent 0/s received 0/s', 'does not end');
  });

  it('draws sent above the axis and received below it', async () => {
    const page = await flowing();
    const [messages] = pictures(page);
    const tops = (kind: string) => {
      const path = messages?.querySelector(`.${kind}`) as SVGGraphicsElement;
      const { y, height } = path.getBBox();
      return [y, y + height];
    };
    const [, axis] = tops('sent');
    expect(tops('received')[0]).to.equal(axis);
    expect(tops('sent')[0]).to.be.below(axis!);
    expect(tops('received')[1]).to.be.above(axis!);
  });

  it('says that it is the least where messages were dropped before they were counted', async () => {
    const page = await logPage({ maxEntries: 100 });
    const { log } = page.connection;
    const fromMs = nowMs() - 20_000;
    for (let count = 0; count < 1_000; count++) log.pushMessage('received', 'four', fromMs + count * 20);
    await waitUntil(() => told(page)[0]?.includes('these are the least'), 'not told');
    await waitUntil(() => told(page)[1]?.includes('these are the least'), 'not told of bytes');
  });

  it('starts anew when the log is cleared, and with another connection', async () => {
    const page = await flowing();
    page.connection.log.clear();
    await waitUntil(() => told(page)[0]?.includes('Received: now 0, at most 0, 0 in all'));
    flow(page, { received: 3 });
    await waitUntil(() => told(page)[0]?.includes('3 in all'));
    const other = new Connection();
    page.element.connection = other;
    await waitUntil(() => told(page)[0]?.includes('Received: now 0, at most 0, 0 in all'));
    other.log.pushMessage('received', 'one', nowMs() - 3_000);
    await waitUntil(() => told(page)[0]?.includes('1 in all'));
  });

  it('goes on where it was when the element is moved', async () => {
    const page = await flowing();
    const { parentElement } = page.element;
    page.element.remove();
    flow(page, { received: 2 });
    parentElement?.append(page.element);
    await waitUntil(() => told(page)[0]?.includes('7 in all'));
  });

  it('is hidden where the page wants that', async () => {
    const page = await logPage();
    page.element.hideTraffic = true;
    await page.element.updateComplete;
    flow(page, { received: 5 });
    await page.painted();
    expect(strip(page)).to.equal(null);
    page.element.hideTraffic = false;
    await waitUntil(() => told(page)[0]?.includes('5 in all'));
    page.element.hideTraffic = true;
    await page.element.updateComplete;
    expect(strip(page)).to.equal(null);
  });

  describe('out of sight', () => {
    afterEach(() => {
      Reflect.deleteProperty(document, 'hidden');
    });

    /** Lets 50 messages come, and gives how often the strip changed until the second after them was over. */
    async function changesUnseen(page: LogPage): Promise<number> {
      let changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      const what = { subtree: true, attributes: true, childList: true, characterData: true };
      observer.observe(page.shadow.querySelector('.traffic-place')!, what);
      let heard = 0;
      const release = page.connection.log.subscribe(() => heard++);
      flow(page, { received: 50 });
      const startMs = performance.now();
      await waitUntil(() => heard > 0 && performance.now() - startMs > 1_150, 'nothing heard', {
        timeout: 5_000,
      });
      observer.disconnect();
      release();
      return changes;
    }

    it('it paints nothing while the page is hidden, and is right afterwards', async () => {
      const page = await flowing();
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
      expect(await changesUnseen(page)).to.equal(0);
      expect(told(page)[0]).to.contain('5 in all');
      Reflect.deleteProperty(document, 'hidden');
      document.dispatchEvent(new Event('visibilitychange'));
      await page.element.updateComplete;
      expect(told(page)[0]).to.contain('55 in all');
    });

    it('it paints nothing while it is off the screen, and is right afterwards', async () => {
      const page = await flowing();
      page.element.style.setProperty('margin-block-start', '6000px');
      await nextFrame();
      await nextFrame();
      expect(await changesUnseen(page)).to.equal(0);
      page.element.style.removeProperty('margin-block-start');
      await waitUntil(() => told(page)[0]?.includes('55 in all'));
    });
  });

  it('is accessible in light and dark, and fits any width from 320 px', async () => {
    const page = await flowing();
    page.button('Round trips')?.click();
    for (const theme of ['light', 'dark'] as const) {
      page.element.theme = theme;
      await page.element.updateComplete;
      await expect(page.element).to.be.accessible();
    }
    for (const width of [320, 360, 640, 1_000, 1_400]) {
      page.element.style.setProperty('inline-size', `${width}px`);
      await nextFrame();
      const edge = page.element.getBoundingClientRect().right;
      for (const part of page.shadow.querySelectorAll('.traffic *, .round-trips *')) {
        expect(
          part.getBoundingClientRect().right,
          `${part.getAttribute('class') ?? ''} at ${width}`,
        ).to.be.at.most(edge);
      }
    }
  });
});
