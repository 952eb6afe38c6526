import { aTimeout, expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import type { AttemptEnd } from '../../src/core/attempt.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import { WsLog } from '../../src/elements/ws-log/ws-log.js';
import { version } from '../../src/version.js';
import { labClient } from '../lab.js';
import { LogPage, logPage, noonMs, receive } from './ws-log-page.js';
import '../../src/define/ws-connection.js';

const closedEnd: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  code: 4401,
  reason: 'token expired',
  wasClean: true,
  errorEvent: false,
  atMs: noonMs,
  durationMs: 1_500,
  openedAfterMs: 40,
  idleMs: 700,
};

/** Local time, as rows show it. */
function clock(timeMs: number): string {
  const time = new Date(timeMs);
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

describe('ws-log', () => {
  it('is defined as WsLog and says its version', () => {
    expect(customElements.get('ws-log')).to.equal(WsLog);
    expect(WsLog.version).to.equal(version);
  });

  it('shows what went over a real wire', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>(
      html`<ws-connection url=${lab.url('/echo')}><ws-log></ws-log></ws-connection>`,
    );
    const page = new LogPage(element.querySelector('ws-log') as WsLog, element.connection as Connection);
    expect(page.text).to.contain('What goes over the wire appears here.');
    const opened = oneEvent(element, 'ws-open');
    element.connect();
    await opened;
    await element.send('Grüße');
    await waitUntil(() => page.connection.log.receivedCount === 1, 'no echo');
    const closed = oneEvent(element, 'ws-close');
    element.disconnect(4001, 'done');
    await closed;
    await page.painted();
    await waitUntil(() => page.rowTexts[3]?.includes('Private Use'), 'no name of the code');
    const [first, second, third, fourth] = page.rowTexts;
    expect(first).to.match(/^\d\d:\d\d:\d\d\.\d{3} opened ws:.*\/echo.* · no subprotocol$/);
    expect(second).to.match(/ sent text 7 B Grüße$/);
    expect(third).to.match(/ received text 7 B Grüße$/);
    expect(fourth).to.match(/ closed 4001 Private Use · done$/);
    expect(page.text).to.contain('2 messages');
  });

  describe('a row', () => {
    it('says direction, kind, time, size and the beginning of a message', async () => {
      const page = await logPage();
      const { log } = page.connection;
      log.pushMessage('sent', '{"type":"ping"}', noonMs);
      log.pushMessage('received', new Uint8Array([0, 255, 65]).buffer, noonMs + 1);
      log.pushMessage('received', 'a🚀', noonMs + 2);
      log.pushMessage('received', '', noonMs + 3);
      await page.painted();
      expect(page.rowTexts).to.deep.equal([
        `${clock(noonMs)} sent text 15 B {"type":"ping"}`,
        `${clock(noonMs + 1)} received binary 3 B 00 ff 41`,
        `${clock(noonMs + 2)} received text 5 B a🚀`,
        `${clock(noonMs + 3)} received text 0 B empty message`,
      ]);
    });

    it('says how a connection began and ended, from the record alone', async () => {
      const page = await logPage();
      const { log } = page.connection;
      log.pushEvent('opened', { url: 'wss://a.example/', protocol: 'chat', extensions: '' }, noonMs);
      log.pushEvent('closed', closedEnd, noonMs);
      log.pushEvent(
        'closed',
        { ...closedEnd, endedBy: 'reader', opened: false, code: 1006, reason: '' },
        noonMs,
      );
      log.pushEvent(
        'failed',
        { ...closedEnd, opened: false, code: 1006, reason: '', wasClean: false, errorEvent: true },
        noonMs,
      );
      const { code, reason, wasClean, ...untold } = closedEnd;
      expect([code, reason, wasClean]).to.have.length(3);
      log.pushEvent('failed', { ...untold, opened: false }, noonMs);
      log.pushEvent('failed', { ...untold, opened: false, endedBy: 'timeout', timeout: 'handshake' }, noonMs);
      log.pushEvent(
        'failed',
        { ...untold, opened: false, threw: { name: 'SecurityError', message: 'no' } },
        noonMs,
      );
      log.pushEvent('note', 'A remark.', noonMs);
      await page.painted();
      await waitUntil(() => page.rowTexts[1]?.includes('Private Use'), 'no name of the code');
      const at = clock(noonMs);
      expect(page.rowTexts).to.deep.equal([
        `${at} opened wss://a.example/ · subprotocol chat`,
        `${at} closed 4401 Private Use · token expired`,
        `${at} closed 1006 You cancelled it before it opened.`,
        `${at} failed 1006 It never opened · Abnormal Closure`,
        `${at} failed It never opened · no code reported`,
        `${at} failed No answer within 1,500 ms; given up.`,
        `${at} failed The browser refused to try: SecurityError: no`,
        `${at} note A remark.`,
      ]);
    });

    it('keeps a hostile message a text of one line', async () => {
      const page = await logPage();
      const hostile = '<img src=x onerror="document.title=\'owned\'">\u202Eabc\u0000\nsecond line';
      page.connection.log.pushMessage('received', hostile, noonMs);
      await page.open(/onerror/);
      const [row] = page.rows;
      expect(page.rowTexts[0]).to.contain('<img src=x onerror');
      expect(page.rowTexts[0]).to.contain('\\u{202E}abc\\u{0000}');
      expect(page.shadow.querySelector('img')).to.equal(null);
      expect(page.content).to.contain('<img src=x onerror');
      expect(page.content).to.contain('\\u{202E}abc\\u{0000}\nsecond line');
      expect(row?.getBoundingClientRect().height).to.equal(
        Number.parseFloat(getComputedStyle(row as HTMLElement).blockSize),
      );
      expect(document.title).not.to.equal('owned');
    });

    it('cuts a long message, and says so by an ellipsis', async () => {
      const page = await logPage();
      page.connection.log.pushMessage('received', 'x'.repeat(5_000_000), noonMs);
      await page.painted();
      const text = page.rows[0]?.textContent ?? '';
      expect(text.length).to.be.below(500);
      expect(text).to.match(/5 MB x+…$/);
    });

    it('tells of a message that was too large to keep', async () => {
      const page = await logPage({ maxBytes: 4_000 });
      page.connection.log.pushMessage('received', 'y'.repeat(5_000), noonMs);
      await page.open(/too large to keep/);
      expect(page.rowTexts[0]).to.contain('received text ≥ 5,000 B too large to keep · yyyy');
      expect(page.details?.innerText).to.contain('Only its beginning was kept.');
      expect(page.details?.innerText).to.contain('5,000 characters');
      expect(page.button('Copy')).to.equal(undefined);
    });
  });

  describe('what stands in place of rows', () => {
    it('says what to do when nothing was connected yet', async () => {
      const page = await logPage();
      expect(page.text).to.contain('What goes over the wire appears here.');
      await waitUntil(() => page.text.includes('0 messages'));
      expect(page.list.checkVisibility()).to.equal(false);
    });

    it('says that a log was cleared', async () => {
      const page = await logPage();
      receive(page.connection, 3);
      await page.open('m1');
      page.button('Clear')?.click();
      await waitUntil(() => page.rows.length === 0);
      await page.element.updateComplete;
      expect(page.connection.log.length).to.equal(0);
      expect(page.text).to.contain('Cleared. What comes next appears here.');
      expect(page.text).to.contain('0 messages');
      expect(page.details).to.equal(undefined);
      expect(page.button('Clear')?.getAttribute('aria-disabled')).to.equal('true');
      receive(page.connection, 1, 7);
      await page.painted();
      expect(page.rowTexts).to.have.length(1);
      expect(page.text).to.contain('1 message');
    });

    it('says how to bind it where there is no connection', async () => {
      const element = await fixture<WsLog>(html`<ws-log></ws-log>`);
      await waitUntil(() => /Not bound to a connection/.test(element.shadowRoot?.textContent ?? ''));
      const dangling = await fixture<WsLog>(html`<ws-log for="nowhere"></ws-log>`);
      await waitUntil(() => /nowhere/.test(dangling.shadowRoot?.textContent ?? ''));
    });
  });

  it('shows another connection when it is given one, and forgets the first', async () => {
    const page = await logPage();
    receive(page.connection, 5);
    await page.open('m2');
    const other = new Connection();
    receive(other, 2, 100);
    page.element.connection = other;
    await waitUntil(() => page.rows.length === 2);
    await page.element.updateComplete;
    expect(page.rowTexts.map((text) => text.split(' ').at(-1))).to.deep.equal(['m100', 'm101']);
    expect(page.details).to.equal(undefined);
    receive(page.connection, 1, 6);
    await nextFrame();
    await nextFrame();
    expect(page.rows).to.have.length(2);
  });

  it('goes on where it was after a move, with its details open', async () => {
    const page = await logPage();
    receive(page.connection, 200);
    await page.painted();
    await page.scrollTo(500);
    await waitUntil(() => !page.rowTexts.join().includes('m199'));
    await page.open(/m20$/);
    const before = page.seen;
    const place = page.element.parentElement;
    page.element.remove();
    receive(page.connection, 1, 200);
    place?.append(page.element);
    await waitUntil(() => page.rows[0]?.getAttribute('aria-setsize') === '201');
    expect(page.seen).to.deep.equal(before);
    expect(page.content).to.equal('m20');
  });

  it('lets the reader scroll where the page gives too little room for list and details', async () => {
    const page = await logPage();
    page.element.style.setProperty('block-size', '160px');
    receive(page.connection, 100);
    await page.open('m99');
    expect(page.element.offsetHeight).to.equal(160);
    expect(page.details?.offsetHeight).to.be.at.least(160);
    expect(page.seen.length).to.be.at.least(2);
    expect(page.element.scrollHeight).to.be.above(page.element.clientHeight);
  });

  it('obeys the height the page gives, and has one of its own', async () => {
    const page = await logPage();
    expect(page.element.offsetHeight).to.equal(24 * 16);
    page.element.style.setProperty('block-size', '340px');
    receive(page.connection, 100);
    await page.open('m99');
    expect(page.element.offsetHeight).to.equal(340);
    expect(page.element.scrollHeight).to.equal(340);
    expect(page.list.getBoundingClientRect().bottom).to.be.at.most(
      page.details?.getBoundingClientRect().top ?? 0,
    );
  });

  it('shows a hint below the rows in the middle of what they leave free, and never over them', async () => {
    const page = await logPage({ url: labClient().url('/echo') });
    const hintBox = () => page.shadow.querySelector('[part=empty]')?.getBoundingClientRect() ?? new DOMRect();
    page.connection.open();
    await waitUntil(() => page.connection.state.phase === 'open', 'the lab did not open');
    await page.painted();
    await waitUntil(() => page.text.includes('Nothing has been sent or received yet.'));
    const middle = (hintBox().top + hintBox().bottom) / 2;
    const lastRow = page.rows.at(-1)?.getBoundingClientRect() ?? new DOMRect();
    const list = page.list.getBoundingClientRect();
    expect(middle).to.be.closeTo((lastRow.bottom + list.bottom) / 2, 2);
    for (let count = 0; count < 30; count++) page.connection.log.pushEvent('note', 'A remark.', noonMs);
    await page.painted();
    expect(hintBox().height).to.equal(0);
    page.connection.close();
  });

  it('shows a close with a code of trouble otherwise than an orderly one', async () => {
    const page = await logPage();
    for (const end of [{ code: 1000 }, { code: 4401 }, { code: 4401, endedBy: 'reader' as const }]) {
      page.connection.log.pushEvent('closed', { ...closedEnd, ...end }, noonMs);
    }
    await page.painted();
    const looks = page.rows.map((row) => {
      const direction = row.querySelector('.direction') as HTMLElement;
      return `${getComputedStyle(direction).color} ${getComputedStyle(direction, '::before').clipPath}`;
    });
    expect(looks[1]).not.to.equal(looks[0]);
    expect(looks[2]).to.equal(looks[0]);
  });

  it('speaks a summary now and then instead of every message', async () => {
    const page = await logPage();
    await page.painted();
    receive(page.connection, 12);
    for (let count = 0; count < 3; count++) page.connection.log.pushMessage('sent', 'x', noonMs);
    await page.painted();
    expect(page.log.getAttribute('aria-live')).to.equal('off');
    expect(page.spoken).to.equal('');
    await waitUntil(() => page.spoken !== '', 'nothing spoken');
    expect(page.spoken).to.equal('12 received, 3 sent');
    receive(page.connection, 1);
    await aTimeout(100);
    expect(page.spoken).to.equal('12 received, 3 sent');
    await waitUntil(() => page.spoken === '', 'it is still to be found');
  });

  it('follows the language of the page', async () => {
    const connection = new Connection();
    const element = await fixture<WsLog>(html`<ws-log lang="de" .connection=${connection}></ws-log>`);
    const page = new LogPage(element, connection);
    connection.log.pushMessage('received', 'x'.repeat(1_234), noonMs);
    await page.painted();
    expect(page.rowTexts[0]).to.contain('1.234 B');
    element.lang = 'en';
    element.requestUpdate();
    await waitUntil(() => page.rowTexts[0]?.includes('1,234 B'));
  });
});
