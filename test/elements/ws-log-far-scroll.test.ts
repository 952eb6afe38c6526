import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { logPage, receive, type LogPage } from './ws-log-page.js';

const count = 1_050_000;

/** The number of the row at the top of what is seen. */
function topNumber(page: LogPage): number {
  const { top } = page.list.getBoundingClientRect();
  const row = page.rows.find((each) => each.getBoundingClientRect().bottom > top + 1);
  return Number(row?.getAttribute('aria-posinset')) - 1;
}

/** Turns the wheel, and tells whether the browser is kept from scrolling by itself. */
async function turn(page: LogPage, init: WheelEventInit): Promise<boolean> {
  const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, composed: true, ...init });
  page.list.dispatchEvent(event);
  await nextFrame();
  await nextFrame();
  return event.defaultPrevented;
}

describe('a million rows in ws-log', function () {
  this.timeout(60_000);
  let page: LogPage;
  let rowPx: number;

  before(async () => {
    page = await logPage({ maxEntries: 2_000_000, maxBytes: 1e9 });
    // a fixture is gone after the first test
    document.body.append(page.element);
    receive(page.connection, count);
    await page.painted();
    rowPx = page.rows[0]?.getBoundingClientRect().height ?? 0;
    // what moves by true rows is loaded when it is needed
    await waitUntil(async () => turn(page, { deltaY: -rowPx }), 'the wheel is left to the browser');
  });

  after(() => {
    page.element.remove();
  });

  it('fit into a list that no browser cuts, in few nodes, each telling its place', () => {
    expect(page.list.scrollHeight).to.be.within(7_900_000, 8_000_001);
    expect(page.list.querySelectorAll('*').length).to.be.at.most(150);
    expect(page.rows[0]?.getAttribute('aria-setsize')).to.equal(String(count));
  });

  it('move by exactly three at a wheel of three, in pixels, in lines, anywhere and both ways', async () => {
    for (const part of [0.1, 0.5, 0.9]) {
      await page.scrollTo(page.list.scrollHeight * part);
      const before = topNumber(page);
      expect(before / count).to.be.closeTo(part, 0.01);
      expect(await turn(page, { deltaY: 3 * rowPx })).to.equal(true);
      expect(topNumber(page)).to.equal(before + 3);
      expect(await turn(page, { deltaY: 3, deltaMode: WheelEvent.DOM_DELTA_LINE })).to.equal(true);
      expect(topNumber(page)).to.equal(before + 6);
      await turn(page, { deltaY: -6, deltaMode: WheelEvent.DOM_DELTA_LINE });
      expect(topNumber(page)).to.equal(before);
      for (let step = 0; step < 10; step++) await turn(page, { deltaY: rowPx / 10 });
      expect(topNumber(page)).to.equal(before + 1);
    }
  });

  it('move by a screen at a wheel that counts pages', async () => {
    await page.scrollTo(page.list.scrollHeight / 2);
    const before = topNumber(page);
    await turn(page, { deltaY: 1, deltaMode: WheelEvent.DOM_DELTA_PAGE });
    expect(topNumber(page) - before).to.be.closeTo(page.list.clientHeight / rowPx, 1);
  });

  it('leave zoom, sideways movement and what goes beyond the ends to the browser', async () => {
    await page.scrollTo(page.list.scrollHeight / 2);
    expect(await turn(page, { deltaY: 30, ctrlKey: true })).to.equal(false);
    expect(await turn(page, { deltaX: 90, deltaY: 3 })).to.equal(false);
    await page.scrollTo(0);
    expect(await turn(page, { deltaY: -30 })).to.equal(false);
    await page.scrollTo(page.list.scrollHeight);
    expect(await turn(page, { deltaY: 30 })).to.equal(false);
  });

  it('move by exactly one at an arrow key, and by pages', async () => {
    await page.scrollTo(page.list.scrollHeight / 2);
    page.press('Home');
    page.press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(page.active?.getAttribute('aria-posinset')).to.equal('4');
    page.press('End', 'ArrowUp');
    expect(page.active?.getAttribute('aria-posinset')).to.equal(String(count - 1));
    page.press('PageUp');
    const paged = Number(page.active?.getAttribute('aria-posinset'));
    expect(count - 1 - paged).to.be.closeTo(page.list.clientHeight / rowPx, 2);
  });

  it('follow the end again once a wheel has reached it, and not after a small step up', async () => {
    await page.scrollTo(page.list.scrollHeight);
    await turn(page, { deltaY: -1 });
    receive(page.connection, 1, count);
    await page.painted();
    expect(page.button('1 new')).not.to.equal(undefined);
    await turn(page, { deltaY: 50 * rowPx });
    expect(page.button(/new$/)).to.equal(undefined);
    expect(page.seen.at(-1)).to.match(new RegExp(` m${count}$`));
  });

  it('follow a finger row by row, and slow down after a throw', async () => {
    await page.scrollTo(page.list.scrollHeight / 2);
    const before = topNumber(page);
    const touch = (type: string, y: number | undefined) => {
      const event = new Event(type, { bubbles: true, cancelable: true, composed: true });
      const touches = y === undefined ? [] : [{ identifier: 1, clientY: y }];
      Object.defineProperty(event, 'touches', { value: touches });
      page.list.dispatchEvent(event);
      return event.defaultPrevented;
    };
    touch('touchstart', 500);
    expect(touch('touchmove', 500 - 4 * rowPx)).to.equal(true);
    await nextFrame();
    await nextFrame();
    expect(topNumber(page)).to.equal(before + 4);
    await waitUntil(() => performance.now() > 0);
    touch('touchmove', 500 - 6 * rowPx);
    touch('touchend', undefined);
    await waitUntil(() => topNumber(page) > before + 6, 'it does not go on');
    touch('touchstart', 500);
    await nextFrame();
    await nextFrame();
    const held = topNumber(page);
    await nextFrame();
    await nextFrame();
    expect(topNumber(page)).to.equal(held);
    touch('touchcancel', undefined);
  });

  it('give the wheel back to the browser once they are few again', async () => {
    page.connection.log.clear();
    receive(page.connection, 200);
    await page.painted();
    expect(await turn(page, { deltaY: -30 })).to.equal(false);
  });
});
