import { expect, fixture, oneEvent } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ConnectionProvider } from '../../src/controller/connection-provider.js';
import type { ConnectionController } from '../../src/controller/connection-controller.js';
import { Connection } from '../../src/core/connection.js';
import type { ConnectionLike } from '../../src/core/connection.js';
import type { WsBeforeConnectEvent, WsOpenEvent } from '../../src/events.js';
import { labClient } from '../lab.js';
import { shown } from './url-part.js';
import type { UrlPart } from './url-part.js';

interface Copy {
  readonly ConnectionProvider: typeof ConnectionProvider;
  readonly ConnectionController: typeof ConnectionController;
  readonly Connection: typeof Connection;
}

/** The same modules once more, in a frame of their own: no class, symbol or module state is shared. */
async function secondCopy(): Promise<Copy> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const view: (Window & { copy?: Copy }) | null = frame.contentWindow;
  if (!view) throw new TypeError('no window');
  const script = view.document.createElement('script');
  script.type = 'module';
  script.textContent = `
    import { ConnectionProvider } from '/src/controller/connection-provider.ts';
    import { ConnectionController } from '/src/controller/connection-controller.ts';
    import { Connection } from '/src/core/connection.ts';
    window.copy = { ConnectionProvider, ConnectionController, Connection };
    window.dispatchEvent(new Event('copied'));
  `;
  const copied = oneEvent(view, 'copied');
  view.document.body.append(script);
  await copied;
  if (!view.copy) throw new TypeError('no copy');
  return view.copy;
}

let copy: Copy;

class OtherProvider extends LitElement {
  readonly provider = new copy.ConnectionProvider(this);
}
customElements.define('other-provider', OtherProvider);

class OtherPart extends LitElement {
  htmlFor?: string;
  connection?: ConnectionLike;
  readonly found = new copy.ConnectionController(this, (state) => state.settings.url);
}
customElements.define('other-part', OtherPart);

class OurProvider extends LitElement {
  readonly provider = new ConnectionProvider(this);
}
customElements.define('our-provider', OurProvider);

describe('two copies of the library on one page', () => {
  // Its frame stays to the end: a realm whose frame has gone has no timers.
  before(async () => {
    copy = await secondCopy();
  });

  it('are two indeed', () => {
    expect(copy.Connection).not.to.equal(Connection);
    expect(new copy.Connection()).not.to.be.instanceOf(Connection);
  });

  it('lets our part find a connection that the other copy provides, and connect it', async () => {
    const lab = labClient();
    const page = await fixture<OtherProvider>('<other-provider><url-part></url-part></other-provider>');
    page.provider.own.configure({ url: lab.url() });
    const part = page.querySelector('url-part') as UrlPart;
    expect(await shown(part)).to.equal(lab.url());
    let asked: WsBeforeConnectEvent | undefined;
    page.addEventListener('ws-before-connect', (event) => (asked = event));
    const opened = oneEvent<WsOpenEvent>(page, 'ws-open');
    part.found?.open('reader');
    expect((await opened).url).to.equal(lab.url());
    expect(asked?.by).to.equal('reader');
    expect(await lab.count()).to.equal(1);
  });

  it("lets the other copy's part find ours, and follow a swap to its own kind", async () => {
    const page = await fixture<OurProvider>('<our-provider><other-part></other-part></our-provider>');
    page.provider.own.configure({ url: 'ws://ours' });
    const { found } = page.querySelector('other-part') as OtherPart;
    expect(found.value).to.equal('ws://ours');
    page.provider.connection = new copy.Connection({ url: 'ws://theirs' });
    expect(found.value).to.equal('ws://theirs');
  });

  it("lets the other copy's provider take over as the nearer one", async () => {
    const page = await fixture<OurProvider>('<our-provider><p><url-part></url-part></p></our-provider>');
    page.provider.own.configure({ url: 'ws://ours' });
    const part = page.querySelector('url-part') as UrlPart;
    expect(await shown(part)).to.equal('ws://ours');
    const nearer = document.createElement('other-provider') as OtherProvider;
    nearer.provider.own.configure({ url: 'ws://theirs' });
    page.append(nearer);
    nearer.append(part);
    expect(await shown(part)).to.equal('ws://theirs');
  });

  it('takes a connection of the other copy as a property', async () => {
    const part = await fixture<UrlPart>('<url-part></url-part>');
    part.connection = new copy.Connection({ url: 'ws://theirs' });
    expect(await shown(part)).to.equal('ws://theirs');
  });
});
