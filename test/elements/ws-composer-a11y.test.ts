import { expect } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { composer, scripted, type ComposerPage } from './ws-composer-page.js';

/** Each state a reader may see. */
const states: Record<string, () => Promise<ComposerPage>> = {
  unbound: () => composer(),
  idle: () => composer({ connection: new Connection() }),
  open: () => open({ message: 'hello' }),
  'valid JSON': () => open({ format: 'json', message: '{"a": 1}' }),
  'an error': () => open({ format: 'json', message: '{"a": }' }),
  'a warning': async () => pressed(await open({ format: 'json', message: '{"a": }' })),
  'a refusal': async () => pressed(await open({ format: 'hex', message: '4' })),
  sent: async () => {
    const page = await pressed(await open({ message: 'hello' }));
    await page.shows(/Sent$/);
    return page;
  },
};

async function open(settings: { message?: string; format?: string }): Promise<ComposerPage> {
  const { connection, socket } = scripted();
  socket.fire('open');
  return composer({ ...settings, connection });
}

async function pressed(page: ComposerPage): Promise<ComposerPage> {
  await page.press(page.send);
  return page;
}

describe('ws-composer is accessible', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`with ${name}, in light and dark`, async () => {
      const page = await state();
      for (const theme of ['light', 'dark']) {
        page.element.theme = theme;
        page.element.style.setProperty('background', 'var(--_surface)');
        await page.element.updateComplete;
        await expect(page.element).to.be.accessible();
      }
    });
  }

  it('has targets of 24 pixels or more, also in little room', async () => {
    const page = await composer({ format: 'json', message: '{' });
    for (const width of ['60rem', '30rem', '18rem']) {
      page.element.style.setProperty('inline-size', width);
      const targets = page.element.shadowRoot?.querySelectorAll('button, input, textarea') ?? [];
      expect(targets.length).to.equal(8);
      for (const target of targets) {
        const { width: across, height } = target.getBoundingClientRect();
        expect(Math.min(across, height), `${target.outerHTML} at ${width}`).to.be.at.least(24);
      }
      expect(page.element.scrollWidth, `scrolls at ${width}`).to.be.at.most(page.element.clientWidth);
    }
  });

  it('reads from right to left with its page, but JSON from left to right', async () => {
    const page = await composer({ format: 'json', message: '{"a": 1}' });
    page.element.dir = 'rtl';
    await page.element.updateComplete;
    expect(page.option('Text').getBoundingClientRect().x).to.be.greaterThan(
      page.option('Hex').getBoundingClientRect().x,
    );
    expect(page.send.getBoundingClientRect().x).to.be.lessThan(
      page.element.getBoundingClientRect().width / 2,
    );
    expect(getComputedStyle(page.message).direction).to.equal('ltr');
    await page.choose('Text');
    await page.write('שלום');
    expect(getComputedStyle(page.message).direction).to.equal('rtl');
  });

  it('speaks what came of a press, and not each key', async () => {
    const page = await open({ format: 'json', message: '' });
    await page.write('{');
    await page.write('{"a"');
    expect(page.spoken).to.equal('');
    await page.press(page.send);
    expect(page.spoken).to.match(/^Not valid JSON/);
  });
});
