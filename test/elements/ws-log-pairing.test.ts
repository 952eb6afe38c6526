import { expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import type { Connection } from '../../src/core/connection.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { WsLog } from '../../src/elements/ws-log/ws-log.js';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import { registerStrings } from '../../src/elements/shared/localization.js';
import { labClient } from '../lab.js';
import { LogPage, logPage, noonMs } from './ws-log-page.js';
import '../../src/define/ws-connection.js';
import '../../src/define/ws-tester.js';

const panel = ({ shadow }: LogPage) =>
  shadow.querySelector<HTMLElement>('[role=group][aria-label="Round trips"]') ?? undefined;

const words = (page: LogPage) => panel(page)?.innerText.replace(/\s+/g, ' ').trim() ?? '';

const field = (page: LogPage) => {
  const input = panel(page)?.querySelector('input');
  if (!input) throw new Error('no field');
  expect(input.labels?.[0]?.innerText.trim()).to.equal('Pair by');
  return input;
};

function type(page: LogPage, key: string): void {
  const input = field(page);
  input.value = key;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Pushes a request and its reply. */
function exchange({ connection: { log } }: LogPage, id: number, tookMs: number): void {
  log.pushMessage('sent', `{"meta":{"id":${id}}}`, noonMs + id);
  log.pushMessage('received', `{"meta":{"id":${id}},"result":true}`, noonMs + id + tookMs);
}

/** A page whose reader has opened the round trips. */
async function opened(): Promise<LogPage> {
  const page = await logPage();
  for (let id = 1; id <= 20; id++) exchange(page, id, id * 1.25);
  await waitUntil(() => page.button('Round trips'), 'no strip');
  const button = page.button('Round trips');
  expect(button?.getAttribute('aria-expanded')).to.equal('false');
  button?.click();
  await waitUntil(() => panel(page), 'no field');
  expect(button?.getAttribute('aria-expanded')).to.equal('true');
  return page;
}

describe('the round trips of a log', () => {
  it('are told in rows and figures once the reader names the key', async () => {
    const page = await opened();
    expect(words(page)).to.contain('The key whose value is the same');
    expect(page.rowTexts.join()).not.to.contain('ms');
    type(page, 'meta.id');
    await waitUntil(() => words(page).includes('20 replies'), 'no figures');
    expect(words(page)).to.equal('Pair by p50 12.5 ms p95 23.8 ms max 25.0 ms 20 replies');
    await waitUntil(() => page.rowTexts.at(-1)?.includes('25 ms'), 'not in the row');
    expect(page.rowTexts.at(-2)).not.to.contain(' ms');
    expect(panel(page)?.closest('[aria-live], [role=status], [role=log]')).to.equal(null);
  });

  it('follow what comes later, and say what is not answered', async () => {
    const page = await opened();
    type(page, 'meta.id');
    await waitUntil(() => words(page).includes('20 replies'));
    exchange(page, 21, 30);
    page.connection.log.pushMessage('sent', '{"meta":{"id":22}}', noonMs + 90);
    await waitUntil(() => words(page).includes('max 30.0 ms'), 'not followed');
    expect(words(page)).to.contain('21 replies');
    expect(words(page)).to.contain('1 unanswered');
  });

  it('are forgotten with the key, and with the log', async () => {
    const page = await opened();
    type(page, 'meta.id');
    await waitUntil(() => page.rowTexts.at(-1)?.includes('25 ms'));
    type(page, 'other');
    await waitUntil(() => words(page).includes('0 replies'), 'other key');
    await waitUntil(() => !page.rowTexts.join().includes(' ms'), 'rows still tell');
    type(page, 'meta.id');
    await waitUntil(() => words(page).includes('20 replies'), 'not again');
    page.connection.log.clear();
    await waitUntil(() => words(page).includes('0 replies'), 'not cleared');
    type(page, '');
    await waitUntil(() => words(page).includes('The key whose value is the same'));
  });

  it('say so when what was typed is no key', async () => {
    const page = await opened();
    type(page, 'a..b');
    await waitUntil(() => words(page).includes('Write a key such as id or meta.id.'));
    expect(field(page).getAttribute('aria-invalid')).to.equal('true');
    type(page, 'meta.id');
    await waitUntil(() => words(page).includes('20 replies'));
    expect(field(page).getAttribute('aria-invalid')).to.equal('false');
  });

  it('are closed by the button that opened them, and rows go on telling', async () => {
    const page = await opened();
    type(page, 'meta.id');
    await waitUntil(() => page.rowTexts.at(-1)?.includes('25 ms'));
    page.button('Round trips')?.click();
    await waitUntil(() => !panel(page));
    expect(page.rowTexts.at(-1)).to.contain('25 ms');
  });

  for (const width of [1_000, 360]) {
    it(`are shown from the start where the author names the key, without a jump, ${width} px wide`, async () => {
      const page = await logPage();
      page.element.style.setProperty('inline-size', `${width}px`);
      page.element.roundTripKey = 'meta.id';
      await page.element.updateComplete;
      const top = () => page.log.getBoundingClientRect().top;
      const before = top();
      exchange(page, 1, 12.5);
      await waitUntil(() => words(page).includes('max 12.5 ms'), 'no figures');
      expect(field(page).value).to.equal('meta.id');
      await nextFrame();
      expect(top()).to.equal(before);
    });
  }

  it('are told by rows where the strip is hidden', async () => {
    const page = await logPage();
    page.element.hideTraffic = true;
    page.element.setAttribute('round-trip-key', 'meta.id');
    await page.element.updateComplete;
    exchange(page, 1, 12.5);
    await waitUntil(() => page.rowTexts[1]?.includes('12.5 ms'), 'not in the row');
    expect(panel(page)).to.equal(undefined);
    expect(page.button('Round trips')).to.equal(undefined);
  });

  it('are those of a real wire', async () => {
    const lab = labClient();
    const element = await fixture<WsConnection>(
      html`<ws-connection url=${lab.url('/json-rpc')}><ws-log round-trip-key="id"></ws-log></ws-connection>`,
    );
    const page = new LogPage(element.querySelector('ws-log') as WsLog, element.connection as Connection);
    const open = oneEvent(element, 'ws-open');
    element.connect();
    await open;
    await element.send('{"jsonrpc":"2.0","id":"a","method":"list-methods"}');
    await waitUntil(() => /p50 [\d.]+ ms .* 1 reply/.test(words(page)), 'no figures');
    element.disconnect();
  });

  it('are paired by the key that a tester was given', async () => {
    const tester = await fixture<WsTester>(html`<ws-tester round-trip-key="meta.id"></ws-tester>`);
    const element = tester.shadowRoot?.querySelector('ws-log');
    const page = new LogPage(element as WsLog, tester.connection as Connection);
    exchange(page, 1, 12.5);
    await waitUntil(() => words(page).includes('max 12.5 ms'), 'no figures');
    expect(field(page).value).to.equal('meta.id');
  });

  it('and the traffic speak the language of the page', async () => {
    registerStrings('nds', { traffic: { label: 'Verkehr', pairBy: 'Paaren nach', roundTrips: 'Umläufe' } });
    const page = await logPage();
    page.element.lang = 'nds';
    page.element.roundTripKey = 'id';
    page.connection.log.pushMessage('sent', 'x', noonMs);
    await waitUntil(() => page.button('Umläufe'), 'not in this language');
    expect(page.shadow.querySelector('[role=group][aria-label=Verkehr]')).not.to.equal(null);
    expect(
      page.shadow.querySelector<HTMLElement>('[role=group][aria-label=Umläufe] label')?.innerText,
    ).to.contain('Paaren nach');
  });
});
