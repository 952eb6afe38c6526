import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

/** A frame loads every module of its own, one request each: that takes a while on a busy machine. */
const patience = { timeout: 8_000 };

/** A page of its own, in a frame, with the CSS that `ws-tester` documents for the time before it is defined. */
async function page(body: string): Promise<Document> {
  const frame = await fixture<HTMLIFrameElement>(
    html`<iframe title="A page" width="700" height="900"></iframe>`,
  );
  const loaded = oneEvent(frame, 'load');
  frame.srcdoc = `<!doctype html><html lang="en"><head><title>A page</title><style>
    ws-tester:not(:defined) { display: block; block-size: 48rem; overflow: hidden; }
    @media (max-width: 40rem) { ws-tester:not(:defined) { block-size: 54rem; } }
  </style></head><body>${body}</body></html>`;
  await loaded;
  const { contentDocument } = frame;
  if (!contentDocument) throw new TypeError('no document');
  return contentDocument;
}

function arrive(document: Document): void {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = new URL('/src/all.ts', location.href).href;
  document.head.append(script);
}

function boxes(document: Document): string {
  return JSON.stringify(
    ['ws-tester', 'p'].map((tag) => document.querySelector(tag)?.getBoundingClientRect()),
  );
}

describe('a page with a tester', () => {
  it('does not move when the script arrives', async () => {
    const document = await page(
      '<ws-tester url="wss://a.test/">It needs JavaScript.</ws-tester><p>After it.</p>',
    );
    const before = boxes(document);
    arrive(document);
    const tester = document.querySelector('ws-tester');
    const composer = () => tester?.shadowRoot?.querySelector('ws-composer')?.shadowRoot;
    await waitUntil(() => composer()?.querySelector('textarea'), 'no composer', patience);
    expect(boxes(document)).to.equal(before);
  });

  it('shows its own layout of parts, and no more, in whatever order they are upgraded', async () => {
    const document = await page(`
      <ws-tester url="/somewhere">
        <ws-status></ws-status>
        <div><ws-connect></ws-connect></div>
      </ws-tester>`);
    arrive(document);
    const connect = document.querySelector('ws-connect');
    const field = () => connect?.shadowRoot?.querySelector('input')?.value;
    await waitUntil(() => field() === '/somewhere', 'no field', patience);
    const text = document.querySelector('ws-status')?.shadowRoot?.textContent ?? '';
    expect(text).to.contain('Not connected').and.not.to.contain('Put this element');
    expect(document.querySelector('ws-tester')?.shadowRoot?.querySelector('ws-log')).to.equal(null);
  });

  it('defines nothing when only the classes are imported', async () => {
    const document = await page('<ws-tester></ws-tester>');
    const view = document.defaultView as Window & { imported?: string[] };
    const script = document.createElement('script');
    script.type = 'module';
    script.textContent = `
      import * as everything from '${new URL('/src/index.ts', location.href).href}';
      window.imported = Object.keys(everything);
      window.dispatchEvent(new Event('imported'));`;
    const imported = oneEvent(view, 'imported');
    document.head.append(script);
    await imported;
    expect(view.imported).to.include.members(['WsTester', 'WsLog', 'Connection', 'WsOpenEvent', 'version']);
    expect(document.querySelector('ws-tester')?.matches(':defined')).to.equal(false);
  });
});
