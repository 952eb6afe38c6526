import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import {
  choice,
  chooseFile,
  dialogOf,
  dragFiles,
  dropFiles,
  openExport,
  takeDownloads,
} from './record-page.js';
import { logPage, receive, type LogPage } from './ws-log-page.js';

const line = (data: string) =>
  JSON.stringify({ sequence: 0, kind: 'received', timeMs: 1, type: 'text', data });
const file = (name: string, ...lines: string[]) => new File([lines.join('\n')], name);

async function filledPage(): Promise<LogPage> {
  const page = await logPage();
  receive(page.connection, 3);
  await page.painted();
  return page;
}

const importDialog = (page: LogPage) => dialogOf(page, 'Import messages');
const texts = (page: LogPage) => page.rowTexts.map((text) => text.split(' ').at(-1));

describe('importing a log', () => {
  it('opens the picker of the browser', async () => {
    const page = await logPage();
    const input = page.shadow.querySelector<HTMLInputElement>('input[type=file]')!;
    const clicked = oneEvent(input, 'click');
    input.addEventListener('click', (event) => event.preventDefault());
    page.button('Import')?.click();
    await clicked;
    expect(input.accept.split(',')).to.include.members(['.ndjson', '.json', '.har']);
  });

  it('shows a file in place of the connection, read-only, and goes back', async () => {
    const page = await filledPage();
    chooseFile(page, file('market.ndjson', line('one'), line('two')));
    await waitUntil(() => texts(page).join() === 'one,two', 'not shown');
    expect(page.text).to.contain('market.ndjson');
    expect(page.text).to.contain('read-only');
    expect(importDialog(page)).to.equal(undefined);
    expect(page.button('Clear')).to.equal(undefined);
    page.button('Back to the connection')?.click();
    await waitUntil(() => texts(page).join() === 'm0,m1,m2', 'not back');
  });

  it('takes a file that is dropped on it, and says so while it is dragged', async () => {
    const page = await filledPage();
    const dropped = file('a.ndjson', line('dropped'));
    expect(dragFiles(page, 'dragover', [dropped])).to.equal(true);
    await waitUntil(() => page.text.includes('Drop a log here'), 'no hint');
    dragFiles(page, 'dragleave', [dropped]);
    await waitUntil(() => !page.text.includes('Drop a log here'), 'the hint stays');
    dragFiles(page, 'dragover', [dropped]);
    dropFiles(page, dropped);
    await waitUntil(() => texts(page).join() === 'dropped', 'not shown');
    expect(page.text).not.to.contain('Drop a log here');
  });

  it('leaves to the page what is no file', async () => {
    const page = await filledPage();
    expect(dragFiles(page, 'dragover', [])).to.equal(false);
    expect(dragFiles(page, 'drop', [])).to.equal(false);
  });

  it('says where a bad file is wrong, and keeps the log that was shown', async () => {
    const page = await filledPage();
    chooseFile(page, file('bad.json', '{"format":', '  oops}'));
    await waitUntil(() => importDialog(page)?.innerText.includes('bad.json was not imported'), 'not told');
    expect(importDialog(page)?.innerText).to.contain('The log stays as it was.');
    expect(importDialog(page)?.innerText).to.match(/Line 2, column 3: oops is not a JSON value/);
    expect(texts(page)).to.deep.equal(['m0', 'm1', 'm2']);
    expect(page.shadow.activeElement).to.equal(page.button('Close import'));
    page.shadow.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
    await waitUntil(() => !importDialog(page), 'still open');
    expect(page.shadow.activeElement).to.equal(page.button('Import'));
  });

  it('shows what is good of a file, and lists what is not', async () => {
    const page = await filledPage();
    const bad = Array.from({ length: 150 }, () => 'x');
    chooseFile(page, file('half.ndjson', line('good'), ...bad, line('too')));
    await waitUntil(() => texts(page).join() === 'good,too', 'not shown');
    const told = () => importDialog(page)?.innerText ?? '';
    await waitUntil(() => told().includes('half.ndjson: 2 entries imported, 150 problems.'), 'not told');
    expect(told()).to.contain('The first 100 problems:');
    expect(importDialog(page)?.querySelectorAll('li')).to.have.length(100);
    expect(told()).to.contain('Line 2, column 1: x is not a JSON value');
    await expect(page.element).to.be.accessible();
  });

  it('says what the exported log had dropped', async () => {
    const page = await filledPage();
    const header = '{"format":"ws-tester-log","version":1,"dropped":12}';
    chooseFile(page, file('late.ndjson', header, line('a')));
    await waitUntil(() => importDialog(page)?.innerText.includes('had dropped 12 entries'), 'not told');
  });

  it('takes one file at a time', async () => {
    const page = await filledPage();
    dropFiles(page, file('a.ndjson', line('a')), file('b.ndjson', line('b')));
    await waitUntil(() => importDialog(page)?.innerText.includes('One file at a time'), 'not told');
    expect(texts(page)).to.deep.equal(['m0', 'm1', 'm2']);
  });

  it('can be cancelled while it reads', async () => {
    const page = await filledPage();
    chooseFile(page, file('large.ndjson', `${line('x'.repeat(80))}\n`.repeat(300_000)));
    await waitUntil(() => (importDialog(page)?.querySelector('progress')?.value ?? 0) > 0, 'no progress');
    page.button('Cancel import')?.click();
    await waitUntil(() => !importDialog(page), 'still open');
    expect(texts(page)).to.deep.equal(['m0', 'm1', 'm2']);
  });

  it('keeps a hostile file a text', async () => {
    const page = await filledPage();
    const hostile = '<img src=x onerror="document.title=\'owned\'">\u202E';
    chooseFile(page, file(`${hostile.replaceAll('/', '')}.ndjson`, line(hostile), hostile));
    await waitUntil(() => importDialog(page)?.querySelector('li'), 'not told');
    expect(page.shadow.querySelector('img')).to.equal(null);
    expect(page.text).not.to.contain('\u202E');
    expect(importDialog(page)?.innerText).not.to.contain('\u202E');
    expect(document.title).not.to.equal('owned');
  });

  it('gives a file that can be exported again, named after it', async () => {
    const downloads = takeDownloads();
    try {
      const page = await filledPage();
      chooseFile(page, file('market.har.ndjson', line('one')));
      await waitUntil(() => texts(page).join() === 'one', 'not shown');
      const dialog = await openExport(page);
      choice(dialog, 'HAR').click();
      dialog.querySelector('form')?.requestSubmit();
      await waitUntil(() => downloads.files.length === 1, 'nothing was downloaded');
      expect(downloads.files[0]?.name).to.match(/^ws-tester-market\.har-.*\.har$/);
      expect(await downloads.files[0]?.blob.text()).to.contain('"data":"one"');
    } finally {
      downloads.release();
    }
  });
});
