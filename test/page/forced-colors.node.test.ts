import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { seenContrasts } from './seen-contrasts.js';
import { openWholePages, type WholePages } from './whole-pages.js';

describe('with colours forced by the reader (forced-colors: active)', () => {
  let pages: WholePages;
  before(async () => {
    pages = await openWholePages();
  });
  after(() => pages.close());

  it('texts can be read, and buttons and fields have borders', async () => {
    const tester = await pages.visit({ forcedColors: 'active' });
    const check = async (state: string) => {
      const seen = await seenContrasts(tester.page);
      assert.ok(seen.filter(({ kind }) => kind === 'border').length >= 4, state);
      const weak = seen.filter(({ kind, ratio }) => ratio < (kind === 'text' ? 4.5 : 3));
      assert.deepEqual(weak, [], state);
    };
    await tester.command.waitFor();
    await check('idle');
    await tester.exchange('{"a": 1}');
    await tester.rows.nth(1).click();
    await check('open, with details');
    await tester.close();
  });

  it('the chosen row and the focus ring have colours of the system', async () => {
    const tester = await pages.visit({ forcedColors: 'active' });
    const { page, rows, command } = tester;
    await tester.exchange('{"a": 1}');
    await rows.nth(1).click();
    const system = await systemColors(page, [
      'Highlight',
      'HighlightText',
      'Canvas',
      'CanvasText',
      'ButtonText',
    ]);
    const row = await styleOf(rows.nth(1));
    assert.equal(row.backgroundColor, system['Highlight']);
    assert.equal(row.color, system['HighlightText']);
    assert.notEqual((await styleOf(rows.nth(0))).backgroundColor, system['Highlight']);

    await page.keyboard.press('Tab'); // whoever uses the keyboard sees rings
    for (const control of [tester.message, command]) {
      await control.focus();
      const ring = await styleOf(control);
      assert.equal(ring.outlineStyle, 'solid');
      assert.ok(parseFloat(ring.outlineWidth) >= 2, ring.outlineWidth);
      assert.ok(Object.values(system).includes(ring.outlineColor), ring.outlineColor);
      assert.notEqual(ring.outlineColor, system['Canvas']);
    }
    await tester.close();
  });

  it('nothing is animated where the reader wants no motion', async () => {
    for (const endpoint of ['/silent', '/echo']) {
      const tester = await pages.visit({ endpoint, reducedMotion: 'reduce' });
      await tester.command.click();
      await tester.status(endpoint === '/silent' ? 'Connecting' : 'Connected');
      assert.deepEqual(await animations(tester.page), [], endpoint);
      await tester.close();
    }
  });
});

/** What the browser makes of the names of system colours (CSS Color 4 §6.2). */
async function systemColors(page: Page, names: readonly string[]): Promise<Record<string, string>> {
  return page.evaluate((wanted) => {
    const probe = document.body.appendChild(document.createElement('span'));
    probe.style.setProperty('forced-color-adjust', 'none');
    return Object.fromEntries(
      wanted.map((name) => {
        probe.style.color = name;
        return [name, getComputedStyle(probe).color];
      }),
    );
  }, names);
}

async function styleOf(control: Locator) {
  return control.evaluate((element) => {
    const { color, backgroundColor, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return { color, backgroundColor, outlineStyle, outlineWidth, outlineColor };
  });
}

/** The animations and transitions that run, in the page and in all shadow roots. */
async function animations(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    }
    return roots.flatMap((root) => root.getAnimations().map((animation) => animation.constructor.name));
  });
}
