import { aTimeout, expect, nextFrame, waitUntil } from '@open-wc/testing';
import { logPage, receive, type LogPage } from './ws-log-page.js';

/** Notes what is written into a log until told to stop, but for what is spoken: that need not be seen. */
function watchWrites(page: LogPage): () => string[] {
  const spoken = page.shadow.querySelector('.visually-hidden[aria-live=polite]');
  const written: string[] = [];
  const note = (records: MutationRecord[]) => {
    for (const { target, type } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      if (!spoken?.contains(target)) written.push(`${type} of ${element?.className ?? ''}`);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(page.shadow, { childList: true, characterData: true, attributes: true, subtree: true });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return written;
  };
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await nextFrame();
}

/** Waits until an observer of what is in view has surely been told of a change. */
async function told(): Promise<void> {
  await frames(3);
  await aTimeout(100);
}

/** A log whose page has come to rest: what is loaded by and by is there. */
async function restingPage(): Promise<LogPage> {
  const page = await logPage();
  page.element.hideTraffic = true;
  receive(page.connection, 300);
  await page.painted();
  await waitUntil(() => page.button('Pause') && page.shadow.querySelector('input[type=text]'), 'no filter');
  await frames(3);
  return page;
}

describe('a ws-log that nobody sees', () => {
  it('writes nothing while it is far off the screen, and is right when it comes back', async () => {
    const page = await restingPage();
    const { element } = page;
    element.style.setProperty('margin-block-start', '5000px');
    await told();
    const writes = watchWrites(page);
    for (let burst = 0; burst < 5; burst++) {
      receive(page.connection, 100, 300 + burst * 100);
      await frames(2);
    }
    expect(writes()).to.deep.equal([]);
    element.scrollIntoView();
    await waitUntil(() => page.seen.at(-1)?.endsWith('m799'), 'not the newest rows');
    expect(page.text).to.contain('800 messages');
    window.scrollTo(0, 0);
  });

  it('is painted before it is scrolled to, from half a screen away on', async () => {
    const page = await restingPage();
    page.element.style.setProperty('margin-block-start', `${innerHeight * 1.1}px`);
    await told();
    receive(page.connection, 10, 300);
    await waitUntil(() => page.rowTexts.at(-1)?.endsWith('m309'), 'not painted ahead');
    expect(page.list.getBoundingClientRect().top).to.be.above(innerHeight);
  });

  it('writes nothing while the page is hidden, and is right at once when it is shown', async () => {
    const page = await restingPage();
    let isHidden = true;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    try {
      const writes = watchWrites(page);
      receive(page.connection, 500, 300);
      await frames(5);
      expect(writes()).to.deep.equal([]);
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      expect(page.seen.at(-1)).to.match(/ m799$/);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('writes nothing inside closed details, and is right when they are opened', async () => {
    const page = await restingPage();
    const { element } = page;
    const place = element.parentElement;
    const details = document.createElement('details');
    place?.append(details);
    details.append(element);
    await told();
    const writes = watchWrites(page);
    receive(page.connection, 10, 300);
    await frames(4);
    expect(writes()).to.deep.equal([]);
    details.open = true;
    await waitUntil(() => page.seen.at(-1)?.endsWith('m309'), 'not the newest rows');
  });

  it('still speaks its summary while only the log is off the screen', async () => {
    const page = await restingPage();
    page.element.style.setProperty('margin-block-start', '5000px');
    await waitUntil(() => page.spoken.includes('300 received'), 'nothing spoken of the first');
    receive(page.connection, 7, 300);
    await waitUntil(() => page.spoken === '7 received, 0 sent', 'nothing spoken', { timeout: 12_000 });
  }).timeout(20_000);
});
