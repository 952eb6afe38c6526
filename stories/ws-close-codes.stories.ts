import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { expect, userEvent, waitFor } from 'storybook/test';
import { inside, shadowOf } from './inside.js';
import { played, type Loaded } from './played.js';
import { closedWith } from './recordings.js';

type Args = Record<'theme', string> & { readonly codes?: string };
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-close-codes',
  component: 'ws-close-codes',
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    codes: { control: 'text' },
  },
  args: { theme: 'auto', codes: '' },
  render: ({ theme, codes }, { loaded }) => html`
    <ws-close-codes
      theme=${theme}
      for=${ifDefined((loaded as Loaded).connection ? undefined : '')}
      codes=${ifDefined(codes)}
      .connection=${(loaded as Loaded).connection}
    ></ws-close-codes>
  `,
};

export default meta;

/** Alone, without any connection. */
export const Table: Story = {
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await expect(await codes.findByRole('table', { name: 'WebSocket close codes' })).toBeVisible();
    await expect(codes.getByRole('rowheader', { name: '1006' })).toBeVisible();
  },
};

export const Searching: Story = {
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await userEvent.type(await codes.findByRole('searchbox', { name: 'Search close codes' }), 'policy');
    await expect(await codes.findByRole('rowheader', { name: '1008' })).toBeVisible();
    await expect(codes.queryByRole('rowheader', { name: '1000' })).toBe(null);
  },
};

/** Any number can be looked up, also one that no standard knows. */
export const SearchingAnUnknownCode: Story = {
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await userEvent.type(await codes.findByRole('searchbox'), '2999');
    await expect(await codes.findByRole('rowheader', { name: '2999' })).toBeVisible();
  },
};

export const NothingFound: Story = {
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await userEvent.type(await codes.findByRole('searchbox'), 'marmalade');
    await expect(await codes.findByText(/No close code fits “marmalade”/)).toBeVisible();
  },
};

/** Bound to a connection, it lights up the code that the browser told last. */
export const Received: Story = {
  loaders: [played({ recording: closedWith(1011, 'out of memory'), elapsedMs: 10_000 })],
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(shadowOf(canvasElement, 'ws-close-codes').querySelector('[aria-current]')).toHaveTextContent(
        '1011',
      ),
    );
  },
};

/** The author's own codes, as children. */
export const OwnCodes: Story = {
  loaders: [played({ recording: closedWith(4401, 'token expired'), elapsedMs: 10_000 })],
  render: ({ theme }, { loaded }) => html`
    <ws-close-codes theme=${theme} .connection=${(loaded as Loaded).connection}>
      <ws-close-code code="4401" name="Token expired" advice="Fetch a new token and connect again.">
        The access token of the session ran out.
      </ws-close-code>
      <ws-close-code code="4429" name="Too many subscriptions">At most 50 for one connection.</ws-close-code>
    </ws-close-codes>
  `,
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await expect(await codes.findByText('Token expired')).toBeVisible();
    await expect(await codes.findByText('Last code seen')).toBeVisible();
  },
};

/** The same as JSON. */
export const OwnCodesAsJson: Story = {
  args: {
    codes:
      '[{"code": 4000, "name": "Room closed", "meaning": "The host has left.", "advice": "Join another."}]',
  },
  play: async ({ canvasElement }) => {
    await expect(await inside(canvasElement, 'ws-close-codes').findByText('Room closed')).toBeVisible();
  },
};

/** What is wrong with them is said; the rest is shown. */
export const WrongOwnCodes: Story = {
  render: ({ theme }) => html`
    <ws-close-codes theme=${theme} for="" codes='[{"code": 4000, "name": "Room closed"}, ]'>
      <ws-close-code code="1000" name="Ours"></ws-close-code>
      <ws-close-code code="4401" name="Token expired"></ws-close-code>
      <ws-close-code code="4401" name="Again"></ws-close-code>
    </ws-close-codes>
  `,
  play: async ({ canvasElement }) => {
    const codes = inside(canvasElement, 'ws-close-codes');
    await expect(await codes.findByText(/“1000” is left out/)).toBeVisible();
    await expect(await codes.findByText(/4401 is given twice/)).toBeVisible();
    await expect(await codes.findByText(/not valid. Line 1, column/)).toBeVisible();
  },
};

export const Dark: Story = { ...Received, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...OwnCodes, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...OwnCodes, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...WrongOwnCodes, globals: { room: 'narrow', scheme: 'dark' } };
