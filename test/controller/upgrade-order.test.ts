import { expect, fixture, oneEvent } from '@open-wc/testing';
import type { SettingName } from '../../src/controller/connection-settings.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { WsOpenEvent } from '../../src/events.js';
import { labClient } from '../lab.js';
import { UrlPart, lateConnection, shown } from './url-part.js';

type Written = Record<string, unknown>;

/** Every setting in the forms a page or a framework writes it, and what each must read as. */
const settings: readonly {
  readonly property: SettingName;
  readonly attribute: string;
  readonly text: string;
  readonly reads: unknown;
  readonly otherwise: unknown;
}[] = [
  { property: 'url', attribute: 'url', text: 'ws://a', reads: 'ws://a', otherwise: '' },
  { property: 'protocols', attribute: 'protocols', text: 'a, b', reads: 'a, b', otherwise: '' },
  { property: 'reconnect', attribute: 'reconnect', text: '3', reads: 3, otherwise: 0 },
  {
    property: 'handshakeTimeout',
    attribute: 'handshake-timeout',
    text: '2500',
    reads: 2500,
    otherwise: 10_000,
  },
  { property: 'maxEntries', attribute: 'max-entries', text: '50', reads: 50, otherwise: 100_000 },
  { property: 'maxBytes', attribute: 'max-bytes', text: '70000', reads: 70_000, otherwise: 67_108_864 },
  { property: 'lockUrl', attribute: 'lock-url', text: '', reads: true, otherwise: false },
];

describe('the order in which things are upgraded', () => {
  for (const { property, attribute, text, reads, otherwise } of settings) {
    describe(`setting ${attribute}`, () => {
      it('works as an attribute before and after the upgrade', async () => {
        const { tag, arrive } = lateConnection();
        const early = await fixture<WsConnection>(`<${tag} ${attribute}="${text}"></${tag}>`);
        arrive();
        expect(early[property], 'before').to.equal(reads);
        early.removeAttribute(attribute);
        expect(early[property], 'removed').to.equal(otherwise);
        early.setAttribute(attribute, text);
        expect(early[property], 'after').to.equal(reads);
      });

      it('works as a string property before and after the upgrade', async () => {
        const { tag, arrive } = lateConnection();
        const early = await fixture<WsConnection>(`<${tag}></${tag}>`);
        (early as unknown as Written)[property] = text;
        arrive();
        await early.updateComplete;
        expect(Object.hasOwn(early, property), 'shadowed').to.equal(false);
        expect(early[property], 'before').to.equal(reads);
        (early as unknown as Written)[property] = undefined;
        expect(early[property], 'taken back').to.equal(otherwise);
        (early as unknown as Written)[property] = text;
        expect(early[property], 'after').to.equal(reads);
        expect(early.connection.state.phase, 'never connects').to.equal('idle');
      });
    });
  }

  it('lets a property set before the upgrade beat the attribute', async () => {
    const { tag, arrive } = lateConnection();
    const early = await fixture<WsConnection>(`<${tag} url="ws://attribute"></${tag}>`);
    early.url = 'ws://property';
    arrive();
    await early.updateComplete;
    expect(early.url).to.equal('ws://property');
  });

  it('connects to a URL set in the same tick', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>('<ws-connection url="ws://127.0.0.1:1/"></ws-connection>');
    const opened = oneEvent<WsOpenEvent>(element, 'ws-open');
    element.url = lab.url();
    element.connect();
    expect((await opened).url).to.equal(lab.url());
  });

  it('connects to a URL set before the upgrade, called at once after it', async () => {
    const lab = labClient();
    const { tag, arrive } = lateConnection();
    const early = await fixture<WsConnection>(`<${tag}></${tag}>`);
    early.url = lab.url();
    const opened = oneEvent<WsOpenEvent>(early, 'ws-open');
    arrive();
    early.connect();
    expect((await opened).url).to.equal(lab.url());
  });

  it('connects before it is in a document', async () => {
    const lab = labClient();
    const element = document.createElement('ws-connection');
    element.url = lab.url();
    const opened = oneEvent(element, 'ws-open');
    element.connect();
    await opened;
    (await fixture('<div></div>')).append(element);
    expect(await lab.count()).to.equal(1);
  });

  it('gives a part and its provider the same connection, whichever comes first', async () => {
    const { tag, arrive } = lateConnection();
    const partTag = `late-part-${tag}`;
    const arrivePart = () => customElements.define(partTag, class extends UrlPart {});
    const first = await fixture(`<${tag} url="ws://x"><${partTag}></${partTag}></${tag}>`);
    arrivePart();
    arrive();
    expect(await shown(first.firstElementChild)).to.equal('ws://x');

    const later = lateConnection();
    const laterPart = `late-part-${later.tag}`;
    const second = await fixture(`<${later.tag} url="ws://y"><${laterPart}></${laterPart}></${later.tag}>`);
    later.arrive();
    customElements.define(laterPart, class extends UrlPart {});
    expect(await shown(second.firstElementChild)).to.equal('ws://y');
  });

  it('binds a part whose connection property was set before the upgrade', async () => {
    const provider = await fixture<WsConnection>('<ws-connection url="ws://given"></ws-connection>');
    const page = await fixture<UrlPart>('<late-given-part></late-given-part>');
    page.connection = provider.connection;
    customElements.define('late-given-part', class extends UrlPart {});
    expect(await shown(page)).to.equal('ws://given');
  });
});
