import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { inside } from './inside.js';
import { idle, played, type Loaded } from './played.js';
import { closedWith, errorWithoutClose, hostileReason, neverOpened } from './recordings.js';

type Args = Record<'theme', string> & { readonly 'no-probes': boolean };
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-diagnosis',
  component: 'ws-diagnosis',
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    'no-probes': { control: 'boolean' },
  },
  // A recording has no server behind it that could be asked.
  args: { theme: 'auto', 'no-probes': true },
  render: (args, { loaded }) => html`
    <ws-diagnosis
      theme=${args.theme}
      ?no-probes=${args['no-probes']}
      .connection=${(loaded as Loaded).connection}
    ></ws-diagnosis>
  `,
};

export default meta;

/** The usual one: it never opened, and the browser does not say why. */
export const NeverOpened: Story = {
  loaders: [played({ recording: neverOpened })],
  play: async ({ canvasElement }) => {
    const card = inside(canvasElement, 'ws-diagnosis');
    await expect(await card.findByRole('heading', { name: /failed before it opened/ })).toBeVisible();
    await expect(card.getByRole('heading', { name: 'What a browser page cannot know' })).toBeVisible();
    await userEvent.click(card.getByText(/other possible causes/));
    await expect(card.getByText('Nothing listens on that port')).toBeVisible();
  },
};

/** It had opened, and then was gone without a close frame. */
export const Lost: Story = { loaders: [played({ recording: closedWith(1006) })] };

/** A close code that says why. */
export const ClosedWithAnError: Story = {
  loaders: [played({ recording: closedWith(1011, 'out of memory') })],
};

/** Chromium fires an error alone where a policy of the page forbids the connection. */
export const ErrorWithoutClose: Story = { loaders: [played({ recording: errorWithoutClose })] };

/** A reason that would like to be more than text. */
export const HostileReason: Story = { loaders: [played({ recording: closedWith(4000, hostileReason) })] };

/** Commands that tell more than a browser may, each with a button that copies it. */
export const Commands: Story = {
  loaders: [played({ recording: neverOpened })],
  play: async ({ canvasElement }) => {
    const card = inside(canvasElement, 'ws-diagnosis');
    await userEvent.click(await card.findByText('Commands that show more than a browser may'));
    await expect(card.getByRole('button', { name: 'Copy curl command' })).toBeVisible();
  },
};

/** Before a failure there is nothing, and it takes no room. */
export const NothingFailed: Story = {
  loaders: [idle()],
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('ws-diagnosis')?.getBoundingClientRect().height).toBe(0);
  },
};
