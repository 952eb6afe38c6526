import { expect, waitUntil } from '@open-wc/testing';
import { importLog } from '../../src/record/index.js';
import { choice, dialogOf, openExport, takeDownloads, type Downloaded } from './record-page.js';
import { logPage, noonMs, receive, type LogPage } from './ws-log-page.js';

const secretUrl = 'wss://user:S3cr3t@api.example.com:8443/stream?token=S3cr3t&room=1';

async function filledPage(): Promise<LogPage> {
  const page = await logPage({ url: secretUrl });
  page.connection.log.pushEvent('opened', { url: secretUrl, protocol: '', extensions: '' }, noonMs);
  receive(page.connection, 5);
  await page.painted();
  return page;
}

describe('exporting the log', () => {
  let downloads: ReturnType<typeof takeDownloads>;
  beforeEach(() => (downloads = takeDownloads()));
  afterEach(() => downloads.release());

  const pressDownload = async (dialog: HTMLDialogElement): Promise<Downloaded> => {
    const before = downloads.files.length;
    const button = [...dialog.querySelectorAll('button')].find((each) => each.innerText === 'Download');
    button?.click();
    await waitUntil(() => downloads.files.length > before, 'nothing was downloaded');
    return downloads.files.at(-1)!;
  };

  it('cannot be asked for while there is nothing', async () => {
    const page = await logPage();
    expect(page.button('Export')?.getAttribute('aria-disabled')).to.equal('true');
    page.button('Export')?.click();
    await page.element.updateComplete;
    expect(page.shadow.querySelector('dialog')).to.equal(null);
  });

  it('gives the whole log as NDJSON, named after host and time, without secrets', async () => {
    const page = await filledPage();
    const dialog = await openExport(page);
    expect(choice(dialog, 'The whole log: 6 entries').checked).to.equal(true);
    expect(choice(dialog, 'What the filter shows: there is none').disabled).to.equal(true);
    expect(choice(dialog, 'NDJSON').checked).to.equal(true);
    expect(choice(dialog, 'Redact secrets in URLs').checked).to.equal(true);
    expect(dialog.innerText).to.contain('Message contents are not redacted.');
    const { name, blob } = await pressDownload(dialog);
    expect(name).to.match(/^ws-tester-api\.example\.com-8443-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.ndjson$/);
    expect(blob.type).to.equal('application/x-ndjson');
    const text = await blob.text();
    expect(text).not.to.contain('S3cr3t');
    const { log } = await importLog(text);
    expect([log.length, log.dataAt(5)]).to.deep.equal([6, 'm4']);
    await waitUntil(() => dialog.innerText.includes(`Handed to the browser: ${name}, 6 entries.`));
    await waitUntil(() => downloads.revoked.length === 1, 'the URL was not revoked');
  });

  for (const [format, mediaType] of [
    ['JSON', 'application/json'],
    ['CSV', 'text/csv'],
    ['HAR', 'application/json'],
  ] as const) {
    it(`gives ${format}`, async () => {
      const page = await filledPage();
      const dialog = await openExport(page);
      choice(dialog, format).click();
      const { name, blob } = await pressDownload(dialog);
      expect(name.split('.').at(-1)).to.equal(format.toLowerCase());
      expect(blob.type).to.equal(mediaType);
      expect(await blob.text())
        .to.contain('m4')
        .and.not.to.contain('S3cr3t');
    });
  }

  it('keeps secrets only where the reader unticks it, and asks anew the next time', async () => {
    const page = await filledPage();
    const dialog = await openExport(page);
    choice(dialog, 'Redact').click();
    const { blob } = await pressDownload(dialog);
    expect(await blob.text()).to.contain('user:S3cr3t@');
    page.button('Close export')?.click();
    await waitUntil(() => !dialogOf(page, 'Export messages'));
    const again = await openExport(page);
    expect(choice(again, 'Redact').checked).to.equal(true);
    expect(await (await pressDownload(again)).blob.text()).not.to.contain('S3cr3t');
  });

  it('gives what the filter shows, folded repeats included', async () => {
    const page = await filledPage();
    for (let time = 0; time < 3; time++) page.connection.log.pushMessage('received', 'beat m2', noonMs);
    page.element.setAttribute('fold-repeats', '');
    await page.painted().catch(() => undefined);
    const filter = () => page.shadow.querySelector<HTMLInputElement>('input[aria-label=Filter]');
    await waitUntil(filter, 'no filter');
    filter()!.value = 'm2';
    filter()!.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await waitUntil(() => page.rows.length === 2, 'not filtered');
    const dialog = await openExport(page);
    expect(choice(dialog, 'What the filter shows: 4 entries').checked).to.equal(true);
    const { log } = await importLog(await (await pressDownload(dialog)).blob.text());
    const texts = Array.from({ length: log.length }, (_, index) => log.dataAt(index));
    expect(texts).to.deep.equal(['m2', 'beat m2', 'beat m2', 'beat m2']);
    choice(dialog, 'The whole log: 9 entries').click();
    expect((await importLog(await (await pressDownload(dialog)).blob.text())).log.length).to.equal(9);
  });

  it('shows how far a large one is, and can be cancelled midway', async () => {
    const page = await logPage({ maxEntries: 400_000 });
    for (let number = 0; number < 300_000; number++) {
      page.connection.log.pushMessage('received', 'x', noonMs);
    }
    const dialog = await openExport(page);
    choice(dialog, 'JSON').click();
    [...dialog.querySelectorAll('button')].find((each) => each.innerText === 'Download')?.click();
    const progress = () => dialog.querySelector('progress');
    await waitUntil(() => (progress()?.value ?? 0) > 0, 'no progress');
    expect(progress()?.max).to.equal(300_000);
    expect(progress()?.value).to.be.below(300_000);
    expect(dialog.innerText).to.match(/[\d,]+ of 300,000/);
    expect(page.button('Cancel export')).to.equal(page.shadow.activeElement);
    page.button('Cancel export')?.click();
    await waitUntil(() => dialog.innerText.includes('Cancelled. No file was made.'));
    expect(downloads.files).to.have.length(0);
    expect(page.button('Download')).to.equal(page.shadow.activeElement);
  });

  it('ends when the element leaves the page', async () => {
    const page = await logPage({ maxEntries: 400_000 });
    for (let number = 0; number < 300_000; number++) {
      page.connection.log.pushMessage('received', 'x', noonMs);
    }
    const dialog = await openExport(page);
    [...dialog.querySelectorAll('button')].find((each) => each.innerText === 'Download')?.click();
    await waitUntil(() => dialog.querySelector('progress'), 'not begun');
    const { parentNode } = page.element;
    page.element.remove();
    parentNode?.append(page.element);
    await waitUntil(() => page.shadow.querySelector('dialog') === null, 'still open');
    const again = await openExport(page);
    await waitUntil(() =>
      [...again.querySelectorAll('button')].some((each) => each.innerText === 'Download'),
    );
    expect(downloads.files).to.have.length(0);
  });

  it('is done by keys alone, and gives the focus back', async () => {
    const page = await filledPage();
    page.button('Export')?.focus();
    const dialog = await openExport(page);
    expect(page.shadow.activeElement).to.equal(choice(dialog, 'The whole log'));
    dialog.querySelector('form')?.requestSubmit();
    await waitUntil(() => downloads.files.length === 1);
    // what the browser fires at Escape
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitUntil(() => !dialogOf(page, 'Export messages'), 'still open');
    expect(page.shadow.activeElement).to.equal(page.button('Export'));
  });

  it('is accessible', async () => {
    const page = await filledPage();
    await openExport(page);
    await expect(page.element).to.be.accessible();
  });
});
