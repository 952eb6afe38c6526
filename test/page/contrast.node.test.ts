import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seenContrasts } from './seen-contrasts.js';
import { openWholePages, type WholePages } from './whole-pages.js';

/** WCAG 2.2 §1.4.3 and §1.4.11. */
const enoughForText = 4.5;
const enoughForBorders = 3;

const surfaces = ['surface', 'surface-raised'];
/** Which colour tokens stand on which, and how well they have to be told apart. */
const pairs = [
  ...surfaces.flatMap((surface) =>
    ['text', 'text-quiet', 'accent', 'sent', 'received', 'good', 'warn', 'bad'].map(
      (text) => [text, surface, enoughForText] as const,
    ),
  ),
  ['accent-text', 'accent', enoughForText] as const,
  ...surfaces.flatMap((surface) =>
    ['border-control', 'focus'].map((border) => [border, surface, enoughForBorders] as const),
  ),
];

describe('contrast', () => {
  let pages: WholePages;
  before(async () => {
    pages = await openWholePages();
  });
  after(() => pages.close());
  const css = ':root { color-scheme: light dark; background: Canvas }';

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`of the colour tokens in ${colorScheme}`, async () => {
      const { page, command, close } = await pages.visit({ colorScheme, css });
      await command.waitFor();
      const weak = await page.evaluate((wanted) => {
        const probe = document.createElement('span');
        document.querySelector('ws-tester')!.shadowRoot!.append(probe);
        const context = document.createElement('canvas').getContext('2d')!;
        const luminanceOf = (token: string) => {
          probe.style.color = `var(--_${token})`;
          context.fillStyle = getComputedStyle(probe).color;
          context.fillRect(0, 0, 1, 1);
          const parts = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
            const part = byte / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
        };
        return wanted.flatMap(([front, back, enough]) => {
          const [dark, light] = [luminanceOf(front), luminanceOf(back)].sort((a, b) => a - b);
          const ratio = (light! + 0.05) / (dark! + 0.05);
          return ratio < enough ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
        });
      }, pairs);
      assert.deepEqual(weak, []);
      await close();
    });

    it(`of what is seen before, during and after an exchange in ${colorScheme}`, async () => {
      const tester = await pages.visit({ colorScheme, css });
      const check = async (state: string, texts: readonly string[]) => {
        const seen = await seenContrasts(tester.page);
        const weak = seen.filter(({ kind, what, ratio }) =>
          // a button may go without a border, and a field that is only read needs none to be found
          kind === 'text' ? ratio < enoughForText : what === 'message' && ratio < enoughForBorders,
        );
        assert.deepEqual(weak, [], state);
        for (const text of texts)
          assert.ok(
            seen.some(({ what }) => what.includes(text)),
            `${state}: ${text}`,
          );
      };
      await tester.command.waitFor();
      await check('idle', ['Connect', 'Not connected', 'Nothing is sent']);
      await tester.exchange('{"a": 1}', 'not JSON {');
      await tester.rows.nth(1).click();
      await check('open, with details', ['Connected', 'received', '{"a": 1}', 'JSON']);
      await tester.command.click();
      await tester.status('Closed');
      await tester.page.getByText('clean close').waitFor();
      await check('closed', ['Closed', 'clean close']);
      await tester.close();
    });
  }
});
