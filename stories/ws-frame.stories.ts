import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { expect, userEvent } from 'storybook/test';
import { inside } from './inside.js';
import { played, type Loaded } from './played.js';
import { exchange } from './recordings.js';

type Args = Record<'theme', string> & { readonly message?: string; readonly bytes?: string };
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-frame',
  component: 'ws-frame',
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    message: { control: 'text' },
    bytes: { control: 'text' },
  },
  args: { theme: 'auto' },
  render: ({ theme, message, bytes }, { loaded }) => html`
    <ws-frame
      theme=${theme}
      for=${ifDefined((loaded as Loaded).connection ? undefined : '')}
      message=${ifDefined(message)}
      bytes=${ifDefined(bytes)}
      .connection=${(loaded as Loaded).connection}
    ></ws-frame>
  `,
};

export default meta;

/** Alone: a message to write, masked with the key of the example in RFC 6455. */
export const Writing: Story = {
  play: async ({ canvasElement }) => {
    const frame = inside(canvasElement, 'ws-frame');
    await expect(await frame.findByRole('table', { name: 'Fields of the frame' })).toBeVisible();
    await userEvent.click(frame.getByRole('button', { name: 'Masking key' }));
    await expect(frame.getByRole('button', { name: 'Masking key' })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** Bytes to read. */
export const Reading: Story = {
  args: { bytes: '01 03 48 65 6c 89 02 68 69 80 02 6c 6f' },
  play: async ({ canvasElement }) => {
    const frame = inside(canvasElement, 'ws-frame');
    await expect(await frame.findByText('No rule is broken.')).toBeVisible();
    await userEvent.click(frame.getByRole('button', { name: /^3 · continuation/ }));
    await expect(frame.getByText('Hello')).toBeVisible();
  },
};

/** Every broken rule is told with its byte and its section. */
export const BrokenRules: Story = {
  args: { bytes: '09 02 68 69 81 7e 00 03 61 ff 62 c1 00 88 02 03 ed 80 00' },
  play: async ({ canvasElement }) => {
    const frame = inside(canvasElement, 'ws-frame');
    await userEvent.click(await frame.findByRole('button', { name: 'Byte 9 (0x09)' }));
    await expect(frame.getByRole('button', { name: 'Payload' })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** A payload of which the beginning is shown. */
export const LongPayload: Story = { args: { message: 'All work and no play. '.repeat(40) } };

/** Bound to a connection: how its latest message would travel. */
export const LatestMessage: Story = {
  loaders: [played({ recording: exchange, elapsedMs: 10_000 })],
  play: async ({ canvasElement }) => {
    const frame = inside(canvasElement, 'ws-frame');
    await expect(await frame.findByText(/A page cannot see the real frames/)).toBeVisible();
  },
};

export const Dark: Story = { ...Writing, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...BrokenRules, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Writing, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...BrokenRules, globals: { room: 'narrow', scheme: 'dark' } };
