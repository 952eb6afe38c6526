import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import '../../src/define/ws-frame.js';
import { Connection } from '../../src/core/connection.js';
import { registerStrings } from '../../src/elements/shared/localization.js';
import type { WsFrame } from '../../src/elements/ws-frame/ws-frame.js';
import { byRole, seenText } from '../by-role.js';

const root = (element: Element) => element.shadowRoot as ShadowRoot;

/** An element whose view has come: it is loaded apart. */
async function frame(template: TemplateResult): Promise<WsFrame> {
  const element = await fixture<WsFrame>(template);
  await waitUntil(() => root(element).querySelector('[part=sources]'));
  await element.updateComplete;
  return element;
}

/** The value of a field in the table, by the field's name. */
function value(element: Element, field: string): string | undefined {
  const rows = [...root(element).querySelectorAll('tbody tr')];
  const row = rows.find((each) => each.querySelector('th')?.textContent.trim() === field);
  return row?.querySelector('.value')?.textContent.trim();
}

const bytes = (element: Element) =>
  [...root(element).querySelectorAll('[part=bytes] .byte')].map((each) => each.textContent).join(' ');

const litBytes = (element: Element) =>
  [...root(element).querySelectorAll('[part=bytes] .byte.lit')].map((each) => each.textContent).join(' ');

const problems = (element: Element) =>
  [...root(element).querySelectorAll('[part=violations] li')].map((item) =>
    item.textContent.replace(/\s+/g, ' ').trim(),
  );

/** A field, a choice or a box by its label. */
function labelled(element: Element, name: string): HTMLInputElement {
  const label = [...root(element).querySelectorAll('label')].find((each) => {
    const own = [...each.childNodes].filter(
      (node) => node instanceof Text || node instanceof HTMLSpanElement,
    );
    return (
      own
        .map((node) => node.textContent)
        .join('')
        .trim() === name
    );
  });
  const field = label?.querySelector<HTMLInputElement>('input, select, textarea');
  if (!field) throw new Error(`no field “${name}”`);
  return field;
}

async function type(element: WsFrame, name: string, text: string): Promise<void> {
  const field = labelled(element, name);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

async function tick(element: WsFrame, name: string): Promise<void> {
  labelled(element, name).click();
  await element.updateComplete;
}

function connectionWith(fill: (connection: Connection) => void): Connection {
  const connection = new Connection({ url: 'wss://api.example.com/' });
  fill(connection);
  return connection;
}

describe('ws-frame, writing a message', () => {
  it('shows the masked example of RFC 6455 §5.7 at first, and is accessible', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    expect(bytes(element)).to.equal('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    expect(value(element, 'FIN')).to.equal('1 · the last frame');
    expect(value(element, 'Opcode')).to.equal('0x1 · text');
    expect(value(element, 'MASK')).to.equal('1 · masked');
    expect(value(element, 'Payload length')).to.equal('5');
    expect(value(element, 'Masking key')).to.equal('37 fa 21 3d');
    const { textContent } = root(element).querySelector('[part=payload]') as HTMLElement;
    expect(textContent).to.contain('7f 9f 4d 51 58').and.contain('48 65 6c 6c 6f').and.contain('Hello');
    await expect(element).to.be.accessible();
  });

  it('says what RSV1 means with permessage-deflate', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    expect(seenText(element)).to.contain('permessage-deflate').and.contain('RFC 7692 §6');
  });

  it('follows the text, the mask and the key', async () => {
    const element = await frame(html`<ws-frame message="Hi"></ws-frame>`);
    await type(element, 'Masking key', '00000001');
    expect(bytes(element)).to.equal('81 82 00 00 00 01 48 69');
    await tick(element, 'Masked, as a client must');
    expect(bytes(element)).to.equal('81 02 48 69');
    expect(value(element, 'Masking key')).to.equal(undefined);
    await type(element, 'Payload as text', 'é');
    expect(bytes(element)).to.equal('81 02 c3 a9');
  });

  it('says what is wrong with a key, binary and a close code, and shows no frame then', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    await type(element, 'Masking key', '37 fa');
    expect(byRole(element, 'status').textContent).to.contain('four bytes');
    expect(root(element).querySelector('table')).to.equal(null);
    expect(labelled(element, 'Masking key').getAttribute('aria-invalid')).to.equal('true');
    await tick(element, 'Masked, as a client must');
    await type(element, 'Kind', 'binary');
    await type(element, 'Payload in hexadecimal', 'de\nad bx');
    expect(byRole(element, 'status').textContent).to.contain('Line 2, column 5');
    await type(element, 'Kind', 'close');
    await type(element, 'Close code', '1006');
    expect(byRole(element, 'status').textContent).to.contain('RFC 6455 §7.4.1');
    await type(element, 'Close code', '1001');
    await type(element, 'Close reason', 'bye');
    expect(bytes(element)).to.equal('88 05 03 e9 62 79 65');
    expect(root(element).textContent).to.contain('1001 Going Away');
  });

  it('holds control frames to 125 bytes', async () => {
    const element = await frame(html`<ws-frame message=${'x'.repeat(126)}></ws-frame>`);
    await type(element, 'Kind', 'ping');
    expect(byRole(element, 'status').textContent).to.contain(
      'at most 125 bytes; this has 126 (RFC 6455 §5.5)',
    );
  });

  it('cuts a message into frames, of which one is looked at', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    await tick(element, 'Masked, as a client must');
    await type(element, 'Frames', '2');
    expect(bytes(element)).to.equal('01 02 48 65');
    byRole(element, 'button', '2 · continuation · 3 B · FIN 1').click();
    await element.updateComplete;
    expect(bytes(element)).to.equal('80 03 6c 6c 6f');
    expect(root(element).querySelector('[part=payload]')?.textContent).to.contain('Hello');
    await type(element, 'Frames', '0');
    expect(byRole(element, 'status').textContent).to.contain('from 1 to 8');
  });

  it('shows the beginning of a long payload, with the length of the whole, and says so', async () => {
    const element = await frame(html`<ws-frame message=${'x'.repeat(70_000)}></ws-frame>`);
    expect(value(element, 'Extended length')).to.equal('65536');
    expect(value(element, 'Payload length')).to.equal('127 · the next 64 bits hold it');
    expect(bytes(element).split(' ')).to.have.length(14 + 256);
    expect(seenText(element)).to.contain('The first 256 of 65,536 bytes are shown.');
    expect(seenText(element)).to.contain('Only the first 65,536 characters are taken.');
  });

  it('hands its bytes over to be read', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    byRole(element, 'button', 'Read these bytes').click();
    await element.updateComplete;
    expect(labelled(element, 'Bytes in hexadecimal').value).to.equal('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    expect(byRole(element, 'status').textContent.trim()).to.equal('No rule is broken.');
  });
});

describe('ws-frame, reading bytes', () => {
  it('tells each broken rule with its byte and its section, and leads to it', async () => {
    const element = await frame(html`<ws-frame bytes="81 00 09 02 68 69 81 7e 00 03 61 ff 62"></ws-frame>`);
    expect(problems(element)).to.have.length(3);
    expect(problems(element)[0]).to.match(/^Byte 2 \(0x02\) FIN is 0 on a control frame.* RFC 6455 §5.5$/);
    expect(problems(element)[1]).to.match(/^Byte 8 \(0x08\) 3 is written in 16 bits; 7 are enough.* §5.2$/);
    expect(problems(element)[2]).to.match(/^Byte 11 \(0x0b\) Byte 0xff never occurs in UTF-8.* §8.1$/);
    expect(byRole(element, 'status').textContent).to.contain('3 problems');
    byRole(element, 'button', 'Byte 8 (0x08)').click();
    await element.updateComplete;
    expect(bytes(element)).to.equal('81 7e 00 03 61 ff 62');
    expect(litBytes(element)).to.equal('00 03');
    await expect(element).to.be.accessible();
  });

  it('holds the bytes against who sent them', async () => {
    const element = await frame(html`<ws-frame bytes="81 01 61"></ws-frame>`);
    expect(problems(element)).to.have.length(0);
    await type(element, 'Sent by', 'client');
    expect(problems(element)[0]).to.contain('A client must mask every frame it sends. RFC 6455 §5.1');
  });

  it('takes RSV1 only once permessage-deflate was negotiated', async () => {
    const element = await frame(html`<ws-frame bytes="c1 07 f2 48 cd c9 c9 07 00 0"></ws-frame>`);
    expect(byRole(element, 'status').textContent).to.contain('Line 1, column 28');
    await type(element, 'Bytes in hexadecimal', 'c1 07 f2 48 cd c9 c9 07 00');
    expect(problems(element)[0]).to.contain('RSV1 must be 0 unless');
    await tick(element, 'permessage-deflate was negotiated');
    expect(problems(element)).to.have.length(0);
    expect(seenText(element)).to.contain('Compressed with DEFLATE');
    expect(value(element, 'RSV1')).to.equal('1 · the message is compressed');
  });

  it('joins fragments, and shows hostile text as text', async () => {
    const element = await frame(html`<ws-frame bytes="01 03 3c 69 3e 89 00 80 03 e2 80 ae"></ws-frame>`);
    expect(problems(element)).to.have.length(0);
    const text = root(element).querySelector('.text')?.textContent;
    expect(text).to.contain('<i>').and.not.contain('\u202e');
    expect(root(element).querySelector('i')).to.equal(null);
  });

  it('is bounded: of very many frames and bytes it shows a part and says so', async () => {
    const element = await frame(html`<ws-frame bytes=${'0b00'.repeat(40_000)}></ws-frame>`);
    expect(root(element).querySelectorAll('[part=frames] button')).to.have.length(32);
    expect(root(element).querySelectorAll('[part=violations] button')).to.have.length(20);
    expect(seenText(element)).to.contain('Only the first 65,536 bytes are read.');
  });

  it('shows the beginning of a payload that is not there, with the length its header tells', async () => {
    const element = await frame(html`<ws-frame bytes="82 7f ff ff ff ff ff ff ff ff 01"></ws-frame>`);
    expect(value(element, 'Extended length')).to.equal('18446744073709551615');
    expect(problems(element).join()).to.contain('The highest bit of the 64-bit length is 1.');
  });

  it('has no bytes to read, or an example', async () => {
    const element = await frame(html`<ws-frame bytes=""></ws-frame>`);
    expect(byRole(element, 'status').textContent).to.contain('No bytes yet');
    await type(element, 'Example', 'code');
    expect(problems(element)[0]).to.contain('The code 1005 may not be in a close frame.');
  });
});

describe('ws-frame, lighting a field', () => {
  it('lights the bytes of the field that is pointed at', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    const row = root(element).querySelector('tr[data-field=masking-key]') as HTMLElement;
    row.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(litBytes(element)).to.equal('37 fa 21 3d');
    expect(root(element).querySelectorAll('[part=diagram] .lit')).to.have.length(4);
    root(element).querySelector('[part=frame]')?.dispatchEvent(new PointerEvent('pointerleave'));
    await element.updateComplete;
    expect(litBytes(element)).to.equal('');
  });

  it('keeps a field lit whose bits were pressed in the diagram, until they are pressed again', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    const cell = root(element).querySelector('[part=diagram] [data-field=mask]') as HTMLElement;
    for (const lit of ['85', '']) {
      cell.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      await element.updateComplete;
      expect(litBytes(element)).to.equal(lit);
    }
  });

  it('is walked by keyboard as one tab stop, and keeps a field lit that was pressed', async () => {
    const element = await frame(html`<ws-frame></ws-frame>`);
    const buttons = [...root(element).querySelectorAll<HTMLButtonElement>('th button')];
    expect(buttons.filter((button) => button.tabIndex === 0)).to.have.length(1);
    buttons[0]?.focus();
    await element.updateComplete;
    expect(litBytes(element)).to.equal('81');
    await sendKeys({ press: 'ArrowDown' });
    expect(root(element).activeElement?.textContent.trim()).to.equal('RSV1');
    await sendKeys({ press: 'End' });
    await element.updateComplete;
    expect(root(element).activeElement?.textContent.trim()).to.equal('Payload');
    expect(litBytes(element)).to.equal('7f 9f 4d 51 58');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    const button = root(element).activeElement as HTMLButtonElement;
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    button.blur();
    await element.updateComplete;
    expect(litBytes(element)).to.equal('37 fa 21 3d');
  });
});

describe('ws-frame and a connection', () => {
  it('shows how the latest message would travel, and that a page cannot see the real frames', async () => {
    const connection = connectionWith(({ log }) => {
      log.pushMessage('received', 'old', 1);
      log.pushMessage('sent', 'Hi', 2);
      log.pushEvent('note', 'A remark.', 3);
    });
    const element = await frame(html`<ws-frame .connection=${connection}></ws-frame>`);
    expect(bytes(element)).to.equal('81 82 37 fa 21 3d 7f 93');
    expect(seenText(element)).to.contain('A page cannot see the real frames');
    expect(seenText(element)).to.contain('The masking key is an example.');
    await expect(element).to.be.accessible();
    connection.log.pushMessage('received', Uint8Array.of(1, 2).buffer, 4);
    await waitUntil(() => bytes(element) === '82 02 01 02');
    expect(seenText(element)).to.not.contain('The masking key is an example.');
  });

  it('stays at a message while a field of it is kept lit, and offers the latest', async () => {
    const connection = connectionWith(({ log }) => log.pushMessage('received', 'a', 1));
    const element = await frame(html`<ws-frame .connection=${connection}></ws-frame>`);
    (root(element).querySelector('th button') as HTMLElement).click();
    connection.log.pushMessage('received', 'b', 2);
    await waitUntil(() => root(element).querySelector('[part=notes] button'));
    expect(bytes(element)).to.equal('81 01 61');
    byRole(element, 'button', 'Show the latest message').click();
    await element.updateComplete;
    expect(bytes(element)).to.equal('81 01 62');
  });

  it('lets go of the log when it leaves the page, and looks again when it is back', async () => {
    const connection = connectionWith(({ log }) => log.pushMessage('received', 'a', 1));
    const { log } = connection;
    const subscribe = log.subscribe.bind(log);
    let followers = 0;
    log.subscribe = (listener) => {
      followers++;
      const release = subscribe(listener);
      return () => {
        followers--;
        release();
      };
    };
    const element = await frame(html`<ws-frame .connection=${connection}></ws-frame>`);
    expect(followers).to.equal(1);
    const parent = element.parentElement as HTMLElement;
    element.remove();
    expect(followers).to.equal(0);
    log.pushMessage('received', 'b', 2);
    parent.append(element);
    await waitUntil(() => bytes(element) === '81 01 62');
    expect(followers).to.equal(1);
  });

  it('makes only the beginning of a large message of the log', async () => {
    const connection = connectionWith(({ log }) => log.pushMessage('sent', 'é'.repeat(3_000_000), 1));
    const element = await frame(html`<ws-frame .connection=${connection}></ws-frame>`);
    expect(value(element, 'Extended length')).to.equal('6000000');
    expect(seenText(element)).to.contain('The first 256 of 6,000,000 bytes are shown.');
  });

  it('waits for a message, and can write and read meanwhile', async () => {
    const element = await frame(html`<ws-frame .connection=${connectionWith(() => undefined)}></ws-frame>`);
    expect(seenText(element)).to.contain('No message yet.');
    await tick(element, 'Bytes to read');
    expect(bytes(element)).to.equal('81 05 48 65 6c 6c 6f');
  });

  it('shows an entry of choice in place of the latest', async () => {
    const connection = connectionWith(({ log }) => {
      log.pushMessage('received', 'a', 1);
      log.pushMessage('received', 'b', 2);
      log.pushMessage('received', new Blob(['xyz']), 3);
      log.pushEvent('note', 'A remark.', 4);
    });
    const { log } = connection;
    const element = await frame(html`<ws-frame .connection=${connection} .entry=${log.at(0)}></ws-frame>`);
    expect(bytes(element)).to.equal('81 01 61');
    element.entry = log.at(2)!;
    await waitUntil(() => bytes(element) === '82 03 78 79 7a');
    element.entry = log.at(3)!;
    await element.updateComplete;
    expect(seenText(element)).to.contain('carried no frame');
  });

  it('tells a close frame only of a code that came in one', async () => {
    const end = {
      endedBy: 'peer',
      opened: true,
      wasClean: true,
      errorEvent: false,
      atMs: 1,
      durationMs: 1,
      idleMs: 1,
    } as const;
    const { log } = connectionWith((connection) => {
      connection.log.pushEvent('closed', { ...end, code: 1001, reason: 'bye' }, 1);
      connection.log.pushEvent('failed', { ...end, code: 1006, reason: '', wasClean: false }, 2);
      connection.log.pushEvent('closed', { ...end, code: 1005, reason: '' }, 3);
    });
    const element = await frame(html`<ws-frame .entry=${log.at(0)}></ws-frame>`);
    expect(bytes(element)).to.equal('88 05 03 e9 62 79 65');
    element.entry = log.at(1)!;
    await element.updateComplete;
    expect(seenText(element)).to.contain('told of no close frame');
    element.entry = log.at(2)!;
    await element.updateComplete;
    expect(bytes(element)).to.equal('88 00');
  });

  it('says so when a text was too large to keep', async () => {
    const connection = new Connection({ url: 'wss://api.example.com/', maxBytes: 4_096 });
    connection.log.pushMessage('received', 'ü'.repeat(9_000), 1);
    const element = await frame(html`<ws-frame .entry=${connection.log.at(-1)}></ws-frame>`);
    expect(seenText(element)).to.contain('too large to keep');
  });
});

describe('ws-frame on a page', () => {
  it('fits into 360 pixels, with fields that are 24 pixels high', async () => {
    const element = await frame(html`<ws-frame bytes="89 7e 00 7e 61"></ws-frame>`);
    element.style.setProperty('inline-size', '360px');
    for (const source of ['Bytes to read', 'A message to write']) {
      await tick(element, source);
      expect(element.scrollWidth, source).to.be.at.most(360);
      for (const part of root(element).querySelectorAll<HTMLElement>(
        'table, textarea, [part=bytes], [part=diagram]',
      )) {
        expect(part.getBoundingClientRect().right, part.className).to.be.at.most(
          element.getBoundingClientRect().right,
        );
      }
      for (const button of root(element).querySelectorAll('button')) {
        expect(button.getBoundingClientRect().height, button.textContent.trim()).to.be.at.least(24);
      }
    }
    await expect(element).to.be.accessible();
  });

  for (const theme of ['light', 'dark']) {
    it(`has enough contrast in ${theme}, also where a field is lit and broken`, async () => {
      const element = await frame(html`<ws-frame theme=${theme} bytes="09 82 01 02 03 04 05 06"></ws-frame>`);
      (root(element).querySelector('th button') as HTMLElement).click();
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });
  }

  it('speaks the words of a locale', async () => {
    registerStrings('tlh', { frame: { wire: 'Die Bytes' } });
    const element = await frame(html`<ws-frame lang="tlh"></ws-frame>`);
    expect(seenText(element)).to.contain('Die Bytes').and.contain('Masked, as a client must');
  });
});
