import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { browserPorts } from '../../src/controller/browser-ports.js';
import { Connection, type ConnectionOptions } from '../../src/core/connection.js';
import type { WsDiagnosis } from '../../src/elements/ws-diagnosis/ws-diagnosis.js';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import { allByRole, byRole, seenText } from '../by-role.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';
import '../../src/define/ws-connection.js';
import '../../src/define/ws-tester.js';

const findOutMore = 'Find out more';

/** A diagnosis as its reader sees it. */
class DiagnosisPage {
  readonly element: WsDiagnosis;
  readonly connection: Connection;

  constructor(element: WsDiagnosis, connection: Connection) {
    this.element = element;
    this.connection = connection;
  }

  get text(): string {
    return seenText(this.element);
  }

  get isShown(): boolean {
    return this.element.getBoundingClientRect().height > 0;
  }

  async shows(text: string | RegExp): Promise<void> {
    const fits = () => (typeof text === 'string' ? this.text.includes(text) : text.test(this.text));
    await waitUntil(fits, `never shown: ${String(text)}; but: ${this.text}`, {
      interval: 10,
      timeout: 9_000,
    });
  }

  /** Opens everything that is folded. */
  unfold(): void {
    for (const details of this.element.shadowRoot!.querySelectorAll('details')) details.open = true;
  }

  button(name: string): HTMLButtonElement {
    return byRole(this.element, 'button', name);
  }

  has(name: string): boolean {
    return allByRole(this.element, 'button', name).length > 0;
  }
}

async function diagnosisOf(connection: Connection, noProbes = false): Promise<DiagnosisPage> {
  const element = await fixture<WsDiagnosis>(
    html`<ws-diagnosis .connection=${connection} ?no-probes=${noProbes}></ws-diagnosis>`,
  );
  return new DiagnosisPage(element, connection);
}

/** A failed attempt, and the card about it. */
async function failedAt(url: string, options: ConnectionOptions = {}, noProbes = false) {
  const page = await diagnosisOf(new Connection({ ...options, url }), noProbes);
  page.connection.open('reader');
  await waitUntil(() => page.isShown, `no card about ${url}`, { interval: 10, timeout: 9_000 });
  return page;
}

/** A socket that fails soon, as a refused handshake does. Browsers slow down real ones after some failures. */
function failingSocket(url: string): ScriptedSocket {
  const socket = new ScriptedSocket(url);
  setTimeout(() => {
    socket.fire('error');
    socket.fire('close', { code: 1006, reason: '', wasClean: false });
  });
  return socket;
}

/** The card about an attempt that no network saw. */
function failedHere(url: string, options: ConnectionOptions = {}) {
  return failedAt(url, { ...options, ports: { socket: failingSocket } });
}

/** Paths asked for over HTTP while the function runs, whoever asks. */
async function requestsDuring(act: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const real = { fetch: window.fetch, WebSocket: window.WebSocket };
  window.fetch = (input, init) => {
    asked.push(input instanceof Request ? input.url : input.toString());
    return real.fetch.call(window, input, init);
  };
  window.WebSocket = class extends real.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      asked.push(String(url));
      super(url, protocols ?? []);
    }
  };
  try {
    await act();
  } finally {
    Object.assign(window, real);
  }
  return asked;
}

/** What the page writes to the clipboard, which no test may really touch. */
async function copied(act: () => void): Promise<string> {
  let text: string | undefined;
  const clipboard = { writeText: (given: string) => Promise.resolve((text = given)) };
  const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  try {
    act();
    await waitUntil(() => text !== undefined, 'nothing was copied');
  } finally {
    if (own) Object.defineProperty(navigator, 'clipboard', own);
    else Reflect.deleteProperty(navigator, 'clipboard');
  }
  return text!;
}

/** Firefox makes each attempt wait longer for each failure before it at the same host and port; one success ends that. */
beforeEach(async () => {
  const socket = new WebSocket(labClient().url('/echo'));
  await oneEvent(socket, 'open');
  socket.close();
});

describe('ws-diagnosis shows nothing', () => {
  it('before an attempt, while it runs and while it is open, and takes no room', async () => {
    const page = await diagnosisOf(new Connection({ url: labClient().url('/echo') }));
    expect(page.isShown).to.equal(false);
    const seen: boolean[] = [];
    page.connection.subscribe(() => seen.push(page.isShown));
    page.connection.open('reader');
    await waitUntil(() => page.connection.state.phase === 'open', 'never open');
    await page.element.updateComplete;
    expect([...seen, page.isShown]).not.to.include(true);
    page.connection.close(undefined, undefined, 'reader');
    await waitUntil(() => page.connection.state.phase === 'closed', 'never closed');
    await page.element.updateComplete;
    expect(page.isShown, 'closed by the reader').to.equal(false);
  });

  it('after the reader cancelled', async () => {
    const page = await diagnosisOf(new Connection({ url: labClient().url('/silent') }));
    page.connection.open('reader');
    page.connection.close(undefined, undefined, 'reader');
    await waitUntil(() => page.connection.state.phase === 'closed', 'never closed');
    await page.element.updateComplete;
    expect(page.isShown).to.equal(false);
  });

  it('any more once the next attempt runs', async () => {
    const page = await failedAt(labClient().url('/reject/403'));
    page.connection.configure({ url: labClient().url('/silent') });
    page.connection.open('reader');
    await waitUntil(() => !page.isShown, 'the card stays');
    page.connection.close();
  });

  it('but help where it is bound to no connection', async () => {
    const element = await fixture<WsDiagnosis>(html`<ws-diagnosis></ws-diagnosis>`);
    await waitUntil(() => seenText(element).startsWith('Not bound to a connection'), 'no help');
  });
});

describe('ws-diagnosis tells its reader', () => {
  it('of a refused handshake: what happened, a cause, what to do, what is known and what cannot be', async () => {
    const page = await failedAt(labClient().url('/reject/403'));
    expect(page.text).to.contain('The connection failed before it opened');
    expect(page.text).to.contain('First of the possible causes possible');
    expect(page.text).to.match(/What the browser showed fits \d+ causes, and does not tell them apart/);
    expect(page.text).to.contain('What you can do');
    expect(page.text).to.contain('What we know It never opened.');
    expect(page.text).to.contain('What a browser page cannot know Why the handshake failed');
    page.unfold();
    for (const cause of ['Nothing listens on that port', 'The server answered, but not with a WebSocket'])
      expect(page.text).to.contain(cause);
  });

  it('of a broken protocol, with where its browser says more', async () => {
    const page = await failedAt(labClient().url('/fault/rsv1?after=100'));
    page.unfold();
    expect(page.text).to.contain('The server broke the WebSocket protocol');
    if ('userAgentData' in navigator) {
      expect(page.text).to.contain('Most likely cause likely The server broke the WebSocket protocol');
      expect(page.text).to.contain('this browser writes the broken rule into its console');
    }
  });

  it('of a security policy of the page, with certainty', async () => {
    const policy = '<!doctype html><meta http-equiv="Content-Security-Policy" content="connect-src https:">';
    const frame = await fixture<HTMLIFrameElement>(
      html`<iframe title="A page with a policy" srcdoc=${policy}></iframe>`,
    );
    if (frame.contentDocument?.readyState !== 'complete' || !frame.contentDocument.head.firstElementChild)
      await oneEvent(frame, 'load');
    const { contentWindow, contentDocument } = frame;
    const Inner = (contentWindow as unknown as { WebSocket: typeof WebSocket }).WebSocket;
    const page = await failedAt(labClient().url('/echo'), {
      ports: { ...browserPorts(contentDocument!), socket: (url) => new Inner(url) },
    });
    await page.shows('The cause certain This page’s security policy forbids the connection');
    expect(page.text).to.contain('What the owner of this page can do');
    expect(page.has(findOutMore), 'the server was not asked').to.equal(false);
  });

  it('of a lost connection', async () => {
    const page = await failedAt(labClient().url('/drop?after=600'));
    expect(page.text).to.contain('The connection had opened, and ended without a close frame');
  });

  it('of a close code that says why', async () => {
    const page = await failedAt(labClient().url('/close/1011?after=0'));
    expect(page.text).to.contain('1011 (');
    expect(page.text).to.contain('The cause certain');
    expect(page.has(findOutMore), 'the server has said it all').to.equal(false);
  });

  it('of a port where nothing listens', async () => {
    const page = await failedAt('ws://127.0.0.1:59998/');
    page.unfold();
    expect(page.text).to.contain('Nothing listens on that port');
  });

  it('of a port that browsers refuse, with certainty', async () => {
    const page = await failedAt('ws://127.0.0.1:6667/');
    expect(page.text).to.contain('The cause certain Browsers refuse this port');
    expect(page.has(findOutMore)).to.equal(false);
  });

  it('of wss:// to a port without TLS, with a link to the page that explains certificates', async () => {
    const url = labClient().url('/echo').replace('ws:', 'wss:');
    const page = await failedAt(url);
    page.unfold();
    expect(page.text).to.contain('wss:// was used on a port without TLS');
    const link = page.element.shadowRoot!.querySelector('a')!;
    expect(link.href).to.equal(`https://${new URL(url).host}/`);
    expect(link).to.include({ target: '_blank', rel: 'noopener noreferrer' });
  });

  it('of which cause a correction is for, where another one comes first', async () => {
    const page = await failedHere('wss://localhost:59998/');
    const first = byRole(page.element, 'group', 'Diagnosis').querySelector('[part=cause] h4')!;
    expect(seenText(first)).not.to.contain('wss://');
    // Firefox would have told of a port without TLS by code 1015.
    const offered = page.text.includes('If “wss:// was used on a port without TLS” it is: Use ws://');
    expect(offered).to.equal(!('mozInnerScreenX' in window));
  });

  it('of an address with a fragment, and corrects it without connecting', async () => {
    const page = await failedAt('ws://127.0.0.1:59998/path#part');
    expect(page.text).to.contain('The address is not one of a WebSocket');
    const fix = allByRole(page.element, 'button').find((button) => button.part.contains('fix-button'))!;
    fix.click();
    await page.shows('The address is changed. Connect to try it.');
    expect(page.connection.state.settings.url).to.equal('ws://127.0.0.1:59998/path');
    expect(page.connection.state).to.include({ phase: 'closed', attempts: 1 });
    expect(fix.getAttribute('aria-disabled')).to.equal('true');
  });

  it('of no correction where the page has fixed the endpoint', async () => {
    const page = await failedAt('ws://127.0.0.1:59998/path#part', { lockUrl: true });
    expect(
      allByRole(page.element, 'button').filter((button) => button.part.contains('fix-button')),
    ).to.deep.equal([]);
  });

  it('of hostile reasons as text that cannot turn the line around', async () => {
    const page = await failedAt(
      labClient().url(`/close/4000?after=0&reason=${encodeURIComponent('a\u202Eb<b>')}`),
    );
    expect(page.text).to.contain('\\u{202E}').and.to.contain('<b>');
  });

  it('while automatic retries fail, without flickering', async () => {
    const page = await failedAt(labClient().url('/reject/503'), { reconnectAttempts: 2 });
    const seen: boolean[] = [];
    page.connection.subscribe(() => void page.element.updateComplete.then(() => seen.push(page.isShown)));
    await waitUntil(() => page.connection.state.attempts === 2 && page.connection.state.end, 'no retry', {
      timeout: 9_000,
    });
    page.connection.close();
    expect(seen).not.to.include(false);
  });
});

describe('“Find out more”', () => {
  it('is what makes requests: nothing else does', async () => {
    let page!: DiagnosisPage;
    const before = await requestsDuring(async () => {
      page = await failedAt(labClient().url('/fault/status/401?cors'));
      page.unfold();
      await page.element.updateComplete;
    });
    expect(
      before.filter((url) => url.includes('/lab/')),
      'the attempt alone',
    ).to.have.length(1);
    const asked = await requestsDuring(async () => {
      page.button(findOutMore).click();
      await page.shows(/with the other scheme: \S+ It failed, too/);
    });
    expect(asked.filter((url) => url.includes('/lab/')).map((url) => new URL(url).protocol)).to.deep.equal([
      'http:',
      'wss:',
    ]);
    expect(page.text).to.contain('Answered with status 401.');
    expect(page.text).to.contain('Most likely cause likely The server answered, but not with a WebSocket');
    expect(page.text).to.contain('Status 401: it wants you to sign in.');
  });

  it('shows requests that are stopped as stopped', async () => {
    const page = await failedAt(labClient().url('/reject/403'));
    const { fetch } = window;
    window.fetch = () => new Promise<Response>(() => undefined);
    try {
      page.button(findOutMore).click();
      await page.shows('Asking…');
      page.button('Stop asking').click();
      await page.shows('Stopped before an answer came.');
    } finally {
      window.fetch = fetch;
    }
    await waitUntil(() => page.has(findOutMore), 'cannot be asked again');
  });

  it('gives up a request that hangs, and says so', async () => {
    const page = await failedAt(labClient().url('/reject/403'));
    const { fetch } = window;
    window.fetch = () => new Promise<Response>(() => undefined);
    try {
      page.button(findOutMore).click();
      await page.shows('No answer within 3 s.');
    } finally {
      window.fetch = fetch;
    }
  });

  it('is not there with no-probes', async () => {
    const page = await failedAt(labClient().url('/reject/403'), {}, true);
    expect(page.has(findOutMore)).to.equal(false);
    expect(page.text).not.to.contain('requests to this server');
    for (const text of ['', 'true']) {
      page.element.noProbes = text;
      await page.element.updateComplete;
      expect(page.has(findOutMore), `"${text}"`).to.equal(false);
    }
    page.element.noProbes = 'false';
    await page.element.updateComplete;
    expect(page.has(findOutMore)).to.equal(true);
  });

  it('shows no secrets of the address', async () => {
    const page = await failedAt(labClient().url('/fault/status/401?cors&token=s3cr3t'));
    page.button(findOutMore).click();
    await page.shows('Answered with status 401.');
    expect(page.text).not.to.contain('s3cr3t');
  });
});

describe('what can be copied', () => {
  it('is a report without secrets', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    const page = await failedHere('wss://example.test/stream?token=s3cr3t', { protocols: `chat, ${token}` });
    const report = await copied(() => page.button('Copy report').click());
    expect(report)
      .to.match(/^## WebSocket diagnosis\n/)
      .and.to.contain(navigator.userAgent);
    expect(report).not.to.contain('s3cr3t').and.not.to.contain(token);
    await page.shows('Copied');
  });

  it('is each command, by a name of its own', async () => {
    const page = await failedHere('wss://example.test/stream');
    page.unfold();
    for (const program of ['curl', 'wscat', 'websocat', 'openssl']) {
      const line = await copied(() => page.button(`Copy ${program} command`).click());
      expect(line).to.match(new RegExp(`^(npx )?${program} `));
    }
  });

  it('is said to be impossible where the browser does not allow it', async () => {
    const page = await failedHere('wss://example.test/stream');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    try {
      page.button('Copy report').click();
      await page.shows('The browser did not allow copying');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });
});

describe('ws-diagnosis for everyone', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible in a ${scheme} page, folded and unfolded`, async () => {
      const page = await failedHere('wss://example.test/stream');
      page.element.style.setProperty('color-scheme', scheme);
      page.element.style.setProperty('background', scheme === 'dark' ? '#000' : '#fff');
      await expect(page.element).to.be.accessible();
      page.unfold();
      await expect(page.element).to.be.accessible();
    });

  it('has one group with headings, and no second status', async () => {
    const page = await failedHere('wss://example.test/stream');
    expect(byRole(page.element, 'group', 'Diagnosis')).to.be.instanceOf(HTMLElement);
    const { shadowRoot } = page.element;
    expect(shadowRoot!.querySelectorAll('h3')).to.have.length(1);
    expect(shadowRoot!.querySelectorAll('h4').length).to.be.above(2);
    expect(shadowRoot!.querySelectorAll('[role=status], [role=alert]')).to.have.length(0);
  });

  it('keeps the focus on a button while it works', async () => {
    const page = await failedAt(labClient().url('/fault/status/401?cors'));
    const button = page.button(findOutMore);
    button.focus();
    button.click();
    await page.shows('Answered with status 401.');
    await waitUntil(() => page.has(findOutMore), 'never done', { timeout: 9_000 });
    expect(page.element.shadowRoot!.activeElement).to.equal(button);
  });
});

describe('a tester', () => {
  async function failedTester(attributes: ReturnType<typeof html>) {
    const frame = await fixture<HTMLElement>(html`<div>${attributes}</div>`);
    const tester = frame.querySelector<WsTester>('ws-tester')!;
    const diagnosis = () => tester.shadowRoot!.querySelector<WsDiagnosis>('ws-diagnosis')!;
    tester.connect();
    await waitUntil(() => diagnosis().getBoundingClientRect().height > 0, 'no card', { timeout: 9_000 });
    return { tester, diagnosis: diagnosis() };
  }

  it('shows the card between status and log, which keeps its room', async () => {
    const { tester, diagnosis } = await failedTester(
      html`<ws-tester url=${labClient().url('/reject/403')}></ws-tester>`,
    );
    const box = (tag: string) => tester.shadowRoot!.querySelector(tag)!.getBoundingClientRect();
    expect(box('ws-diagnosis').top).to.be.at.least(box('ws-status').bottom - 1);
    expect(box('ws-log').top).to.be.at.least(box('ws-diagnosis').bottom - 1);
    expect(box('ws-log').height).to.be.at.least(120);
    expect(box('ws-diagnosis').height).to.be.at.least(100);
    expect(byRole(diagnosis, 'button', findOutMore)).to.be.instanceOf(HTMLElement);
    await expect(tester).to.be.accessible();
  });

  it('fades the card where it is cut off, and covers nothing once it is scrolled to the end', async () => {
    const { diagnosis } = await failedTester(
      html`<ws-tester url="wss://example.test/" .socket=${failingSocket}></ws-tester>`,
    );
    expect(diagnosis.scrollHeight, 'cut off').to.be.above(diagnosis.clientHeight + 50);
    const fade = getComputedStyle(diagnosis, '::after');
    expect(fade).to.include({ position: 'sticky', pointerEvents: 'none' });
    expect(fade.backgroundImage).to.contain('gradient');
    diagnosis.scrollTop = diagnosis.scrollHeight;
    const last = [...diagnosis.shadowRoot!.querySelectorAll('summary')].at(-1)!;
    const end = diagnosis.getBoundingClientRect().bottom - Number.parseFloat(fade.height);
    expect(last.getBoundingClientRect().bottom).to.be.at.most(end + 1);
  });

  it('gives the card more room where the page gives it more', async () => {
    const { diagnosis } = await failedTester(
      html`<ws-tester
        style="block-size: 1200px"
        url="wss://example.test/"
        .socket=${failingSocket}
      ></ws-tester>`,
    );
    expect(diagnosis.getBoundingClientRect().height).to.be.within(230, 250);
  });

  it('with no-probes makes no requests', async () => {
    const { diagnosis } = await failedTester(
      html`<ws-tester no-probes url="wss://example.test/" .socket=${failingSocket}></ws-tester>`,
    );
    expect(allByRole(diagnosis, 'button', findOutMore)).to.deep.equal([]);
  });
});
