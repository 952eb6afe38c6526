import { expect, fixture, oneEvent, waitUntil } from '@open-wc/testing';
import type { SocketLike } from '../../src/core/ports.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import { replaySocket } from '../../src/record/replay-socket.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';
import { warnings } from '../warnings.js';
import { byRole, seenText } from '../by-role.js';
import '../../src/define/ws-connection.js';
import '../../src/define/ws-tester.js';

const url = 'wss://api.example.com/stream';

for (const tag of ['ws-tester', 'ws-connection'] as const) {
  describe(`${tag} with a socket of the page's own`, () => {
    const make = () => fixture<WsTester | WsConnection>(`<${tag} url=${url} protocols="a, b"></${tag}>`);

    it('is given the URL and the subprotocols of each attempt, and never asked before', async () => {
      const element = await make();
      const asked: unknown[] = [];
      const made: ScriptedSocket[] = [];
      element.socket = (...args): SocketLike => {
        asked.push(args);
        made.push(new ScriptedSocket(args[0], args[1]));
        return made.at(-1)!;
      };
      await element.updateComplete;
      expect(asked).to.deep.equal([]);
      element.connect();
      expect(asked).to.deep.equal([[url, ['a', 'b']]]);
      const opened = oneEvent(element, 'ws-open');
      made[0]!.fire('open');
      await opened;
      await element.send('hello');
      expect(made[0]!.sent).to.deep.equal(['hello']);
    });

    it('counts from the next attempt on: a running one keeps its socket', async () => {
      const element = await make();
      const first = new ScriptedSocket(url);
      const second = new ScriptedSocket(url);
      element.socket = () => first;
      element.connect();
      element.socket = () => second;
      expect(first.closeCalls).to.deep.equal([]);
      first.fire('open');
      expect(element.connection.state.phase).to.equal('open');
      first.fire('close', { code: 1000, reason: '', wasClean: true });
      element.connect();
      second.fire('open');
      await element.send('to the second');
      expect(first.sent).to.deep.equal([]);
      expect(second.sent).to.deep.equal(['to the second']);
    });

    it('goes back to the sockets of the browser', async () => {
      const lab = labClient();
      const element = await make();
      element.socket = replaySocket([{ type: 'open' }]);
      element.socket = undefined;
      element.protocols = '';
      element.url = lab.url();
      const opened = oneEvent(element, 'ws-open');
      element.connect();
      await opened;
      expect(await lab.count()).to.equal(1);
      element.disconnect();
    });

    it('ends the attempt with what it throws', async () => {
      const element = await make();
      element.socket = () => {
        throw new RangeError('no more sockets');
      };
      const failed = oneEvent(element, 'ws-failure');
      element.connect();
      await failed;
      expect(element.connection.state.end?.threw).to.deep.equal({
        name: 'RangeError',
        message: 'no more sockets',
      });
    });

    it('warns of what is no function, and takes null for none', async () => {
      const element = await make();
      const given = element as unknown as { socket: unknown };
      const told = await warnings(() => {
        given.socket = null;
        given.socket = url;
      });
      expect(told).to.have.length(1);
      expect(told[0]).to.contain(tag).and.contain('socket');
      expect(element.socket).to.equal(undefined);
    });

    it('takes one that was set before the upgrade', async () => {
      const inert = document.implementation.createHTMLDocument();
      const early = inert.createElement(tag);
      let asked = 0;
      early.socket = () => {
        asked += 1;
        return new ScriptedSocket(url);
      };
      early.setAttribute('url', url);
      const holder = await fixture('<div></div>');
      holder.append(early);
      (early as WsTester).connect();
      expect(asked).to.equal(1);
      expect(Object.hasOwn(early, 'socket')).to.equal(false);
    });
  });
}

describe('ws-tester playing a recording', () => {
  it('says so, and shows what was recorded', async () => {
    const tester = await fixture<WsTester>(`<ws-tester url=${url}></ws-tester>`);
    tester.socket = replaySocket([{ type: 'open' }, { type: 'message', data: 'recorded words' }]);
    byRole(tester, 'button', 'Connect').click();
    await waitUntil(() => seenText(tester).includes('recorded words'), 'nothing was played');
    expect(seenText(tester)).to.contain('Recording');
    expect(seenText(tester)).to.contain('Connected');
  });
});
