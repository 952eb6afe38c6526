import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import type { ConnectionSettings } from '../src/core/connection-state.js';
import { inside, partText, shadowOf } from './inside.js';
import { idle, played, type Loaded } from './played.js';
import { closedWith, neverOpened, openOnly, unanswered } from './recordings.js';

type Args = Record<'theme', string>;
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-connect',
  component: 'ws-connect',
  argTypes: { theme: { control: 'select', options: ['auto', 'light', 'dark'] } },
  args: { theme: 'auto' },
  render: ({ theme }, { loaded }) =>
    html`<ws-connect theme=${theme} .connection=${(loaded as Loaded).connection}></ws-connect>`,
};

export default meta;

export const Idle: Story = {
  loaders: [idle()],
  play: async ({ canvasElement }) => {
    const bar = inside(canvasElement, 'ws-connect');
    await expect(bar.getByLabelText('WebSocket URL')).toHaveValue('wss://api.example.com/v1/stream');
    await userEvent.click(bar.getByRole('button', { name: 'Connect' }));
    await userEvent.click(await bar.findByRole('button', { name: 'Disconnect' }));
    await expect(await bar.findByRole('button', { name: 'Connect' })).toBeVisible();
  },
};

/** Connect without a URL says what to enter. */
export const NoUrl: Story = {
  loaders: [idle(openOnly, { url: '' })],
  play: async ({ canvasElement }) => {
    const bar = inside(canvasElement, 'ws-connect');
    await userEvent.click(bar.getByRole('button', { name: 'Connect' }));
    await expect(await bar.findByText(/Enter the URL/)).toBeVisible();
    await expect(bar.getByLabelText('WebSocket URL')).toHaveAttribute('aria-invalid', 'true');
  },
};

export const Connecting: Story = {
  loaders: [played({ recording: unanswered, elapsedMs: 200, settings: { handshakeTimeoutMs: 3_600_000 } })],
  play: button('Cancel'),
};

/** The fields are read-only while a connection is open, and say why. */
export const Open: Story = {
  loaders: [played({ recording: openOnly, settings: { protocols: 'chat.v2, chat.v1' } })],
  play: async (context) => {
    await button('Disconnect')(context);
    await expect(inside(context.canvasElement, 'ws-connect').getByLabelText('WebSocket URL')).toHaveAttribute(
      'readonly',
    );
  },
};

export const Closed: Story = {
  loaders: [played({ recording: closedWith(1000, 'bye'), elapsedMs: 10_000 })],
  play: button('Connect'),
};

export const WaitingToReconnect: Story = {
  loaders: [played({ recording: neverOpened, elapsedMs: 17_000, settings: { reconnectAttempts: 10 } })],
  play: button('Cancel'),
};

/** The page keeps the endpoint as it is: `lock-url` on the tester. */
export const Locked: Story = {
  loaders: [idle(openOnly, { lockUrl: true, protocols: 'chat.v2' })],
  play: async ({ canvasElement }) => {
    await expect(inside(canvasElement, 'ws-connect').getByLabelText('WebSocket URL')).toHaveAttribute(
      'readonly',
    );
  },
};

/** Without subprotocols there is nothing to show of them. */
export const LockedWithoutSubprotocols: Story = { loaders: [idle(openOnly, { lockUrl: true })] };

/** A relative or `http:` address is fine; what the browser makes of it is shown. */
export const RelativeUrl: Story = {
  loaders: [idle(openOnly, { url: '/v1/stream' })],
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-connect'), 'resolved')).toContain('/v1/stream'),
    );
  },
};

/** What a browser would read as a scheme; the correction is a button. */
export const LocalhostWithoutScheme: Story = {
  loaders: [idle(openOnly, { url: 'localhost:8080' })],
  play: async ({ canvasElement }) => {
    const bar = inside(canvasElement, 'ws-connect');
    await userEvent.click(await bar.findByRole('button', { name: /^Fix: / }));
    await expect(bar.getByLabelText('WebSocket URL')).toHaveValue('ws://localhost:8080');
  },
};

export const WrongScheme: Story = invalid({ url: 'ftp://api.example.com/stream' });
export const Fragment: Story = invalid({ url: 'wss://api.example.com/stream#live' });
export const SpaceInTheHost: Story = invalid({ url: 'wss://api example.com/stream' });
export const BlockedPort: Story = invalid({ url: 'wss://api.example.com:6667/stream' });
export const WrongSubprotocol: Story = invalid({ protocols: 'chat v2' });
export const SubprotocolGivenTwice: Story = invalid({ protocols: 'chat, chat' });
export const BothWrong: Story = invalid({ url: 'wss://', protocols: 'a,,b' });

/** Typing is checked at once; an address that no browser takes is not tried. */
export const TypingAWrongUrl: Story = {
  loaders: [idle(openOnly, { url: '' })],
  play: async ({ canvasElement }) => {
    const bar = inside(canvasElement, 'ws-connect');
    const url = bar.getByLabelText('WebSocket URL');
    await userEvent.type(url, 'wss://example.com:99999{Enter}');
    await waitFor(() => expect(url).toHaveAttribute('aria-invalid', 'true'));
    await expect(bar.getByRole('button', { name: 'Connect' })).toBeVisible();
    await expect(url).toHaveValue('wss://example.com:99999');
  },
};

const veryLongUrl = `wss://an-unusually-long-host-name.of-some-department.example.com/v1/${'segment/'.repeat(30)}?token=${'0123456789abcdef'.repeat(12)}`;

export const VeryLongUrl: Story = {
  loaders: [idle(openOnly, { url: veryLongUrl, protocols: 'graphql-transport-ws, '.repeat(6) + 'last' })],
};

export const Dark: Story = { ...LocalhostWithoutScheme, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...WrongScheme, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Open, globals: { room: 'narrow' } };
export const NarrowAndWrong: Story = { ...invalid({ url: 'localhost:8080' }), globals: { room: 'narrow' } };
export const Narrowest: Story = { ...VeryLongUrl, globals: { room: 'narrowest', scheme: 'dark' } };

/** A part that found no connection says what its author has to do. */
export const NoConnection: Story = {
  render: () => html`<ws-connect for="tester-that-is-not-there"></ws-connect>`,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-connect'), 'no-connection')).toContain(
        'tester-that-is-not-there',
      ),
    );
  },
};

function button(name: string): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    await expect(await inside(canvasElement, 'ws-connect').findByRole('button', { name })).toBeVisible();
  };
}

/** Says what is wrong, beside the field that it is about. */
function invalid(settings: Partial<ConnectionSettings>): Story {
  return {
    loaders: [idle(openOnly, settings)],
    play: async ({ canvasElement }) => {
      const bar = inside(canvasElement, 'ws-connect');
      const field = bar.getByLabelText(settings.url === undefined ? 'Subprotocols' : 'WebSocket URL');
      await waitFor(() => expect(field).toHaveAccessibleDescription(/\w+/));
      await expect(partText(shadowOf(canvasElement, 'ws-connect'), 'problem')).not.toBe('');
    },
  };
}
