import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { expect, userEvent, waitFor } from 'storybook/test';
import { inside, partText, shadowOf } from './inside.js';
import { idle, played, type Loaded } from './played.js';
import { answering, closedWith, longLine, openOnly } from './recordings.js';

interface Texts {
  readonly message?: string;
  readonly format?: string;
}
type Args = Record<'theme', string> & Texts;
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'ws-composer',
  component: 'ws-composer',
  argTypes: {
    theme: { control: 'select', options: ['auto', 'light', 'dark'] },
    format: { control: 'select', options: ['text', 'json', 'base64', 'hex'] },
    message: { control: 'text' },
  },
  args: { theme: 'auto', format: 'text', message: '' },
  render: ({ theme, format, message }, { loaded }) => html`
    <ws-composer
      theme=${theme}
      format=${ifDefined(format)}
      message=${ifDefined(message)}
      .connection=${(loaded as Loaded).connection}
    ></ws-composer>
  `,
};

export default meta;

const open = played({ recording: openOnly });

/** Not connected: it can be written to, and says what is missing. */
export const Idle: Story = {
  loaders: [idle()],
  play: async ({ canvasElement }) => {
    const composer = inside(canvasElement, 'ws-composer');
    await userEvent.type(composer.getByLabelText('Message'), 'hello');
    await userEvent.click(composer.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(notice(canvasElement)).toMatch(/^Not sent/));
    await expect(composer.getByLabelText('Message')).toHaveValue('hello');
  },
};

export const Open: Story = { loaders: [open], args: { message: 'hello' }, play: validity('5 B') };

export const Empty: Story = { loaders: [open], play: validity('Empty message') };

/** The text stays after it was sent; Ctrl+Enter or ⌘+Enter sends, too. */
export const Sent: Story = {
  loaders: [played({ recording: answering })],
  args: { format: 'json', message: '{"type": "ping"}' },
  play: async ({ canvasElement, loaded }) => {
    const composer = inside(canvasElement, 'ws-composer');
    await userEvent.click(composer.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(notice(canvasElement)).toBe('Sent'));
    await expect(composer.getByLabelText('Message')).toHaveValue('{"type": "ping"}');
    composer.getByLabelText('Message').focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect((loaded as Loaded).connection?.log.sentCount).toBe(2));
  },
};

/** Arrow up brings back what was sent. */
export const History: Story = {
  loaders: [played({ recording: answering })],
  args: { message: 'the first message' },
  play: async ({ canvasElement }) => {
    const composer = inside(canvasElement, 'ws-composer');
    const message = composer.getByLabelText('Message');
    await userEvent.click(composer.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(notice(canvasElement)).toBe('Sent'));
    await userEvent.tripleClick(message);
    await userEvent.keyboard('something new');
    await expect(message).toHaveValue('something new');
    await userEvent.keyboard('{ArrowUp}');
    await waitFor(() => expect(message).toHaveValue('the first message'));
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(message).toHaveValue('something new'));
  },
};

export const Json: Story = {
  loaders: [open],
  args: { format: 'json', message: '{"type":"subscribe","symbols":["BTC-EUR","ETH-EUR"],"depth":10}' },
  play: async (context) => {
    await validity('Valid JSON')(context);
    const composer = inside(context.canvasElement, 'ws-composer');
    await userEvent.click(composer.getByRole('button', { name: 'Format' }));
    await waitFor(() =>
      expect(composer.getByLabelText<HTMLTextAreaElement>('Message').value).toContain('\n'),
    );
  },
};

/** Sent at the second press, after a warning: a server's answer to it teaches something. */
export const InvalidJson: Story = {
  loaders: [played({ recording: answering })],
  args: { format: 'json', message: '{\n  "type": "subscribe",\n  "depth": 010,\n}' },
  play: async (context) => {
    const { canvasElement, loaded } = context;
    await validity('Line 3, column')(context);
    const send = inside(canvasElement, 'ws-composer').getByRole('button', { name: 'Send' });
    await userEvent.click(send);
    await waitFor(() => expect(notice(canvasElement)).toMatch(/Press Send again/));
    await expect((loaded as Loaded).connection?.log.sentCount).toBe(0);
  },
};

export const Base64: Story = {
  loaders: [open],
  args: { format: 'base64', message: 'SGVsbG8sIHdvcmxkIQ==' },
  play: validity('13 B'),
};

/** Stands for no bytes, and is never sent. */
export const InvalidBase64: Story = {
  loaders: [open],
  args: { format: 'base64', message: 'SGVsbG8*d29ybGQ=' },
  play: refused('Line 1, column 8'),
};

export const Hex: Story = {
  loaders: [open],
  args: { format: 'hex', message: '48 65 6c 6c 6f' },
  play: validity('5 B'),
};

export const InvalidHex: Story = {
  loaders: [open],
  args: { format: 'hex', message: '48 65 6c 6c 6g' },
  play: refused('Line 1, column 14'),
};

export const AfterTheEnd: Story = {
  loaders: [played({ recording: closedWith(1001, 'restarting'), elapsedMs: 10_000 })],
  args: { message: 'too late' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(notice(canvasElement)).toContain('The connection is closed'));
  },
};

/** Ten kilobytes in one line. */
export const LongLine: Story = {
  loaders: [open],
  args: { message: longLine(10_000) },
  play: validity('10,000 B'),
};

export const ManyLines: Story = {
  loaders: [open],
  args: { message: Array.from({ length: 60 }, (_, line) => `line ${line + 1}`).join('\n') },
};

export const Dark: Story = { ...InvalidJson, globals: { scheme: 'dark' } };

/** A text takes its own direction; JSON and bytes are always left to right. */
export const RightToLeft: Story = {
  loaders: [open],
  args: { message: 'مرحبا بالعالم' },
  globals: { direction: 'rtl' },
};

export const RightToLeftJson: Story = { ...InvalidJson, globals: { direction: 'rtl' } };
export const Narrow: Story = { ...Json, globals: { room: 'narrow' } };
export const NarrowAndDark: Story = { ...InvalidJson, globals: { room: 'narrow', scheme: 'dark' } };
export const Narrowest: Story = { ...Idle, globals: { room: 'narrowest' } };

/** A part that found no connection says what its author has to do. */
export const NoConnection: Story = {
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(notice(canvasElement)).toContain('<ws-tester>'));
  },
};

function notice(canvasElement: HTMLElement): string {
  return partText(shadowOf(canvasElement, 'ws-composer'), 'notice');
}

function validity(words: string): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    await waitFor(() =>
      expect(partText(shadowOf(canvasElement, 'ws-composer'), 'validity')).toContain(words),
    );
  };
}

function refused(where: string): NonNullable<Story['play']> {
  return async (context) => {
    await validity(where)(context);
    const { canvasElement, loaded } = context;
    await userEvent.click(inside(canvasElement, 'ws-composer').getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(notice(canvasElement)).toContain('no bytes to send'));
    await expect((loaded as Loaded).connection?.log.sentCount).toBe(0);
  };
}
