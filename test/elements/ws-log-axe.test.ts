import { expect, waitUntil } from '@open-wc/testing';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { logPage, noonMs, receive, type LogPage } from './ws-log-page.js';

const failedEnd: AttemptEnd = {
  endedBy: 'peer',
  opened: false,
  code: 1006,
  reason: '',
  wasClean: false,
  errorEvent: true,
  atMs: noonMs,
  durationMs: 1_500,
  idleMs: 1_500,
};

async function mixed(rows: number): Promise<LogPage> {
  const page = await logPage();
  const { log } = page.connection;
  page.element.style.setProperty('block-size', '40rem');
  log.pushEvent('opened', { url: 'wss://a.example/', protocol: 'chat', extensions: '' }, noonMs);
  receive(page.connection, rows);
  log.pushMessage('sent', '{"type":"ping"}', noonMs);
  log.pushMessage('received', new Uint8Array([1, 2, 3]).buffer, noonMs);
  log.pushEvent('note', 'A remark.', noonMs);
  log.pushEvent('closed', { ...failedEnd, opened: true, code: 1000, wasClean: true }, noonMs);
  log.pushEvent('failed', failedEnd, noonMs);
  await page.painted();
  return page;
}

describe('ws-log for everybody', () => {
  it('is accessible while empty', async () => {
    const page = await logPage();
    await waitUntil(() => page.text.includes('0 messages'));
    await expect(page.element).to.be.accessible();
  });

  it('is accessible with 1,000 rows and each kind of row', async () => {
    const page = await mixed(1_000);
    page.press('Home');
    await expect(page.element).to.be.accessible();
    page.press('End');
    await expect(page.element).to.be.accessible();
  });

  it('is accessible with a message open', async () => {
    const page = await mixed(3);
    await page.open(/ping/);
    await expect(page.element).to.be.accessible();
  });

  it('is accessible with a failure open', async () => {
    const page = await mixed(3);
    await page.open(/failed/);
    await expect(page.element).to.be.accessible();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`is accessible in ${theme} with bytes open and the newest out of view`, async () => {
      const page = await mixed(100);
      page.element.theme = theme;
      await page.open(/01 02 03/);
      page.press('Home');
      receive(page.connection, 50, 100);
      await waitUntil(() => page.button(/new$/));
      await expect(page.element).to.be.accessible();
    });
  }

  it('names the log, the list and the views', async () => {
    const page = await mixed(1);
    await page.open(/ping/);
    expect(page.log.getAttribute('aria-label')).to.equal('Messages');
    expect(page.log.contains(page.list)).to.equal(true);
    expect(page.shadow.querySelectorAll('[role=radiogroup][aria-label="Details view"]')).to.have.length(1);
    expect(page.rows.every((row) => row.querySelector('button, a, input') === null)).to.equal(true);
    expect(page.shadow.querySelector('[role=status]')).to.equal(null);
  });

  it('has targets of 24 px at least', async () => {
    const page = await mixed(1);
    await page.open(/ping/);
    const targets = [...page.shadow.querySelectorAll<HTMLElement>('button, label, [role=option]')];
    for (const target of targets.filter((each) => each.checkVisibility())) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.innerText).to.be.at.least(24);
    }
  });

  it('fits into any width from 320 px', async () => {
    const page = await mixed(20);
    await page.open(/ping/);
    for (const width of [320, 360, 640, 1_200]) {
      page.element.style.setProperty('inline-size', `${width}px`);
      await page.painted();
      for (const part of page.shadow.querySelectorAll<HTMLElement>('.toolbar, .list, .details-header')) {
        expect(part.scrollWidth, `${part.className} at ${width}`).to.be.at.most(part.clientWidth);
      }
      expect(page.seen.length, `rows at ${width}`).to.be.above(0);
    }
  });

  it('makes its rows higher with the font of the page', async () => {
    const page = await mixed(20);
    const height = () => page.rows[0]?.getBoundingClientRect().height ?? 0;
    const before = height();
    page.element.style.setProperty('font-size', '28px');
    await waitUntil(() => height() > before * 1.4);
    expect(page.seen.at(-1)).to.contain('failed');
  });
});
