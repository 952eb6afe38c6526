import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Connection } from '../../src/core/connection.js';
import type { ConnectionSettings } from '../../src/core/connection-state.js';
import { WsConnect } from '../../src/elements/ws-connect/ws-connect.js';
import { version } from '../../src/version.js';
import { accessibleName, allByRole, byRole, description, seenText } from '../by-role.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';
import { warnings } from '../warnings.js';
import '../../src/define/ws-connect.js';

/** An element as a reader meets it. */
class ConnectPage {
  readonly element: WsConnect;
  readonly connection: Connection;

  constructor(element: WsConnect, connection: Connection) {
    this.element = element;
    this.connection = connection;
  }

  /** The rules for addresses are loaded when they are needed: waits until they are there. */
  async ready(): Promise<void> {
    const { url } = this.connection.state.settings;
    this.connection.configure({ url: 'localhost:1' });
    await waitUntil(() => description(this.url).includes('localhost'), 'no rules', {
      interval: 5,
      timeout: 8_000,
    });
    this.connection.configure({ url });
    await this.element.updateComplete;
  }

  get url(): HTMLInputElement {
    return byRole(this.element, 'textbox', 'WebSocket URL');
  }

  get subprotocols(): HTMLInputElement {
    return byRole(this.element, 'textbox', 'Subprotocols');
  }

  button(name: string): HTMLButtonElement {
    return byRole(this.element, 'button', name);
  }

  async type(field: HTMLInputElement, text: string): Promise<void> {
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  async press(name: string, detail = 1): Promise<void> {
    this.button(name).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }));
    await this.element.updateComplete;
  }

  async enter(field: HTMLInputElement, isComposing = false): Promise<void> {
    field.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        bubbles: true,
        composed: true,
        cancelable: true,
        isComposing,
      }),
    );
    await this.element.updateComplete;
  }

  /** Where the focus is, by its name. */
  get focused(): string {
    const active = this.element.shadowRoot?.activeElement;
    return active ? accessibleName(active) : '';
  }

  selected(field: HTMLInputElement): string {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  }

  async reaches(phase: string): Promise<void> {
    await waitUntil(
      () => this.connection.state.phase === phase,
      `never ${phase}: ${this.connection.state.phase}`,
      {
        interval: 5,
      },
    );
    await this.element.updateComplete;
  }
}

async function connectPage(
  settings: Partial<ConnectionSettings> = {},
  connection = new Connection(settings),
): Promise<ConnectPage> {
  const element = await fixture<WsConnect>(html`<ws-connect .connection=${connection}></ws-connect>`);
  const page = new ConnectPage(element, connection);
  if (connection.state.phase === 'idle') await page.ready();
  return page;
}

/** A connection whose sockets do nothing, and how many there were. */
function idleSockets(settings: Partial<ConnectionSettings>) {
  const sockets: ScriptedSocket[] = [];
  const connection = new Connection({
    ...settings,
    ports: {
      socket: (url, protocols) => {
        const socket = new ScriptedSocket(url, protocols);
        sockets.push(socket);
        return socket;
      },
    },
  });
  return { connection, sockets };
}

describe('ws-connect', () => {
  it('is defined as WsConnect and says its version', () => {
    expect(customElements.get('ws-connect')).to.equal(WsConnect);
    expect(WsConnect.version).to.equal(version);
  });

  it('offers two plain text fields and one button, each by its name', async () => {
    const page = await connectPage({ url: 'wss://example.test/', protocols: 'a, b' });
    expect(page.url.value).to.equal('wss://example.test/');
    expect(page.subprotocols.value).to.equal('a, b');
    expect(allByRole(page.element, 'button').map(accessibleName)).to.deep.equal(['Connect']);
    expect(page.url.hasAttribute('list')).to.equal(false);
  });

  it('says what to do where there is no connection', async () => {
    const element = await fixture<WsConnect>(html`<ws-connect></ws-connect>`);
    await waitUntil(() => seenText(element).includes('Put this element inside <ws-tester>'));
    element.htmlFor = 'nowhere';
    await waitUntil(() => seenText(element).includes('no element with the id "nowhere"'));
    element.htmlFor = '';
    await waitUntil(() => seenText(element) === '');
    await expect(element).to.be.accessible();
  });

  describe('the button', () => {
    it('connects, disconnects and connects again, in one place and of one width', async () => {
      const lab = labClient();
      const page = await connectPage({ url: lab.url('/echo') });
      const seen = [page.button('Connect').getBoundingClientRect()];
      await page.press('Connect');
      seen.push(page.button('Cancel').getBoundingClientRect());
      await page.reaches('open');
      seen.push(page.button('Disconnect').getBoundingClientRect());
      await page.press('Disconnect');
      expect(page.button('Disconnect').getAttribute('aria-disabled')).to.equal('true');
      await page.reaches('closed');
      seen.push(page.button('Connect').getBoundingClientRect());
      expect(new Set(seen.map((box) => JSON.stringify(box))).size, 'it moved').to.equal(1);
      expect(page.connection.state.end?.endedBy).to.equal('reader');
      expect(await lab.total()).to.equal(1);
    });

    it('cancels an attempt that is not answered', async () => {
      const page = await connectPage({ url: labClient().url('/silent') });
      await page.press('Connect');
      await page.press('Cancel');
      await page.reaches('closed');
      expect(page.connection.state.end?.endedBy).to.equal('reader');
      expect(page.connection.state.failed).to.equal(false);
      expect(page.button('Connect')).to.be.instanceOf(HTMLButtonElement);
    });

    it('cancels a retry that waits', async () => {
      const { connection, sockets } = idleSockets({ url: 'wss://example.test/', reconnectAttempts: 3 });
      const page = await connectPage({}, connection);
      await page.press('Connect');
      sockets[0]?.fire('error');
      sockets[0]?.fire('close', { code: 1006, reason: '', wasClean: false });
      await page.reaches('waiting');
      await page.press('Cancel');
      expect(connection.state.phase).to.equal('closed');
      expect(page.button('Connect')).to.be.instanceOf(HTMLButtonElement);
    });

    it('takes a double click for one', async () => {
      const { connection, sockets } = idleSockets({ url: 'wss://example.test/' });
      const page = await connectPage({}, connection);
      await page.press('Connect');
      await page.press('Cancel', 2);
      expect(connection.state.phase).to.equal('connecting');
      expect(sockets).to.have.length(1);
    });

    it('is reached by Tab after the fields, and pressed by a key', async () => {
      const { connection } = idleSockets({ url: 'wss://example.test/' });
      const page = await connectPage({}, connection);
      page.url.focus();
      await sendKeys({ press: 'Tab' });
      expect(page.focused).to.equal('Subprotocols');
      page.button('Connect').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => connection.state.phase === 'connecting');
      expect(page.focused, 'the focus stays').to.equal('Cancel');
      connection.close();
    });
  });

  describe('the fields', () => {
    it('connect to what is typed when Enter is pressed', async () => {
      const lab = labClient();
      const page = await connectPage();
      await page.type(page.url, lab.url('/echo'));
      await page.type(page.subprotocols, 'chat.v2, chat.v1');
      await page.enter(page.subprotocols);
      await page.reaches('open');
      expect(page.connection.state.protocol).to.equal('chat.v2');
      expect(await lab.total()).to.equal(1);
      await page.enter(page.url);
      expect(page.connection.state.phase, 'Enter again').to.equal('open');
      page.connection.close();
    });

    it('do not take the Enter that ends a composition', async () => {
      const { connection } = idleSockets({ url: 'wss://example.test/' });
      const page = await connectPage({}, connection);
      await page.enter(page.url, true);
      expect(connection.state.phase).to.equal('idle');
    });

    it('cannot be changed while connected, and say why', async () => {
      const page = await connectPage({ url: labClient().url('/echo') });
      await page.press('Connect');
      expect(page.url.readOnly).to.equal(true);
      expect(description(page.url)).to.contain('Cancel first');
      await page.reaches('open');
      expect(page.subprotocols.readOnly).to.equal(true);
      expect(description(page.subprotocols)).to.contain('Disconnect first');
      expect(page.url.title).to.contain('Disconnect first');
      await page.press('Disconnect');
      await page.reaches('closed');
      expect(page.url.readOnly).to.equal(false);
    });

    it('show what the page sets, also later', async () => {
      const page = await connectPage({ url: 'wss://one.test/' });
      await page.type(page.subprotocols, 'mine');
      page.connection.configure({ url: 'wss://two.test/' });
      await page.element.updateComplete;
      expect(page.url.value).to.equal('wss://two.test/');
      expect(page.subprotocols.value, 'nothing typed is lost').to.equal('mine');
    });

    it('show the endpoint that is connected, not the one that the page set meanwhile, which comes next', async () => {
      const url = 'wss://example.test/stream';
      const { connection, sockets } = idleSockets({ url });
      const page = await connectPage({}, connection);
      await page.press('Connect');
      sockets[0]!.fire('open');
      await page.reaches('open');
      expect(page.url.value).to.equal(url);
      expect(description(page.url)).not.to.contain('Next');
      page.connection.configure({ url: 'wss://later.test/' });
      await page.element.updateComplete;
      expect(page.url.value).to.equal(url);
      expect(description(page.url)).to.contain('Next: wss://later.test/');
      await page.press('Disconnect');
      sockets[0]!.fire('close', { code: 1005, reason: '', wasClean: true });
      await page.reaches('closed');
      expect(page.url.value, 'nothing set is lost').to.equal('wss://later.test/');
    });

    it('show the endpoint that the page chose when it connected, without its secret', async () => {
      const url = 'wss://example.test/stream?rate=5';
      const { connection, sockets } = idleSockets({ url });
      const page = await connectPage({}, connection);
      connection.intercept({
        beforeConnect: ({ protocols }) => ({ url: `${url}&token=abcdefgh`, protocols }),
      });
      await page.press('Connect');
      sockets[0]!.fire('open');
      await page.reaches('open');
      await waitUntil(() => page.url.value === `${url}&token=…`, page.url.value);
      expect(page.connection.state.socketUrl).to.contain('abcdefgh');
      expect(seenText(page.element)).not.to.contain('abcdefgh');
      expect(description(page.url)).to.contain('This page chose this address when it connected.');
      await page.press('Disconnect');
      sockets[0]!.fire('close', { code: 1005, reason: '', wasClean: true });
      await page.reaches('closed');
      expect(page.url.value).to.equal(url);
    });

    it('show a relative endpoint as it was typed while it is connected', async () => {
      const { connection } = idleSockets({ url: '/stream' });
      const page = await connectPage({}, connection);
      await page.press('Connect');
      expect(page.url.value).to.equal('/stream');
      expect(description(page.url)).not.to.contain('This page chose');
      connection.close();
    });

    it('stay in step with those of another one', async () => {
      const one = await connectPage();
      const other = await connectPage({}, one.connection);
      await one.type(one.url, 'wss://typed.test/');
      await other.element.updateComplete;
      expect(other.url.value).to.equal('wss://typed.test/');
      await other.type(other.subprotocols, 'a');
      await one.element.updateComplete;
      expect(one.subprotocols.value).to.equal('a');
    });

    it('read from left to right on a page that does not', async () => {
      const connection = new Connection({ url: 'wss://example.test/' });
      const holder = await fixture(
        html`<div dir="rtl"><ws-connect .connection=${connection}></ws-connect></div>`,
      );
      const element = holder.querySelector('ws-connect') as WsConnect;
      const url = byRole(element, 'textbox', 'WebSocket URL');
      expect(getComputedStyle(url).direction).to.equal('ltr');
      const button = byRole(element, 'button', 'Connect');
      expect(button.getBoundingClientRect().right).to.be.below(url.getBoundingClientRect().left);
    });
  });

  describe('what is typed wrong', () => {
    it('is named at once, and corrected by one button', async () => {
      const page = await connectPage();
      await page.type(page.url, 'localhost:8080/x');
      expect(description(page.url)).to.contain('“localhost:”');
      expect(page.url.getAttribute('aria-invalid')).to.equal('true');
      await page.press('Fix: Use ws://');
      await waitUntil(() => page.focused === 'WebSocket URL');
      expect(page.url.value).to.equal('ws://localhost:8080/x');
      expect(page.connection.state.settings.url).to.equal('ws://localhost:8080/x');
      expect(page.url.hasAttribute('aria-invalid')).to.equal(false);
    });

    it('is not tried; the field gets the focus and the place is selected', async () => {
      const lab = labClient();
      const page = await connectPage({ url: lab.url('/echo'), protocols: 'chat, v 2' });
      await page.press('Connect');
      expect(page.connection.state.phase).to.equal('idle');
      expect(page.focused).to.equal('Subprotocols');
      expect(page.selected(page.subprotocols)).to.equal(' ');
      expect(page.subprotocols.selectionStart).to.equal('chat, v'.length);
      expect(await lab.total()).to.equal(0);
    });

    it('is selected when its message is chosen', async () => {
      const page = await connectPage({ url: 'wss://example.test/#part' });
      page.button('Connect').focus();
      const message = allByRole(page.element, 'button').find((button) =>
        accessibleName(button).includes('#'),
      );
      message?.click();
      expect(page.focused).to.equal('WebSocket URL');
      expect(page.selected(page.url)).to.equal('#part');
    });

    it('does not stop an attempt where browsers only disagree', async () => {
      const { connection } = idleSockets({ url: 'wss://example.test/', protocols: 'MQTT' });
      const page = await connectPage({}, connection);
      expect(description(page.subprotocols)).to.contain('mqtt');
      expect(page.subprotocols.hasAttribute('aria-invalid')).to.equal(false);
      await page.press('Connect');
      expect(connection.state.phase).to.equal('connecting');
      connection.close();
    });

    it('moves nothing when its message comes', async () => {
      const page = await connectPage({ url: 'wss://example.test/' });
      page.element.parentElement?.style.setProperty('inline-size', '70rem');
      const before = page.element.offsetHeight;
      await page.type(page.url, 'example.test');
      expect(description(page.url)).not.to.equal('');
      expect(page.element.offsetHeight).to.equal(before);
    });
  });

  for (const width of [320, 360, 1200]) {
    it(`pushes nothing down while something wrong is typed, ${width} px wide`, async () => {
      const page = await connectPage({ url: 'wss://example.test/' });
      page.element.parentElement?.style.setProperty('inline-size', `${width}px`);
      const height = page.element.offsetHeight;
      const longest = 'mqtt "a b" '.repeat(5);
      await page.type(page.url, 'localhost:8080/a path with spaces#and-a-fragment');
      expect(page.element.offsetHeight).to.equal(height);
      await page.type(page.subprotocols, longest);
      expect(page.element.offsetHeight).to.equal(height);
      for (const message of allByRole(page.element, 'button').filter(({ title }) =>
        title.startsWith('RFC'),
      )) {
        const words = message.querySelector('span')!;
        expect(words.scrollWidth, 'all of it is to be read').to.be.at.most(words.clientWidth + 1);
      }
      page.subprotocols.blur();
      expect(page.element.offsetHeight, 'when the reader has turned away').to.equal(height);
      expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
    });
  }

  for (const width of [320, 360, 1200]) {
    it(`leaves a message where it is when the reader turns away from the field, ${width} px wide`, async () => {
      const page = await connectPage({ url: 'wss://example.test/' });
      page.element.parentElement?.style.setProperty('inline-size', `${width}px`);
      await page.type(page.url, 'wss://[::1');
      const place = () => {
        const message = allByRole(page.element, 'button').find(({ title }) => title !== '')!;
        const { left, top } = message.getBoundingClientRect();
        const field = page.url.getBoundingClientRect();
        return [Math.round(left - field.left), Math.round(top - field.top)];
      };
      page.url.focus();
      const before = place();
      page.url.blur();
      expect(place()).to.deep.equal(before);
    });
  }

  describe('an empty field', () => {
    it('is not scolded until Connect is pressed', async () => {
      const page = await connectPage();
      expect(description(page.url)).to.equal('');
      await page.press('Connect');
      expect(page.connection.state.phase).to.equal('idle');
      expect(page.focused).to.equal('WebSocket URL');
      expect(description(page.url)).to.contain('Enter the URL');
      expect(page.url.getAttribute('aria-invalid')).to.equal('true');
      await page.type(page.url, 'wss://example.test/');
      expect(description(page.url)).to.equal('');
      await page.type(page.url, '');
      expect(description(page.url)).to.equal('');
    });

    it('no longer is when the page sets a URL', async () => {
      const page = await connectPage();
      await page.press('Connect');
      page.connection.configure({ url: 'wss://example.test/' });
      await page.element.updateComplete;
      expect(description(page.url)).to.equal('');
      expect(page.url.hasAttribute('aria-invalid')).to.equal(false);
    });
  });

  it('checks before it connects also where the rules have not come yet', async () => {
    const { connection, sockets } = idleSockets({ url: 'localhost:8080' });
    const element = await fixture<WsConnect>(html`<ws-connect .connection=${connection}></ws-connect>`);
    byRole(element, 'button', 'Connect').click();
    await waitUntil(() => element.shadowRoot?.activeElement?.id === 'url');
    expect(sockets).to.have.length(0);
    connection.configure({ url: 'wss://example.test/' });
    byRole(element, 'button', 'Connect').click();
    await waitUntil(() => connection.state.phase === 'connecting');
    connection.close();
  });

  it('tells where a relative address leads, and nothing that is known already', async () => {
    const page = await connectPage({ url: '/lab/echo' });
    expect(description(page.url)).to.equal(`Connects to ${location.origin.replace(/^http/, 'ws')}/lab/echo`);
    await page.type(page.url, 'wss://example.test');
    expect(description(page.url)).to.equal('');
  });

  describe('with a fixed endpoint', () => {
    it('shows it, lets nobody change it, and connects to it', async () => {
      const lab = labClient();
      const page = await connectPage({ url: lab.url('/echo'), lockUrl: true });
      expect(page.url.readOnly).to.equal(true);
      expect(page.url.value).to.equal(lab.url('/echo'));
      expect(description(page.url)).to.contain('This page has fixed the endpoint');
      expect(allByRole(page.element, 'textbox', 'Subprotocols')).to.have.length(0);
      await page.press('Connect');
      await page.reaches('open');
      page.connection.close();
    });

    it('shows its subprotocols, and what is wrong with it without a way to change it', async () => {
      const page = await connectPage({ url: 'localhost:8080', protocols: 'a', lockUrl: true });
      expect(page.subprotocols.readOnly).to.equal(true);
      expect(description(page.url)).to.contain('“localhost:”');
      expect(allByRole(page.element, 'button').map(accessibleName).join()).not.to.contain('Fix');
      await page.press('Connect');
      expect(page.connection.state.phase).to.equal('idle');
    });
  });

  it('falls back to the page’s theme with one warning', async () => {
    const told = await warnings(async () => {
      const page = await connectPage();
      page.element.theme = 'neon';
      await page.element.updateComplete;
      page.element.requestUpdate();
      await page.element.updateComplete;
    });
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('neon').and.to.contain('auto');
  });

  describe('is accessible', () => {
    const pages: Readonly<Record<string, () => Promise<ConnectPage>>> = {
      idle: () => connectPage({ url: 'wss://example.test/' }),
      'with an error': () => connectPage({ url: 'localhost:8080' }),
      'with a warning': () => connectPage({ url: 'wss://example.test/', protocols: 'MQTT' }),
      'with a fixed endpoint': () => connectPage({ url: 'wss://example.test/', lockUrl: true }),
      connecting: async () => {
        const { connection } = idleSockets({ url: 'wss://example.test/' });
        connection.open();
        return connectPage({}, connection);
      },
    };
    for (const [name, make] of Object.entries(pages)) {
      it(name, async () => {
        const { element } = await make();
        await expect(element).to.be.accessible();
      });
      it(`${name}, in dark`, async () => {
        const { element } = await make();
        element.theme = 'dark';
        await element.updateComplete;
        await expect(element).to.be.accessible();
      });
    }
  });
});
