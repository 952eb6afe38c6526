import { expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import type { WsComposer } from '../../src/elements/ws-composer/ws-composer.js';
import type { WsStatus } from '../../src/elements/ws-status/ws-status.js';
import type {
  WsBeforeConnectEvent,
  WsBeforeSendEvent,
  WsCloseEvent,
  WsFailureEvent,
} from '../../src/events.js';
import { version } from '../../src/version.js';
import { accessibleName, allByRole, byRole, seenText } from '../by-role.js';
import { labClient } from '../lab.js';
import { warnings } from '../warnings.js';
import '../../src/all.js';

/** All that a reader can name in a tester that is idle, by role. */
const namesWhenIdle: readonly (readonly [role: string, name: string])[] = [
  ['textbox', 'WebSocket URL'],
  ['textbox', 'Subprotocols'],
  ['button', 'Connect'],
  ['status', 'Connection'],
  ['log', 'Messages'],
  ['button', 'Clear'],
  ['radiogroup', 'Message format'],
  ['textbox', 'Message'],
  ['button', 'Send'],
];

async function testerAt(url: string, more: Partial<WsTester> = {}): Promise<WsTester> {
  const tester = await fixture<WsTester>(html`<ws-tester url=${url}>It needs JavaScript.</ws-tester>`);
  Object.assign(tester, more);
  await tester.updateComplete;
  return tester;
}

function word(tester: Element): string {
  return byRole(tester, 'status', 'Connection').textContent.trim();
}

async function says(tester: Element, expected: string): Promise<void> {
  await waitUntil(() => word(tester) === expected, `never "${expected}", but "${word(tester)}"`, {
    interval: 5,
  });
}

async function write(tester: Element, text: string): Promise<void> {
  const message = byRole(tester, 'textbox', 'Message');
  message.value = text;
  message.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await nextFrame();
}

describe('ws-tester', () => {
  it('is defined as WsTester and says its version', () => {
    expect(customElements.get('ws-tester')).to.equal(WsTester);
    expect(WsTester.version).to.equal(version);
  });

  it('lets a reader connect, send, read and disconnect', async () => {
    const lab = labClient();
    const tester = await testerAt(lab.url('/echo'));
    byRole(tester, 'button', 'Connect').click();
    await says(tester, 'Connected');
    await write(tester, 'hello there');
    byRole(tester, 'button', 'Send').click();
    await waitUntil(() => allByRole(tester, 'option').length >= 3, 'no rows');
    const rows = allByRole(tester, 'option').map((row) => row.getAttribute('aria-label') ?? seenText(row));
    expect(rows[1]).to.match(/sent/i).and.to.contain('hello there');
    expect(rows[2])
      .to.match(/received/i)
      .and.to.contain('hello there');
    byRole(tester, 'button', 'Disconnect').click();
    await says(tester, 'Closed');
    expect(await lab.total()).to.equal(1);
    expect(await lab.count()).to.equal(0);
  });

  it('gives everything a name, and each name once', async () => {
    const tester = await testerAt('wss://example.test/');
    for (const [role, name] of namesWhenIdle) {
      expect(allByRole(tester, role, name), `${role} ${name}`).to.have.length(1);
    }
    const names = ['textbox', 'button'].flatMap((role) => allByRole(tester, role).map(accessibleName));
    expect(new Set(names).size, names.join(' | ')).to.equal(names.length);
  });

  describe('its content', () => {
    it('is not seen, and changes nothing, while none of our parts is in it', async () => {
      const tester = await fixture<WsTester>(html`
        <ws-tester
          ><p>It needs <b>JavaScript</b>.</p></ws-tester
        >
      `);
      expect(allByRole(tester, 'button', 'Connect')).to.have.length(1);
      expect(tester.querySelector('b')?.checkVisibility()).to.equal(false);
    });

    it('replaces the default layout when one of our parts is anywhere in it', async () => {
      const tester = await fixture<WsTester>(html`
        <ws-tester url="wss://example.test/">
          <section>
            <h2>Mine</h2>
            <div><ws-connect></ws-connect></div>
          </section>
        </ws-tester>
      `);
      expect(allByRole(tester, 'log')).to.have.length(0);
      expect(byRole(tester, 'textbox', 'WebSocket URL').value).to.equal('wss://example.test/');
      expect(tester.querySelector('h2')?.checkVisibility()).to.equal(true);
    });

    it('is watched: parts may come later, and go', async () => {
      const tester = await testerAt('wss://example.test/');
      const holder = document.createElement('div');
      holder.append(document.createElement('ws-status'));
      tester.append(holder);
      await waitUntil(() => allByRole(tester, 'button').length === 0, 'the default layout stays');
      expect(word(tester)).to.equal('Not connected');
      holder.remove();
      await waitUntil(() => allByRole(tester, 'button', 'Connect').length === 1, 'no default layout');
    });

    it('keeps the connection open when it comes', async () => {
      const lab = labClient();
      const tester = await testerAt(lab.url('/echo'));
      tester.connect();
      await says(tester, 'Connected');
      tester.append(document.createElement('ws-status'));
      await waitUntil(() => allByRole(tester, 'log').length === 0);
      expect(word(tester)).to.equal('Connected');
      expect(await lab.total()).to.equal(1);
      tester.disconnect();
    });
  });

  describe('its size', () => {
    it('is 48rem high unless the page says otherwise, and what the page says then', async () => {
      const tester = await testerAt('');
      expect(tester.offsetHeight).to.equal(48 * 16);
      tester.style.setProperty('height', '700px');
      expect(tester.offsetHeight).to.equal(700);
    });

    it('stays when messages come; the log scrolls inside', async () => {
      const lab = labClient();
      const tester = await testerAt(lab.url('/echo'));
      tester.connect();
      await oneEvent(tester, 'ws-open');
      const log = byRole(tester, 'log', 'Messages').getBoundingClientRect().height;
      for (let count = 0; count < 100; count++) await tester.send(`message ${count}`);
      await waitUntil(() => tester.connection.log.receivedCount === 100);
      await nextFrame();
      await nextFrame();
      expect(tester.offsetHeight).to.equal(48 * 16);
      expect(byRole(tester, 'log', 'Messages').getBoundingClientRect().height).to.equal(log);
      tester.disconnect();
    });

    for (const width of [320, 480, 1200]) {
      it(`cuts nothing off at ${width} px`, async () => {
        const tester = await testerAt(
          'wss://example.test/a/rather/long/path/that/does/not/fit/into/a/narrow/field',
        );
        tester.style.setProperty('inline-size', `${width}px`);
        await nextFrame();
        const bounds = tester.getBoundingClientRect();
        for (const control of [...allByRole(tester, 'button'), ...allByRole(tester, 'textbox')]) {
          const { left, right, height } = control.getBoundingClientRect();
          expect(left, accessibleName(control)).to.be.at.least(bounds.left);
          expect(right, accessibleName(control)).to.be.at.most(bounds.right);
          expect(height, accessibleName(control)).to.be.at.least(24);
        }
      });
    }
  });

  describe('its settings', () => {
    it('never connect and never send', async () => {
      const lab = labClient();
      const tester = await testerAt(lab.url('/echo'), { message: 'hello', format: 'json', reconnect: 3 });
      tester.setAttribute('url', lab.url('/time'));
      tester.protocols = 'a';
      await tester.updateComplete;
      expect(word(tester)).to.equal('Not connected');
      expect(await lab.total()).to.equal(0);
    });

    it('reach the fields and the composer, as attributes and as properties', async () => {
      const tester = await fixture<WsTester>(html`
        <ws-tester url="wss://a.test/" protocols="a, b" message="[1]" format="json" lock-url></ws-tester>
      `);
      expect(byRole(tester, 'textbox', 'WebSocket URL').readOnly).to.equal(true);
      expect(byRole(tester, 'textbox', 'Subprotocols').value).to.equal('a, b');
      expect(byRole(tester, 'textbox', 'Message').value).to.equal('[1]');
      await waitUntil(() => seenText(tester).includes('Valid JSON'), 'JSON is not checked');
      tester.url = 'wss://b.test/';
      tester.lockUrl = false;
      tester.message = '[2]';
      tester.format = 'text';
      await tester.updateComplete;
      await nextFrame();
      expect(byRole(tester, 'textbox', 'WebSocket URL').value).to.equal('wss://b.test/');
      expect(byRole(tester, 'textbox', 'WebSocket URL').readOnly).to.equal(false);
      expect(byRole(tester, 'textbox', 'Message').value).to.equal('[2]');
      expect(seenText(tester)).not.to.contain('Valid JSON');
    });

    it('work when they were set as properties before the upgrade', async () => {
      const frame = await fixture<HTMLElement>(html`<div></div>`);
      const early = document.createElement('ws-early-tester') as WsTester;
      Object.assign(early, { url: 'wss://early.test/', message: 'early', reconnect: '2' });
      frame.append(early);
      customElements.define('ws-early-tester', class extends WsTester {});
      await early.updateComplete;
      expect(byRole(early, 'textbox', 'WebSocket URL').value).to.equal('wss://early.test/');
      expect(byRole(early, 'textbox', 'Message').value).to.equal('early');
      expect(early.reconnect).to.equal(2);
    });

    it('fall back with one warning each where a word is not known', async () => {
      const told = await warnings(async () => {
        const tester = await fixture<WsTester>(html`<ws-tester theme="neon" format="yaml"></ws-tester>`);
        await tester.updateComplete;
        tester.url = 'wss://a.test/';
        await tester.updateComplete;
      });
      expect(told.filter((line) => line.includes('neon'))).to.have.length(1);
      expect(told.filter((line) => line.includes('yaml'))).to.have.length(1);
      expect(told).to.have.length(2);
    });

    it('give the theme to the parts', async () => {
      const tester = await testerAt('', { theme: 'dark' });
      const field = byRole(tester, 'textbox', 'WebSocket URL');
      expect(getComputedStyle(field).colorScheme).to.equal('dark');
      const dark = getComputedStyle(field).backgroundColor;
      tester.theme = 'light';
      await tester.updateComplete;
      expect(getComputedStyle(field).backgroundColor).not.to.equal(dark);
    });
  });

  describe('for the page', () => {
    it('fires the events of the connection at itself', async () => {
      const lab = labClient();
      const tester = await testerAt(lab.url('/echo'));
      const told: string[] = [];
      for (const name of [
        'ws-before-connect',
        'ws-open',
        'ws-before-send',
        'ws-close',
        'ws-failure',
      ] as const) {
        tester.addEventListener(name, ({ type }) => told.push(type));
      }
      byRole(tester, 'button', 'Connect').click();
      await says(tester, 'Connected');
      await tester.send('x');
      const closed = oneEvent(tester, 'ws-close') as unknown as Promise<WsCloseEvent>;
      await lab.close(4000, 'done');
      expect((await closed).code).to.equal(4000);
      expect(told).to.deep.equal(['ws-before-connect', 'ws-open', 'ws-before-send', 'ws-close']);
    });

    it('obeys it before connecting and before sending', async () => {
      const lab = labClient();
      const tester = await testerAt('wss://elsewhere.test/');
      tester.addEventListener('ws-before-connect', (event: WsBeforeConnectEvent) => {
        event.url = lab.url('/echo');
      });
      tester.addEventListener('ws-before-send', (event: WsBeforeSendEvent) => {
        event.data = `signed ${event.data as string}`;
      });
      byRole(tester, 'button', 'Connect').click();
      await says(tester, 'Connected');
      await tester.send('hello');
      await waitUntil(() => tester.connection.log.receivedCount === 1);
      expect(tester.connection.log.at(-1)?.data).to.equal('signed hello');
      tester.disconnect();
    });

    it('takes a URL and connects to it in one tick, and tells of a failure', async () => {
      const lab = labClient();
      const tester = await testerAt('');
      const failure = oneEvent(tester, 'ws-failure') as unknown as Promise<WsFailureEvent>;
      tester.url = lab.url('/reject/503');
      tester.connect();
      expect((await failure).end.opened).to.equal(false);
      await says(tester, 'Failed');
      expect(tester.matches(':state(failed)')).to.equal(true);
      expect(tester.matches(':state(closed)')).to.equal(true);
    });

    it('reflects the phase as a custom state', async () => {
      const tester = await testerAt(labClient().url('/echo'));
      expect(tester.matches(':state(idle)')).to.equal(true);
      tester.connect();
      expect(tester.matches(':state(connecting)')).to.equal(true);
      await oneEvent(tester, 'ws-open');
      expect(tester.matches(':state(open)')).to.equal(true);
      expect(tester.matches(':state(connecting)')).to.equal(false);
      tester.disconnect();
    });

    it('empties the log', async () => {
      const tester = await testerAt(labClient().url('/echo'));
      tester.connect();
      await oneEvent(tester, 'ws-open');
      await tester.send('x');
      expect(tester.connection.log.length).to.be.above(1);
      tester.clear();
      expect(tester.connection.log.length).to.equal(0);
      tester.disconnect();
    });

    it('serves parts elsewhere that name its id', async () => {
      const holder = await fixture(html`
        <div>
          <ws-status for="far"></ws-status>
          <ws-tester id="far" url=${labClient().url('/echo')}></ws-tester>
        </div>
      `);
      const tester = holder.querySelector('ws-tester') as WsTester;
      const status = holder.querySelector('ws-status') as WsStatus;
      tester.connect();
      await says(status, 'Connected');
      tester.disconnect();
      await says(status, 'Closed');
    });

    it('exports every part of its parts for styling', async () => {
      const tester = await testerAt(labClient().url('/echo'), { protocols: 'a, a' });
      await waitUntil(() =>
        allByRole(tester, 'button').some((button) => accessibleName(button).startsWith('Fix')),
      );
      const notExported = new Set<string>();
      const note = () => {
        for (const part of tester.shadowRoot?.querySelectorAll('[exportparts]') ?? []) {
          const exported = (part.getAttribute('exportparts') ?? '').split(/,\s*/);
          for (const named of part.shadowRoot?.querySelectorAll('[part]') ?? []) {
            for (const name of named.part)
              if (!exported.includes(name)) notExported.add(`${part.localName} ${name}`);
          }
        }
      };
      note();
      tester.protocols = 'a';
      tester.connect();
      await says(tester, 'Connected');
      await tester.send('{"a":1}');
      await waitUntil(() => allByRole(tester, 'option').length >= 3);
      allByRole(tester, 'option')[1]?.click();
      await waitUntil(() => allByRole(tester, 'button', 'Copy').length === 1, 'no details');
      note();
      tester.disconnect();
      await says(tester, 'Closed');
      note();
      expect([...notExported]).to.deep.equal([]);
    });
  });

  it('keeps what the reader typed when the connection ends', async () => {
    const tester = await testerAt(labClient().url('/close/1001?after=50'));
    await write(tester, 'half a mess');
    tester.connect();
    await oneEvent(tester, 'ws-close');
    await says(tester, 'Closed');
    expect(byRole(tester, 'textbox', 'Message').value).to.equal('half a mess');
    expect((tester.shadowRoot?.querySelector('ws-composer') as WsComposer).value).to.equal('half a mess');
  });

  describe('is accessible', () => {
    const states: Readonly<Record<string, (tester: WsTester) => Promise<unknown>>> = {
      idle: () => Promise.resolve(),
      'open with rows': async (tester) => {
        tester.connect();
        await oneEvent(tester, 'ws-open');
        await tester.send('{"a":1}');
        await waitUntil(() => allByRole(tester, 'option').length >= 3);
      },
      closed: async (tester) => {
        tester.url = labClient().url('/close/4401?reason=Token%20expired');
        tester.connect();
        await oneEvent(tester, 'ws-close');
        await says(tester, 'Closed');
      },
      failed: async (tester) => {
        tester.url = labClient().url('/reject/403');
        tester.connect();
        await oneEvent(tester, 'ws-failure');
        await says(tester, 'Failed');
      },
    };
    for (const [name, reach] of Object.entries(states)) {
      for (const theme of ['light', 'dark']) {
        it(`${name}, ${theme}`, async () => {
          const tester = await testerAt(labClient().url('/echo'), { theme });
          await reach(tester);
          await expect(tester).to.be.accessible();
          tester.disconnect();
        });
      }
    }
  });
});
