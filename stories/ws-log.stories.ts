import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { Connection } from '../src/core/connection.js';
import { inside, partText, shadowOf } from './inside.js';
import { idle, played, type Loaded, type Past } from './played.js';
import {
  answering,
  closedWith,
  errorWithoutClose,
  exchange,
  exchangeSent,
  hardToShow,
  hostileReason,
  neverOpened,
  openOnly,
  ticker,
  unanswered,
} from './recordings.js';

type Args = Record<'theme', string>;
type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

const meta: Meta<Args> = {
  title: 'ws-log',
  component: 'ws-log',
  argTypes: { theme: { control: 'select', options: ['auto', 'light', 'dark'] } },
  args: { theme: 'auto' },
  render: ({ theme }, { loaded }) =>
    html`<ws-log theme=${theme} .connection=${(loaded as Loaded).connection}></ws-log>`,
};

export default meta;

const commands: NonNullable<Past['commands']> = exchangeSent.map((text, index) => ({
  afterMs: 400 + index * 4_000,
  give: (connection: Connection) => connection.send(text),
}));

export const Idle: Story = { loaders: [idle()], play: shows(/goes over the wire appears here/) };

export const Connecting: Story = {
  loaders: [played({ recording: unanswered, elapsedMs: 200, settings: { handshakeTimeoutMs: 3_600_000 } })],
  play: shows('Waiting for the server'),
};

export const OpenWithoutMessages: Story = {
  loaders: [played({ recording: openOnly })],
  play: shows('Nothing has been sent or received yet'),
};

export const Exchange: Story = {
  loaders: [played({ recording: exchange, elapsedMs: 9_000, commands })],
  play: async ({ canvasElement }) => {
    const rows = await rowsOf(canvasElement);
    await expect(rows.length).toBe(10);
    await expect(partText(shadowOf(canvasElement, 'ws-log'), 'count')).toBe('9 messages');
  },
};

/** A thousand messages in twenty seconds; it stays at the newest. */
export const LongLog: Story = {
  loaders: [played({ recording: ticker(1_000, 20), elapsedMs: 30_000 })],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(partText(shadowOf(canvasElement, 'ws-log'), 'count')).toBe('1,000 messages'));
    const rows = await rowsOf(canvasElement);
    await expect(rows.at(-1)).toHaveAttribute('aria-posinset', '1001');
    await expect(rows.at(-1)).toHaveAttribute('aria-setsize', '1001');
  },
};

/** Away from the end the list stands still, and a button says how many came since. */
export const ReadingWhileMessagesCome: Story = {
  loaders: [played({ recording: ticker(100_000, 40), elapsedMs: 8_000 })],
  play: async ({ canvasElement }) => {
    const log = inside(canvasElement, 'ws-log');
    await rowsOf(canvasElement);
    log.getByRole('listbox', { name: 'Message list' }).focus();
    await userEvent.keyboard('{Home}');
    await expect(await log.findByRole('button', { name: /new$/ })).toBeVisible();
  },
};

export const DetailsOfJson: Story = {
  ...Exchange,
  play: async ({ canvasElement }) => {
    const details = await choose(canvasElement, /subscribed/);
    // Every digit as it came: no number goes through a JavaScript number.
    await waitFor(() => expect(partText(details, 'content')).toContain('12345678901234567890'));
  },
};

export const DetailsOfText: Story = {
  ...Exchange,
  play: async ({ canvasElement }) => {
    const details = await choose(canvasElement, /Markets close/);
    await waitFor(() => expect(partText(details, 'content')).toContain('Markets close in five minutes.'));
  },
};

/** Bytes, as hexadecimal and as characters. */
export const DetailsOfBinary: Story = {
  ...Exchange,
  play: async ({ canvasElement }) => {
    const details = await choose(canvasElement, /binary/);
    await waitFor(() => expect(partText(details, 'content')).toMatch(/89 ae d3/i));
  },
};

export const DetailsOfAnEnd: Story = {
  loaders: [played({ recording: closedWith(1011, 'out of memory'), elapsedMs: 10_000 })],
  play: async ({ canvasElement }) => {
    const details = await choose(canvasElement, /1011/);
    await waitFor(() => expect(partText(details, 'facts')).toContain('out of memory'));
  },
};

export const Closed1000: Story = closed(1000, 'see you tomorrow');
export const Closed1005: Story = closed(1005);
export const Closed1006: Story = closed(1006);
export const Closed4401: Story = closed(4401, 'token expired');

export const Failed: Story = {
  loaders: [played({ recording: neverOpened })],
  play: shows('It never opened'),
};

/** An error and no close event: no code is made up. */
export const FailedWithoutCode: Story = {
  loaders: [played({ recording: errorWithoutClose })],
  play: shows('It never opened'),
};

/** Each attempt leaves its row. */
export const Retries: Story = {
  loaders: [played({ recording: neverOpened, elapsedMs: 17_000, settings: { reconnectAttempts: 10 } })],
  play: async ({ canvasElement }) => {
    await waitFor(async () => expect((await rowsOf(canvasElement)).length).toBe(5));
  },
};

/** The log keeps no more than it may, and says what it dropped. */
export const OlderDropped: Story = {
  loaders: [played({ recording: ticker(1_000, 5), elapsedMs: 30_000, maxEntries: 200 })],
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-log'), 'dropped')).toMatch(/older messages dropped$/),
    );
  },
};

export const Cleared: Story = {
  ...Exchange,
  play: async ({ canvasElement }) => {
    await rowsOf(canvasElement);
    await userEvent.click(inside(canvasElement, 'ws-log').getByRole('button', { name: 'Clear' }));
    await shows('Cleared')({ canvasElement });
  },
};

/** A line of 10 kB, controls that turn text around, markup, nothing at all: all of it stays text on one line. */
export const HardToShow: Story = {
  loaders: [played({ recording: hardToShow })],
  play: async ({ canvasElement }) => {
    const rows = await rowsOf(canvasElement);
    await expect(rows.length).toBe(8);
    await expect(rows.some(({ textContent }) => textContent.includes('\u202E'))).toBe(false);
    await expect(shadowOf(canvasElement, 'ws-log').querySelector('img')).toBe(null);
  },
};

export const DetailsOfALongLine: Story = {
  ...HardToShow,
  play: async ({ canvasElement }) => {
    const details = await choose(canvasElement, /quick brown fox/);
    // As much as is in view; the lines beyond do not exist.
    await waitFor(() => expect(partText(details, 'content').length).toBeGreaterThan(1_000));
  },
};

/** The key that pairs a request and its reply is `id`: replies tell how long they took, and figures sum them up. */
export const RoundTrips: Story = {
  loaders: [
    played({
      recording: answering,
      elapsedMs: 20_000,
      commands: Array.from({ length: 12 }, (_, index) => ({
        afterMs: 400 + index * 1_200,
        give: (connection: Connection) => connection.send(JSON.stringify({ type: 'ask', id: index + 1 })),
      })),
    }),
  ],
  render: ({ theme }, { loaded }) =>
    html`<ws-log theme=${theme} round-trip-key="id" .connection=${(loaded as Loaded).connection}></ws-log>`,
  play: async ({ canvasElement }) => {
    const log = shadowOf(canvasElement, 'ws-log');
    await waitFor(() => expect(partText(log, 'figures')).toMatch(/max 120.* 12 replies/));
  },
};

export const HostileReason: Story = closed(1008, hostileReason);

export const Dark: Story = { ...Exchange, globals: { scheme: 'dark' } };
export const DarkWithDetails: Story = { ...DetailsOfJson, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...Exchange, globals: { direction: 'rtl' } };
export const RightToLeftHardToShow: Story = { ...HardToShow, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Exchange, globals: { room: 'narrow' } };
export const NarrowWithDetails: Story = { ...DetailsOfJson, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...DetailsOfBinary, globals: { room: 'narrow', scheme: 'dark' } };
export const Narrowest: Story = { ...HardToShow, globals: { room: 'narrowest' } };

/** A part that found no connection says what its author has to do. */
export const NoConnection: Story = {
  render: () => html`<ws-log></ws-log>`,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-log'), 'no-connection')).toContain('<ws-tester>'),
    );
  },
};

function shows(
  words: string | RegExp,
): (context: Pick<Parameters<Play>[0], 'canvasElement'>) => Promise<void> {
  return async ({ canvasElement }) => {
    const log = inside(canvasElement, 'ws-log').getByRole('log', { name: 'Messages' });
    await waitFor(() => expect(log).toHaveTextContent(words));
  };
}

/** The rows in view. */
async function rowsOf(canvasElement: HTMLElement): Promise<HTMLElement[]> {
  const list = await inside(canvasElement, 'ws-log').findByRole('listbox', { name: 'Message list' });
  return await within(list).findAllByRole('option');
}

/** Chooses the row with these words. Gives back where its details are. */
async function choose(canvasElement: HTMLElement, words: RegExp): Promise<ShadowRoot> {
  const log = inside(canvasElement, 'ws-log');
  await userEvent.click(await log.findByRole('option', { name: words }));
  await log.findByRole('region', { name: 'Details' });
  return shadowOf(canvasElement, 'ws-log');
}

function closed(code: number, reason = ''): Story {
  return {
    loaders: [played({ recording: closedWith(code, reason), elapsedMs: 10_000 })],
    play: shows(String(code)),
  };
}
