import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { Connection } from '../../src/core/connection.js';
import type { WsSnippet } from '../../src/elements/ws-snippet/ws-snippet.js';
import { byRole, seenText } from '../by-role.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';
import '../../src/define/ws-snippet.js';

const root = (element: Element) => element.shadowRoot!;
const code = (element: Element) => root(element).querySelector('pre')?.textContent ?? '';
const select = (element: Element) => root(element).querySelector('select')!;

/** An element whose languages have come: they are loaded apart. */
async function snippet(template: TemplateResult): Promise<WsSnippet> {
  const element = await fixture<WsSnippet>(template);
  await waitUntil(() => root(element).querySelector('select'));
  return element;
}

async function choose(element: WsSnippet, language: string): Promise<void> {
  select(element).value = language;
  select(element).dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

async function chooseSide(element: WsSnippet, side: string): Promise<void> {
  root(element).querySelector<HTMLInputElement>(`input[value=${side}]`)!.click();
  await element.updateComplete;
}

describe('ws-snippet', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('works alone, says what stands in, and is accessible', async () => {
    const element = await snippet(html`<ws-snippet></ws-snippet>`);
    expect(code(element))
      .to.contain(`new WebSocket('wss://example.com/stream')`)
      .and.contain(`send('Hello')`);
    expect(seenText(element)).to.contain('No address yet').and.contain('Nothing was sent');
    expect(select(element).getAttribute('aria-label')).to.equal('Language');
    byRole(element, 'radiogroup', 'Code for');
    byRole(element, 'region', 'Code');
    byRole(element, 'button', 'Copy code');
    await expect(element).to.be.accessible();
  });

  it('shows what the page set, in the language it set', async () => {
    const element = await snippet(
      html`<ws-snippet
        url="wss://api.example.com/x"
        protocols="chat.v2"
        message="ping"
        language="python"
      ></ws-snippet>`,
    );
    expect(code(element))
      .to.contain('url = "wss://api.example.com/x"')
      .and.contain('subprotocols=["chat.v2"]')
      .and.contain('send("ping")');
    expect(seenText(element)).to.contain('websockets 10.4');
    expect(root(element).querySelector('a')!.href).to.match(/^https:\/\/websockets\.readthedocs\.io\//);
  });

  it('offers eleven languages, and says where there is an echo server', async () => {
    const element = await snippet(html`<ws-snippet side="server" language="go"></ws-snippet>`);
    expect(select(element).options).to.have.length(11);
    expect(code(element)).to.contain('websocket.Upgrader');
    await choose(element, 'javascript');
    expect(root(element).querySelector('pre')).to.be.null;
    expect(seenText(element)).to.contain('There is one in Node.js, Python, Go.');
  });

  it('shows what the reader did on a connection, as they do it', async () => {
    const lab = labClient();
    const connection = new Connection({ url: lab.url('/echo'), protocols: 'a, b' });
    const element = await snippet(html`<ws-snippet .connection=${connection}></ws-snippet>`);
    expect(code(element)).to.contain(lab.url('/echo')).and.contain(`['a', 'b']`).and.contain('Hello');
    connection.open();
    await waitUntil(() => connection.state.phase === 'open');
    await connection.send('{"n":1}');
    await connection.send(Uint8Array.of(1, 255));
    await waitUntil(() => code(element).includes(`send('{"n":1}')`));
    expect(code(element)).to.contain('new Uint8Array([1, 255])').and.not.contain('Hello');
    for (let n = 2; n < 7; n++) await connection.send(`number ${n}`);
    await waitUntil(() => code(element).includes('number 6'));
    expect(code(element)).to.contain('Left out: 2 earlier messages').and.not.contain('{"n":1}');
    connection.close(4001, 'done');
    await waitUntil(() => code(element).includes(`close(4001, 'done')`));

    connection.open();
    await waitUntil(() => connection.state.phase === 'open');
    await element.updateComplete;
    expect(code(element), 'a new attempt begins with nothing sent').to.contain('Hello');
    connection.close();
    await waitUntil(() => connection.state.phase === 'closed');
  });

  it('shows what was sent before it came, and of large messages only that they are left out', async () => {
    let socket!: ScriptedSocket;
    const connection = new Connection({
      url: 'wss://api.example.com',
      ports: { socket: (url) => (socket = new ScriptedSocket(url)) },
    });
    connection.open();
    socket.fire('open');
    await connection.send('early');
    await connection.send('x'.repeat(5_000));
    const element = await snippet(html`<ws-snippet .connection=${connection}></ws-snippet>`);
    expect(code(element))
      .to.contain(`send('early')`)
      .and.contain('Left out: 1 message of more than 4096 bytes');
    for (let n = 0; n < 6; n++) await connection.send(`number ${n}`);
    await waitUntil(() => code(element).includes('Left out: 3 earlier messages'));
    connection.log.clear();
    await waitUntil(() => code(element).includes('Hello'));
  });

  it('makes nothing but text of a hostile message', async () => {
    const hostile = `</code><img src=x onerror="x">'\u202e\0</script>`;
    const element = await snippet(html`<ws-snippet message=${hostile}></ws-snippet>`);
    for (const { value } of [...select(element).options]) {
      await choose(element, value);
      expect(root(element).querySelector('img'), value).to.be.null;
      expect(code(element), value).to.match(/^[ -~\n\t]+$/);
    }
  });

  it('remembers the choice for the next one; what the page sets wins over that, and the reader over both', async () => {
    const first = await snippet(html`<ws-snippet></ws-snippet>`);
    await choose(first, 'go');
    await chooseSide(first, 'server');
    const next = await snippet(html`<ws-snippet></ws-snippet>`);
    expect(code(next)).to.contain('websocket.Upgrader');
    const set = await snippet(html`<ws-snippet language="rust" side="client"></ws-snippet>`);
    expect(code(set)).to.contain('connect_async');
    await choose(set, 'java');
    expect(code(set)).to.contain('HttpClient');
  });

  it('takes a choice that it does not know for none', async () => {
    localStorage.setItem('ws-tester.snippet', 'cobol <b>');
    const element = await snippet(html`<ws-snippet language="toString" side="__proto__"></ws-snippet>`);
    expect(select(element).value).to.equal('javascript');
    expect(code(element)).to.contain('new WebSocket');
  });

  it('copies the code, or says that it could not', async () => {
    const element = await snippet(html`<ws-snippet></ws-snippet>`);
    byRole(element, 'button', 'Copy code').click();
    const result = () => root(element).querySelector('[aria-live]')!.textContent.trim();
    await waitUntil(() => result() !== '');
    expect(result()).to.be.oneOf(['Copied', 'The browser did not allow copying']);
  });
});
