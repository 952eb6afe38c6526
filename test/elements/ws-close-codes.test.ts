import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import fc from 'fast-check';
import type { TemplateResult } from 'lit';
import '../../src/define/ws-close-codes.js';
import type { WsCloseCodes } from '../../src/elements/ws-close-codes/ws-close-codes.js';
import { readCustomCodes } from '../../src/elements/ws-close-codes/custom-codes.js';
import { searchCloseCodes } from '../../src/elements/ws-close-codes/close-code-search.js';
import { Connection } from '../../src/core/connection.js';
import { lab } from '../lab.js';

const root = (element: Element) => element.shadowRoot as ShadowRoot;

/** The numbers of the rows that can be seen, in their order. */
const shownCodes = (element: Element) =>
  [...root(element).querySelectorAll('tr.code th')].map((cell) => Number(cell.textContent.trim()));

const rowOf = (element: Element, code: number) =>
  [...root(element).querySelectorAll('tr.code')].find(
    (row) => row.querySelector('th')?.textContent.trim() === String(code),
  );

/** An element whose facts have come: they are loaded apart. */
async function table(template: TemplateResult): Promise<WsCloseCodes> {
  const element = await fixture<WsCloseCodes>(template);
  await waitUntil(() => root(element).querySelector('table'));
  return element;
}

async function search(element: WsCloseCodes, text: string): Promise<void> {
  const field = root(element).querySelector('input') as HTMLInputElement;
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await element.updateComplete;
}

describe('ws-close-codes alone', () => {
  it('lists every registered code in groups, without any connection and without a complaint about that', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    expect(shownCodes(element)).to.include.members([1000, 1006, 1015, 3000, 3008]);
    expect(root(element).textContent).to.contain('1000–2999');
    expect(root(element).textContent).to.not.contain('Not bound');
    await expect(element).to.be.accessible();
  });

  it('says who sends a code, whether it is ever on the wire, and whether close() takes it', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    const cells = (code: number) =>
      [...(rowOf(element, code)?.querySelectorAll('td.mark') ?? [])].map((cell) => cell.textContent.trim());
    expect(cells(1006)).to.deep.equal(['Nobody', 'Never', 'Refuses it']);
    expect(cells(1000)).to.deep.equal(['Either side', 'Yes', 'Takes it']);
    expect(cells(3000)[2]).to.equal('Takes it');
    expect(cells(1004)).to.deep.equal(['Nobody may', 'Not allowed', 'Refuses it']);
  });

  it('does not say “never” of a code that browsers deliver', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    for (const code of ['999', '1004', '1016', '5000']) {
      await search(element, code);
      const row = rowOf(element, Number(code))?.textContent;
      expect(row, code).to.contain('Not allowed on the wire').and.not.contain('Never on the wire');
    }
  });

  it('does not count a number that was looked up among the listed codes', async () => {
    const element = await table(
      html`<ws-close-codes codes='[{"code":4401},{"code":4403}]'></ws-close-codes>`,
    );
    const count = () => root(element).querySelector('.count')?.textContent.trim();
    expect(count()).to.equal('21 codes');
    await search(element, '44');
    expect(shownCodes(element)).to.deep.equal([44, 4401, 4403]);
    expect(count()).to.equal('2 of 21 codes · 44 is not among them');
    await search(element, '2500');
    expect(count()).to.equal('0 of 21 codes · 2500 is not among them');
    await search(element, '440');
    expect(count()).to.equal('2 of 21 codes · 440 is not among them');
    await search(element, '4401');
    expect(count()).to.equal('1 of 21 codes');
  });

  it('finds by number, by name and by a word of the advice', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    await search(element, '1006');
    expect(shownCodes(element)).to.deep.equal([1006]);
    await search(element, 'going away');
    expect(shownCodes(element)).to.deep.equal([1001]);
    await search(element, 'deploy');
    expect(shownCodes(element)).to.include(1001);
  });

  it('answers for any number, also one that nobody registered', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    for (const [asked, word] of [
      ['2500', 'Unassigned'],
      ['4123', 'Private Use'],
      ['0', 'Not Used'],
      ['65535', 'Out of Range'],
    ] as const) {
      await search(element, asked);
      expect(rowOf(element, Number(asked))?.textContent, asked).to.contain(word);
    }
  });

  it('says so when nothing fits, and shows what was typed as text', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    await search(element, '<img src=x>\u202e');
    expect(root(element).querySelector('img')).to.equal(null);
    expect(root(element).querySelector('.empty')?.textContent)
      .to.contain('<img')
      .and.to.not.contain('\u202e');
  });

  it('is searched and unfolded by keyboard', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    (root(element).querySelector('input') as HTMLInputElement).focus();
    await sendKeys({ type: '1011' });
    await waitUntil(() => shownCodes(element).length === 1);
    const details = root(element).querySelector('details') as HTMLDetailsElement;
    (details.querySelector('summary') as HTMLElement).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => details.open);
    expect(details.textContent).to.contain('What to do');
  });

  it('is accessible in dark, with details open', async () => {
    const element = await table(html`<ws-close-codes theme="dark"></ws-close-codes>`);
    for (const details of root(element).querySelectorAll('details')) details.open = true;
    await expect(element).to.be.accessible();
  });

  it('an unknown theme falls back with one warning', async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => warnings.push(args);
    try {
      const element = await table(html`<ws-close-codes theme="neon"></ws-close-codes>`);
      element.requestUpdate();
      await element.updateComplete;
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
  });

  it('sets no color scheme of its own', async () => {
    const scheme = async (value: string) => {
      const around = await fixture(html`<div><ws-close-codes></ws-close-codes></div>`);
      (around as HTMLElement).style.colorScheme = value;
      return getComputedStyle(around.firstElementChild as Element).colorScheme;
    };
    expect(await scheme('dark')).to.equal('dark');
    expect(await scheme('light')).to.equal('light');
  });
});

describe('codes of the author', () => {
  it('come from children, with their own name, meaning and advice', async () => {
    const element = await table(html`
      <ws-close-codes>
        <ws-close-code code="4401" name="Token expired" advice="Fetch a new one."
          >The token ran out.</ws-close-code
        >
      </ws-close-codes>
    `);
    const row = rowOf(element, 4401);
    expect(row?.textContent)
      .to.contain('Token expired')
      .and.contain('The token ran out.')
      .and.contain('Fetch a new one.');
    expect(row?.textContent).to.contain('the author of this page');
    await search(element, 'token ran');
    expect(shownCodes(element)).to.deep.equal([4401]);
  });

  it('follow children that come, change and go', async () => {
    const element = await table(html`<ws-close-codes></ws-close-codes>`);
    const child = document.createElement('ws-close-code');
    child.setAttribute('code', '4001');
    child.setAttribute('name', 'One');
    element.append(child);
    await waitUntil(() => rowOf(element, 4001)?.textContent.includes('One'));
    child.setAttribute('name', 'Two');
    await waitUntil(() => rowOf(element, 4001)?.textContent.includes('Two'));
    child.remove();
    await waitUntil(() => !rowOf(element, 4001));
  });

  it('come from JSON: an attribute, a property with an array, a script child', async () => {
    const fromAttribute = await table(
      html`<ws-close-codes codes='[{"code":4002,"name":"A"}]'></ws-close-codes>`,
    );
    expect(rowOf(fromAttribute, 4002)?.textContent).to.contain('A');
    fromAttribute.codes = [{ code: 4003, name: 'B' }];
    await fromAttribute.updateComplete;
    expect(rowOf(fromAttribute, 4003)?.textContent).to.contain('B');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = '[{"code":"4004","name":"C"}]';
    fromAttribute.append(script);
    await waitUntil(() => rowOf(fromAttribute, 4004)?.textContent.includes('C'));
  });

  it('that are wrong are named, and the others stay', async () => {
    const element = await table(html`
      <ws-close-codes codes="[1,">
        <ws-close-code code="1006" name="Mine">x</ws-close-code>
        <ws-close-code code="4001" name="Good">x</ws-close-code>
        <ws-close-code code="4001" name="Again">x</ws-close-code>
      </ws-close-codes>
    `);
    const problems = root(element).querySelector('.problems')?.textContent ?? '';
    expect(problems).to.contain('“1006”').and.contain('4001 is given twice').and.contain('Line 1');
    expect(rowOf(element, 4001)?.textContent).to.contain('Good');
    expect(rowOf(element, 1006)?.textContent).to.not.contain('Mine');
  });

  it('may be anything: nothing throws, and only 4000-4999 come through', () => {
    const rows = fc.array(fc.record({ code: fc.oneof(fc.integer(), fc.string(), fc.constant('4100')) }));
    fc.assert(
      fc.property(rows, fc.oneof(fc.string(), fc.json(), fc.anything()), (given, json) => {
        for (const { code } of readCustomCodes(given, json).codes) expect(code).to.be.within(4000, 4999);
      }),
    );
  });

  it('a search, whatever it is, never throws and never shows a row twice', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.integer({ min: 0, max: 65535 }), { nil: undefined }),
        (text, received) => {
          const codes = searchCloseCodes(text, [], received).flatMap((group) =>
            group.codes.map(({ code }) => code),
          );
          expect(new Set(codes).size).to.equal(codes.length);
        },
      ),
    );
  });
});

describe('bound to a connection', () => {
  it('lights up the code that the server closed with, also one that is listed nowhere', async () => {
    const connection = new Connection({ url: lab.url('/close/4321?reason=x') });
    const element = await table(html`<ws-close-codes .connection=${connection}></ws-close-codes>`);
    expect(rowOf(element, 4321)).to.equal(undefined);
    connection.open();
    await waitUntil(() => rowOf(element, 4321)?.getAttribute('aria-current') === 'true');
    expect(rowOf(element, 4321)?.textContent).to.contain('Last code seen');
    await expect(element).to.be.accessible();
    connection.configure({ url: lab.url('/close/1011') });
    connection.open();
    await waitUntil(() => rowOf(element, 1011)?.getAttribute('aria-current') === 'true');
    expect(rowOf(element, 4321)).to.equal(undefined);
  });
});
