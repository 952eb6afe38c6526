import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { expect, userEvent } from 'storybook/test';
import { inside } from './inside.js';

type Args = Record<'theme', string> &
  Partial<Record<'url' | 'protocols' | 'message' | 'language' | 'side', string>>;
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-snippet',
  component: 'ws-snippet',
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    side: { control: 'select', options: ['client', 'server'] },
  },
  args: {
    theme: 'auto',
    url: 'wss://api.example.com/stream',
    protocols: 'chat.v2',
    message: '{"type":"subscribe","channel":"trades"}',
    language: 'javascript',
    side: 'client',
  },
  render: ({ theme, url, protocols, message, language, side }) => html`
    <ws-snippet
      for=""
      theme=${theme}
      url=${ifDefined(url)}
      protocols=${ifDefined(protocols)}
      message=${ifDefined(message)}
      language=${ifDefined(language)}
      side=${ifDefined(side)}
    ></ws-snippet>
  `,
};

export default meta;

/** What a page sets, as code. */
export const Client: Story = {
  play: async ({ canvasElement }) => {
    const snippet = inside(canvasElement, 'ws-snippet');
    await expect(await snippet.findByRole('region', { name: 'Code' })).toHaveTextContent('new WebSocket(');
    await userEvent.selectOptions(snippet.getByRole('combobox', { name: 'Language' }), 'python');
    await expect(snippet.getByRole('region', { name: 'Code' })).toHaveTextContent('websockets.connect(');
  },
};

/** The other end, for trying on one's own machine. */
export const Server: Story = { args: { language: 'go', side: 'server' } };

/** Not every language has one. */
export const NoServer: Story = { args: { language: 'curl', side: 'server' } };

export const Dark: Story = { ...Server, globals: { scheme: 'dark' } };
export const RightToLeft: Story = { ...Client, globals: { direction: 'rtl' } };
export const Narrow: Story = { args: { language: 'java' }, globals: { room: 'narrow' } };
