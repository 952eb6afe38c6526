import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { labClient } from '../lab.js';
import { ComposerPage, composer, echo, scripted } from './ws-composer-page.js';

/** What is focused, inside the composer. */
const focused = (page: ComposerPage) => page.element.shadowRoot?.activeElement;

/** Presses a key a number of times. */
async function press(key: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) await sendKeys({ press: key });
}

/** Presses a key while another is held. */
async function pressWith(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  await sendKeys({ up: modifier });
}

/** A composer with an open connection that has sent these, and a draft. */
async function withHistory(sent: readonly string[], draft: string): Promise<ComposerPage> {
  const { connection, socket } = scripted();
  socket.fire('open');
  const page = await composer({ connection });
  for (const [index, text] of sent.entries()) {
    await page.write(text);
    await page.press(page.send);
    await waitUntil(() => socket.sent.length === index + 1, 'not sent', { interval: 5 });
    await page.shows(/Sent$/);
  }
  await page.write(draft);
  page.message.focus();
  page.message.setSelectionRange(draft.length, draft.length);
  return page;
}

describe('ws-composer by keyboard', () => {
  for (const modifier of ['Control', 'Meta']) {
    it(`sends by ${modifier}+Enter while writing, and stays there`, async () => {
      const connection = await echo(labClient());
      const page = await composer({ connection });
      page.message.focus();
      await sendKeys({ type: 'hi' });
      await pressWith(modifier, 'Enter');
      await waitUntil(() => connection.log.receivedCount === 1, 'no echo');
      expect(connection.log.dataAt(-1)).to.equal('hi');
      expect(page.message.value).to.equal('hi');
      expect(focused(page)).to.equal(page.message);
      connection.close();
    });
  }

  it('makes a new line by Enter alone', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    const page = await composer({ connection, message: 'a' });
    page.message.focus();
    page.message.setSelectionRange(1, 1);
    await press('Enter');
    expect(page.message.value).to.equal('a\n');
    expect(socket.sent).to.deep.equal([]);
  });

  it('sends only once while the shortcut is held, so that a warning is not run over', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    const page = await composer({ connection, format: 'json', message: '{' });
    const hold = (repeat: boolean) => {
      const init = { key: 'Enter', ctrlKey: true, repeat, bubbles: true, composed: true, cancelable: true };
      page.message.dispatchEvent(new KeyboardEvent('keydown', init));
    };
    hold(false);
    hold(true);
    hold(true);
    await page.element.updateComplete;
    expect(page.spoken).to.match(/Press Send again/);
    expect(socket.sent).to.deep.equal([]);
  });

  it('does not send in the middle of composing a word', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    const page = await composer({ connection, message: 'か' });
    const init = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, composed: true };
    page.message.dispatchEvent(new KeyboardEvent('keydown', init));
    expect(socket.sent).to.deep.equal([]);
  });

  it('says so when the shortcut is used without a connection, and keeps text and focus', async () => {
    const page = await composer({ message: 'hello' });
    page.message.focus();
    await pressWith('Control', 'Enter');
    await page.element.updateComplete;
    expect(page.spoken).to.match(/^Not sent/);
    expect(page.message.value).to.equal('hello');
    expect(focused(page)).to.equal(page.message);
  });

  it('chooses a format by the arrows', async () => {
    const page = await composer();
    page.option('Text').focus();
    await press('ArrowRight', 2);
    expect(page.chosen).to.equal('Base64');
    expect(focused(page)).to.equal(page.option('Base64'));
    await press('ArrowLeft');
    expect(page.chosen).to.equal('JSON');
  });

  it('goes by Tab from the formats to Format, the message, Send and what is wrong, and out', async () => {
    const root = await fixture<HTMLElement>(
      html`<div><ws-composer format="json" message="{"></ws-composer><button>after</button></div>`,
    );
    const element = root.querySelector('ws-composer') as ComposerPage['element'];
    const page = new ComposerPage(element);
    await page.settled();
    page.option('JSON').focus();
    const order = [page.format, page.message, page.send, page.problem(/^Line 1/)];
    for (const next of order) {
      await press('Tab');
      expect(focused(page)).to.equal(next);
    }
    await press('Tab');
    expect(document.activeElement).to.equal(root.querySelector('button'));
  });

  it('leaves Format out of the tab order where there is nothing to format', async () => {
    const page = await composer();
    page.option('Text').focus();
    await press('Tab');
    expect(focused(page)).to.equal(page.message);
  });

  it('goes to what is wrong by Enter on it', async () => {
    const page = await composer({ format: 'json', message: '[1,\n x]' });
    page.problem(/^Line 2, column 2/).focus();
    await press('Enter');
    expect(focused(page)).to.equal(page.message);
    expect(page.message.selectionStart).to.equal(5);
  });

  describe('history', () => {
    it('calls up messages by arrow up, and the draft by arrow down', async () => {
      const page = await withHistory(['one', 'two'], 'draft');
      await press('ArrowUp');
      expect(page.message.value).to.equal('two');
      await press('ArrowUp', 2);
      expect(page.message.value).to.equal('one');
      await press('ArrowDown', 2);
      expect(page.message.value).to.equal('draft');
      await press('ArrowDown');
      expect(page.message.value).to.equal('draft');
    });

    it('moves the caret first where the text has more rows', async () => {
      const page = await withHistory(['one'], 'first\nsecond\nthird');
      await press('ArrowUp');
      await press('ArrowUp');
      expect(page.message.value).to.equal('first\nsecond\nthird');
      expect(page.message.selectionStart).to.be.at.most(5);
      await press('ArrowUp');
      expect(page.message.value).to.equal('one');
    });

    it('counts the rows that are seen, not the lines', async () => {
      const long = 'word '.repeat(80);
      const page = await withHistory(['one'], long);
      page.element.parentElement?.style.setProperty('width', '20rem');
      await press('ArrowUp');
      expect(page.message.value).to.equal(long);
      const before = page.message.selectionStart;
      expect(before).to.be.lessThan(long.length);
      page.message.setSelectionRange(3, 3);
      await press('ArrowUp');
      expect(page.message.value).to.equal('one');
    });

    it('goes on through long messages while they are not touched', async () => {
      const page = await withHistory(['one', 'a\nb\nc'], '');
      await press('ArrowUp', 2);
      expect(page.message.value).to.equal('one');
      await press('ArrowDown');
      expect(page.message.value).to.equal('a\nb\nc');
      await press('ArrowLeft');
      await press('ArrowUp');
      expect(page.message.value).to.equal('a\nb\nc');
    });

    it('stays away while text is selected, and with other keys held', async () => {
      const page = await withHistory(['one'], 'draft');
      page.message.setSelectionRange(0, 3);
      await press('ArrowUp');
      expect(page.message.value).to.equal('draft');
      page.message.setSelectionRange(0, 0);
      await pressWith('Shift', 'ArrowUp');
      expect(page.message.value).to.equal('draft');
    });

    it('brings back the format a message was sent in', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      const page = await composer({ connection, format: 'hex', message: '00 01' });
      await page.press(page.send);
      await page.shows(/Sent$/);
      await page.choose('Text');
      await page.write('draft');
      page.message.focus();
      page.message.setSelectionRange(0, 0);
      await press('ArrowUp');
      expect(page.message.value).to.equal('00 01');
      expect(page.chosen).to.equal('Hex');
      await press('ArrowDown');
      expect(page.message.value).to.equal('draft');
      expect(page.chosen).to.equal('Text');
    });

    it('does not keep what was not sent', async () => {
      const page = await composer({ message: 'refused' });
      await page.press(page.send);
      await page.write('');
      page.message.focus();
      await press('ArrowUp');
      expect(page.message.value).to.equal('');
    });
  });
});
