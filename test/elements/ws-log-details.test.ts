import { expect, waitUntil } from '@open-wc/testing';
import { failed, type AttemptEnd } from '../../src/core/attempt.js';
import type { Payload } from '../../src/core/entry.js';
import { localIsoTime } from '../../src/elements/ws-log/local-iso-time.js';
import { logPage, noonMs, receive, type LogPage } from './ws-log-page.js';

async function opened(data: Payload): Promise<LogPage> {
  const page = await logPage();
  page.element.style.setProperty('block-size', '40rem');
  page.connection.log.pushMessage('received', data, noonMs);
  await page.painted();
  page.rows[0]?.click();
  await waitUntil(() => page.details !== undefined, 'no details');
  await page.laidOut();
  return page;
}

async function choose(page: LogPage, view: string): Promise<void> {
  page.view(view).click();
  await page.laidOut();
}

/** The columns of each line of a hex dump. */
function columns(page: LogPage): string[][] {
  return page.lines.map((line) => [...line.children].map((column) => column.textContent.trimEnd()));
}

/** Stands in for the clipboard while `act` runs; gives back what was written. */
async function copied(act: () => unknown, refuse = false): Promise<string[]> {
  const written: string[] = [];
  const clipboard = {
    writeText(text: string) {
      written.push(text);
      return refuse ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve();
    },
  };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  try {
    await act();
    await waitUntil(() => written.length > 0);
  } finally {
    delete (navigator as { clipboard?: unknown }).clipboard;
  }
  return written;
}

describe('details in ws-log', () => {
  it('tell direction, kind, size, exact time and number', async () => {
    const page = await opened('hello');
    const header = page.details?.querySelector('header')?.innerText ?? '';
    for (const words of ['received', 'text', '5 B', localIsoTime(noonMs), 'No. 0']) {
      expect(header).to.contain(words);
    }
    expect(page.details?.querySelector('time')?.dateTime).to.equal(localIsoTime(noonMs));
  });

  it('open at a click in the moment when the rows are about to be written anew', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.painted();
    // Its words change with the next paint; so they do when the names of close codes come late.
    page.element.lang = 'de';
    page.element.requestUpdate();
    await page.element.updateComplete;
    page.rows[1]?.click();
    await waitUntil(() => page.details !== undefined, 'the click was lost');
    await page.laidOut();
    expect(page.content).to.equal('m1');
  });

  it('tell the same local time as the row, with its offset from UTC', async () => {
    const page = await opened('hello');
    const time = page.details?.querySelector('time')?.dateTime ?? '';
    const rowTime = page.rows[0]?.querySelector('.time')?.textContent.trim();
    expect(time)
      .to.match(/[+-]\d\d:\d\d$/)
      .and.contain(`T${rowTime ?? 'no time'}`);
    expect(Date.parse(time)).to.equal(noonMs);
  });

  for (const [offsetMinutes, written] of [
    [0, '2026-04-05T12:00:00.007+00:00'],
    [120, '2026-04-05T14:00:00.007+02:00'],
    [345, '2026-04-05T17:45:00.007+05:45'],
    [-210, '2026-04-05T08:30:00.007-03:30'],
    [-720, '2026-04-05T00:00:00.007-12:00'],
  ] as const) {
    it(`write noon in UTC as ${written} where clocks are ${offsetMinutes} minutes ahead`, () => {
      expect(localIsoTime(noonMs, offsetMinutes)).to.equal(written);
    });
  }

  it('leave most of a small narrow log to the message, and two rows to the list', async () => {
    const page = await logPage();
    page.element.style.setProperty('inline-size', '360px');
    page.element.style.setProperty('block-size', '460px');
    receive(page.connection, 30);
    await page.open('m29');
    const box = (selector: string) =>
      page.details?.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
    expect(box('header').height).to.be.at.most(44);
    expect(box('[part=content]').height).to.be.at.least(200);
    await waitUntil(() => /m28,.*m29$/.test(page.seen.join()), 'not the last rows');
    expect(page.seen).to.have.length(2);
    const content = page.details?.querySelector<HTMLElement>('[part=content]')?.innerText;
    expect(content)
      .to.contain(localIsoTime(noonMs + 29))
      .and.contain('No. 29');
    // the least that list and details need, below however high the bar is
    const toolbarPx = page.shadow.querySelector('.toolbar')?.getBoundingClientRect().height ?? 0;
    const leastPx = Math.ceil(toolbarPx) + 48 + 128;
    page.element.style.setProperty('block-size', `${leastPx}px`);
    await waitUntil(() => page.seen.length === 1 && /m29$/.test(page.seen[0] ?? ''), 'not one row');
    expect(box('[part=content]').height).to.be.at.least(90);
    expect(page.element.scrollHeight).to.equal(leastPx);
  });

  for (const widthPx of [286, 326, 400, 620]) {
    it(`have a header of one row, in which nothing overlaps, where the log is ${widthPx} pixels wide`, async () => {
      const page = await opened('{"a":1}');
      page.element.style.setProperty('inline-size', `${widthPx}px`);
      const header = page.details?.querySelector('header') as HTMLElement;
      expect(header.getBoundingClientRect().height).to.be.at.most(44);
      const parts = ['.direction', '[role=radiogroup]', '[part~=copy-button]', '[part~=close-button]'];
      let endPx = header.getBoundingClientRect().left;
      for (const part of parts) {
        const element = header.querySelector(part);
        // The narrowest one leaves the direction to the row in the list.
        if (widthPx < 320 && !element?.checkVisibility()) continue;
        const box = element?.getBoundingClientRect() ?? new DOMRect();
        expect(box.left, part).to.be.at.least(endPx);
        endPx = box.right;
      }
      expect(endPx).to.be.at.most(header.getBoundingClientRect().right);
    });
  }

  it('do not need a second row in their narrow header after copying', async () => {
    const page = await opened('hello');
    page.element.style.setProperty('inline-size', '320px');
    const height = () => page.details?.querySelector('header')?.getBoundingClientRect().height;
    const before = height();
    await copied(() => page.button('Copy')?.click());
    await waitUntil(() => page.details?.innerText.includes('Copied'));
    expect(height()).to.equal(before);
    expect(before).to.be.at.most(44);
  });

  it('do not leave what was spoken of them in the page after they are closed', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.painted();
    page.press('End', 'Enter');
    await waitUntil(() => page.spoken === 'Details are shown below the list.');
    await waitUntil(() => page.details !== undefined);
    page.press('Escape');
    expect(page.spoken).to.equal('');
  });

  it('show JSON as a tree, with every number as it was written', async () => {
    const page = await opened('{"id":12345678901234567890,"price":61250.50,"list":[1e400,[]],"id":-0}');
    expect(page.view('JSON').checked).to.equal(true);
    expect(page.tree).to.deep.equal([
      '{ 4 keys',
      '  "id": 12345678901234567890',
      '  "price": 61250.50',
      '  "list": [ 2 items',
      '    0: 1e400',
      '    1: []',
      '  "id": -0',
    ]);
  });

  it('show a text as it came, and say what keeps it from being JSON', async () => {
    const page = await opened('{"a": 1,\n "b": oops}');
    expect(page.view('JSON').disabled).to.equal(true);
    expect(page.view('Text').checked).to.equal(true);
    expect(page.content).to.equal('{"a": 1,\n "b": oops}');
    expect(page.details?.innerText).to.match(/Not JSON: .* \(line 2, column 7\)/);
  });

  it('do not call plain words wrong JSON', async () => {
    const page = await opened('hello');
    expect(page.details?.innerText).not.to.contain('Not JSON');
  });

  it('show bytes in hexadecimal beside their ASCII', async () => {
    const page = await opened(Uint8Array.from({ length: 20 }, (_, index) => index + 0x3e).buffer);
    expect(page.view('Hex').checked).to.equal(true);
    expect(columns(page)).to.deep.equal([
      ['0000', '3e 3f 40 41 42 43 44 45  46 47 48 49 4a 4b 4c 4d', '>?@ABCDEFGHIJKLM'],
      ['0010', '4e 4f 50 51', 'NOPQ'],
    ]);
  });

  it('put eight bytes in a line where it is narrow', async () => {
    const page = await logPage();
    page.element.style.setProperty('inline-size', '340px');
    page.connection.log.pushMessage('received', new Uint8Array(12).buffer, noonMs);
    await page.open(/binary/);
    expect(columns(page)).to.deep.equal([
      ['0000', '00 00 00 00 00 00 00 00', '........'],
      ['0008', '00 00 00 00', '....'],
    ]);
  });

  it('show the UTF-8 bytes of a text', async () => {
    const page = await opened('é🚀');
    await choose(page, 'Hex');
    expect(page.content).to.contain('c3 a9 f0 9f 9a 80');
  });

  it('show binary as text or JSON where its bytes are', async () => {
    const page = await opened(new TextEncoder().encode('{"a":1}').buffer);
    expect(page.view('JSON').checked).to.equal(true);
    await choose(page, 'Text');
    expect(page.content).to.equal('{"a":1}');
    const bytes = await opened(new Uint8Array([0xff, 0xfe]).buffer);
    expect(bytes.view('Text').disabled).to.equal(true);
    expect(bytes.view('JSON').disabled).to.equal(true);
  });

  it('keep the view that the reader chose for the next message', async () => {
    const page = await opened('{"a":1}');
    page.connection.log.pushMessage('received', '{"b":2}', noonMs);
    await choose(page, 'Text');
    await page.open(/"b"/);
    await waitUntil(() => page.content === '{"b":2}', 'not the next message as text');
    expect(page.view('Text').checked).to.equal(true);
  });

  it('read a Blob when it is chosen', async () => {
    const page = await opened(new Blob(['{"late":true}']));
    await waitUntil(() => page.tree.includes('  "late": true'));
    expect(page.details?.innerText).to.contain('13 B');
  });

  it('say so when a Blob cannot be read', async () => {
    const blob = new Blob(['x']);
    blob.arrayBuffer = () => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
    const page = await opened(blob);
    await waitUntil(() => page.details?.innerText.includes('could not read this message: It is gone.'));
  });

  it('are not overtaken by a Blob that is read too late', async () => {
    const page = await logPage();
    const blob = new Blob(['late']);
    let give: (buffer: ArrayBuffer) => void = () => undefined;
    blob.arrayBuffer = () => new Promise((resolve) => (give = resolve));
    page.connection.log.pushMessage('received', blob, noonMs);
    page.connection.log.pushMessage('received', 'first', noonMs);
    await page.open(/binary/);
    expect(page.details?.innerText).to.contain('Reading…');
    await page.open(/first/);
    give(new TextEncoder().encode('late').buffer);
    await Promise.resolve();
    await page.laidOut();
    expect(page.content).to.equal('first');
  });

  it('put only those lines of a long message into the page that are seen', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
    const page = await opened(lines.join('\n'));
    expect(page.content).to.contain('line 10').and.not.to.contain('line 100');
    const scroller = page.details?.querySelector('[part=content]') as HTMLElement;
    scroller.scrollTop = scroller.scrollHeight / 2;
    await waitUntil(() => page.content.includes('line 500'), 'not scrolled');
    expect(page.lines.length).to.be.below(40);
    scroller.scrollTop = scroller.scrollHeight;
    await waitUntil(() => page.content.endsWith('line 999'), 'not at the end');
  });

  for (const [name, make] of [
    ['text without a line end', () => 'é🚀'.repeat(3_500_000)],
    ['text of line ends', () => '\r\n'.repeat(5_000_000)],
    ['JSON', () => `[${'{"type":"trade","px":61250.5,"tags":["a","b"]},'.repeat(200_000)}0]`],
    ['one JSON string', () => `"${'x'.repeat(10_000_000)}"`],
    ['binary', () => new Uint8Array(10_000_000).buffer],
  ] as const) {
    it(`keep the page small for 10 MB of ${name}`, async () => {
      const page = await opened(make());
      const details = page.details as HTMLElement;
      await waitUntil(() => page.lines.length > (name === 'one JSON string' ? 0 : 5), 'no lines');
      expect(details.textContent.length).to.be.within(100, 20_000);
      expect(details.querySelectorAll('*').length).to.be.below(300);
    });
  }

  it('copy a text as it is, whatever is shown of it', async () => {
    const text = `{"a": "\u202E"}${' '.repeat(20_000)}`;
    const page = await opened(text);
    for (const view of ['JSON', 'Text', 'Hex']) {
      await choose(page, view);
      expect(await copied(() => page.button('Copy')?.click())).to.deep.equal([text]);
      await waitUntil(() => page.details?.innerText.includes('Copied'));
    }
    await choose(page, 'Text');
    expect(page.details?.innerText).not.to.contain('Copied');
  });

  it('copy binary as hexadecimal, or as the text that is shown', async () => {
    const page = await opened(new TextEncoder().encode('[1]').buffer);
    expect(await copied(() => page.button('Copy')?.click())).to.deep.equal(['[1]']);
    await choose(page, 'Hex');
    expect(await copied(() => page.button('Copy')?.click())).to.deep.equal(['5b 31 5d']);
  });

  it('say so when the browser does not allow copying', async () => {
    const page = await opened('x');
    await copied(() => page.button('Copy')?.click(), true);
    await waitUntil(() => page.details?.innerText.includes('The browser did not allow copying'));
  });

  it('list all that is known of an opened connection', async () => {
    const page = await logPage();
    page.connection.log.pushEvent(
      'opened',
      { url: 'wss://a.example/', protocol: '', extensions: 'x; y=1' },
      noonMs,
    );
    await page.open(/opened/);
    expect(page.facts).to.deep.equal({
      URL: 'wss://a.example/',
      Subprotocol: 'none',
      Extensions: 'x; y=1',
    });
    expect(page.shadow.querySelector('[role=radiogroup]')).to.equal(null);
  });

  it('list all that is known of an end, and call untold what was not told', async () => {
    const end: AttemptEnd = {
      endedBy: 'peer',
      opened: true,
      code: 1011,
      reason: 'boom\u0000',
      wasClean: true,
      errorEvent: false,
      closeArgs: { code: 1000, reason: 'bye' },
      atMs: noonMs,
      durationMs: 12_340,
      openedAfterMs: 40,
      idleMs: 700,
    };
    const page = await logPage();
    page.connection.log.pushEvent(failed(end) ? 'failed' : 'closed', end, noonMs);
    await page.open(/boom/);
    const { Meaning, ...facts } = page.facts;
    expect(Meaning).to.be.a('string').that.is.not.empty;
    expect(facts).to.deep.equal({
      'Ended by': 'the other side',
      Opened: 'yes, after 40 ms',
      'Close code': '1011 Internal Error',
      Reason: 'boom\\u{0000}',
      'Clean close': 'yes',
      'Error event': 'no',
      'close() was called with': '1000, bye',
      Lasted: '12.3 s',
      'Silent before the end': '700 ms',
    });

    page.connection.log.pushEvent('failed', { ...end, code: 1006, reason: '', wasClean: false }, noonMs);
    await page.open(/Abnormal/);
    expect(page.facts['Ended by']).to.equal('not by this side: the server, the network or the browser');

    const untold: AttemptEnd = {
      endedBy: 'timeout',
      timeout: 'handshake',
      opened: false,
      errorEvent: true,
      threw: { name: 'SecurityError', message: 'no' },
      cspViolation: { effectiveDirective: 'connect-src', blockedUri: 'wss', disposition: 'enforce' },
      refused: 'This page refused the connection.',
      atMs: noonMs,
      durationMs: 10,
      idleMs: 10,
    };
    page.connection.log.pushEvent('failed', untold, noonMs);
    await page.open(/This page refused/);
    expect(page.facts).to.deep.equal({
      'Ended by': 'a time limit of ours',
      Opened: 'no',
      'Close code': 'the browser told none',
      'Clean close': 'the browser told none',
      'Error event': 'yes',
      'Not tried': 'This page refused the connection.',
      'Thrown by the browser': 'SecurityError: no',
      'Content Security Policy': 'connect-src blocked wss',
      'Time limit': 'the handshake was not answered',
      Lasted: '10 ms',
      'Silent before the end': '10 ms',
    });
  });

  it('are closed by their button, which gives the focus back to the list', async () => {
    const page = await logPage();
    receive(page.connection, 3);
    await page.open('m1');
    page.button('Close details')?.click();
    await page.element.updateComplete;
    expect(page.details).to.equal(undefined);
    expect(page.shadow.activeElement).to.equal(page.list);
  });
});
