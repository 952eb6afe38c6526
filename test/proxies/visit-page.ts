import '../../src/all.js';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { en as strings } from '../../src/elements/shared/en.js';
import { allByRole, byRole, seenText } from '../by-role.js';

/** What a reader does. */
export interface Visit {
  readonly url: string;
  /** How many times to connect; the last time is read. Default 1. */
  readonly times?: number;
  /** Sent once it is open; then its answer is awaited, and the connection closed. */
  readonly message?: string;
  /** Presses “Find out more” after the failure. Default false. */
  readonly findOutMore?: boolean;
  /** The tester's `handshake-timeout`. */
  readonly handshakeTimeoutMs?: number;
}

/** What the reader then sees, and the public state behind it. */
export interface Seen {
  /** The word of `ws-status`. */
  readonly word: string;
  readonly end: AttemptEnd | undefined;
  /** The rows of the log as they are read out. */
  readonly log: readonly string[];
  /** Absent if there is no diagnosis. */
  readonly card?: SeenCard;
}

/** The diagnosis as it is shown. */
export interface SeenCard {
  readonly summary: string;
  /** The titles of the causes, the first one first. */
  readonly titles: readonly string[];
  /** How sure the first one is. */
  readonly confidence: string;
  /** What was asked of the network, and what came of it. */
  readonly probes: readonly string[];
  /** All its text. */
  readonly text: string;
}

/** Longer than anything here takes. */
const limitMs = 40_000;

/** Runs in the page: uses `ws-tester` as a reader does, and says what is seen at the end. */
async function visit({
  url,
  times = 1,
  message,
  findOutMore = false,
  handshakeTimeoutMs,
}: Visit): Promise<Seen> {
  const tester = document.createElement('ws-tester');
  tester.url = url;
  if (handshakeTimeoutMs !== undefined) tester.handshakeTimeout = handshakeTimeoutMs;
  document.body.append(tester);
  await tester.updateComplete;
  const { connection } = tester;
  for (let time = 1; time <= times; time += 1) {
    byRole(tester, 'button', strings.connect.connect).click();
    await until(() => connection.state.attempts === time, 'an attempt');
    if (message !== undefined) await exchange(tester, message);
    await until(() => connection.state.phase === 'closed', 'the end');
  }
  const isShown = () => allByRole(tester, 'group', strings.diagnosis.label).length === 1;
  if (message === undefined) await until(isShown, 'a diagnosis');
  if (findOutMore) {
    byRole(tester, 'button', strings.diagnosis.probe).click();
    await until(() => allByRole(tester, 'button', strings.diagnosis.stopProbes).length === 1, 'requests');
    await until(() => allByRole(tester, 'button', strings.diagnosis.probe).length === 1, 'their end');
  }
  await nextFrame();
  return {
    word: byRole(tester, 'status').textContent.trim(),
    end: connection.state.end,
    log: allByRole(tester, 'option').map((row) => row.getAttribute('aria-label') ?? seenText(row)),
    ...(isShown() && { card: readCard(byRole(tester, 'group', strings.diagnosis.label)) }),
  };
}

async function exchange(tester: HTMLElementTagNameMap['ws-tester'], message: string): Promise<void> {
  const { connection } = tester;
  await until(() => connection.state.phase === 'open', 'a connection');
  const field = byRole(tester, 'textbox', strings.composer.message);
  field.value = message;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await nextFrame();
  byRole(tester, 'button', strings.composer.send).click();
  await until(() => connection.log.receivedCount > 0, 'an answer');
  byRole(tester, 'button', strings.connect.disconnect).click();
}

/** Unfolds what is folded, and reads. */
function readCard(card: HTMLElement): SeenCard {
  for (const folded of card.querySelectorAll('details')) folded.open = true;
  return {
    summary: seenText(one(card, 'h3')),
    titles: [one(card, '[part=cause] h4'), ...card.querySelectorAll('details li h4')].map(ownText),
    confidence: seenText(one(card, '[part=confidence]')),
    probes: [...card.querySelectorAll('[part=probes] li')].map(seenText),
    text: seenText(card),
  };
}

function one(within: Element, selector: string): Element {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** The text of a heading without the words in the elements in it. */
function ownText(heading: Element): string {
  const texts = [...heading.childNodes].filter((node) => node instanceof Text);
  return texts
    .map((text) => text.data)
    .join('')
    .trim();
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > deadlineMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

Object.assign(globalThis, { visit });
