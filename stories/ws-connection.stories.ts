import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { replaySocket } from '../src/record/replay-socket.js';
import { connectWhenShown } from './connect-when-shown.js';
import { inside, shadowOf } from './inside.js';
import { exampleUrl } from './played.js';
import { answering, neverOpened, ticker } from './recordings.js';

interface Args {
  url: string;
  protocols: string;
  reconnect: string;
  'lock-url': boolean;
}
type Story = StoryObj<{ [K in keyof Args]: Args[K] }>;

const meta: Meta<{ [K in keyof Args]: Args[K] }> = {
  title: 'ws-connection',
  component: 'ws-connection',
  argTypes: {
    url: { control: 'text' },
    protocols: { control: 'text' },
    reconnect: { control: 'text' },
    'lock-url': { control: 'boolean' },
  },
  args: { url: exampleUrl, protocols: 'chat.v2', reconnect: '0', 'lock-url': false },
};

export default meta;

/** Shows nothing itself; the page lays the parts out. */
export const PartsInside: Story = {
  render: (args) => html`
    <ws-connection
      url=${args.url}
      protocols=${args.protocols}
      reconnect=${args.reconnect}
      ?lock-url=${args['lock-url']}
      .socket=${replaySocket(answering)}
    >
      <div class="stack">
        <ws-connect></ws-connect>
        <ws-status></ws-status>
        <ws-composer format="json" message='{"type": "ping"}'></ws-composer>
        <ws-log></ws-log>
      </div>
    </ws-connection>
  `,
  play: async ({ canvasElement }) => {
    await userEvent.click(inside(canvasElement, 'ws-connect').getByRole('button', { name: 'Connect' }));
    const status = inside(canvasElement, 'ws-status').getByRole('status');
    await waitFor(() => expect(status).toHaveTextContent('Connected'));
    await userEvent.click(inside(canvasElement, 'ws-composer').getByRole('button', { name: 'Send' }));
    await expect(await inside(canvasElement, 'ws-log').findByRole('option', { name: /ack/ })).toBeVisible();
  },
};

/** Parts anywhere on the page name it by `for`. */
export const PartsElsewhere: Story = {
  render: (args) => html`
    <div class="stack">
      <ws-status for="feed"></ws-status>
      <p>Somewhere else in the page:</p>
      <ws-log for="feed"></ws-log>
      <ws-connection
        id="feed"
        url=${args.url}
        .socket=${replaySocket(ticker(100_000, 100))}
        ${connectWhenShown()}
      ></ws-connection>
    </div>
  `,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(inside(canvasElement, 'ws-status').getByRole('status')).toHaveTextContent('Connected'),
    );
    const log = inside(canvasElement, 'ws-log');
    await waitFor(() => expect(log.queryAllByRole('option').length).toBeGreaterThan(1));
  },
};

/** Two of them side by side do not disturb each other. */
export const TwoOfThem: Story = {
  render: () => html`
    <div class="columns">
      <ws-connection url="wss://one.example.com/" .socket=${replaySocket(answering)} ${connectWhenShown()}>
        <div class="stack"><ws-connect></ws-connect><ws-status></ws-status></div>
      </ws-connection>
      <ws-connection url="wss://two.example.com/" .socket=${replaySocket(neverOpened)} ${connectWhenShown()}>
        <div class="stack"><ws-connect></ws-connect><ws-status></ws-status></div>
      </ws-connection>
    </div>
  `,
  play: async ({ canvasElement }) => {
    const words = () =>
      [...canvasElement.querySelectorAll('ws-status')].map(
        (_, index) => shadowOf(canvasElement, `ws-connection:nth-child(${index + 1}) ws-status`).textContent,
      );
    await waitFor(() => expect(words()[0]).toContain('Connected'));
    await waitFor(() => expect(words()[1]).toContain('Failed'));
  },
};
