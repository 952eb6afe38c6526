import { aTimeout, expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { WsComposer } from '../../src/elements/ws-composer/ws-composer.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import { version } from '../../src/version.js';
import { labClient } from '../lab.js';
import { ComposerPage, composer, echo, messagesOf, scripted } from './ws-composer-page.js';
import '../../src/define/ws-connection.js';

/** Runs something and gives back what it warned of. */
async function warnings(act: () => Promise<unknown>): Promise<string[]> {
  const { warn } = console;
  const told: string[] = [];
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('ws-composer', () => {
  it('is defined as WsComposer and says its version', () => {
    expect(customElements.get('ws-composer')).to.equal(WsComposer);
    expect(WsComposer.version).to.equal(version);
  });

  it('offers a message, four formats and Send, each by its name', async () => {
    const page = await composer();
    expect(page.message.getAttribute('spellcheck')).to.equal('false');
    expect([...page.formats.querySelectorAll('label')].map((label) => label.innerText.trim())).to.deep.equal([
      'Text',
      'JSON',
      'Base64',
      'Hex',
    ]);
    expect(page.chosen).to.equal('Text');
    expect(page.send.innerText).to.match(/^Send/);
  });

  describe('on a real connection', () => {
    it('sends text, shows that it was sent, and keeps the text', async () => {
      const connection = await echo(labClient());
      const page = await composer({ connection, message: 'hello' });
      await page.press(page.send);
      await page.shows(/Sent$/);
      await waitUntil(() => connection.log.receivedCount === 1, 'no echo');
      expect(messagesOf(connection)).to.deep.equal(['sent hello', 'received hello']);
      expect(page.message.value).to.equal('hello');
      await page.write('hello again');
      expect(page.text).not.to.match(/Sent/);
      connection.close();
    });

    it('sends Base64 and hexadecimal as bytes, and JSON as it is written', async () => {
      const connection = await echo(labClient());
      const page = await composer({ connection, format: 'base64', message: 'AQL/' });
      await page.press(page.send);
      await page.choose('Hex');
      await page.write('00 ff');
      await page.press(page.send);
      await page.choose('JSON');
      await page.write('{ "id": 12345678901234567890 }');
      await page.press(page.send);
      await waitUntil(() => connection.log.receivedCount === 3, 'no echo');
      expect(messagesOf(connection).filter((line) => line.startsWith('received'))).to.deep.equal([
        'received bytes 1 2 255',
        'received bytes 0 255',
        'received { "id": 12345678901234567890 }',
      ]);
      connection.close();
    });

    it('sends an empty message when asked to', async () => {
      const connection = await echo(labClient());
      const page = await composer({ connection });
      expect(page.text).to.match(/^Empty message/);
      await page.press(page.send);
      await waitUntil(() => connection.log.receivedCount === 1, 'no echo');
      expect(messagesOf(connection)).to.deep.equal(['sent ', 'received ']);
      connection.close();
    });

    it('finds its connection around it and by for, and the page may refuse or replace a message', async () => {
      const lab = labClient();
      const root = await fixture<HTMLElement>(html`
        <div>
          <ws-connection id="shared" url=${lab.url('/echo')}
            ><ws-composer message="one"></ws-composer
          ></ws-connection>
          <ws-composer for="shared" message="two"></ws-composer>
        </div>
      `);
      const owner = root.querySelector<WsConnection>('ws-connection') as WsConnection;
      const [inside, apart] = [...root.querySelectorAll('ws-composer')].map(
        (found) => new ComposerPage(found),
      ) as [ComposerPage, ComposerPage];
      owner.connect();
      await waitUntil(() => owner.connection.state.phase === 'open', 'did not open');
      owner.addEventListener('ws-before-send', (event) => {
        if (event.data === 'one') event.preventDefault();
        else event.data = 'replaced';
      });
      await inside.element.updateComplete;
      await inside.press(inside.send);
      await inside.shows(/Not sent: this page refused the message/);
      expect(inside.message.value).to.equal('one');
      await apart.press(apart.send);
      await apart.shows(/Sent$/);
      expect(messagesOf(owner.connection as Connection)[0]).to.equal('sent replaced');
      expect(apart.message.value).to.equal('two');
    });
  });

  describe('says what the text comes to', () => {
    it('counts the bytes of text', async () => {
      const page = await composer({ message: 'wörld 🌍' });
      expect(page.text).to.match(/^11 B in UTF-8/);
      await page.write('');
      expect(page.text).to.match(/^Empty message/);
      expect(page.message.getAttribute('aria-invalid')).to.equal('false');
    });

    it('warns that half of a surrogate pair is not sent as it is written, and does not call it an error', async () => {
      const page = await composer({ message: 'a\ud800b' });
      expect(page.text).to.match(/^Half of a surrogate pair .*will be sent as U\+FFFD\. 5 B/);
      expect(page.descriptionOf(page.message)).to.match(/U\+FFFD/);
      expect(page.message.getAttribute('aria-invalid')).to.equal('false');
      await page.choose('JSON');
      await page.write('"\udc00"');
      expect(page.text).to.match(/U\+FFFD/);
      await page.write('"\ud83d\ude80"');
      expect(page.text).to.match(/^Valid JSON/);
    });

    it('tells valid JSON from JSON with an error, with line and column', async () => {
      const page = await composer({ format: 'json', message: '{"a": 1}' });
      expect(page.text).to.match(/^Valid JSON 8 B/);
      expect(page.descriptionOf(page.message)).to.match(/^Valid JSON/);
      await page.write('{\n  "a": 1,\n  "b": x\n}');
      expect(page.text).to.match(/^Line 3, column 8: /);
      expect(page.descriptionOf(page.message)).to.match(/^Line 3, column 8: /);
      expect(page.message.getAttribute('aria-invalid')).to.equal('true');
      expect(page.element.matches(':state(invalid)')).to.equal(true);
      await page.write('{}');
      expect(page.message.getAttribute('aria-invalid')).to.equal('false');
      expect(page.element.matches(':state(invalid)')).to.equal(false);
    });

    it('does not call an empty JSON message wrong before anything is written', async () => {
      const page = await composer({ format: 'json' });
      expect(page.text).to.match(/^Nothing written yet/);
      expect(page.message.getAttribute('aria-invalid')).to.equal('false');
    });

    it('counts the bytes that Base64 and hexadecimal stand for, and locates errors', async () => {
      const page = await composer({ format: 'hex', message: '48 65 6c' });
      expect(page.text).to.match(/^3 B/);
      await page.write('48\n6x');
      expect(page.text).to.match(/^Line 2, column 2: /);
      await page.choose('Base64');
      await page.write('SGVsbG8=');
      expect(page.text).to.match(/^5 B/);
      await page.write('SGV*');
      expect(page.text).to.match(/^Line 1, column 4: /);
    });

    it('moves the caret to the error when it is pressed, and brings it into view', async () => {
      const lines = Array.from(
        { length: 100 },
        (_, n) => `  "line ${String(n)}": ${n === 90 ? 'wrong' : '0'}`,
      );
      const page = await composer({ format: 'json', message: `{\n${lines.join(',\n')}\n}` });
      await page.press(page.problem(/^Line 92, column 14/));
      const { message } = page;
      expect(page.element.shadowRoot?.activeElement).to.equal(message);
      expect(message.value.slice(message.selectionStart, message.selectionStart + 5)).to.equal('wrong');
      expect(message.selectionEnd).to.equal(message.selectionStart);
      const caretTop = (92 - 1) * 20 + 8 - message.scrollTop;
      expect(caretTop).to.be.within(0, message.clientHeight - 20);
    });

    it('reads a very long text when the writer pauses, and always before sending', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      const page = await composer({ connection, format: 'json' });
      const long = `[${'1,'.repeat(60_000)}]`;
      await page.write(long);
      expect(page.text).to.match(/^Checking…/);
      await page.press(page.send);
      expect(page.text).to.match(/Not valid JSON \(line 1, column 120002\)/);
      expect(socket.sent).to.deep.equal([]);
      await page.write(long.replace(',]', ']'));
      expect(page.text).to.match(/^Checking…/);
      await page.shows(/^Valid JSON 120,001 B/);
    });

    it('reads what is sent at once, before what reads JSON has come', async () => {
      const connection = await echo(labClient());
      const element = await fixture<WsComposer>(html`<ws-composer></ws-composer>`);
      Object.assign(element, { connection, format: 'json', message: '[1]' });
      await element.updateComplete;
      new ComposerPage(element).send.click();
      await waitUntil(() => connection.log.sentCount === 1, 'the message was lost');
      expect(messagesOf(connection)[0]).to.equal('sent [1]');
      connection.close();
    });

    it('takes no other room for an error than for good news', async () => {
      const page = await composer({ format: 'json', message: '{"a": 1}', connection: new Connection() });
      const { height } = page.element.getBoundingClientRect();
      const sendAt = page.send.getBoundingClientRect().toJSON() as unknown;
      for (const text of ['{"a": }', '', '{', '{}']) {
        await page.write(text);
        expect(page.element.getBoundingClientRect().height, text).to.equal(height);
        expect(page.send.getBoundingClientRect().toJSON()).to.deep.equal(sendAt);
      }
      for (const name of ['Text', 'Base64', 'Hex', 'JSON']) {
        await page.choose(name);
        expect(page.element.getBoundingClientRect().height, name).to.equal(height);
      }
      await page.press(page.send);
      expect(page.element.getBoundingClientRect().height, 'refused').to.equal(height);
    });
  });

  describe('will not be talked into', () => {
    it('sending JSON that is not valid at the first press; the second sends it as it is', async () => {
      const connection = await echo(labClient());
      const page = await composer({ connection, format: 'json', message: '{"a": tru}' });
      await page.press(page.send);
      expect(page.spoken).to.equal('Not valid JSON (line 1, column 7). Press Send again to send it anyway.');
      expect(connection.log.sentCount).to.equal(0);
      await page.press(page.send);
      await page.shows(/Sent$/);
      expect(messagesOf(connection)[0]).to.equal('sent {"a": tru}');
      connection.close();
    });

    it('taking a press before an edit for an answer to the warning after it', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      const page = await composer({ connection, format: 'json', message: '{' });
      await page.press(page.send);
      await page.write('{{');
      expect(page.text).not.to.match(/Press Send again/);
      await page.press(page.send);
      expect(page.text).to.match(/Press Send again/);
      await page.choose('Text');
      await page.choose('JSON');
      await page.press(page.send);
      expect(socket.sent).to.deep.equal([]);
      await page.press(page.send);
      expect(socket.sent).to.deep.equal(['{{']);
    });

    it('sending Base64 or hexadecimal that stands for no bytes', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      const page = await composer({ connection, format: 'hex', message: '4' });
      await page.press(page.send);
      await page.press(page.send);
      expect(page.spoken).to.equal('Not sent: this is not valid Hex, so there are no bytes to send.');
      await page.choose('Base64');
      await page.write('=');
      await page.press(page.send);
      expect(page.spoken).to.match(/^Not sent: this is not valid Base64/);
      expect(socket.sent).to.deep.equal([]);
    });
  });

  it('warns also where a script writes and presses at once', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    const page = await composer({ connection, format: 'json' });
    void page.write('{');
    await page.press(page.send);
    expect(page.text).to.match(/Press Send again/);
    await page.press(page.send);
    expect(socket.sent).to.deep.equal(['{']);
  });

  it('quotes what a socket throws', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    socket.send = () => {
      throw new TypeError('no such luck');
    };
    const page = await composer({ connection, message: 'hello' });
    await page.press(page.send);
    await page.shows(/Not sent: no such luck/);
    expect(page.message.value).to.equal('hello');
  });

  it('sends an empty text for JSON only after a warning', async () => {
    const { connection, socket } = scripted();
    socket.fire('open');
    const page = await composer({ connection, format: 'json' });
    await page.press(page.send);
    expect(page.spoken).to.match(
      /^An empty text is not valid JSON\. Press Send again to send an empty message\.$/,
    );
    await page.press(page.send);
    expect(socket.sent).to.deep.equal(['']);
  });

  describe('while the connection is not open', () => {
    it('says so beside Send, and explains when Send is pressed all the same', async () => {
      const connection = new Connection({ url: 'wss://example.test/' });
      const page = await composer({ connection, message: 'hello' });
      expect(page.send.getAttribute('aria-disabled')).to.equal('true');
      expect(page.descriptionOf(page.send)).to.equal('Ready to send once connected.');
      page.send.focus();
      await page.press(page.send);
      expect(page.spoken).to.equal('Not sent: the connection is not open. Your text stays here.');
      expect(page.message.value).to.equal('hello');
      expect(page.element.shadowRoot?.activeElement).to.equal(page.send);
    });

    it('follows each phase', async () => {
      const { connection, socket } = scripted();
      const page = await composer({ connection });
      expect(page.text).to.match(/You can send once the connection is open/);
      await page.press(page.send);
      expect(page.text).to.match(/Not sent/);
      socket.fire('open');
      await page.element.updateComplete;
      expect(page.send.getAttribute('aria-disabled')).to.equal('false');
      expect(page.descriptionOf(page.send)).to.equal('');
      connection.close();
      await page.element.updateComplete;
      expect(page.text).to.match(/The connection is closing/);
      socket.fire('close', { code: 1000, reason: '', wasClean: true });
      await page.element.updateComplete;
      expect(page.text).to.match(/The connection is closed/);
    });

    it('says how to bind it where it has none', async () => {
      const page = await composer({ message: 'hello' });
      await page.shows(/Not bound to a connection/);
      await page.press(page.send);
      expect(page.spoken).to.match(/^Not sent/);
    });
  });

  describe('with more to send than the socket takes', () => {
    it('says how much waits, then that it was sent', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      socket.bufferedAmount = 20_000_000;
      const page = await composer({ connection, message: 'x'.repeat(400_000) });
      await page.press(page.send);
      await page.shows(/1 message, 0.4 MB waiting/);
      const other = connection.send(new ArrayBuffer(24_000_000));
      await page.shows(/2 messages, 24.4 MB waiting/);
      socket.bufferedAmount = 0;
      await other;
      await page.shows(/Sent$/);
      expect(socket.sent.length).to.equal(2);
    });

    it('tells when the connection ends before its turn, and keeps the text', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      socket.bufferedAmount = 20_000_000;
      const page = await composer({ connection, message: 'late' });
      await page.press(page.send);
      socket.fire('close', { code: 1006, reason: '', wasClean: false });
      await page.shows(/Not sent: the connection ended before its turn came/);
      expect(page.message.value).to.equal('late');
    });

    it('does not call a newer text sent', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      socket.bufferedAmount = 20_000_000;
      const page = await composer({ connection, message: 'first' });
      await page.press(page.send);
      await page.write('second');
      socket.bufferedAmount = 0;
      await waitUntil(() => socket.sent.length === 1, 'not sent', { interval: 5 });
      await aTimeout(10);
      await page.element.updateComplete;
      expect(page.text).to.equal('6 B in UTF-8 | ');
    });
  });

  describe('Format', () => {
    it('lays JSON out and changes no number', async () => {
      const page = await composer({ format: 'json', message: '{"id":12345678901234567890,"a":[1.0]}' });
      await page.press(page.format);
      expect(page.message.value).to.equal('{\n  "id": 12345678901234567890,\n  "a": [\n    1.0\n  ]\n}');
      expect(page.element.value).to.equal(page.message.value);
    });

    it('leaves JSON that is not valid as it is and goes to the error', async () => {
      const page = await composer({ format: 'json', message: '{"a": x}' });
      await page.press(page.format);
      expect(page.message.value).to.equal('{"a": x}');
      expect(page.spoken).to.equal('Only valid JSON can be formatted.');
      expect(page.message.selectionStart).to.equal(6);
    });

    it('is there for JSON only, and nothing moves when it comes', async () => {
      const page = await composer({ format: 'json' });
      expect(getComputedStyle(page.format).visibility).to.equal('visible');
      const before = page.option('Hex').getBoundingClientRect().x;
      await page.choose('Text');
      expect(getComputedStyle(page.format).visibility).to.equal('hidden');
      expect(page.option('Hex').getBoundingClientRect().x).to.equal(before);
    });
  });

  describe('settings', () => {
    it('work as attributes, and before the upgrade', async () => {
      const element = document.createElement('ws-composer');
      element.setAttribute('message', '{"a":1}');
      element.setAttribute('format', 'json');
      const root = await fixture<HTMLElement>(html`<div></div>`);
      root.append(element);
      await element.updateComplete;
      const page = new ComposerPage(element);
      expect(page.message.value).to.equal('{"a":1}');
      expect(page.chosen).to.equal('JSON');
    });

    it('message is followed until the reader writes, and never again', async () => {
      const page = await composer({ message: 'one' });
      page.element.setAttribute('message', 'two');
      await page.element.updateComplete;
      expect(page.message.value).to.equal('two');
      await page.write('mine');
      page.element.message = 'three';
      await page.element.updateComplete;
      expect(page.message.value).to.equal('mine');
      expect(page.element.value).to.equal('mine');
    });

    it('value replaces what is there, reads what is there, and gives way to message again', async () => {
      const page = await composer({ message: 'one' });
      expect(page.element.value).to.equal('one');
      await page.write('mine');
      page.element.value = 'the\r\npage’s';
      await page.element.updateComplete;
      expect(page.message.value).to.equal('the\npage’s');
      expect(page.element.value).to.equal('the\npage’s');
      page.element.value = undefined;
      await page.element.updateComplete;
      expect(page.message.value).to.equal('one');
    });

    it('a change of format leaves the text alone, both ways', async () => {
      const page = await composer({ message: '48 65' });
      for (const name of ['Hex', 'JSON', 'Base64', 'Text']) {
        await page.choose(name);
        expect(page.message.value).to.equal('48 65');
      }
      page.element.format = 'hex';
      await page.element.updateComplete;
      expect(page.chosen).to.equal('Hex');
      await page.choose('JSON');
      expect(page.element.format).to.equal('json');
    });

    it('a format nobody knows counts as text, with one warning', async () => {
      const told = await warnings(async () => {
        const page = await composer({ format: 'yaml', message: 'a: 1' });
        expect(page.chosen).to.equal('Text');
        await page.write('a: 2');
        page.element.requestUpdate();
        await page.element.updateComplete;
      });
      expect(told.length).to.equal(1);
      expect(told[0]).to.match(/format="yaml"/);
    });

    it('what is no text does no harm', async () => {
      const page = await composer();
      for (const bad of [null, undefined, 7, {}]) {
        Object.assign(page.element, { message: bad });
        await page.element.updateComplete;
      }
      Object.assign(page.element, { value: 42 });
      await page.element.updateComplete;
      expect(page.message.value).to.equal('42');
    });

    it('neither connects nor sends', async () => {
      const { connection, socket } = scripted();
      socket.fire('open');
      const page = await composer({ connection, message: 'one', format: 'text' });
      Object.assign(page.element, { message: 'two', format: 'json', value: 'three' });
      await page.element.updateComplete;
      await nextFrame();
      expect(socket.sent).to.deep.equal([]);
    });
  });

  it('grows with the text up to a bound, then scrolls', async () => {
    const page = await composer();
    const empty = page.message.offsetHeight;
    await page.write('1\n2\n3\n4\n5\n6');
    const six = page.message.offsetHeight;
    expect(six).to.be.greaterThan(empty);
    await page.write('1\n'.repeat(100));
    expect(page.message.offsetHeight).to.be.within(six, 12 * 16);
    expect(page.message.scrollHeight).to.be.greaterThan(page.message.clientHeight);
  });

  it('shows hostile text as text', async () => {
    const page = await composer({ format: 'json', message: '{"<img src=x onerror=alert(1)>": <b>}' });
    expect(page.element.shadowRoot?.querySelector('img, b')).to.equal(null);
    expect(page.problem(/^Line 1/).textContent).to.contain('<');
  });
});
