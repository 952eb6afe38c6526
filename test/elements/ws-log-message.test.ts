import { expect, waitUntil } from '@open-wc/testing';
import type { Payload } from '../../src/core/entry.js';
import { registerStrings } from '../../src/elements/shared/localization.js';
import { logPage, noonMs, type LogPage } from './ws-log-page.js';

async function opened(data: Payload): Promise<LogPage> {
  const page = await logPage();
  page.element.style.setProperty('block-size', '44rem');
  page.connection.log.pushMessage('received', data, noonMs);
  await page.open(/./);
  return page;
}

const find = (page: LogPage) =>
  page.details?.querySelector<HTMLInputElement>('[aria-label="Find in message"]');
const tree = (page: LogPage) => page.details?.querySelector<HTMLElement>('[role=tree]') as HTMLElement;
const button = (page: LogPage, name: string) =>
  [...(page.details?.querySelectorAll('button') ?? [])].find(
    (each) => (each.ariaLabel ?? each.innerText.trim()) === name,
  );
const count = (page: LogPage) =>
  page.details?.querySelector<HTMLElement>('.find [aria-live]')?.innerText ?? '';
const path = (page: LogPage) => page.details?.querySelector<HTMLElement>('[aria-label=Path]')?.innerText;

function press(target: HTMLElement, key: string, options: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...options,
  });
  target.dispatchEvent(event);
  return event;
}

/** The line that a screen reader is told is active. */
function active(page: LogPage): HTMLElement | undefined {
  const id = tree(page).getAttribute('aria-activedescendant');
  return id === null ? undefined : (page.shadow.getElementById(id) ?? undefined);
}

async function type(page: LogPage, text: string): Promise<void> {
  const input = find(page) as HTMLInputElement;
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await waitUntil(() => text === '' || /of|Not/.test(count(page)), 'not searched');
}

async function copied(act: () => unknown): Promise<string> {
  let written: string | undefined;
  const clipboard = {
    writeText(text: string) {
      written = text;
      return Promise.resolve();
    },
  };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  try {
    await act();
    await waitUntil(() => written !== undefined);
  } finally {
    delete (navigator as { clipboard?: unknown }).clipboard;
  }
  return written ?? '';
}

/** What is marked in the lines, by the Custom Highlight API. */
function marked(name: string): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString());
}

describe('an open JSON message', () => {
  it('is a tree with levels, places and one tab stop', async () => {
    const page = await opened('{"a":[10,20],"b":{},"a":"twice"}');
    const told = page.lines.map((line) => [
      line.role,
      line.ariaLevel,
      line.ariaPosInSet,
      line.ariaSetSize,
      line.ariaExpanded,
    ]);
    expect(told).to.deep.equal([
      ['treeitem', '1', '1', '1', 'true'],
      ['treeitem', '2', '1', '3', 'true'],
      ['treeitem', '3', '1', '2', null],
      ['treeitem', '3', '2', '2', null],
      ['treeitem', '2', '2', '3', null],
      ['treeitem', '2', '3', '3', null],
    ]);
    expect(page.tree.slice(3)).to.deep.equal(['    1: 20', '  "b": {}', '  "a": "twice"']);
    expect(tree(page).tabIndex).to.equal(0);
    const content = page.details?.querySelector('[part=content]') as HTMLElement;
    expect(content.querySelectorAll('button, input, a, [tabindex]')).to.have.length(1);
    expect(content.hasAttribute('tabindex')).to.equal(false);
  });

  it('obeys the keys of a tree', async () => {
    const page = await opened('{"a":[10,{"b":20}],"c":30}');
    const at = () => active(page)?.innerText.replace(/\s+/g, ' ').trim();
    const go = (...keys: string[]) => {
      for (const key of keys) expect(press(tree(page), key).defaultPrevented, key).to.equal(true);
      return at();
    };
    tree(page).focus();
    expect(go('ArrowDown')).to.equal('"a": [ 2 items');
    expect(go('ArrowRight')).to.equal('0: 10');
    expect(go('ArrowDown')).to.equal('1: { 1 key');
    expect(go('ArrowLeft')).to.equal('1: {"b":20} 1 key');
    expect(page.lines).to.have.length(5);
    expect(go('ArrowDown')).to.equal('"c": 30');
    expect(go('ArrowUp', 'ArrowRight')).to.equal('1: { 1 key');
    expect(go('ArrowRight')).to.equal('"b": 20');
    expect(go('ArrowLeft', 'ArrowLeft')).to.equal('1: {"b":20} 1 key');
    expect(go('ArrowLeft')).to.equal('"a": [ 2 items');
    expect(go('Enter')).to.equal('"a": [10,{"b":20}] 2 items');
    expect(go(' ', 'End')).to.equal('"c": 30');
    expect(go('Home')).to.contain('{');
    expect(go('End', 'PageUp')).to.contain('{');
    expect(press(tree(page), 'ArrowDown', { ctrlKey: true }).defaultPrevented).to.equal(false);
    expect(active(page)?.ariaSelected).to.equal('true');
    expect(page.shadow.activeElement).to.equal(tree(page));
  });

  it('is opened and closed by the pointer', async () => {
    const page = await opened('{"a":[1,2]}');
    page.lines[1]?.click();
    await waitUntil(() => page.tree.join('|') === '{ 1 key|  "a": [1,2] 2 items');
    page.lines[1]?.click();
    await waitUntil(() => page.lines.length === 4);
    page.lines[3]?.click();
    await waitUntil(() => path(page) === '$.a[1]');
    expect(page.lines).to.have.length(4);
  });

  it('copies a value as it is written, a string as what it says, and the path', async () => {
    const page = await opened('{"n":61250.50,"b c":[{"s":"a\\n\\u00e9"}]}');
    const choose = async (line: number) => {
      page.lines[line]?.click();
      await page.laidOut();
    };
    await choose(1);
    expect(await copied(() => button(page, 'Copy value')?.click())).to.equal('61250.50');
    await choose(4);
    expect(path(page)).to.equal('$["b c"][0].s');
    expect(await copied(() => button(page, 'Copy path')?.click())).to.equal('$["b c"][0].s');
    expect(await copied(() => button(page, 'Copy value')?.click())).to.equal('a\né');
    await choose(3);
    expect(await copied(() => button(page, 'Copy value')?.click())).to.equal('{"s":"a\\n\\u00e9"}');
    await waitUntil(() => page.details?.innerText.includes('Copied'));
  });

  it('shows the whole of a long value in the text', async () => {
    const page = await opened(`{"first":"${'x'.repeat(5_000)}","last":[1]}`);
    expect(page.lines[1]?.textContent.length).to.be.below(500);
    expect(page.lines[1]?.textContent).to.match(/…$/);
    page.lines[3]?.click();
    await page.laidOut();
    button(page, 'Show in text')?.click();
    await waitUntil(() => page.view('Text').checked);
    await waitUntil(() => page.content.endsWith('"last":[1]}'), 'not where the value is');
  });

  it('expands and collapses all, of 100,000 values too', async () => {
    const page = await opened(`[${'{"a":[1]},'.repeat(25_000)}0]`);
    await waitUntil(() => page.tree[0] === '[ 25,001 items', 'not read');
    button(page, 'Collapse all')?.click();
    await waitUntil(() => page.tree[1] === '  0: {"a":[1]} 1 key', 'not collapsed');
    expect(page.tree[2]).to.equal('  1: {"a":[1]} 1 key');
    button(page, 'Expand all')?.click();
    await waitUntil(() => page.tree[2] === '    "a": [ 1 item', 'not expanded');
    press(tree(page), 'End');
    await waitUntil(() => active(page)?.innerText.includes('25000: 0'), 'not at the end');
    expect(page.lines.length).to.be.below(60);
  });

  it('may be 100,000 levels deep', async () => {
    const page = await opened('['.repeat(100_000) + ']'.repeat(100_000));
    await waitUntil(() => !page.details?.innerText.includes('Read so far'), 'not read');
    press(tree(page), 'End');
    await waitUntil(() => active(page)?.ariaLevel === '100000', 'not at the end');
    expect(active(page)?.innerText.trim()).to.contain('[]');
    expect(path(page)).to.match(/^…(\[0\])+$/);
    const width = page.lines.at(-1)?.querySelector('.value')?.getBoundingClientRect();
    const box = page.details?.querySelector('[part=content]')?.getBoundingClientRect();
    expect(width?.right).to.be.below(box?.right ?? 0);
  });

  it('shows its beginning before all of it is read, then says what is wrong far behind', async () => {
    const page = await logPage();
    page.element.style.setProperty('block-size', '44rem');
    page.connection.log.pushMessage('received', `[\n${'{"a": [1, 2, 3]},\n'.repeat(300_000)}oops]`, noonMs);
    await page.open(/./);
    expect(page.view('JSON').checked).to.equal(true);
    expect(page.tree.slice(1, 3)).to.deep.equal(['  0: { 1 key', '    "a": [ 3 items']);
    expect(page.details?.innerText).to.match(/Read so far: \d+ %/);
    await waitUntil(() => page.view('Text').checked, 'the mistake was not found', { timeout: 15_000 });
    expect(page.details?.innerText).to.match(
      /Not JSON: oops is not a JSON value.* \(line 300,002, column 1\)/,
    );
    expect(page.view('JSON').disabled).to.equal(true);
    button(page, 'Show it')?.click();
    await waitUntil(() => page.content.endsWith('oops]'), 'not where the mistake is');
  });

  it('takes its words from the locale, though its module is loaded later', async () => {
    registerStrings('eo', { message: { copyPath: 'PFAD' } });
    const page = await logPage();
    page.element.lang = 'eo';
    page.connection.log.pushMessage('received', '[1]', noonMs);
    await page.open(/./);
    expect(button(page, 'PFAD')).not.to.equal(undefined);
    expect(button(page, 'Copy value')).not.to.equal(undefined);
  });
});

describe('finding in an open message', () => {
  it('counts matches and goes from one to the next and back', async () => {
    const page = await opened(`${'one two\n'.repeat(200)}TWO`);
    await type(page, 'two');
    await waitUntil(() => count(page) === '1 of 201');
    const input = find(page) as HTMLInputElement;
    press(input, 'Enter');
    await waitUntil(() => count(page) === '2 of 201');
    press(input, 'Enter', { shiftKey: true });
    press(input, 'Enter', { shiftKey: true });
    await waitUntil(() => count(page) === '201 of 201');
    await waitUntil(() => page.content.endsWith('TWO'), 'not at the last match');
    button(page, 'Next match')?.click();
    await waitUntil(() => count(page) === '1 of 201');
    button(page, 'Previous match')?.click();
    await waitUntil(() => count(page) === '201 of 201');
  });

  it('marks what is found in the lines that are seen, and the current one otherwise', async () => {
    const page = await opened('one two\n'.repeat(200));
    await type(page, 'two');
    await waitUntil(() => marked('ws-tester-current-match').join() === 'two', 'none is current');
    expect(marked('ws-tester-match')).to.have.length.within(5, 60);
    expect(new Set(marked('ws-tester-match'))).to.deep.equal(new Set(['two']));
    await type(page, '');
    await waitUntil(() => !CSS.highlights.has('ws-tester-match'), 'still marked');
  });

  it('marks with elements where the browser cannot do otherwise', async () => {
    const { highlights } = CSS;
    const highlight = Reflect.get(globalThis, 'Highlight') as unknown;
    Reflect.deleteProperty(globalThis, 'Highlight');
    try {
      expect(highlights).not.to.equal(undefined);
      const page = await opened(`{"word":"a word, words","other":"${'-'.repeat(100)}"}`);
      await type(page, 'word');
      const marks = () => [...(page.details?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent);
      await waitUntil(() => marks().length === 3, 'not marked');
      expect(marks()).to.deep.equal(['word', 'word', 'word']);
      expect(page.tree[1]).to.equal('  "word": "a word, words"');
      await type(page, 'words');
      await waitUntil(() => marks().join() === 'words', 'marked before');
    } finally {
      Reflect.set(globalThis, 'Highlight', highlight);
    }
  });

  it('looks into keys and values of JSON, and opens what is collapsed', async () => {
    const page = await opened(`{"list":[{"needle":1},{"x":"a needle"}],"y": "${'-'.repeat(100)}", "z":"ne"}`);
    button(page, 'Collapse all')?.click();
    await waitUntil(() => page.lines.length === 4);
    await type(page, 'NEEDLE');
    await waitUntil(() => count(page) === '1 of 2');
    await waitUntil(() => page.tree.includes('      "needle": 1'), 'still collapsed');
    press(find(page) as HTMLInputElement, 'Enter');
    await waitUntil(() => page.tree.includes('      "x": "a needle"'), 'still collapsed');
    await waitUntil(() => path(page) === '$.list[1].x');
    await type(page, '":[');
    await waitUntil(() => count(page) === 'Not found', 'found across two values');
  });

  it('finds bytes, written as such or as text', async () => {
    const bytes = new Uint8Array(200);
    bytes.set([0xde, 0xad, 0x41, 0x42, 0x43], 150);
    bytes.set([0xff], 0);
    const page = await opened(bytes.buffer);
    await type(page, 'de ad');
    await waitUntil(() => count(page) === '1 of 1');
    await waitUntil(() => marked('ws-tester-current-match').join('|') === 'de ad|..', 'not marked');
    await type(page, 'abc');
    await waitUntil(() => marked('ws-tester-current-match').join('|') === '41 42 43|ABC', 'not marked');
  });

  it('leaves no mark behind when the log leaves the page', async () => {
    const page = await opened('some words '.repeat(20));
    await type(page, 'words');
    await waitUntil(() => marked('ws-tester-current-match').length === 1, 'not marked');
    page.element.remove();
    await waitUntil(() => !CSS.highlights.has('ws-tester-current-match'), 'still marked');
  });

  it('is given up by Escape, and only the next one closes the details', async () => {
    const page = await opened('some words '.repeat(20));
    await type(page, 'words');
    press(find(page) as HTMLInputElement, 'Escape');
    await waitUntil(() => find(page)?.value === '');
    expect(page.details).not.to.equal(undefined);
    press(find(page) as HTMLInputElement, 'Escape');
    await waitUntil(() => page.details === undefined);
  });

  it('goes on in another view and another message', async () => {
    const page = await opened(`{"a":"${'word '.repeat(30)}"}`);
    await type(page, 'word');
    await waitUntil(() => count(page) === '1 of 30');
    page.view('Hex').click();
    await waitUntil(() => count(page) === '1 of 30');
    page.connection.log.pushMessage('received', `${'-'.repeat(100)} word`, noonMs);
    await page.open(/---/);
    await waitUntil(() => count(page) === '1 of 1');
  });
});

describe('what is told of an open message', () => {
  it('is its size, its characters, the time since the one before, and since the connection opened', async () => {
    const page = await logPage();
    const { log } = page.connection;
    log.pushEvent('opened', { url: 'wss://a.example/', protocol: '', extensions: '' }, noonMs);
    log.pushMessage('sent', 'first', noonMs + 1_000);
    log.pushEvent('note', 'A remark.', noonMs + 1_100);
    log.pushMessage('received', 'é🚀', noonMs + 1_250);
    await page.open(/🚀/);
    const told = page.details?.innerText ?? '';
    for (const words of [
      '6 B',
      '3 characters',
      '250 ms after the previous message',
      '1,250 ms after opening',
    ]) {
      expect(told).to.contain(words);
    }
  });

  it('is the exact size of a long text, once it is counted', async () => {
    const page = await opened('é'.repeat(9_000_000));
    await waitUntil(() => page.details?.innerText.includes('18,000,000 B'), 'not counted');
    expect(page.details?.innerText).to.contain('9,000,000 characters');
  });
});

describe('an open message for everybody', () => {
  const json = `{"type":"trade","px":61250.5,"tags":["a",null,true],"empty":{},"long":"${'x'.repeat(600)}"}`;
  for (const theme of ['light', 'dark'] as const) {
    it(`is accessible as a tree, with matches, in ${theme}`, async () => {
      const page = await opened(json);
      page.element.theme = theme;
      await type(page, 'a');
      tree(page).focus();
      press(tree(page), 'ArrowDown');
      await page.laidOut();
      await expect(page.element).to.be.accessible();
    });

    it(`is accessible as long text in ${theme}`, async () => {
      const page = await opened('some words '.repeat(500));
      page.element.theme = theme;
      await expect(page.element).to.be.accessible();
    });
  }

  it('has each name once, and targets of 24 px', async () => {
    const page = await opened(json);
    for (const name of ['Copy', 'Copy value', 'Copy path', 'Expand all', 'Collapse all', 'Next match']) {
      const named = [...(page.details?.querySelectorAll('button') ?? [])].filter(
        (each) => (each.ariaLabel ?? each.innerText.trim()) === name,
      );
      expect(named, name).to.have.length(1);
    }
    for (const width of [320, 360, 800]) {
      page.element.style.setProperty('inline-size', `${width}px`);
      await page.laidOut();
      const details = page.details as HTMLElement;
      for (const target of details.querySelectorAll<HTMLElement>('button, input, label, [role=treeitem]')) {
        const box = target.getBoundingClientRect();
        expect(Math.min(box.width, box.height), `${target.innerText} at ${width}`).to.be.at.least(23.99);
        expect(box.right, `${target.innerText} at ${width}`).to.be.at.most(
          details.getBoundingClientRect().right + 0.5,
        );
      }
    }
  });

  it('keeps its lines from left to right on a page from right to left', async () => {
    const page = await logPage();
    page.element.dir = 'rtl';
    page.connection.log.pushMessage('received', '{"a":"\u202Eabc","b":"שלום"}', noonMs);
    await page.open(/./);
    expect(page.tree[1]).to.equal('  "a": "\\u{202E}abc"');
    const [name, value] = ['.name', '.value'].map((part) =>
      page.lines[2]?.querySelector(part)?.getBoundingClientRect(),
    );
    expect(name?.right).to.be.below(value?.right ?? 0);
  });
});
