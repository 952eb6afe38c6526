import { aTimeout, expect, fixture, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { WsBeforeConnectEvent, WsCloseEvent, WsMessagesEvent, WsOpenEvent } from '../../src/events.js';
import { labClient } from '../lab.js';
import { withChance } from './url-part.js';
import type { UrlPart } from './url-part.js';

const idle = () => fixture<WsConnection>('<ws-connection></ws-connection>');

/** Names of the report events of an element, in the order they come. */
function reports(element: Element): string[] {
  const names: string[] = [];
  for (const name of ['ws-open', 'ws-close', 'ws-failure']) {
    element.addEventListener(name, () => names.push(name));
  }
  return names;
}

async function ended(element: Element, act: () => void): Promise<WsCloseEvent> {
  const closed = oneEvent<WsCloseEvent>(element, 'ws-close');
  act();
  return closed;
}

describe('what the page may say to a connection', () => {
  describe('ws-before-connect', () => {
    it('bubbles out of shadow roots with what would be done, and by whom', async () => {
      const page = await fixture('<div></div>');
      const element = document.createElement('ws-connection');
      page.attachShadow({ mode: 'open' }).append(element);
      element.url = 'ws://127.0.0.1:1/';
      element.protocols = ['a', 'b'] as never;
      const heard = oneEvent<WsBeforeConnectEvent>(document, 'ws-before-connect');
      document.addEventListener('ws-before-connect', (event) => event.preventDefault(), { once: true });
      element.connect();
      const { url, protocols, by, cancelable } = await heard;
      expect({ url, protocols, by, cancelable }).to.deep.equal({
        url: 'ws://127.0.0.1:1/',
        protocols: 'a, b',
        by: 'host',
        cancelable: true,
      });
    });

    it('refuses, with no socket made', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      element.addEventListener('ws-before-connect', (event) => event.preventDefault());
      const names = reports(element);
      const { end } = await ended(element, () => element.connect());
      expect(end.refused).to.be.a('string').and.not.empty;
      expect(names).to.deep.equal(['ws-close']);
      expect(await lab.total()).to.equal(0);
    });

    it('rewrites the URL and the subprotocols, in any form, and leaves the settings alone', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = 'ws://127.0.0.1:1/';
      element.addEventListener('ws-before-connect', (event) => {
        event.url = new URL(lab.url()) as never;
        event.protocols = ['chat.v2', 'chat.v1'] as never;
      });
      const opened = oneEvent<WsOpenEvent>(element, 'ws-open');
      element.connect();
      const { url, protocol } = await opened;
      expect(url).to.equal(lab.url());
      expect(protocol).to.equal('chat.v2');
      expect(element.url).to.equal('ws://127.0.0.1:1/');
    });

    it('waits for every promise, also for one added while waiting, then reads the URL', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = 'ws://127.0.0.1:1/';
      element.addEventListener('ws-before-connect', (event) => {
        event.waitUntil(
          aTimeout(5).then(() => {
            event.waitUntil(
              aTimeout(5).then(() => {
                event.url = `${lab.url()}&token=1`;
              }),
            );
          }),
        );
      });
      const opened = oneEvent<WsOpenEvent>(element, 'ws-open');
      element.connect();
      expect(element.connection.state.preparing).to.equal(true);
      expect(element.matches(':state(connecting)')).to.equal(true);
      expect((await opened).url).to.equal(`${lab.url()}&token=1`);
      expect(await lab.total()).to.equal(1);
    });

    it('refuses with the message of a rejection', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      element.addEventListener('ws-before-connect', (event) => {
        event.waitUntil(Promise.reject(new Error('no token for you')));
      });
      const { end } = await ended(element, () => element.connect());
      expect(end.refused).to.contain('no token for you');
      expect(await lab.total()).to.equal(0);
    });

    it('refuses by preventDefault() while others wait', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      element.addEventListener('ws-before-connect', (event) => {
        event.waitUntil(aTimeout(5).then(() => event.preventDefault()));
      });
      const { end } = await ended(element, () => element.connect());
      expect(end.refused).to.be.a('string').and.not.empty;
      expect(await lab.total()).to.equal(0);
    });

    it('lets go of a late promise after a cancel', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      let go: (() => void) | undefined;
      element.addEventListener('ws-before-connect', (event) =>
        event.waitUntil(new Promise<void>((resolve) => (go = resolve))),
      );
      const names = reports(element);
      await ended(element, () => {
        element.connect();
        element.disconnect();
      });
      go?.();
      await aTimeout(20);
      expect(names).to.deep.equal(['ws-close']);
      expect(await lab.total()).to.equal(0);
    });

    it('is asked again before a retry, and may rewrite that one too', async () => {
      const lab = labClient();
      const element = await withChance(0.01, '<ws-connection></ws-connection>');
      element.url = lab.url('/reject/503');
      element.reconnect = 1;
      const asked: string[] = [];
      element.addEventListener('ws-before-connect', (event) => {
        asked.push(event.by);
        if (event.by === 'retry') event.url = lab.url();
      });
      const names = reports(element);
      const failed = oneEvent(element, 'ws-failure');
      const opened = oneEvent(element, 'ws-open');
      element.connect();
      await failed;
      await opened;
      expect(asked).to.deep.equal(['host', 'retry']);
      expect(names).to.deep.equal(['ws-failure', 'ws-open']);
    });

    it('fires on the owner also when a part elsewhere asked', async () => {
      const lab = labClient();
      const page = await fixture(
        '<div><url-part for="owner"></url-part><ws-connection id="owner"></ws-connection></div>',
      );
      const element = page.querySelector('ws-connection') as WsConnection;
      const part = page.querySelector('url-part') as UrlPart;
      element.url = lab.url();
      let by: string | undefined;
      element.addEventListener('ws-before-connect', (event) => {
        by = event.by;
        event.preventDefault();
      });
      const { end } = await ended(element, () => part.found?.open('reader'));
      expect(by).to.equal('reader');
      expect(end.refused).to.be.a('string').and.not.empty;
    });
  });

  describe('ws-before-send', () => {
    async function open(lab = labClient()): Promise<WsConnection> {
      const element = await idle();
      element.url = lab.url();
      const opened = oneEvent(element, 'ws-open');
      element.connect();
      await opened;
      return element;
    }
    const received = (element: WsConnection) => {
      const { log } = element.connection;
      return Array.from({ length: log.length }, (_, i) => log.at(i))
        .filter((entry) => entry?.kind === 'received')
        .map((entry) => entry?.data);
    };

    it('replaces what is sent', async () => {
      const element = await open();
      element.addEventListener('ws-before-send', (event) => {
        if (event.data === 'hello') event.data = 'hello, signed';
      });
      await element.send('hello');
      await waitUntil(() => received(element).length === 1, 'no echo');
      expect(received(element)).to.deep.equal(['hello, signed']);
    });

    it('refuses a message and says so to who sent it', async () => {
      const element = await open();
      element.addEventListener('ws-before-send', (event) => event.preventDefault(), { once: true });
      const error = await element.send('secret').then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      expect(error?.name).to.equal('AbortError');
      expect(element.connection.log.sentCount).to.equal(0);
    });
  });

  describe('reports', () => {
    it('come exactly once an attempt, do not bubble, and carry what was observed', async () => {
      const lab = labClient();
      const page = await fixture('<div><ws-connection></ws-connection></div>');
      const element = page.querySelector('ws-connection') as WsConnection;
      element.url = lab.url();
      const names = reports(element);
      const bubbled = reports(page);
      for (let attempt = 0; attempt < 2; attempt++) {
        const opened = oneEvent(element, 'ws-open');
        element.connect();
        await opened;
        element.reconnect = attempt;
        const { code, reason, wasClean } = await ended(element, () => element.disconnect(4001, 'done'));
        expect({ code, reason, wasClean }).to.deep.equal({ code: 4001, reason: 'done', wasClean: true });
      }
      expect(names).to.deep.equal(['ws-open', 'ws-close', 'ws-open', 'ws-close']);
      expect(bubbled).to.deep.equal([]);
    });

    it('tell a failure apart from a close', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      const names = reports(element);
      const opened = oneEvent(element, 'ws-open');
      element.connect();
      await opened;
      const failed = oneEvent(element, 'ws-failure');
      await lab.terminate();
      await failed;
      expect(names).to.deep.equal(['ws-open', 'ws-failure']);
      expect(element.matches(':state(failed)')).to.equal(true);
    });

    it('may be answered by connecting again at once', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url();
      const names = reports(element);
      element.addEventListener('ws-close', () => element.connect(), { once: true });
      const opened = oneEvent(element, 'ws-open');
      element.connect();
      await opened;
      const again = oneEvent(element, 'ws-open');
      element.disconnect();
      await again;
      expect(names).to.deep.equal(['ws-open', 'ws-close', 'ws-open']);
      expect(await lab.total()).to.equal(2);
    });

    it('say nothing of messages when the log is cleared', async () => {
      const element = await idle();
      const ranges: WsMessagesEvent[] = [];
      element.addEventListener('ws-messages', (event) => ranges.push(event));
      const { log } = element.connection;
      log.pushEvent('note', 'kept', 0);
      await waitUntil(() => ranges.length === 1, 'nothing told');
      element.clear();
      await aTimeout(50);
      expect(ranges).to.have.length(1);
    });

    it('tell of messages at most once a frame, in ranges that tile the log', async () => {
      const lab = labClient();
      const element = await idle();
      element.url = lab.url('/ticker?rate=2000&count=500');
      const ranges: [number, number][] = [];
      let frames = 0;
      let counting = true;
      const count = () => {
        frames += 1;
        if (counting) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      element.addEventListener('ws-messages', ({ first, next }: WsMessagesEvent) =>
        ranges.push([first, next]),
      );
      element.connect();
      await waitUntil(
        () =>
          ranges.at(-1)?.[1] === element.connection.log.next &&
          ranges.length > 0 &&
          element.connection.log.receivedCount >= 500,
        'messages missing',
      );
      counting = false;
      await nextFrame();
      expect(ranges.length).to.be.at.most(frames + 1);
      let expected = 0;
      for (const [first, next] of ranges) {
        expect(first).to.equal(expected);
        expect(next).to.be.greaterThan(first);
        expected = next;
      }
    });
  });
});
