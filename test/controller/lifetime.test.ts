import { aTimeout, expect, fixture, oneEvent, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ConnectionProvider } from '../../src/controller/connection-provider.js';
import { Connection } from '../../src/core/connection.js';
import type { WsCloseEvent, WsFailureEvent } from '../../src/events.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import { labClient } from '../lab.js';
import type { LabClient } from '../lab.js';
import { noMoveBefore, withChance } from './url-part.js';

class ProvidingHost extends LitElement {
  readonly provider = new ConnectionProvider(this);
}
customElements.define('providing-host', ProvidingHost);

async function connected(lab: LabClient, path = '/echo'): Promise<WsConnection> {
  const page = await fixture('<div><ws-connection><url-part></url-part></ws-connection><p></p></div>');
  const element = page.querySelector('ws-connection') as WsConnection;
  element.url = lab.url(path);
  const opened = oneEvent(element, 'ws-open');
  element.connect();
  await opened;
  return element;
}

/** Past the time in which a removal may still turn out to be a move. */
const afterMove = () => aTimeout(20);

/** That a message still gets there and back over the same, only socket. */
async function expectAlive(element: WsConnection, lab: LabClient): Promise<void> {
  await afterMove();
  expect(element.connection.state.phase).to.equal('open');
  await element.send('still here');
  await waitUntil(() => element.connection.log.receivedCount > 0, 'no echo');
  expect(await lab.count()).to.equal(1);
  expect(await lab.total()).to.equal(1);
}

describe('the life of the socket', () => {
  it('survives append into another place', async () => {
    const lab = labClient();
    const element = await connected(lab);
    element.parentElement?.querySelector('p')?.append(element);
    await expectAlive(element, lab);
  });

  it(`survives moveBefore${noMoveBefore}`, async function () {
    if (noMoveBefore) this.skip();
    const lab = labClient();
    const element = await connected(lab);
    const page = element.parentElement as Element & { moveBefore(node: Node, child: Node | null): void };
    page.moveBefore(element, null);
    await expectAlive(element, lab);
  });

  it('survives a detach that re-attaches in the same task', async () => {
    const lab = labClient();
    const element = await connected(lab);
    const page = element.parentElement;
    element.remove();
    page?.append(element);
    element.remove();
    page?.append(element);
    await expectAlive(element, lab);
  });

  it('survives a detach that re-attaches some microtasks later', async () => {
    const lab = labClient();
    const element = await connected(lab);
    const page = element.parentElement;
    element.remove();
    for (let i = 0; i < 10; i++) await Promise.resolve();
    page?.append(element);
    await expectAlive(element, lab);
  });

  it('survives a move of what it stands in', async () => {
    const lab = labClient();
    const element = await connected(lab);
    const page = element.parentElement as Element;
    const wrapper = await fixture('<section></section>');
    wrapper.append(page);
    await expectAlive(element, lab);
  });

  it('ends on real removal, once, told as such on the element', async () => {
    const lab = labClient();
    const element = await connected(lab);
    let ends = 0;
    element.addEventListener('ws-close', () => (ends += 1));
    element.addEventListener('ws-failure', () => (ends += 1));
    const closed = oneEvent<WsCloseEvent>(element, 'ws-close');
    const page = element.parentElement;
    element.remove();
    page?.append(element);
    element.remove();
    const { end } = await closed;
    expect(end.endedBy).to.equal('removal');
    await waitUntil(async () => (await lab.count()) === 0, 'the server still holds a socket');
    await afterMove();
    expect(ends).to.equal(1);
    expect(await lab.total()).to.equal(1);
  });

  it('ends with the part of the page it stands in', async () => {
    const lab = labClient();
    const element = await connected(lab);
    element.parentElement?.remove();
    await waitUntil(async () => (await lab.count()) === 0, 'the server still holds a socket');
    expect(element.connection.state.end?.endedBy).to.equal('removal');
  });

  it('can begin anew after a removal', async () => {
    const lab = labClient();
    const element = await connected(lab);
    const page = element.parentElement;
    element.remove();
    await waitUntil(() => element.connection.state.phase === 'closed', 'not closed');
    page?.append(element);
    const opened = oneEvent(element, 'ws-open');
    element.connect();
    await opened;
    expect(await lab.count()).to.equal(1);
    expect(await lab.total()).to.equal(2);
  });

  it('takes a waiting retry with it', async () => {
    const lab = labClient();
    const element = await withChance(0.9, '<ws-connection reconnect></ws-connection>');
    element.url = lab.url('/reject/503');
    const failed = oneEvent<WsFailureEvent>(element, 'ws-failure');
    element.connect();
    await failed;
    await waitUntil(() => element.connection.state.phase === 'waiting', 'no retry planned');
    const { attempts } = element.connection.state;
    element.remove();
    await waitUntil(() => element.connection.state.phase === 'closed', 'still waiting');
    expect(element.connection.state.attempts).to.equal(attempts);
  });

  it('takes an attempt with it that the page still holds back', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>('<ws-connection></ws-connection>');
    element.url = lab.url();
    let go: (() => void) | undefined;
    element.addEventListener('ws-before-connect', (event) => {
      event.waitUntil(new Promise<void>((resolve) => (go = resolve)));
    });
    const closed = oneEvent<WsCloseEvent>(element, 'ws-close');
    element.connect();
    element.remove();
    const { end } = await closed;
    go?.();
    await afterMove();
    expect(end.endedBy).to.equal('removal');
    expect(element.connection.state.phase).to.equal('closed');
    expect(await lab.total()).to.equal(0);
  });

  it('is not ours when the connection came from outside', async () => {
    const lab = labClient();
    const outside = new Connection({ url: lab.url() });
    const host = await fixture<ProvidingHost>('<providing-host></providing-host>');
    const events: string[] = [];
    for (const name of ['ws-open', 'ws-close', 'ws-failure', 'ws-before-connect']) {
      host.addEventListener(name, () => events.push(name));
    }
    host.provider.connection = outside;
    outside.open();
    await waitUntil(() => outside.state.phase === 'open', 'not open');
    host.remove();
    await afterMove();
    expect(outside.state.phase).to.equal('open');
    expect(await lab.count()).to.equal(1);
    expect(events).to.deep.equal([]);
    outside.close();
    await waitUntil(() => outside.state.phase === 'closed', 'not closed');
  });

  it('ends when another connection is provided in its place', async () => {
    const lab = labClient();
    const host = await fixture<ProvidingHost>('<providing-host></providing-host>');
    host.provider.own.configure({ url: lab.url() });
    const opened = oneEvent(host, 'ws-open');
    host.provider.own.open();
    await opened;
    const closed = oneEvent<WsCloseEvent>(host, 'ws-close');
    host.provider.connection = new Connection();
    expect((await closed).end.endedBy).to.equal('host');
    await waitUntil(async () => (await lab.count()) === 0, 'the server still holds a socket');
  });
});
