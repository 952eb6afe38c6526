import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { replaySocket, type Recording } from '../src/record/replay-socket.js';
import { connectWhenShown } from './connect-when-shown.js';
import { inside } from './inside.js';
import { promptClock } from './prompt-clock.js';
import { exampleUrl } from './played.js';
import {
  answering,
  closedWith,
  errorWithoutClose,
  hardToShow,
  hostileReason,
  neverOpened,
  openOnly,
  ticker,
  unanswered,
} from './recordings.js';

interface Args {
  url: string;
  protocols: string;
  message: string;
  format: string;
  reconnect: string;
  theme: string;
  'handshake-timeout': string;
  'lock-url': boolean;
}
type Story = StoryObj<{ [K in keyof Args]: Args[K] }>;
type Play = NonNullable<Story['play']>;

const meta: Meta<{ [K in keyof Args]: Args[K] }> = {
  title: 'ws-tester',
  component: 'ws-tester',
  argTypes: {
    url: { control: 'text' },
    protocols: { control: 'text' },
    message: { control: 'text' },
    format: { control: 'select', options: ['text', 'json', 'base64', 'hex'] },
    reconnect: { control: 'text' },
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    'handshake-timeout': { control: 'text' },
    'lock-url': { control: 'boolean' },
  },
  args: {
    url: exampleUrl,
    protocols: '',
    message: '{"type": "subscribe", "channel": "trades"}',
    format: 'json',
    reconnect: '0',
    theme: 'auto',
    'handshake-timeout': '10000',
    'lock-url': false,
  },
};

export default meta;

/** Nothing connects by itself. Press Connect: a recording answers up to a hundred messages. */
export const Idle: Story = {
  render: tester(answering, 'idle'),
  play: says('Not connected'),
};

/** A reader connects, sends, reads the answer and disconnects. */
export const AWholeVisit: Story = {
  render: tester(answering, 'idle'),
  play: async ({ canvasElement, step }) => {
    const connect = inside(canvasElement, 'ws-tester', 'ws-connect');
    await step('connect', async () => {
      await userEvent.click(connect.getByRole('button', { name: 'Connect' }));
      await says('Connected')({ canvasElement });
    });
    await step('send', async () => {
      const composer = inside(canvasElement, 'ws-tester', 'ws-composer');
      await userEvent.click(composer.getByRole('button', { name: 'Send' }));
      const log = inside(canvasElement, 'ws-tester', 'ws-log');
      await expect(await log.findByRole('option', { name: /sent.*subscribe/ })).toBeVisible();
    });
    await step('read the answer', async () => {
      const log = inside(canvasElement, 'ws-tester', 'ws-log');
      await userEvent.click(await log.findByRole('option', { name: /received.*ack/ }));
      const details = await log.findByRole('region', { name: 'Details' });
      await waitFor(() => expect(details).toHaveTextContent('ack'));
    });
    await step('disconnect', async () => {
      await userEvent.click(connect.getByRole('button', { name: 'Disconnect' }));
      await says('Closed')({ canvasElement });
    });
  },
};

export const Connecting: Story = {
  render: tester(unanswered),
  args: { 'handshake-timeout': '3600000' },
  play: says(/Connecting|Still trying/),
};

export const Open: Story = { render: tester(ticker(100_000, 100)), play: says('Connected') };

export const OpenWithoutMessages: Story = { render: tester(openOnly), play: says('Connected') };

/** A thousand messages in a second. */
export const LongLog: Story = {
  render: tester(ticker(1_000, 1)),
  play: async (context) => {
    await says('Connected')(context);
    const log = inside(context.canvasElement, 'ws-tester', 'ws-log');
    await expect(await log.findByText('1,000 messages')).toBeVisible();
  },
};

export const Closed: Story = {
  render: tester(quick(closedWith(1000, 'see you tomorrow'))),
  play: says('Closed'),
};

export const ClosedByAnError: Story = {
  render: tester(quick(closedWith(1011, 'out of memory'))),
  play: says('Closed'),
};

export const Lost: Story = { render: tester(quick(closedWith(1006))), play: says('Failed') };

/** All that a browser tells of a server that is not there. */
export const Failed: Story = { render: tester(neverOpened), play: says('Failed') };

export const FailedWithoutCode: Story = { render: tester(errorWithoutClose), play: says('Failed') };

export const WaitingToReconnect: Story = {
  render: tester(neverOpened),
  args: { reconnect: '10' },
  play: says(/Waiting to reconnect|Connecting/),
};

/** The page keeps the endpoint as it is. */
export const Locked: Story = {
  render: tester(answering, 'idle'),
  args: { 'lock-url': true },
  play: async ({ canvasElement }) => {
    const url = inside(canvasElement, 'ws-tester', 'ws-connect').getByLabelText('WebSocket URL');
    await expect(url).toHaveAttribute('readonly');
  },
};

export const InvalidUrl: Story = {
  render: tester(answering, 'idle'),
  args: { url: 'localhost:8080' },
  play: async ({ canvasElement }) => {
    const url = inside(canvasElement, 'ws-tester', 'ws-connect').getByLabelText('WebSocket URL');
    await waitFor(() => expect(url).toHaveAttribute('aria-invalid', 'true'));
  },
};

export const LongContent: Story = {
  render: tester(hardToShow),
  args: {
    url: `wss://an-unusually-long-host-name.of-some-department.example.com/v1/${'segment/'.repeat(30)}`,
    protocols: 'a-subprotocol-with-a-name-that-is-longer-than-any-server-should-choose.v2026',
  },
  play: says('Connected'),
};

/** Markup stays text, and a control that turns text around is shown instead of obeyed. */
export const HostileReason: Story = {
  render: tester(quick(closedWith(1008, hostileReason))),
  play: says('Closed'),
};

export const Details: Story = {
  render: tester(ticker(30, 5)),
  play: async ({ canvasElement }) => {
    const log = inside(canvasElement, 'ws-tester', 'ws-log');
    await userEvent.click(await log.findByRole('option', { name: /90100/ }));
    await expect(await log.findByRole('region', { name: 'Details' })).toBeVisible();
  },
};

/** One of the parts among its content replaces the default layout. */
export const OwnLayout: Story = {
  render: ({ url }) => html`
    <ws-tester url=${url} .socket=${replaySocket(ticker(100_000, 200))} ${connectWhenShown()}>
      <div class="columns">
        <div class="stack"><ws-connect></ws-connect><ws-status></ws-status></div>
        <ws-log></ws-log>
      </div>
    </ws-tester>
  `,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(inside(canvasElement, 'ws-status').getByRole('status')).toHaveTextContent('Connected'),
    );
  },
};

/** Other content does not: it shows until the element is defined. */
export const FallbackText: Story = {
  render: ({ url }) => html`
    <ws-tester url=${url} .socket=${replaySocket(answering)}>
      This page has a live WebSocket console; it needs JavaScript.
    </ws-tester>
  `,
  play: async (context) => {
    await says('Not connected')(context);
    const text = document.createRange();
    text.selectNodeContents(context.canvasElement.querySelector('ws-tester') as Element);
    await expect(text.toString()).toContain('needs JavaScript');
    await expect(text.getClientRects().length).toBe(0);
  },
};

/** Colours, corners and fonts of the page's own. */
export const OwnColours: Story = {
  render: (args, context) => html`<div class="own-colours">${tester(ticker(30, 5))(args, context)}</div>`,
  play: says('Connected'),
};

export const Dark: Story = { ...Details, globals: { scheme: 'dark' } };

/** `theme="dark"` in a light page. */
export const DarkByAttribute: Story = { ...Open, args: { theme: 'dark' } };

export const RightToLeft: Story = { ...Details, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Open, globals: { room: 'narrow' } };
export const NarrowWithDetails: Story = { ...Details, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...ClosedByAnError, globals: { room: 'narrow', scheme: 'dark' } };
export const Narrowest: Story = { ...Failed, globals: { room: 'narrowest' } };

/** A tester that plays a recording, from the moment it is shown unless it shall be idle. */
function tester(recording: Recording, start: 'connect' | 'idle' = 'connect'): NonNullable<Story['render']> {
  const socket = replaySocket(recording, { clock: promptClock });
  return (args) => html`
    <ws-tester
      url=${args.url}
      protocols=${args.protocols || nothing}
      reconnect=${args.reconnect}
      handshake-timeout=${args['handshake-timeout']}
      ?lock-url=${args['lock-url']}
      theme=${args.theme}
      format=${args.format}
      message=${args.message}
      .socket=${socket}
      ${start === 'connect' ? connectWhenShown() : nothing}
    ></ws-tester>
  `;
}

/** The same recording without its long waits, for a tester has no past to start in. */
function quick(recording: Recording): Recording {
  return recording.map((step) =>
    'afterMs' in step ? { ...step, afterMs: Math.min(step.afterMs ?? 0, 200) } : step,
  );
}

function says(
  phase: string | RegExp,
): (context: Pick<Parameters<Play>[0], 'canvasElement'>) => Promise<void> {
  return async ({ canvasElement }) => {
    const status = inside(canvasElement, 'ws-tester', 'ws-status').getByRole('status', {
      name: 'Connection',
    });
    await waitFor(() => expect(status).toHaveTextContent(phase));
  };
}
