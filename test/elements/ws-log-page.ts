import { aTimeout, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { Connection, type ConnectionOptions } from '../../src/core/connection.js';
import type { WsLog } from '../../src/elements/ws-log/ws-log.js';
import '../../src/define/ws-log.js';

/** A day at noon, UTC: what entries of tests are stamped with. */
export const noonMs = Date.UTC(2026, 3, 5, 12, 0, 0, 7);

/** A log as a reader sees it: found by role and accessible name. */
export class LogPage {
  readonly element: WsLog;
  readonly connection: Connection;

  constructor(element: WsLog, connection: Connection) {
    this.element = element;
    this.connection = connection;
  }

  get log(): HTMLElement {
    return this.#get('[role=log]');
  }

  get list(): HTMLElement {
    return this.#get('[role=listbox]');
  }

  /** The rows that exist, in the order of the document. */
  get rows(): HTMLElement[] {
    return [...this.shadow.querySelectorAll<HTMLElement>('[role=option]')];
  }

  /** The words of each row that exists, with single spaces. */
  get rowTexts(): string[] {
    return this.rows.map((row) => wordsOf(row));
  }

  /** The rows of which at least a half is seen, by their words. */
  get seen(): string[] {
    const { top, bottom } = this.list.getBoundingClientRect();
    return this.rows
      .filter((row) => {
        const box = row.getBoundingClientRect();
        const middle = (box.top + box.bottom) / 2;
        return middle > top && middle < bottom;
      })
      .map((row) => wordsOf(row));
  }

  /** The row that a screen reader is told is active. */
  get active(): HTMLElement | undefined {
    const id = this.list.getAttribute('aria-activedescendant');
    return id ? (this.shadow.getElementById(id) ?? undefined) : undefined;
  }

  get details(): HTMLElement | undefined {
    return this.shadow.querySelector<HTMLElement>('section[aria-label=Details]') ?? undefined;
  }

  /** The lines of the open message that exist, as many as are seen and a few more. */
  get lines(): HTMLElement[] {
    return [...(this.details?.querySelectorAll<HTMLElement>('.lines > *') ?? [])];
  }

  /** What these lines say, without the indent of a tree. */
  get content(): string {
    return this.lines.map((line) => line.innerText.replace(/\n/g, '')).join('\n');
  }

  /** The lines of the open JSON by what a reader sees of each, indented by their level. */
  get tree(): string[] {
    return this.lines.map((line) => '  '.repeat(Number(line.ariaLevel) - 1) + wordsOf(line));
  }

  /** Name and value of each fact in the details. */
  get facts(): Record<string, string> {
    const pairs = [...(this.details?.querySelectorAll('dl > div') ?? [])].map((pair) => [
      pair.querySelector('dt')?.textContent ?? '',
      pair.querySelector('dd')?.textContent ?? '',
    ]);
    return Object.fromEntries(pairs) as Record<string, string>;
  }

  /** Everything that is seen, in one line. */
  get text(): string {
    return [...this.shadow.children].map((child) => wordsOf(child as HTMLElement)).join(' ');
  }

  get spoken(): string {
    return this.shadow.querySelector('[aria-live=polite].visually-hidden')?.textContent ?? '';
  }

  get shadow(): ShadowRoot {
    const { shadowRoot } = this.element;
    if (!shadowRoot) throw new Error('ws-log has no shadow root');
    return shadowRoot;
  }

  /** A button by its name, which must be the whole of it. Unseen ones are not found. */
  button(name: string | RegExp): HTMLButtonElement | undefined {
    return [...this.shadow.querySelectorAll('button')].find((button) => {
      const label = button.getAttribute('aria-label') ?? wordsOf(button);
      return button.checkVisibility() && (typeof name === 'string' ? label === name : name.test(label));
    });
  }

  /** A choice of one, by its name. */
  choice(name: string): HTMLSelectElement {
    return this.#get(`select[aria-label="${name}"]`) as HTMLSelectElement;
  }

  /** Makes a choice as a reader does. */
  pick(name: string, option: string): void {
    const select = this.choice(name);
    const chosen = [...select.options].find(({ text }) => text === option);
    if (!chosen) throw new Error(`${name} has no option ${option}`);
    select.value = chosen.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** A view of the details by its name. */
  view(name: string): HTMLInputElement {
    const labels = this.shadow.querySelectorAll('[role=radiogroup][aria-label="Details view"] label');
    const label = [...labels].find((each) => wordsOf(each as HTMLElement) === name);
    if (!label) throw new Error(`no view ${name}`);
    return label.querySelector('input') as HTMLInputElement;
  }

  /** Presses keys while the list has the focus. */
  press(...keys: string[]): void {
    for (const key of keys) {
      this.list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }

  /** Scrolls as a reader does: before the animation frame callbacks of a frame, not among them. */
  async scrollTo(scrollTop: number): Promise<void> {
    await aTimeout(0);
    const before = this.list.scrollTop;
    const scrolled = oneEvent(this.list, 'scroll');
    this.list.scrollTop = scrollTop;
    if (this.list.scrollTop !== before) await scrolled;
    await nextFrame();
    await nextFrame();
  }

  /** Waits until all that was pushed has been painted. */
  async painted(): Promise<void> {
    const { log } = this.connection;
    const shown = () => this.rows.at(-1)?.getAttribute('aria-setsize') ?? '0';
    await waitUntil(() => shown() === String(log.length), 'not painted', { interval: 10 });
    // A full log is as long after a burst as before it; fifteen paints a second are the least there are.
    if (log.dropped > 0) await aTimeout(80);
    await nextFrame();
    await this.element.updateComplete;
  }

  /** Opens the details of the row whose words match. */
  async open(words: string | RegExp): Promise<void> {
    await this.painted();
    const row = this.rows.find((each) => wordsOf(each).search(words) >= 0);
    if (!row) throw new Error(`no row has ${String(words)}: ${this.rowTexts.join(' | ')}`);
    row.click();
    await waitUntil(() => this.details !== undefined, 'no details');
    await this.laidOut();
  }

  /** Waits until an open message has been laid out, and what was found of it painted. */
  async laidOut(): Promise<void> {
    await nextFrame();
    await this.element.updateComplete;
    const hasLines = () =>
      this.lines.length > 0 || Boolean(this.details?.querySelector('dl, .details-header ~ .hint:last-child'));
    await waitUntil(hasLines, 'no lines', { interval: 10 });
  }

  #get(selector: string): HTMLElement {
    const found = this.shadow.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing is ${selector}`);
    return found;
  }
}

/** Pushes messages `m<from>`, `m<from + 1>` … as received. */
export function receive({ log }: Connection, count: number, from = 0): void {
  for (let number = from; number < from + count; number++) {
    log.pushMessage('received', `m${number}`, noonMs + number);
  }
}

/** A log of its own connection, which never connects by itself. */
export async function logPage(
  options: ConnectionOptions & { readonly size?: string } = {},
): Promise<LogPage> {
  const { size = '', ...rest } = options;
  const connection = new Connection(rest);
  const element = await fixture<WsLog>(html`<ws-log .connection=${connection} class=${size}></ws-log>`);
  return new LogPage(element, connection);
}

function wordsOf(element: HTMLElement): string {
  return element.innerText.replace(/\s+/g, ' ').trim();
}
