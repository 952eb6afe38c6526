import { expect } from '@open-wc/testing';
import { browserFamily } from '../../src/controller/browser-family.js';
import { EvidenceCollector, evidenceCollector } from '../../src/controller/evidence-collector.js';
import { queryNetworkPermissions } from '../../src/controller/network-permissions.js';
import { Connection } from '../../src/core/connection.js';
import type { Evidence } from '../../src/diagnosis/evidence.js';
import { ManualClock } from '../core/manual-clock.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { labClient } from '../lab.js';

/** A connection that has made one attempt at an endpoint of the lab, and what is known once it is over. */
async function attempt(path: string, options = {}): Promise<{ connection: Connection; evidence: Evidence }> {
  const connection = new Connection({ url: labClient().url(path), ...options });
  const collector = evidenceCollector(connection);
  connection.open('reader');
  return { connection, evidence: await collector.settled() };
}

/** A socket in the test's hands, and time as well. */
function scripted() {
  const clock = new ManualClock();
  let socket = new ScriptedSocket('wss://example.test/');
  const connection = new Connection({
    url: 'wss://example.test/',
    ports: {
      clock,
      socket: () => {
        socket = new ScriptedSocket('wss://example.test/');
        return socket;
      },
    },
  });
  return { connection, clock, socket: () => socket, collector: evidenceCollector(connection) };
}

function fail(socket: ScriptedSocket): void {
  socket.fire('error');
  socket.fire('close', { code: 1006, reason: '', wasClean: false });
}

describe('the evidence of a failure', () => {
  it('has what the socket told, and what the page knows', async () => {
    const { connection, evidence } = await attempt('/reject/403', { protocols: 'chat.v1' });
    expect(evidence).to.include({
      url: connection.state.settings.url,
      stage: 'closed',
      endedBy: 'peer',
      opened: false,
      code: 1006,
      wasClean: false,
      pageUrl: location.href,
      onLine: true,
      recentFailures: 0,
      upgradesInsecureRequests: false,
    });
    expect(evidence.events).to.deep.equal(['error', 'close']);
    expect(evidence.offered).to.deep.equal(['chat.v1']);
    expect(evidence.durationMs).to.be.within(0, 10_000);
    expect(evidence.messages, 'never opened').to.equal(undefined);
    expect(evidence.permissions).to.be.an('object');
  });

  it('counts the messages around the end, and measures the last, but holds none', async () => {
    const connection = new Connection({ url: labClient().url('/drop?after=400') });
    const collector = evidenceCollector(connection);
    connection.subscribe(() => {
      if (connection.state.phase === 'open' && connection.log.sentCount === 0)
        void connection.send('secret ✓');
    });
    connection.open('reader');
    const { messages, ...rest } = await collector.settled();
    expect(messages?.sent).to.equal(1);
    expect(messages?.received).to.equal(1);
    expect(messages?.last).to.include({ direction: 'received', kind: 'text', sizeBytes: 10 });
    expect(messages?.last?.beforeEndMs).to.be.within(0, 5_000);
    expect(JSON.stringify({ messages, rest })).not.to.contain('secret');
  });

  it('is the same for all who ask, and stays what it was when settings change later', async () => {
    const { connection, evidence } = await attempt('/reject/404');
    connection.configure({ url: 'wss://elsewhere.test/' });
    expect(evidenceCollector(connection).evidence).to.equal(evidence);
    expect(evidence.url).to.contain('/reject/404');
    expect(Object.isFrozen(evidence)).to.equal(true);
  });

  it('remembers failures in a row and earlier attempts at the same address', () => {
    const { connection, clock, socket, collector } = scripted();
    connection.open('reader');
    clock.advance(20);
    fail(socket());
    connection.open('reader');
    clock.advance(30);
    fail(socket());
    expect(collector.evidence?.recentFailures).to.equal(1);
    expect(collector.evidence?.earlier).to.have.length(1);
    connection.configure({ url: 'wss://example.test/other' });
    connection.open('reader');
    fail(socket());
    expect(collector.evidence?.recentFailures).to.equal(2);
    expect(collector.evidence?.earlier, 'another address').to.equal(undefined);
  });
});

describe('the evidence collector', () => {
  it('knows nothing before the first attempt, and tells of a running one', () => {
    const { connection, collector } = scripted();
    expect(collector.evidence).to.equal(undefined);
    connection.open('reader');
    expect(collector.evidence?.stage).to.equal('connecting');
  });

  it('made after the end, still tells of it', async () => {
    const { connection } = await attempt('/reject/503');
    const late = await new EvidenceCollector(connection).settled();
    expect(late).to.include({ opened: false, code: 1006 });
  });

  it('names the address that the page gave the socket in place of the written one', async () => {
    const connection = new Connection({ url: 'wss://written.test/' });
    const given = labClient().url('/reject/401');
    connection.intercept({ beforeConnect: () => ({ url: given, protocols: '' }) });
    const collector = evidenceCollector(connection);
    connection.open('reader');
    expect((await collector.settled()).url).to.equal(given);
  });

  it('says why no socket was made', async () => {
    const connection = new Connection({ url: 'wss://example.test/' });
    connection.intercept({ beforeConnect: () => undefined });
    const collector = evidenceCollector(connection);
    connection.open('reader');
    expect((await collector.settled()).refused).to.be.a('string');
  });

  it('takes the answers of probes, one of each kind, until the next attempt', async () => {
    const { connection, socket, collector } = scripted();
    connection.open('reader');
    fail(socket());
    await collector.settled();
    let told = 0;
    const release = collector.subscribe(() => (told += 1));
    collector.addProbe({ kind: 'cors', outcome: 'failed' });
    collector.addProbe({ kind: 'no-cors', outcome: 'answered' });
    collector.addProbe({ kind: 'cors', outcome: 'answered', status: 403 });
    expect(collector.evidence?.probes).to.deep.equal([
      { kind: 'no-cors', outcome: 'answered' },
      { kind: 'cors', outcome: 'answered', status: 403 },
    ]);
    expect(told).to.equal(3);
    release();
    connection.open('reader');
    expect(collector.evidence?.probes).to.equal(undefined);
    connection.close();
  });
});

describe('what the page knows of its browser', () => {
  const page = (navigator: object, more: object = {}) => ({ navigator, ...more }) as unknown as Window;

  it('is the engine, by its features before its words', () => {
    const cases: [Window, string][] = [
      [page({ userAgent: 'Mozilla/5.0 Chrome/156.0 Safari/537.36 AppleWebKit/537.36' }), 'chromium'],
      [page({ userAgent: 'changed', userAgentData: {} }), 'chromium'],
      [page({ userAgent: 'changed' }, { mozInnerScreenX: 0 }), 'firefox'],
      [page({ userAgent: 'Mozilla/5.0 AppleWebKit/605.1.15 CriOS/156.0 Safari/604.1' }), 'webkit'],
      [page({ userAgent: 'something else' }), 'unknown'],
    ];
    for (const [window, family] of cases) expect(browserFamily(window)).to.equal(family);
    expect(browserFamily(window), 'this one').not.to.equal('unknown');
  });

  it('is each permission it tells of, and none where it throws, rejects or has none to ask', async () => {
    const throwing = () => {
      throw new TypeError('unknown name');
    };
    const knowing = ({ name }: { name: string }) =>
      name === 'local-network-access'
        ? Promise.resolve({ state: 'denied' })
        : Promise.reject(new TypeError('unknown name'));
    expect(await queryNetworkPermissions(page({}))).to.deep.equal({});
    expect(await queryNetworkPermissions(page({ permissions: { query: throwing } }))).to.deep.equal({});
    expect(await queryNetworkPermissions(page({ permissions: { query: knowing } }))).to.deep.equal({
      loopback: 'denied',
      local: 'denied',
    });
    expect(await queryNetworkPermissions(window), 'this browser').to.be.an('object');
  });
});
