import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWholePages, type TesterPage, type WholePages } from './whole-pages.js';

type Role = Parameters<TesterPage['page']['getByRole']>[0];

/** The names that scripts of pages rely on, while they are shown. */
const always: readonly (readonly [Role, string])[] = [
  ['textbox', 'WebSocket URL'],
  ['textbox', 'Subprotocols'],
  ['textbox', 'Message'],
  ['button', 'Send'],
  ['button', 'Clear'],
  ['radiogroup', 'Message format'],
  ['status', 'Connection'],
  ['log', 'Messages'],
];
const commands = ['Connect', 'Cancel', 'Disconnect'];

describe('a default tester', () => {
  let pages: WholePages;
  before(async () => {
    pages = await openWholePages();
  });
  after(() => pages.close());

  const count = ({ page }: TesterPage, role: Role, name: string) =>
    page.getByRole(role, { name, exact: true }).count();
  const check = async (
    tester: TesterPage,
    shown: string,
    more: readonly (readonly [Role, string])[] = [],
  ) => {
    for (const [role, name] of [...always, ['button', shown] as const, ...more]) {
      assert.equal(await count(tester, role, name), 1, `${role} ${name}`);
    }
    for (const name of commands.filter((other) => other !== shown)) {
      assert.equal(await count(tester, 'button', name), 0, `button ${name}`);
    }
  };

  it('has each accessible name once before it connects, and while it does', async () => {
    const tester = await pages.visit({ endpoint: '/silent' });
    await tester.command.waitFor();
    await check(tester, 'Connect');
    await tester.command.click();
    await tester.status('Connecting');
    await check(tester, 'Cancel');
    await tester.close();
  });

  it('has each accessible name once while it is open and shows details', async () => {
    const tester = await pages.visit({ attributes: 'format="json"' });
    const { page, rows } = tester;
    await tester.exchange('{"a": 1}');
    await rows.nth(2).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Filter', exact: true }).waitFor();
    await check(tester, 'Disconnect', [
      ['button', 'Format'],
      ['button', 'Copy'],
      ['radiogroup', 'Details view'],
      ['textbox', 'Filter'],
      ['textbox', 'Exclude'],
      ['combobox', 'Direction'],
      ['button', 'Pause'],
      ['button', 'Export'],
    ]);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    assert.equal(await count(tester, 'button', 'Resume'), 1, 'Resume');
    assert.equal(await count(tester, 'button', 'Pause'), 0, 'Pause');
    const formats = page.getByRole('radiogroup', { name: 'Message format', exact: true });
    await formats.getByRole('radio', { name: 'Text', exact: true }).check();
    assert.equal(await count(tester, 'button', 'Format'), 0, 'Format is for JSON');
    await tester.close();
  });

  for (const width of [320, 360, 1200, 1600]) {
    it(`fits a page ${width} px wide, with targets of 24 px`, async () => {
      const tester = await pages.visit({ viewport: { width, height: 900 } });
      const { page, rows } = tester;
      await tester.command.waitFor();
      assert.deepEqual(await overflowing(tester), [], 'idle');
      await tester.exchange(`{"text": "${'long '.repeat(100)}"}`);
      await rows.nth(1).click();
      await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
      assert.deepEqual(await overflowing(tester), [], 'open, with details');

      for (const role of ['button', 'textbox', 'combobox', 'radio', 'option'] as const) {
        const targets = await page.getByRole(role).all();
        assert.ok(targets.length > 0, role);
        for (const target of targets) {
          // the browser itself shows the choices of a select, once it is opened
          if (await target.evaluate((element) => element instanceof HTMLOptionElement)) continue;
          const { width: across = 0, height = 0 } = (await target.boundingBox()) ?? {};
          const name = await target.evaluate((element) => `${element.id} ${element.textContent.trim()}`);
          // to a hundredth: a size in rem need not be a whole number of pixels
          assert.ok(Math.min(across, height) > 23.99, `${role} ${name}: ${across} × ${height}`);
        }
      }
      await tester.close();
    });
  }
});

/** What is wider than the page, or than the tester, so that the reader would have to scroll sideways. */
async function overflowing({ page }: TesterPage): Promise<string[]> {
  return page.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const tester = document.querySelector('ws-tester')!;
    const limit = tester.getBoundingClientRect();
    const roots = [tester.shadowRoot!];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (!element.matches('button, input, textarea, [role], [part]') || !element.checkVisibility())
          continue;
        const { left, right } = element.getBoundingClientRect();
        const isOutside = left < limit.left - 0.5 || right > limit.right + 0.5;
        if (isOutside) found.push(element.getAttribute('part') ?? element.tagName);
      }
    }
    return found;
  });
}
