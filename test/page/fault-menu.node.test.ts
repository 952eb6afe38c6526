import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browsers/launch.js';

const limitMs = 60_000;

/** The demo as `npm start` runs it, with the faults that need ports of their own. */
async function startDemo(): Promise<{ readonly url: string; stop(): void }> {
  const demo = spawn(process.execPath, ['--import', 'tsx', 'lab/start.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(demo.stdout), 'line')) as [string];
  const url = /http:\/\/\S+/.exec(line)?.[0] ?? '';
  for (;;) {
    const index = (await (await fetch(`${url}lab/index.json`)).json()) as { faultAddresses: unknown[] };
    if (index.faultAddresses.length > 0) return { url, stop: () => demo.kill() };
  }
}

describe('“Break it on purpose” in the demo', () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;
  let browser: Browser;
  let page: Page;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
    page = await browser.newPage();
    page.setDefaultTimeout(limitMs);
    await page.goto(demo.url);
  });
  after(async () => {
    await browser.close();
    demo.stop();
  });

  const menu = () => page.getByRole('combobox', { name: 'Break it on purpose' });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });

  it('lists faults that are paths, endpoints that fail, and addresses of their own', async () => {
    const choices = (await menu().locator('option').allTextContents()).join('\n');
    for (const choice of [
      /Accepts TCP and stays silent/,
      /The name has no address/,
      /certificate that expired/,
      /no HTTP at all/,
      /Chooses no subprotocol/,
      /closes without a code/,
      /Forbidden code 1006/,
      /reason of 123 bytes/,
      /Opens after 3 s/,
      /as a server that is killed does/,
      /never answers a close frame/,
    ])
      assert.match(choices, choice);
  });

  it('puts the address into the console, with a subprotocol where nothing fails without, and does not connect', async () => {
    await menu().selectOption({ label: 'Chooses no subprotocol, whatever is offered.' });
    assert.match(await field('WebSocket URL').inputValue(), /\/lab\/fault\/subprotocol-none$/);
    assert.equal(await field('Subprotocols').inputValue(), 'chat.v1');
    assert.equal(
      await page.getByRole('status', { name: 'Connection' }).textContent().then(trim),
      'Not connected',
    );
    await menu().selectOption({ label: 'Nothing listens here.' });
    assert.match(await field('WebSocket URL').inputValue(), /^ws:\/\/127\.0\.0\.1:\d+\/$/);
    assert.equal(await field('Subprotocols').inputValue(), '', 'that of the fault before');
  });

  it('shows why it failed, once the reader connects', async () => {
    await menu().selectOption({ label: 'Nothing listens here.' });
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    const card = page.getByRole('group', { name: 'Diagnosis' });
    await card.waitFor();
    assert.match(await card.innerText(), /Nothing listens on that port/);
  });
});

function trim(text: string | null): string | undefined {
  return text?.trim();
}
