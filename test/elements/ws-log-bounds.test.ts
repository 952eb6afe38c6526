import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import type { ConnectionLike } from '../../src/core/connection.js';
import { raisedBounds } from '../../src/elements/ws-log/raise-bounds.js';
import { logPage, noonMs, receive } from './ws-log-page.js';

describe('the bounds of ws-log', () => {
  it('are not spoken of until something was dropped', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 320);
    await page.painted();
    expect(page.button('Keep more')).to.equal(undefined);
    expect(page.text).not.to.contain('dropped');
  });

  it('can be raised where they dropped messages, and say what that costs', async () => {
    const page = await logPage({ maxEntries: 320, maxBytes: 50 * 1_048_576 });
    receive(page.connection, 380);
    await waitUntil(() => page.text.includes('60 older messages dropped'));
    const button = page.button('Keep more');
    expect(button?.title).to.contain('up to 640 entries or 50 MiB');
    expect(button?.getBoundingClientRect().height).to.be.at.least(24);
    button?.click();
    expect(page.connection.log.maxEntries).to.equal(640);
    expect(page.connection.log.maxBytes).to.equal(50 * 1_048_576);
    await page.element.updateComplete;
    expect(page.button('Keep more')?.title).to.contain('up to 1,280 entries or 50 MiB');
    receive(page.connection, 260, 380);
    await waitUntil(() => page.text.includes('580 kept'));
    expect(page.text).to.contain('60 older messages dropped');
  });

  it('can be raised also in bytes', async () => {
    const page = await logPage({ maxBytes: 1_048_576 });
    for (let number = 0; number < 40; number++) {
      page.connection.log.pushMessage('received', new ArrayBuffer(40_000), noonMs + number);
    }
    await waitUntil(() => page.button('Keep more'));
    page.button('Keep more')?.click();
    expect(page.connection.log.maxBytes).to.equal(2 * 1_048_576);
    expect(page.connection.log.maxEntries).to.equal(100_000);
  });

  it('can be raised where the connection is known by its shape only', async () => {
    const page = await logPage({ maxEntries: 32 });
    const { connection } = page;
    const shaped = {
      state: connection.state,
      log: connection.log,
      subscribe: (listener: () => void) => connection.subscribe(listener),
    } as unknown as ConnectionLike;
    page.element.connection = shaped;
    receive(connection, 64);
    await waitUntil(() => page.button('Keep more'));
    page.button('Keep more')?.click();
    expect(connection.log.maxEntries).to.equal(64);
  });

  it('lets the chosen row go from the list, and keeps its details', async () => {
    const page = await logPage({ maxEntries: 320 });
    receive(page.connection, 20);
    await page.open(/m15$/);
    expect(page.list.querySelector('[aria-selected=true]')?.textContent).to.match(/m15$/);
    receive(page.connection, 600, 20);
    await waitUntil(() => page.details?.innerText.includes('No longer in the log'));
    expect(page.list.querySelector('[aria-selected=true]')).to.equal(null);
    expect(page.content).to.match(/^m15/);
  });

  it('double the one that was reached, and never both in vain', () => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.nat(1_000_000),
          maxEntries: fc.nat(1_000_000),
          sizeBytes: fc.nat(1e9),
          maxBytes: fc.nat(1e9),
        }),
        (log) => {
          const { maxEntries, maxBytes } = raisedBounds(log);
          expect([log.maxEntries, Math.max(1, log.maxEntries) * 2]).to.include(maxEntries);
          expect([log.maxBytes, Math.max(1, log.maxBytes) * 2]).to.include(maxBytes);
          expect(maxEntries > log.maxEntries || maxBytes > log.maxBytes).to.equal(true);
        },
      ),
    );
  });

  it('keep a chosen row in its place while messages come and others are dropped', async () => {
    const page = await logPage({ maxEntries: 640 });
    receive(page.connection, 640);
    await page.painted();
    await page.scrollTo(10_000);
    const words = page.seen[3] ?? '';
    await page.open(words.split(' ').at(-1) ?? '');
    await nextFrame();
    await nextFrame();
    const place = () =>
      (page.list.querySelector('[aria-selected=true]')?.getBoundingClientRect().top ?? 0) -
      page.list.getBoundingClientRect().top;
    const before = place();
    receive(page.connection, 80, 640);
    await page.painted();
    expect(page.connection.log.dropped).to.be.at.least(80);
    expect(place()).to.be.closeTo(before, 1);
  });
});
