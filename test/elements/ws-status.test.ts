import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import type { ConnectionHooks, ConnectionOptions } from '../../src/core/connection.js';
import { globalPorts } from '../../src/core/global-ports.js';
import type { CspViolation } from '../../src/core/ports.js';
import { WsStatus } from '../../src/elements/ws-status/ws-status.js';
import { replaySocket } from '../../src/record/replay-socket.js';
import { version } from '../../src/version.js';
import { allByRole, byRole, seenText } from '../by-role.js';
import { ManualClock } from '../core/manual-clock.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';
import { warnings } from '../warnings.js';
import '../../src/define/ws-status.js';

const url = 'wss://example.test/';

/** The word, and all else that is seen. */
class StatusPage {
  readonly element: WsStatus;
  readonly connection: Connection;

  constructor(element: WsStatus, connection: Connection) {
    this.element = element;
    this.connection = connection;
  }

  get word(): string {
    return byRole(this.element, 'status', 'Connection').textContent.trim();
  }

  get text(): string {
    return seenText(this.element);
  }

  /** The bounds of something that is seen, by its part. */
  box(part: string): DOMRect | undefined {
    return this.element.shadowRoot?.querySelector(`[part="${part}"]`)?.getBoundingClientRect();
  }

  /** Waits for the word, and for the details beside it. */
  async says(word: string): Promise<void> {
    const details = () => this.element.shadowRoot?.querySelector('[part="details-line"]')?.textContent.trim();
    await waitUntil(() => this.word === word && details() !== '', `never "${word}", but "${this.word}"`, {
      interval: 5,
    });
  }

  async shows(text: string | RegExp): Promise<void> {
    const fits = () => (typeof text === 'string' ? this.text.includes(text) : text.test(this.text));
    await waitUntil(fits, `never shown: ${String(text)}; but: ${this.text}`, { interval: 10 });
  }
}

async function statusOf(connection: Connection): Promise<StatusPage> {
  const element = await fixture<WsStatus>(html`<ws-status .connection=${connection}></ws-status>`);
  return new StatusPage(element, connection);
}

async function opened(path: string, options: ConnectionOptions = {}): Promise<StatusPage> {
  const page = await statusOf(new Connection({ ...options, url: labClient().url(path) }));
  page.connection.open('reader');
  return page;
}

/** A page whose socket and time are in the test's hands. */
async function scripted(options: ConnectionOptions = {}, hooks: ConnectionHooks = {}) {
  const clock = new ManualClock();
  const socket = new ScriptedSocket(url);
  const connection = new Connection({
    url,
    ...options,
    ports: { clock, socket: () => socket, ...options.ports },
  });
  connection.intercept(hooks);
  const page = await statusOf(connection);
  connection.open('reader');
  await page.element.updateComplete;
  return { page, connection, socket, clock };
}

describe('ws-status', () => {
  it('is defined as WsStatus and says its version', () => {
    expect(customElements.get('ws-status')).to.equal(WsStatus);
    expect(WsStatus.version).to.equal(version);
  });

  it('says what to do where there is no connection', async () => {
    const element = await fixture<WsStatus>(html`<ws-status></ws-status>`);
    await waitUntil(() => seenText(element).includes('Put this element inside <ws-tester>'));
    await expect(element).to.be.accessible();
  });

  describe('the word for the phase', () => {
    it('follows a connection from its beginning to its end', async () => {
      const page = await statusOf(new Connection({ url: labClient().url('/slow?ms=50') }));
      expect(page.word).to.equal('Not connected');
      expect(page.text).to.contain('Nothing is sent until you connect');
      page.connection.open('reader');
      await page.says('Connecting');
      await page.says('Connected');
      page.connection.close(undefined, undefined, 'reader');
      await page.says('Closed');
    });

    it('is "Closing" until the other side has answered', async () => {
      const { page, connection, socket } = await scripted();
      socket.fire('open');
      connection.close(undefined, undefined, 'reader');
      await page.says('Closing');
      socket.fire('close', { code: 1005, reason: '', wasClean: true });
      await page.says('Closed');
    });

    it('is "Still trying" when there is no answer for five seconds, then "Failed"', async () => {
      const { page, clock } = await scripted();
      clock.advance(5_000);
      await page.says('Still trying');
      expect(page.text).to.contain('given up after 10 s');
      clock.advance(5_000);
      await page.says('Failed');
      expect(page.text).to.contain('No answer within 10 s').and.to.contain('A page cannot know which');
    });

    it('is "Cancelled" when the reader did not wait', async () => {
      const page = await opened('/silent');
      await page.says('Connecting');
      page.connection.close(undefined, undefined, 'reader');
      await page.says('Cancelled');
      expect(page.text).to.match(/You cancelled it after \d/);
      expect(page.text).not.to.contain('1006');
    });

    it('is "Waiting to reconnect" between retries, with a countdown beside it', async () => {
      const socket = new ScriptedSocket(url);
      const ports = { random: () => 0.999, socket: () => socket };
      const connection = new Connection({ url, reconnectAttempts: 4, ports });
      const page = await statusOf(connection);
      connection.open('reader');
      socket.fire('error');
      socket.fire('close', { code: 1006, reason: '', wasClean: false });
      await page.says('Waiting to reconnect');
      expect(page.text).to.match(/Retry 1 of 4 in \d s/);
      await page.shows('It never opened');
      connection.close(undefined, undefined, 'reader');
      await page.says('Failed');
    });

    it('stands in the live region alone: nothing in there ticks', async () => {
      const page = await opened('/echo');
      await page.says('Connected');
      await page.shows(/0:0[1-9]/);
      expect(page.word).to.equal('Connected');
      page.connection.close();
    });
  });

  describe('while open', () => {
    it('tells subprotocol, extensions, time, and messages each way', async () => {
      const page = await opened('/echo', { protocols: 'chat.v2' });
      await page.says('Connected');
      expect(page.text).to.contain('Subprotocol chat.v2 ·');
      expect(page.text).to.match(/No extensions|Extensions permessage-deflate/);
      expect(page.text).to.contain('0 sent 0 received');
      await page.connection.send('one');
      await page.connection.send('two');
      await page.shows('2 sent 2 received');
      await page.shows(/0:0[1-9]/);
      page.connection.close();
    });

    it('says so when nothing was negotiated', async () => {
      const { page, socket } = await scripted();
      socket.fire('open');
      await page.says('Connected');
      expect(page.text).to.contain('No subprotocol · No extensions');
    });

    it('moves nothing when the time and the counts grow', async () => {
      const page = await opened('/echo');
      await page.says('Connected');
      const before = [page.box('clock'), page.box('sent-count'), page.box('received-count')];
      await page.connection.send('one');
      await page.shows('1 sent 1 received');
      await page.shows(/0:0[1-9]/);
      const after = [page.box('clock'), page.box('sent-count'), page.box('received-count')];
      expect(JSON.stringify(after)).to.equal(JSON.stringify(before));
      page.connection.close();
    });

    it('shows what the socket calls itself', async () => {
      const page = await statusOf(
        new Connection({ url, ports: { socket: replaySocket([{ type: 'open', protocol: 'v1' }]) } }),
      );
      page.connection.open();
      await page.says('Connected');
      expect(page.text).to.contain('Recording').and.to.contain('Subprotocol v1');
      page.connection.close();
    });

    it('follows another connection when it is given one', async () => {
      const page = await opened('/echo');
      await page.says('Connected');
      page.element.connection = new Connection();
      await page.says('Not connected');
      page.connection.close();
    });
  });

  it('says that the page is being waited for', async () => {
    const page = await statusOf(new Connection({ url }));
    page.connection.intercept({ beforeConnect: () => new Promise(() => undefined) });
    page.connection.open('reader');
    await page.says('Connecting');
    expect(page.text).to.contain('Waiting for this page');
    page.connection.close();
  });

  it('says that it still waits for the page after five seconds, and why nothing happens', async () => {
    const startedMs = performance.now();
    const timeOriginMs = performance.timeOrigin - 4_800;
    const clock = { ...globalPorts().clock, timeOriginMs };
    const page = await statusOf(new Connection({ url, ports: { clock } }));
    page.connection.intercept({ beforeConnect: () => new Promise(() => undefined) });
    page.connection.open('reader');
    await page.says('Connecting');
    await page.says('Still trying');
    expect(performance.now() - startedMs).to.be.greaterThan(150);
    expect(page.text).to.contain('Still waiting for this page. There is no socket yet.');
    page.connection.close();
  });

  it('says that the retries are used up, and how many there were', async () => {
    const { page, socket, clock } = await scripted({ reconnectAttempts: 1 });
    const fail = () => socket.fire('close', { code: 1006, reason: '', wasClean: false });
    fail();
    await page.says('Waiting to reconnect');
    expect(page.text).not.to.contain('Gave up');
    clock.advance(1_000);
    fail();
    await page.says('Failed');
    await page.shows('Gave up after 1 retry · It never opened');
  });

  for (const width of [320, 360, 1200]) {
    it(`shows all of a badge beside a clock and large counts, ${width} px wide`, async () => {
      const { page, socket } = await scripted();
      page.element.parentElement?.style.setProperty('inline-size', `${width}px`);
      Object.assign(socket, { label: 'Recording' });
      socket.fire('open');
      for (let count = 0; count < 1_200; count += 1) socket.fire('message', { data: 'x' });
      await page.says('Connected');
      await page.shows('1,200');
      const badges = [...page.element.shadowRoot!.querySelectorAll('[part=badge]')];
      const shown = badges.filter((badge) => badge.getClientRects().length > 0);
      expect(shown).to.have.length(1);
      expect(shown[0]!.scrollWidth).to.be.at.most(shown[0]!.clientWidth);
    });
  }

  describe('pushes nothing that is below it', () => {
    /** A status in each phase, with the longest words there are for it. */
    const phases: Readonly<Record<string, () => Promise<StatusPage>>> = {
      idle: () => statusOf(new Connection()),
      connecting: async () => (await scripted()).page,
      'still trying': async () => {
        const { page, clock } = await scripted();
        clock.advance(5_000);
        await page.says('Still trying');
        return page;
      },
      open: async () => {
        const { page, socket } = await scripted();
        Object.assign(socket, {
          protocol: 'a-subprotocol-with-a-long-name.example.com.v2',
          extensions: 'permessage-deflate; client_max_window_bits=15; server_no_context_takeover',
          label: 'A recording with a long name',
        });
        socket.fire('open');
        await page.says('Connected');
        return page;
      },
      waiting: async () => {
        const socket = new ScriptedSocket(url);
        const ports = { random: () => 0.999, socket: () => socket };
        const connection = new Connection({ url, reconnectAttempts: 4, ports });
        const page = await statusOf(connection);
        connection.open('reader');
        socket.fire('error');
        socket.fire('close', { code: 1006, reason: '', wasClean: false });
        await page.says('Waiting to reconnect');
        return page;
      },
      closed: async () => {
        const { page, socket } = await scripted();
        socket.fire('open');
        socket.fire('close', { code: 4999, reason: 'W'.repeat(123), wasClean: true });
        await page.says('Closed');
        return page;
      },
      failed: async () => {
        const { page, socket } = await scripted();
        socket.fire('error');
        socket.fire('close', { code: 1006, reason: '', wasClean: false });
        await page.says('Failed');
        return page;
      },
    };
    for (const width of [1200, 1000, 640, 360, 320]) {
      it(`whatever it says, ${width} px wide`, async () => {
        const heights: Record<string, number> = {};
        for (const [phase, make] of Object.entries(phases)) {
          const page = await make();
          page.element.parentElement?.style.setProperty('inline-size', `${width}px`);
          heights[phase] = page.element.getBoundingClientRect().height;
          expect(page.box('phase')?.height, `the word in one line, ${phase}`).to.be.lessThan(26);
          expect(page.element.scrollWidth, phase).to.be.at.most(page.element.clientWidth);
          page.connection.close(undefined, undefined, 'reader');
        }
        expect(new Set(Object.values(heights)).size, JSON.stringify(heights)).to.equal(1);
      });
    }

    it('but shows all of it on request', async () => {
      const page = await phases['failed']!();
      page.element.parentElement?.style.setProperty('inline-size', '360px');
      await waitUntil(() => allByRole(page.element, 'button', 'More').length === 1, 'no button');
      const height = page.element.offsetHeight;
      byRole(page.element, 'button', 'More').click();
      await page.element.updateComplete;
      expect(page.element.offsetHeight).to.be.greaterThan(height);
      byRole(page.element, 'button', 'Less').click();
      await page.element.updateComplete;
      expect(page.element.offsetHeight).to.equal(height);
    });

    it('and has no button for it where the words fit', async () => {
      const page = await phases['idle']!();
      expect(allByRole(page.element, 'button')).to.deep.equal([]);
    });
  });

  it('keeps English words in their order on a page that reads from right to left', async () => {
    const element = await fixture<HTMLElement>(
      html`<div dir="rtl"><ws-status .connection=${new Connection()}></ws-status></div>`,
    );
    const shadow = element.querySelector('ws-status')?.shadowRoot;
    const number = shadow?.querySelector('[part="sent-count"] .number')?.getBoundingClientRect();
    const word = shadow?.querySelector('[part="sent-count"] .word')?.getBoundingClientRect();
    expect(number?.left, '"0 sent", not "sent 0"').to.be.lessThan(word?.left ?? 0);
    const range = document.createRange();
    const words = shadow?.querySelector('[part="details-line"]');
    const textNode = [...(words?.childNodes ?? [])].find((node) => node.textContent?.endsWith('.'));
    const end = textNode?.textContent?.length ?? 0;
    range.setStart(textNode!, end - 1);
    range.setEnd(textNode!, end);
    const stop = range.getBoundingClientRect();
    range.setStart(textNode!, 0);
    range.setEnd(textNode!, 1);
    const line = words!.getBoundingClientRect();
    expect(line.right - stop.right, 'on the side where the page reads from').to.be.below(
      stop.left - line.left,
    );
    expect(stop.left, 'the full stop after the sentence').to.be.greaterThan(
      range.getBoundingClientRect().left,
    );
  });

  describe('after a close', () => {
    it('looks like trouble when the code tells of trouble, and like success when it does not', async () => {
      const looks: Record<number, string | undefined> = {};
      for (const code of [1000, 1001, 1005, 1011, 4401]) {
        const { page, socket } = await scripted();
        socket.fire('open');
        socket.fire('close', { code, reason: '', wasClean: true });
        await page.says('Closed');
        const phase = byRole(page.element, 'status', 'Connection');
        looks[code] = `${phase.className} ${phase.querySelector('path')?.getAttribute('d')}`;
      }
      expect(looks[1001]).to.equal(looks[1000]);
      expect(looks[1005]).to.equal(looks[1000]);
      expect(looks[1011]).to.contain('warn').and.not.to.equal(looks[1000]);
      expect(looks[4401]).to.equal(looks[1011]);
    });

    it('tells code, name, reason, whose it was, and what to do', async () => {
      const page = await opened('/close/4401?reason=Token%20expired');
      await page.says('Closed');
      expect(page.text).to.contain(
        '4401 Private Use · Token expired · clean close by the other side · open for',
      );
      expect(page.text).to.contain('Look it up in the documentation of the service');
    });

    it('says who asked for it, and that no reason came', async () => {
      const page = await opened('/echo');
      await page.says('Connected');
      page.connection.close(1000, '', 'reader');
      await page.says('Closed');
      expect(page.text).to.contain('1000 Normal Closure · no reason given · clean close, asked for by you');
      page.connection.open('host');
      await page.says('Connected');
      page.connection.close(3000, 'bye', 'host');
      await page.says('Closed');
      expect(page.text).to.contain('· bye · clean close, asked for by this page');
    });

    it('shows what turns text round or hides it as escapes', async () => {
      const page = await opened(`/close/4000?reason=${encodeURIComponent('a\u202Eb\u200Bc')}`);
      await page.says('Closed');
      expect(page.text).to.contain('a\\u{202E}b\\u{200B}c');
    });

    it('breaks a reason without spaces', async () => {
      const page = await opened(`/close/4000?reason=${'x'.repeat(123)}`);
      page.element.parentElement?.style.setProperty('inline-size', '18rem');
      await page.says('Closed');
      expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
    });

    it('says "Failed" where no close frame came', async () => {
      const page = await opened('/drop?after=20');
      await page.says('Failed');
      expect(page.text).to.contain('1006 Abnormal Closure').and.to.contain('not a clean close');
    });

    it('makes up no code where the browser told none', async () => {
      const { page, socket, clock } = await scripted();
      socket.fire('open');
      socket.fire('error');
      clock.advance(250);
      await page.says('Failed');
      expect(page.text).to.contain('the browser reported no close code');
      expect(page.text).not.to.match(/\b[1-4]\d{3}\b/);
    });

    it('says when the other side did not answer the close', async () => {
      const { page, connection, socket, clock } = await scripted();
      socket.fire('open');
      connection.close(undefined, undefined, 'reader');
      clock.advance(5_000);
      await page.says('Failed');
      expect(page.text).to.contain('No answer to the close');
    });
  });

  describe('after an attempt that never opened', () => {
    it('tells what the browser told, and that a page cannot know more', async () => {
      const page = await opened('/reject/403');
      await page.says('Failed');
      expect(page.text).to.match(
        /It never opened\. The browser reported an error and code 1006 after \d+ ms\./,
      );
      expect(page.text).to.contain('A page cannot know which').and.not.to.contain('403');
    });

    it('tells an error without a close for what it is', async () => {
      const { page, socket, clock } = await scripted();
      socket.fire('error');
      clock.advance(250);
      await page.says('Failed');
      expect(page.text).to.contain('reported an error after').and.to.contain('but no code');
    });

    it('names the policy of the page that blocked it', async () => {
      let report: ((violation: CspViolation) => void) | undefined;
      const { page, socket, clock } = await scripted({
        ports: {
          observeCspViolations(listener) {
            report = listener;
            return () => undefined;
          },
        },
      });
      report?.({ effectiveDirective: 'connect-src', blockedUri: url, disposition: 'enforce' });
      socket.fire('error');
      clock.advance(250);
      await page.says('Failed');
      expect(page.text).to.contain('Content Security Policy (connect-src) blocked the connection');
      expect(page.text).to.contain('add the endpoint to connect-src');
    });

    it('quotes what the constructor threw', async () => {
      const page = await statusOf(new Connection({ url: 'ws://' }));
      page.connection.open();
      await page.says('Failed');
      expect(page.text).to.contain('The browser refused to try: SyntaxError');
    });

    it('says that the page refused it', async () => {
      const { page } = await scripted({}, { beforeConnect: () => undefined });
      await page.says('Cancelled');
      expect(page.text).to.contain('This page refused the connection');
    });

    it('explains a code that tells more than 1006', async () => {
      const { page, socket } = await scripted();
      socket.fire('error');
      socket.fire('close', { code: 1015, reason: '', wasClean: false });
      await page.says('Failed');
      expect(page.text).to.contain('1015 TLS Handshake').and.to.contain('It never opened');
    });
  });

  it('falls back to the page’s theme with one warning', async () => {
    const told = await warnings(async () => {
      const { element } = await statusOf(new Connection());
      element.theme = 'neon';
      await element.updateComplete;
    });
    expect(told).to.have.length(1);
  });

  describe('is accessible', () => {
    const states: Readonly<Record<string, () => Promise<StatusPage>>> = {
      idle: () => statusOf(new Connection()),
      open: async () => {
        const page = await opened('/echo', { protocols: 'a' });
        await page.says('Connected');
        return page;
      },
      closed: async () => {
        const page = await opened('/close/1011?reason=Oops');
        await page.says('Closed');
        return page;
      },
      failed: async () => {
        const page = await opened('/reject/500');
        await page.says('Failed');
        return page;
      },
    };
    for (const [name, make] of Object.entries(states)) {
      for (const theme of ['light', 'dark']) {
        it(`${name}, ${theme}`, async () => {
          const { element, connection } = await make();
          element.theme = theme;
          await element.updateComplete;
          await expect(element).to.be.accessible();
          connection.close();
        });
      }
    }
  });
});
