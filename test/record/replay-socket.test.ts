import { expect } from '@open-wc/testing';
import { Connection } from '../../src/core/connection.js';
import { replaySocket, type Recording, type ReplayOptions } from '../../src/record/replay-socket.js';
import { ManualClock } from '../core/manual-clock.js';

function play(recording: Recording, options: ReplayOptions = {}) {
  const clock = new ManualClock();
  const connection = new Connection({
    url: 'wss://api.example.test/',
    ports: { clock, socket: replaySocket(recording, { clock, ...options }) },
  });
  connection.open();
  return { clock, connection };
}

describe('replay socket', () => {
  it('plays a recorded exchange, and is labelled as one', () => {
    const { clock, connection } = play([
      { type: 'open', afterMs: 20, protocol: 'chat.v2' },
      { type: 'message', afterMs: 100, data: 'hello' },
      { type: 'close', afterMs: 50, code: 4401, reason: 'token expired' },
    ]);
    expect(connection.state.socketLabel).to.equal('Recording');
    clock.advance(20);
    expect(connection.state).to.include({ phase: 'open', protocol: 'chat.v2', socketLabel: 'Recording' });
    clock.advance(100);
    expect(connection.log.at(-1)?.data).to.equal('hello');
    clock.advance(50);
    expect(connection.state.end).to.include({ code: 4401, reason: 'token expired', wasClean: true });
  });

  it('cannot pass for a real server: an empty label is not accepted', () => {
    const { connection } = play([{ type: 'open' }], { label: ' ' });
    expect(connection.state.socketLabel).to.equal('Recording');
  });

  it('waits for the reader where the reader sent something', async () => {
    const { clock, connection } = play([
      { type: 'open' },
      { type: 'sent' },
      { type: 'message', data: 'answer' },
    ]);
    clock.advance(10_000);
    expect(connection.log.receivedCount).to.equal(0);
    await connection.send('question');
    clock.advance(1);
    expect(connection.log.receivedCount).to.equal(1);
  });

  it('plays a failure: error, then 1006', () => {
    const { clock, connection } = play([
      { type: 'error', afterMs: 30 },
      { type: 'close', code: 1006 },
    ]);
    clock.advance(31);
    expect(connection.state).to.include({ phase: 'closed', failed: true });
    expect(connection.state.end).to.include({ errorEvent: true, code: 1006, wasClean: false });
  });

  it('closes as a browser would when the peer answers; nothing plays after', () => {
    const { clock, connection } = play([{ type: 'open' }, { type: 'message', afterMs: 500, data: 'late' }]);
    clock.advance(1);
    connection.close(undefined, undefined, 'reader');
    clock.advance(10_000);
    expect(connection.state.end).to.include({ endedBy: 'reader', code: 1005, wasClean: true });
    expect(connection.log.receivedCount).to.equal(0);
    expect(clock.pending).to.equal(0);
  });

  it('can be cancelled while connecting', () => {
    const { clock, connection } = play([]);
    connection.close(undefined, undefined, 'reader');
    clock.advance(1);
    expect(connection.state).to.include({ phase: 'closed', failed: false });
  });
});
