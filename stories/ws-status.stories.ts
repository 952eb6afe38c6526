import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import type { CspViolation } from '../src/core/ports.js';
import { inside, partText, shadowOf } from './inside.js';
import { idle, played, type Loaded, type Past } from './played.js';
import {
  closedWith,
  errorWithoutClose,
  exchange,
  exchangeSent,
  hostileReason,
  neverOpened,
  openOnly,
  openPlain,
  unanswered,
} from './recordings.js';

type Args = Record<'theme', string>;

type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-status',
  component: 'ws-status',
  argTypes: { theme: { control: 'select', options: ['auto', 'light', 'dark'] } },
  args: { theme: 'auto' },
  render: ({ theme }, { loaded }) =>
    html`<ws-status theme=${theme} .connection=${(loaded as Loaded).connection}></ws-status>`,
};

export default meta;

/** The state in a word, as a screen reader announces it. */
function says(phase: string, ...more: readonly (string | RegExp)[]): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const status = inside(canvasElement, 'ws-status').getByRole('status', { name: 'Connection' });
    await waitFor(() => expect(status).toHaveTextContent(phase));
    // The words for an end are loaded when they are needed.
    const line = () => partText(shadowOf(canvasElement, 'ws-status'), 'details-line');
    for (const words of more) await waitFor(() => expect(line()).toMatch(words));
  };
}

export const Idle: Story = { loaders: [idle()], play: says('Not connected') };

export const Connecting: Story = {
  loaders: [played({ recording: unanswered, elapsedMs: 200, settings: { handshakeTimeoutMs: 3_600_000 } })],
  play: says('Connecting'),
};

/** After five seconds without an answer. */
export const StillTrying: Story = {
  loaders: [played({ recording: unanswered, elapsedMs: 6_000, settings: { handshakeTimeoutMs: 60_000 } })],
  play: says('Still trying', 'given up after'),
};

export const Open: Story = {
  loaders: [played(openSince(42_000, exchange))],
  play: async (context) => {
    await says('Connected', 'chat.v2', 'permessage-deflate')(context);
    const status = shadowOf(context.canvasElement, 'ws-status');
    await expect(partText(status, 'clock')).toMatch(/^0:4\d$/);
    await expect(partText(status, 'badge')).toBe('Recording');
  },
};

export const OpenWithoutSubprotocol: Story = {
  loaders: [played({ recording: openPlain, elapsedMs: 3_000 })],
  play: says('Connected', 'No subprotocol', 'No extensions'),
};

/** A server that says why. */
export const Closed1000: Story = closed(1000, 'see you tomorrow');
export const Closed1001: Story = closed(1001, 'restarting');
/** No code was given: the browser says 1005 for that. */
export const Closed1005: Story = closed(1005);
/** The connection was lost: there was no close frame. */
export const Closed1006: Story = closed(1006, '', 'Failed');
export const Closed1008: Story = closed(1008, 'not on the guest list');
export const Closed1009: Story = closed(1009, 'at most 64 KiB');
export const Closed1011: Story = closed(1011, 'TypeError: undefined is not a function');
export const Closed1012: Story = closed(1012);
export const Closed1013: Story = closed(1013, 'come back later');
/** A code of the application's own. `ws-close-codes` can explain it. */
export const Closed4401: Story = closed(4401, 'token expired');
/** No table has it, and no browser sends it. */
export const Closed2999: Story = closed(2999);

export const DisconnectedByTheReader: Story = {
  loaders: [
    played({
      ...openSince(20_000, exchange),
      commands: [{ afterMs: 12_000, give: (connection) => connection.close(1000, 'done', 'reader') }],
    }),
  ],
  play: says('Closed', '1000', 'asked for by you'),
};

export const CancelledByTheReader: Story = {
  loaders: [
    played({
      recording: unanswered,
      commands: [{ afterMs: 1_400, give: (connection) => connection.close(undefined, undefined, 'reader') }],
    }),
  ],
  play: says('Cancelled', 'You cancelled it'),
};

/** All that a browser tells of a server that is not there, a refused handshake, a bad certificate. */
export const FailedNeverOpened: Story = {
  loaders: [played({ recording: neverOpened })],
  play: says('Failed', 'It never opened', '1006'),
};

/** Nothing but an error: no code is made up. */
export const FailedWithoutCode: Story = {
  loaders: [played({ recording: errorWithoutClose })],
  play: says('Failed', 'but no code'),
};

/** The page's own policy; the browser told so by another event. */
export const FailedByPolicy: Story = {
  loaders: [
    played({
      recording: errorWithoutClose,
      ports: {
        observeCspViolations(listener) {
          const violation: CspViolation = {
            effectiveDirective: 'connect-src',
            blockedUri: 'wss://api.example.com/v1/stream',
            disposition: 'enforce',
          };
          listener(violation);
          return () => undefined;
        },
      },
    }),
  ],
  play: says('Failed', 'Content Security Policy'),
};

/** The browser refused to make a socket. */
export const FailedByAnException: Story = {
  loaders: [
    played({
      recording: unanswered,
      ports: {
        socket() {
          throw new DOMException('An insecure connection from a secure page.', 'SecurityError');
        },
      },
    }),
  ],
  play: says('Failed', 'SecurityError'),
};

export const FailedByTimeout: Story = {
  loaders: [played({ recording: unanswered, elapsedMs: 11_000 })],
  play: says('Failed', 'No answer within'),
};

/** The fifth retry: after it, the waits stay at about half a minute. */
export const WaitingToReconnect: Story = {
  loaders: [played({ recording: neverOpened, elapsedMs: 17_000, settings: { reconnectAttempts: 10 } })],
  play: async (context) => {
    await says('Waiting to reconnect')(context);
    const retry = partText(shadowOf(context.canvasElement, 'ws-status'), 'retry');
    await expect(retry).toMatch(/Retry 5 of 10/);
    await expect(retry).toMatch(/in \d+ s/);
  },
};

/** Markup stays text, and a control that turns text around is shown instead of obeyed. */
export const HostileReason: Story = {
  loaders: [played({ recording: closedWith(1008, hostileReason), elapsedMs: 10_000 })],
  play: async (context) => {
    await says('Closed', '<b>contact</b>')(context);
    await expect(partText(shadowOf(context.canvasElement, 'ws-status'), 'reason')).not.toContain('\u202E');
  },
};

export const Dark: Story = { ...Closed1011, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...Closed1008, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Open, globals: { room: 'narrow' } };
export const NarrowAfterAFailure: Story = { ...FailedNeverOpened, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...HostileReason, globals: { room: 'narrow', scheme: 'dark' } };

/** A part that found no connection says what its author has to do. */
export const NoConnection: Story = {
  render: ({ theme }) => html`<ws-status theme=${theme}></ws-status>`,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-status'), 'no-connection')).toContain('<ws-tester>'),
    );
  },
};

/** Open for so long, with the reader's messages sent in the course of it. */
function openSince(elapsedMs: number, recording = openOnly): Past {
  const commands = exchangeSent.map((text, index) => ({
    afterMs: 400 + index * 4_000,
    give: (connection: { send(data: string): Promise<void> }) => connection.send(text),
  }));
  return { recording, elapsedMs, commands };
}

function closed(code: number, reason = '', phase = 'Closed'): Story {
  return {
    loaders: [played({ recording: closedWith(code, reason), elapsedMs: 10_000 })],
    play: says(phase, String(code), reason || 'no reason given'),
  };
}
