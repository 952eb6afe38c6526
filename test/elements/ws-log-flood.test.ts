import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { labClient } from '../lab.js';
import { logPage, type LogPage } from './ws-log-page.js';

/** What a log has to have: everything that went over a socket, noted beside it in the simplest way there is. */
class NaiveModel {
  readonly messages: { readonly direction: 'sent' | 'received'; readonly data: string | ArrayBuffer }[] = [];
  hasClosed = false;

  /** Makes a socket that notes all that it sends and receives. */
  readonly socket = (url: string, protocols: readonly string[]): WebSocket => {
    const { messages } = this;
    class NotedSocket extends WebSocket {
      override send(data: string | ArrayBuffer): void {
        messages.push({ direction: 'sent', data });
        super.send(data);
      }
    }
    const socket = new NotedSocket(url, [...protocols]);
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      messages.push({ direction: 'received', data });
    });
    socket.addEventListener('close', () => {
      this.hasClosed = true;
    });
    return socket;
  };
}

function bytesOf(data: unknown): string {
  if (typeof data === 'string') return data;
  return [...new Uint8Array(data as ArrayBuffer)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Walks through all rows from the top by Page Down, and gives the words of each, by its place. */
async function walk(page: LogPage, count: number): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  page.press('Home');
  for (let step = 0; found.size < count && step < count; step++) {
    for (const row of page.rows) {
      const place = Number(row.getAttribute('aria-posinset'));
      const words = row.textContent;
      if (found.has(place) && found.get(place) !== words) throw new Error(`row ${place} changed its words`);
      found.set(place, words);
    }
    page.press('PageDown');
    if (step % 50 === 0) await nextFrame();
  }
  return found;
}

/** Compares a log, and what a reader sees of it, with the model. */
async function compare(page: LogPage, model: NaiveModel): Promise<void> {
  const { log } = page.connection;
  await page.painted();
  const events = log.length - model.messages.length;
  const rows = await walk(page, log.length);
  expect(rows.size).to.equal(log.length);
  // the first entry tells of the opening
  const wrong = model.messages.findIndex(({ direction, data }, index) => {
    const entry = log.get(log.first + 1 + index);
    const words = rows.get(index + 2) ?? '';
    const type = typeof data === 'string' ? 'text' : 'binary';
    const isKept = entry?.kind === direction && bytesOf(entry.data) === bytesOf(data);
    return !isKept || !words.includes(` ${direction} ${type} `) || !words.endsWith(` ${bytesOf(data)}`);
  });
  expect(wrong, `message ${wrong} is wrong`).to.equal(-1);
  expect(events, 'entries beside the messages').to.be.within(1, 2);
}

describe('ws-log under a flood', function () {
  this.timeout(120_000);

  it('has every message that came, once, in order, with its bytes', async () => {
    const model = new NaiveModel();
    const url = labClient().url('/ticker?rate=0&count=12000&size=120');
    const page = await logPage({ url, ports: { socket: model.socket } });
    page.element.style.setProperty('block-size', '1400px');
    page.connection.open();
    await waitUntil(() => model.hasClosed, 'the flood does not end', { timeout: 60_000 });
    expect(model.messages).to.have.length(12_000);
    await compare(page, model);
  });

  it('has what was sent, too, text and binary, in the order in which it went', async () => {
    const model = new NaiveModel();
    const page = await logPage({ url: labClient().url('/echo'), ports: { socket: model.socket } });
    page.element.style.setProperty('block-size', '1400px');
    page.connection.open();
    await waitUntil(() => page.connection.state.phase === 'open', 'the lab did not open');
    const count = 1_500;
    const sendings: Promise<unknown>[] = [];
    for (let number = 0; number < count; number++) {
      const text = number % 7 === 0 ? `ü ${number} 😀` : `message ${number}`;
      const bytes = Uint8Array.of(number >> 8, number & 255, 0, 127).buffer;
      sendings.push(page.connection.send(number % 3 === 0 ? bytes : text));
      if (number % 100 === 0) await nextFrame();
    }
    await Promise.all(sendings);
    await waitUntil(() => model.messages.length === 2 * count, 'not all came back', { timeout: 60_000 });
    await compare(page, model);
    page.connection.close();
  });
});
