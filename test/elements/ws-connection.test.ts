import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { SettingName } from '../../src/controller/connection-settings.js';
import type { WsCloseEvent } from '../../src/events.js';
import { version } from '../../src/version.js';
import { labClient } from '../lab.js';
import { withChance } from '../controller/url-part.js';

/** Runs something and gives back what it warned of. */
function warnings(act: () => void): string[] {
  const { warn } = console;
  const told: string[] = [];
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return told;
}

const statesOf = (element: Element) =>
  ['idle', 'connecting', 'open', 'closing', 'closed', 'waiting', 'failed'].filter((name) =>
    element.matches(`:state(${name})`),
  );

describe('ws-connection', () => {
  it('gives its theme to the parts inside, though it has no box', async () => {
    const element = await fixture<HTMLElement>(
      html`<ws-connection theme="dark"><p>Inside</p></ws-connection>`,
    );
    const scheme = () => getComputedStyle(element.querySelector('p')!).colorScheme;
    expect(scheme()).to.equal('dark');
    element.setAttribute('theme', 'light');
    expect(scheme()).to.equal('light');
  });

  it('is defined as WsConnection and says its version', () => {
    expect(customElements.get('ws-connection')).to.equal(WsConnection);
    expect(WsConnection.version).to.equal(version);
  });

  it('shows nothing of its own and takes no room', async () => {
    const element = await fixture('<ws-connection><p>content</p></ws-connection>');
    expect(getComputedStyle(element).display).to.equal('contents');
    expect(element.querySelector('p')?.getBoundingClientRect().height).to.be.greaterThan(0);
    element.toggleAttribute('hidden', true);
    expect(element.querySelector('p')?.getBoundingClientRect().height).to.equal(0);
  });

  it('is accessible', async () => {
    const element = await fixture('<ws-connection><p>content</p></ws-connection>');
    await expect(element).to.be.accessible();
  });

  it('connects, sends, clears and disconnects when the page calls', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
    element.url = lab.url();
    expect(statesOf(element)).to.deep.equal(['idle']);
    const opened = oneEvent(element, 'ws-open');
    element.connect();
    expect(statesOf(element)).to.deep.equal(['connecting']);
    await opened;
    expect(statesOf(element)).to.deep.equal(['open']);
    await element.send('hello');
    await waitUntil(() => element.connection.log.receivedCount === 1, 'no echo');
    element.clear();
    expect(element.connection.log.length).to.equal(0);
    const closed = oneEvent<WsCloseEvent>(element, 'ws-close');
    element.disconnect(4000, 'bye');
    expect(statesOf(element)).to.deep.equal(['closing']);
    const { code, reason } = await closed;
    expect({ code, reason }).to.deep.equal({ code: 4000, reason: 'bye' });
    expect(statesOf(element)).to.deep.equal(['closed']);
    await waitUntil(async () => (await lab.lastClose()) !== null, 'the server saw no close');
    expect(await lab.lastClose()).to.deep.equal({ code: 4000, reason: 'bye' });
  });

  it('shows a failure and a waiting retry as states', async () => {
    const lab = labClient();
    const element = await withChance(0.9, '<ws-connection reconnect="5"></ws-connection>');
    element.url = lab.url('/reject/401');
    const failed = oneEvent(element, 'ws-failure');
    element.connect();
    await failed;
    await waitUntil(() => element.connection.state.phase === 'waiting', 'no retry planned');
    expect(statesOf(element)).to.deep.equal(['waiting', 'failed']);
    element.disconnect();
    expect(statesOf(element)).to.deep.equal(['closed', 'failed']);
  });

  it('rejects a message while not open, and throws for a bad close code as a socket does', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
    const error = await element.send('too early').then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error?.name).to.equal('InvalidStateError');
    element.url = lab.url();
    const opened = oneEvent(element, 'ws-open');
    element.connect();
    await opened;
    expect(() => element.disconnect(1006))
      .to.throw()
      .with.property('name', 'InvalidAccessError');
    expect(element.connection.state.phase).to.equal('open');
  });

  it('ends with a reason and without a socket when there is no URL', async () => {
    const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
    const closed = oneEvent<WsCloseEvent>(element, 'ws-close');
    element.connect();
    expect((await closed).end.refused).to.be.a('string').and.not.empty;
  });

  describe('settings', () => {
    const forms: readonly [SettingName, unknown, unknown][] = [
      ['reconnect', '', 10],
      ['reconnect', 'true', 10],
      ['reconnect', true, 10],
      ['reconnect', 'false', 0],
      ['reconnect', false, 0],
      ['reconnect', '0', 0],
      ['reconnect', ' 4 ', 4],
      ['reconnect', 7, 7],
      ['handshakeTimeout', 1500, 1500],
      ['lockUrl', 'false', false],
      ['lockUrl', 'lock-url', true],
      ['lockUrl', true, true],
      ['protocols', ['a', 'b'], 'a, b'],
      ['protocols', ['a,b', 'c'], '["a,b","c"]'],
      ['protocols', '["a", "b"]', '["a", "b"]'],
      ['protocols', [], ''],
      ['protocols', null, ''],
      ['url', new URL('ws://host/path'), 'ws://host/path'],
    ];
    for (const [name, given, reads] of forms) {
      it(`reads ${name} = ${JSON.stringify(given)} as ${JSON.stringify(reads)}`, async () => {
        const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
        const told = warnings(() => {
          (element as unknown as Record<string, unknown>)[name] = given;
        });
        expect(element[name]).to.equal(reads);
        expect(told).to.deep.equal([]);
      });
    }

    const bad: readonly [string, SettingName, string, unknown][] = [
      ['reconnect', 'reconnect', 'often', 0],
      ['reconnect', 'reconnect', '-1', 0],
      ['handshake-timeout', 'handshakeTimeout', 'soon', 10_000],
      ['handshake-timeout', 'handshakeTimeout', '0', 10_000],
      ['handshake-timeout', 'handshakeTimeout', '2147483648', 10_000],
      ['max-entries', 'maxEntries', '1e3', 100_000],
      ['max-bytes', 'maxBytes', '64 MB', 67_108_864],
    ];
    for (const [attribute, property, text, fallback] of bad) {
      it(`warns once of ${attribute}="${text}" and keeps the default`, async () => {
        const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
        const told = warnings(() => {
          element.setAttribute(attribute, text);
          (element as unknown as Record<string, unknown>)[property] = text;
          element.setAttribute(attribute, text);
        });
        expect(element[property]).to.equal(fallback);
        expect(told).to.have.length(1);
        expect(told[0]).to.contain('ws-connection').and.contain(attribute).and.contain(text);
      });
    }

    it('bounds the log by max-entries', async () => {
      const element = await fixture<WsConnection>('<ws-connection max-entries="3"></ws-connection>');
      for (let i = 0; i < 10; i++) element.connection.log.pushEvent('note', String(i), i);
      expect(element.connection.log.length).to.be.at.most(3);
      expect(element.connection.log.dropped).to.be.at.least(7);
    });

    it('follows what a reader made of the URL', async () => {
      const element = await fixture<WsConnection>('<ws-connection url="ws://author"></ws-connection>');
      element.connection.configure({ url: 'ws://reader' });
      expect(element.url).to.equal('ws://reader');
    });
  });
});
