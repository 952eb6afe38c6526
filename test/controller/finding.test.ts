import { aTimeout, expect, fixture, nextFrame } from '@open-wc/testing';
import { connectionContext } from '../../src/controller/connection-context.js';
import { ConnectionProvider } from '../../src/controller/connection-provider.js';
import { ContextProviderEvent, ContextRequestEvent } from '../../src/controller/context-request-event.js';
import type { ContextCallback } from '../../src/controller/context-request-event.js';
import { Connection } from '../../src/core/connection.js';
import type { ConnectionLike } from '../../src/core/connection.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import { LitElement, html } from 'lit';
import { UrlPart, lateConnection, noMoveBefore, shown } from './url-part.js';

class SwappingHost extends LitElement {
  readonly provider = new ConnectionProvider(this);
}
customElements.define('swapping-host', SwappingHost);

interface MovingElement extends Element {
  moveBefore(node: Node, child: Node | null): void;
}

/** Wraps its content in a provider inside its own shadow root, for as long as `wrapped`. */
class SlottingHost extends LitElement {
  static override properties = { wrapped: { type: Boolean } };
  declare wrapped: boolean;

  protected override render() {
    return this.wrapped
      ? html`<ws-connection url="ws://inner"><slot></slot></ws-connection>`
      : html`<slot></slot>`;
  }
}
customElements.define('slotting-host', SlottingHost);

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- like querySelector's own
const one = <T extends Element = HTMLElement>(within: ParentNode, selector: string): T => {
  const found = within.querySelector<T>(selector);
  if (!found) throw new TypeError(`no ${selector}`);
  return found;
};
const part = (within: ParentNode) => one<UrlPart>(within, 'url-part');
/** Past the time in which nothing found is not yet a problem. */
const settle = () => aTimeout(1);
const connectionFor = (url: string) => new Connection({ url });

describe('finding the connection', () => {
  describe('around the part', () => {
    it('finds the nearest provider', async () => {
      const page = await fixture(`<div>
        <ws-connection url="ws://outer"><ws-connection url="ws://inner"><p><url-part></url-part></p></ws-connection></ws-connection>
      </div>`);
      expect(await shown(part(page))).to.equal('ws://inner');
    });

    it('finds it from inside a closed shadow root', async () => {
      const provider = await fixture('<ws-connection url="ws://outer"><div></div></ws-connection>');
      const inside = document.createElement('url-part');
      one(provider, 'div').attachShadow({ mode: 'closed' }).append(inside);
      expect(await shown(inside)).to.equal('ws://outer');
    });

    it('finds a provider that comes late, from inside a closed shadow root too', async () => {
      const { tag, arrive } = lateConnection();
      const page = await fixture(
        `<div><${tag} url="ws://late"><url-part></url-part><div></div></${tag}></div>`,
      );
      const inside = document.createElement('url-part');
      one(page, tag).querySelector('div')?.attachShadow({ mode: 'closed' }).append(inside);
      await settle();
      expect(await shown(part(page))).to.equal('missing');
      arrive();
      expect(await shown(part(page))).to.equal('ws://late');
      expect(await shown(inside)).to.equal('ws://late');
    });

    it('goes over to a nearer provider that comes late', async () => {
      const { tag, arrive } = lateConnection();
      const page = await fixture(`<ws-connection url="ws://outer">
        <${tag} url="ws://nearer"><url-part></url-part></${tag}><url-part id="other"></url-part>
      </ws-connection>`);
      expect(await shown(part(page))).to.equal('ws://outer');
      arrive();
      expect(await shown(part(page))).to.equal('ws://nearer');
      expect(await shown(page.querySelector('#other'))).to.equal('ws://outer');
    });

    it('follows a move out, and into another provider', async () => {
      const page = await fixture(`<div>
        <ws-connection id="a" url="ws://a"><url-part></url-part></ws-connection>
        <ws-connection id="b" url="ws://b"></ws-connection>
      </div>`);
      const moved = part(page);
      page.append(moved);
      await settle();
      expect(await shown(moved)).to.equal('missing');
      expect(moved.found).to.equal(undefined);
      one(page, '#b').append(moved);
      expect(await shown(moved)).to.equal('ws://b');
      expect(moved.told).to.deep.equal([
        one<WsConnection>(page, '#a').connection,
        undefined,
        one<WsConnection>(page, '#b').connection,
      ]);
    });

    it(`follows a move of an ancestor by moveBefore${noMoveBefore}`, async function () {
      if (noMoveBefore) this.skip();
      const page = await fixture(`<div>
        <ws-connection url="ws://a"><p><url-part></url-part></p></ws-connection>
        <ws-connection id="b" url="ws://b"></ws-connection>
      </div>`);
      const mover = one<MovingElement>(page, '#b');
      mover.moveBefore(one(page, 'p'), null);
      expect(await shown(part(page))).to.equal('ws://b');
    });

    it('falls back to the outer provider when one it is slotted into goes', async () => {
      const page = await fixture(`<ws-connection url="ws://outer">
        <slotting-host wrapped><url-part></url-part></slotting-host>
      </ws-connection>`);
      const wrapper = one<SlottingHost>(page, 'slotting-host');
      await wrapper.updateComplete;
      expect(await shown(part(page))).to.equal('ws://inner');
      wrapper.wrapped = false;
      await wrapper.updateComplete;
      await settle();
      expect(await shown(part(page))).to.equal('ws://outer');
      wrapper.wrapped = true;
      await wrapper.updateComplete;
      expect(await shown(part(page))).to.equal('ws://inner');
    });
  });

  describe('by for', () => {
    it('finds an element later in the document', async () => {
      const page = await fixture(
        '<div><url-part for="later"></url-part><ws-connection id="later" url="ws://later"></ws-connection></div>',
      );
      expect(await shown(part(page))).to.equal('ws://later');
    });

    it('finds an element that is put in later', async () => {
      const page = await fixture('<div><url-part for="later:1"></url-part></div>');
      await settle();
      expect(await shown(part(page))).to.equal('dangling-for');
      const provider = document.createElement('ws-connection');
      provider.url = 'ws://later';
      provider.id = 'later:1';
      page.append(provider);
      await nextFrame();
      expect(await shown(part(page))).to.equal('ws://later');
    });

    it('waits for the upgrade of an element, and does not take the tester around it meanwhile', async () => {
      const { tag, arrive } = lateConnection();
      const page = await fixture(`<div><url-part for="target"></url-part>
        <ws-connection url="ws://wrong"><${tag} id="target" url="ws://right"></${tag}></ws-connection>
      </div>`);
      await settle();
      expect(await shown(part(page))).to.equal('silent-for');
      arrive();
      await nextFrame();
      expect(await shown(part(page))).to.equal('ws://right');
    });

    it('beats the provider around', async () => {
      const page = await fixture(`<div>
        <ws-connection url="ws://around"><url-part for="target"></url-part></ws-connection>
        <ws-connection id="target" url="ws://target"></ws-connection>
      </div>`);
      expect(await shown(part(page))).to.equal('ws://target');
    });

    it('follows a change of for, of the id and of the element', async () => {
      const page = await fixture(`<div><url-part for="a"></url-part>
        <ws-connection id="a" url="ws://a"></ws-connection><ws-connection id="b" url="ws://b"></ws-connection>
      </div>`);
      await settle();
      expect(await shown(part(page))).to.equal('ws://a');
      part(page).setAttribute('for', 'b');
      expect(await shown(part(page))).to.equal('ws://b');
      part(page).setAttribute('for', 'c');
      expect(await shown(part(page))).to.equal('dangling-for');
      one(page, '#a').id = 'c';
      await nextFrame();
      expect(await shown(part(page))).to.equal('ws://a');
      one(page, '#c').remove();
      await nextFrame();
      expect(await shown(part(page))).to.equal('dangling-for');
      one(page, '#b').id = 'c';
      await nextFrame();
      expect(await shown(part(page))).to.equal('ws://b');
      part(page).removeAttribute('for');
      expect(await shown(part(page))).to.equal('missing');
    });

    it('takes an empty for as none on purpose, at once', async () => {
      const page = await fixture(
        '<ws-connection url="ws://around"><url-part for=""></url-part></ws-connection>',
      );
      expect(await shown(part(page))).to.equal('off');
    });

    it('says so when the element has no connection to give', async () => {
      const page = await fixture('<div><url-part for="plain"></url-part><p id="plain"></p></div>');
      await settle();
      expect(await shown(part(page))).to.equal('silent-for');
    });

    it('looks in its own root only', async () => {
      const page = await fixture('<div><ws-connection id="out" url="ws://out"></ws-connection><p></p></div>');
      const inside = new UrlPart();
      inside.setAttribute('for', 'out');
      const root = one(page, 'p').attachShadow({ mode: 'open' });
      root.append(inside);
      await settle();
      expect(await shown(inside)).to.equal('dangling-for');
      const provider = document.createElement('ws-connection');
      provider.url = 'ws://in';
      provider.id = 'out';
      root.append(provider);
      await nextFrame();
      expect(await shown(inside)).to.equal('ws://in');
    });
  });

  describe('by property', () => {
    it('beats for and the provider around, and gives way when taken back', async () => {
      const page = await fixture(`<div>
        <ws-connection url="ws://around"><url-part></url-part></ws-connection>
        <ws-connection id="target" url="ws://target"></ws-connection>
      </div>`);
      part(page).connection = connectionFor('ws://given');
      expect(part(page).found?.state.settings.url, 'at once').to.equal('ws://given');
      expect(await shown(part(page))).to.equal('ws://given');
      part(page).setAttribute('for', 'target');
      expect(await shown(part(page))).to.equal('ws://given');
      delete (part(page) as { connection?: unknown }).connection;
      (part(page) as { connection?: unknown }).connection = undefined;
      expect(await shown(part(page))).to.equal('ws://target');
    });

    it('does not break over something that is no connection', async () => {
      const page = await fixture('<ws-connection url="ws://around"><url-part></url-part></ws-connection>');
      (part(page) as { connection: unknown }).connection = '[object Object]';
      expect(await shown(part(page))).to.equal('ws://around');
    });

    it('lets go of it while the part is out of the document', async () => {
      const given = counting(connectionFor('ws://given'));
      const detached = new UrlPart();
      detached.connection = given.connection;
      const page = await fixture('<div></div>');
      expect(given.listeners(), 'before').to.equal(0);
      page.append(detached);
      expect(await shown(detached)).to.equal('ws://given');
      expect(given.listeners(), 'inside').to.equal(1);
      detached.remove();
      expect(given.listeners(), 'at once').to.equal(0);
      expect(detached.told).to.deep.equal([given.connection, undefined]);
      page.append(detached);
      expect(await shown(detached)).to.equal('ws://given');
      expect(given.listeners(), 'again').to.equal(1);
    });
  });

  describe('watching', () => {
    it('renders for what it selected, not for a thousand other changes', async () => {
      const page = await fixture<WsConnection>(
        '<ws-connection url="ws://a"><url-part></url-part></ws-connection>',
      );
      const before = part(page).renders;
      for (let i = 1; i <= 1000; i++) page.connection.configure({ handshakeTimeoutMs: i });
      await nextFrame();
      expect(part(page).renders).to.equal(before);
      page.url = 'ws://b';
      expect(await shown(part(page))).to.equal('ws://b');
      expect(part(page).renders).to.equal(before + 1);
    });

    it('sends no request for a render', async () => {
      const page = await fixture('<ws-connection url="ws://a"><url-part></url-part></ws-connection>');
      let requests = 0;
      part(page).addEventListener('context-request', () => (requests += 1));
      for (let i = 0; i < 50; i++) {
        part(page).requestUpdate();
        await part(page).updateComplete;
      }
      expect(requests).to.equal(0);
    });

    it('follows a provider that swaps its connection', async () => {
      const page = await fixture<SwappingHost>('<swapping-host><url-part></url-part></swapping-host>');
      expect(await shown(part(page))).to.equal('');
      const first = counting(connectionFor('ws://first'));
      page.provider.connection = first.connection;
      expect(await shown(part(page))).to.equal('ws://first');
      page.provider.connection = connectionFor('ws://second');
      expect(await shown(part(page))).to.equal('ws://second');
      expect(first.listeners()).to.equal(0);
      page.provider.connection = page.provider.own;
      expect(await shown(part(page))).to.equal('');
    });
  });

  describe('problems', () => {
    it('does not flash a message before the task is over', async () => {
      const page = document.createElement('div');
      document.body.append(page);
      const lonely = new UrlPart();
      page.append(lonely);
      expect(await shown(lonely)).to.equal('none');
      await settle();
      expect(await shown(lonely)).to.equal('missing');
      const renders = lonely.renders;
      await nextFrame();
      expect(lonely.renders).to.equal(renders);
      page.remove();
    });

    it('waits for the scripts of a page that still loads', async () => {
      const frame = await fixture<HTMLIFrameElement>('<iframe></iframe>');
      const inner = frame.contentDocument;
      if (!inner) throw new TypeError('no document');
      inner.open();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to keep a document loading
      inner.write('<p>still loading');
      expect(inner.readyState).to.equal('loading');
      const lonely = new UrlPart();
      inner.body.append(lonely);
      await aTimeout(20);
      expect(await shown(lonely)).to.equal('none');
      inner.close();
      await aTimeout(20);
      expect(await shown(lonely)).to.equal('missing');
    });
  });

  describe('with those who speak only the protocol', () => {
    it('takes the connection of a foreign provider, also a late one, and follows it', async () => {
      const page = await fixture('<div><div><url-part></url-part></div></div>');
      const foreign = one(page, 'div');
      await settle();
      expect(await shown(part(page))).to.equal('missing');
      const callbacks: ContextCallback<ConnectionLike | undefined>[] = [];
      let unsubscribed = 0;
      const unsubscribe = () => (unsubscribed += 1);
      foreign.addEventListener('context-request', (event) => {
        const { context, callback, subscribe } = event as ContextRequestEvent<ConnectionLike | undefined>;
        if (context !== Symbol.for('ws-tester.connection/1')) return;
        event.stopImmediatePropagation();
        expect(subscribe).to.equal(true);
        callbacks.push(callback);
        callback(connectionFor('ws://foreign'), unsubscribe);
      });
      announce(foreign);
      expect(await shown(part(page))).to.equal('ws://foreign');
      callbacks.at(-1)?.(connectionFor('ws://foreign/2'), unsubscribe);
      expect(await shown(part(page))).to.equal('ws://foreign/2');
      expect(unsubscribed).to.equal(0);
      part(page).remove();
      expect(unsubscribed).to.equal(1);
    });

    it('takes the connection of one that answers once, and of one that answers later', async () => {
      const page = await fixture('<div><url-part id="once"></url-part></div>');
      let answerLater: (() => void) | undefined;
      page.addEventListener('context-request', (event) => {
        const { callback, contextTarget } = event as ContextRequestEvent<ConnectionLike | undefined>;
        event.stopImmediatePropagation();
        if (contextTarget.id === 'once') callback(connectionFor('ws://once'));
        else answerLater = () => callback(connectionFor('ws://later'));
      });
      announce(page);
      expect(await shown(part(page))).to.equal('ws://once');
      const patient = new UrlPart();
      page.append(patient);
      await settle();
      expect(await shown(patient)).to.equal('missing');
      answerLater?.();
      expect(await shown(patient)).to.equal('ws://later');
    });

    it('is not taken in by a second answer, nor by something that is no connection', async () => {
      const page = await fixture('<div><url-part></url-part></div>');
      let released = 0;
      page.addEventListener('context-request', (event) => {
        const { callback } = event as ContextRequestEvent<unknown>;
        callback(connectionFor('ws://first'));
        callback(connectionFor('ws://second'), () => (released += 1));
      });
      announce(page);
      expect(await shown(part(page))).to.equal('ws://first');
      expect(released).to.equal(1);
      const other = await fixture('<div><url-part></url-part></div>');
      other.addEventListener('context-request', (event) =>
        (event as ContextRequestEvent<unknown>).callback({ url: 'ws://x' }),
      );
      announce(other);
      await settle();
      expect(await shown(part(other))).to.equal('missing');
    });

    it('hears of a nearer provider that comes late though one further out stops the news', async () => {
      const { tag, arrive } = lateConnection();
      const page = await fixture(`<div><${tag} url="ws://nearer"><url-part></url-part></${tag}></div>`);
      page.addEventListener('context-provider', (event) => event.stopPropagation());
      arrive();
      expect(await shown(part(page))).to.equal('ws://nearer');
    });

    it('answers a foreign consumer: once, or until it unsubscribes', async () => {
      const page = await fixture<SwappingHost>('<swapping-host><p></p></swapping-host>');
      const once: unknown[] = [];
      const always: unknown[] = [];
      let unsubscribe: (() => void) | undefined;
      ask(one(page, 'p'), (connection) => once.push(connection), false);
      ask(one(page, 'p'), (connection, release) => {
        always.push(connection);
        unsubscribe = release;
      });
      const swapped = connectionFor('ws://swapped');
      page.provider.connection = swapped;
      unsubscribe?.();
      page.provider.connection = connectionFor('ws://unheard');
      expect(once).to.deep.equal([page.provider.own]);
      expect(always).to.deep.equal([page.provider.own, swapped]);
    });

    it('hands a foreign consumer over to a nearer provider that comes late', async () => {
      const { tag, arrive } = lateConnection();
      const page = await fixture<SwappingHost>(
        `<swapping-host><${tag} url="ws://nearer"><p></p></${tag}></swapping-host>`,
      );
      const got: (ConnectionLike | undefined)[] = [];
      const releases = new Set<unknown>();
      ask(one(page, 'p'), (connection, release) => {
        got.push(connection);
        releases.add(release);
      });
      arrive();
      await nextFrame();
      expect(got.at(-1)).to.equal(one<WsConnection>(page, tag).connection);
      expect(releases.size).to.equal(2);
    });

    it('tells a foreign consumer elsewhere when the provider leaves for good, and when it is back', async () => {
      const page = await fixture('<div><ws-connection><p></p></ws-connection></div>');
      const provider = one<WsConnection>(page, 'ws-connection');
      const consumer = one(page, 'p');
      const got: (ConnectionLike | undefined)[] = [];
      ask(consumer, (connection) => got.push(connection));
      page.append(consumer);
      provider.remove();
      expect(got).to.deep.equal([provider.connection]);
      await settle();
      expect(got).to.deep.equal([provider.connection, undefined]);
      page.append(provider);
      expect(got).to.deep.equal([provider.connection, undefined, provider.connection]);
    });

    it("does not answer its own host's request, nor one for something else", async () => {
      const page = await fixture(
        '<ws-connection url="ws://outer"><ws-connection></ws-connection></ws-connection>',
      );
      const inner = one<WsConnection>(page, 'ws-connection');
      const got: (ConnectionLike | undefined)[] = [];
      ask(inner, (connection) => got.push(connection), false);
      expect(got.map((connection) => connection?.state.settings.url)).to.deep.equal(['ws://outer']);
      const request = new ContextRequestEvent(Symbol('other'), inner, () => got.push(undefined));
      inner.dispatchEvent(request);
      expect(got).to.have.length(1);
    });

    it('stops the request before it answers, whatever the consumer does then', async () => {
      const page = await fixture('<ws-connection><p></p></ws-connection>');
      let stopped: boolean | undefined;
      const request = new ContextRequestEvent(connectionContext, one(page, 'p'), () => {
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to see it from inside
        stopped = request.cancelBubble;
      });
      one(page, 'p').dispatchEvent(request);
      expect(stopped).to.equal(true);
    });
  });
});

function announce(provider: Element): void {
  provider.dispatchEvent(new ContextProviderEvent(connectionContext, provider));
}

function ask(from: Element, callback: ContextCallback<ConnectionLike | undefined>, subscribe = true): void {
  from.dispatchEvent(new ContextRequestEvent(connectionContext, from, callback, subscribe));
}

/** The same connection by shape, which tells how many listen to its state. */
function counting(connection: Connection): { connection: ConnectionLike; listeners: () => number } {
  let listeners = 0;
  return {
    listeners: () => listeners,
    connection: {
      get state() {
        return connection.state;
      },
      log: connection.log,
      configure: (settings) => {
        connection.configure(settings);
      },
      intercept: (hooks) => connection.intercept(hooks),
      open: (by) => {
        connection.open(by);
      },
      close: (...args) => {
        connection.close(...args);
      },
      send: (data) => connection.send(data),
      subscribe(listener) {
        const release = connection.subscribe(listener);
        listeners += 1;
        return () => {
          listeners -= 1;
          release();
        };
      },
    },
  };
}
