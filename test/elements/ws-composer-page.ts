import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import type { SocketLike } from '../../src/core/ports.js';
import type { WsComposer } from '../../src/elements/ws-composer/ws-composer.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import type { LabClient } from '../lab.js';
import '../../src/define/ws-composer.js';

/** A composer as a reader sees it: found by role and accessible name. */
export class ComposerPage {
  readonly element: WsComposer;

  constructor(element: WsComposer) {
    this.element = element;
  }

  get message(): HTMLTextAreaElement {
    return this.#find('textarea', 'Message') as HTMLTextAreaElement;
  }

  get send(): HTMLButtonElement {
    return this.#find('button', 'Send') as HTMLButtonElement;
  }

  get format(): HTMLButtonElement {
    return this.#find('button', 'Format') as HTMLButtonElement;
  }

  get formats(): HTMLElement {
    return this.#find('[role=radiogroup]', 'Message format');
  }

  option(name: string): HTMLInputElement {
    return this.#find('input[type=radio]', name) as HTMLInputElement;
  }

  /** The button that names what is wrong. */
  problem(words: RegExp): HTMLButtonElement {
    const found = [...this.#shadow.querySelectorAll('button')].find((button) =>
      words.test(accessibleName(button)),
    );
    if (!found) throw new Error(`no button says ${String(words)}; seen: ${this.text}`);
    return found;
  }

  /** The format that is chosen. */
  get chosen(): string {
    return accessibleName(this.#shadow.querySelector('input:checked'));
  }

  /** All words that are seen below the message, in one line. */
  get text(): string {
    const parts = [...this.#shadow.querySelectorAll<HTMLElement>('.words .line')];
    return parts.map((part) => part.innerText.replace(/\s+/g, ' ').trim()).join(' | ');
  }

  /** What is spoken when it changes. */
  get spoken(): string {
    return this.#shadow.querySelector('[aria-live=polite]')?.textContent.trim() ?? '';
  }

  /** What a screen reader adds to the name of an element. */
  descriptionOf(element: Element): string {
    const id = element.getAttribute('aria-describedby');
    const described = id ? this.#shadow.getElementById(id) : null;
    if (id && !described) throw new Error(`aria-describedby names ${id}, which is not there`);
    return described?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** Replaces the text as typing does, without the time it takes. */
  async write(text: string): Promise<void> {
    this.message.value = text;
    this.message.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.settled();
  }

  async choose(name: string): Promise<void> {
    this.option(name).click();
    await this.settled();
  }

  async press(button: HTMLButtonElement): Promise<void> {
    button.click();
    await this.settled();
  }

  /** Waits until what was done shows, and until what reads the format is loaded. A long text rests before it is read. */
  async settled(): Promise<void> {
    await aTimeout(0);
    await this.element.updateComplete;
    if (this.message.value.length <= 50_000) {
      await waitUntil(() => !this.text.startsWith('Checking'), 'the format was never read', { interval: 5 });
    }
  }

  /** Waits until the words below the message match. */
  async shows(words: RegExp): Promise<void> {
    await waitUntil(() => words.test(this.text), `never showed ${String(words)}: ${this.text}`, {
      interval: 5,
    });
  }

  get #shadow(): ShadowRoot {
    const { shadowRoot } = this.element;
    if (!shadowRoot) throw new Error('not rendered');
    return shadowRoot;
  }

  #find(selector: string, name: string): HTMLElement {
    const found = [...this.#shadow.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => accessibleName(element) === name,
    );
    expect(found.length, `${selector} named ${name}`).to.equal(1);
    return found[0] as HTMLElement;
  }
}

/** The name by `aria-label`, else by a `label` around it, else by content, without what is hidden from it. */
function accessibleName(element: Element | null): string {
  const named = element?.getAttribute('aria-label');
  if (named) return named;
  const content = (element?.closest('label') ?? element)?.cloneNode(true) as Element | undefined;
  content?.querySelectorAll('[aria-hidden=true]').forEach((hidden) => {
    hidden.remove();
  });
  return content?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

/** A composer on the page, bound to a connection if one is given. */
export async function composer(
  settings: { message?: string; format?: string; connection?: Connection } = {},
): Promise<ComposerPage> {
  const element = await fixture<WsComposer>(html`<ws-composer></ws-composer>`);
  Object.assign(element, settings);
  const page = new ComposerPage(element);
  await page.settled();
  return page;
}

/** An open connection to the lab's echo. */
export async function echo(lab: LabClient): Promise<Connection> {
  const connection = new Connection({ url: lab.url('/echo') });
  connection.open();
  await waitUntil(() => connection.state.phase === 'open', 'the lab did not open');
  return connection;
}

/** A connection on a socket that does what the test says. */
export function scripted(): { connection: Connection; socket: ScriptedSocket } {
  const socket = new ScriptedSocket('wss://example.test/');
  const connection = new Connection({
    url: 'wss://example.test/',
    ports: { socket: (): SocketLike => socket },
  });
  connection.open();
  return { connection, socket };
}

/** What a log holds of messages, oldest first. */
export function messagesOf({ log }: Connection): string[] {
  return Array.from({ length: log.length }, (_, index) => log.at(index)).flatMap((entry) => {
    if (entry?.kind !== 'sent' && entry?.kind !== 'received') return [];
    const { kind, data } = entry;
    const shown = data instanceof ArrayBuffer ? `bytes ${new Uint8Array(data).join(' ')}` : (data as string);
    return [`${kind} ${shown}`];
  });
}
