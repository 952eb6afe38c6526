import { expect } from '@open-wc/testing';
import { diagnose, type CauseId, type Confidence, type Evidence } from '../../src/diagnosis/index.js';

const failed: Evidence = {
  url: 'ws://api.example.com/stream',
  browser: 'chromium',
  endedBy: 'peer',
  opened: false,
  events: ['error', 'close'],
  code: 1006,
  wasClean: false,
  durationMs: 12,
  offered: [],
};
const lost: Evidence = {
  url: 'wss://api.example.com/stream',
  browser: 'chromium',
  endedBy: 'peer',
  opened: true,
  events: ['open', 'close'],
  code: 1006,
  wasClean: false,
  openedAfterMs: 30,
  durationMs: 500,
  idleMs: 400,
};

interface Row {
  readonly what: string;
  readonly evidence: Evidence;
  readonly first: CauseId;
  readonly confidence?: Confidence;
}

const table: readonly Row[] = [
  {
    what: 'a fragment in the address',
    evidence: { url: 'wss://a.example/#x', opened: false, threw: { name: 'SyntaxError' } },
    first: 'invalid-url',
    confidence: 'certain',
  },
  {
    what: 'a subprotocol with a space',
    evidence: {
      url: 'wss://a.example/',
      opened: false,
      offered: ['Bearer x'],
      threw: { name: 'SyntaxError' },
    },
    first: 'invalid-subprotocol',
    confidence: 'certain',
  },
  {
    what: 'ws: on an https page',
    evidence: {
      url: 'ws://a.example/',
      pageUrl: 'https://docs.example/',
      opened: false,
      threw: { name: 'SecurityError' },
    },
    first: 'mixed-content',
    confidence: 'certain',
  },
  { what: 'a bad port', evidence: { ...failed, url: 'ws://a.example:6000/' }, first: 'bad-port' },
  {
    what: 'offline',
    evidence: { ...failed, onLine: false },
    first: 'offline',
    confidence: 'likely',
  },
  {
    what: 'a denied local network',
    evidence: {
      ...failed,
      url: 'ws://127.0.0.1:8080/',
      pageUrl: 'https://docs.example/',
      permissions: { loopback: 'denied' },
    },
    first: 'local-network-access',
    confidence: 'likely',
  },
  {
    what: 'Firefox waiting for the permission of a local network',
    evidence: {
      url: 'ws://192.168.1.4/',
      browser: 'firefox',
      stage: 'connecting',
      durationMs: 900,
      pageUrl: 'https://docs.example/',
      permissions: { local: 'prompt' },
    },
    first: 'local-network-access',
  },
  {
    what: 'nothing on this machine',
    evidence: {
      ...failed,
      url: 'ws://localhost:8080/',
      pageUrl: 'http://localhost/',
      probes: [
        { kind: 'cors', outcome: 'failed' },
        { kind: 'no-cors', outcome: 'failed' },
        { kind: 'root', outcome: 'failed' },
      ],
    },
    first: 'port-closed',
  },
  {
    what: 'wss: where only ws: opens',
    evidence: {
      ...failed,
      url: 'wss://localhost:8080/',
      probes: [
        { kind: 'no-cors', outcome: 'failed' },
        { kind: 'root', outcome: 'failed' },
        { kind: 'swapped-scheme', outcome: 'answered' },
      ],
    },
    first: 'wss-to-plain-port',
    confidence: 'likely',
  },
  {
    what: 'an http address that only redirects to https',
    evidence: {
      ...failed,
      probes: [
        { kind: 'no-cors', outcome: 'answered' },
        { kind: 'swapped-scheme', outcome: 'answered' },
      ],
    },
    first: 'redirect',
    confidence: 'likely',
  },
  {
    what: 'a readable 404',
    evidence: { ...failed, probes: [{ kind: 'cors', outcome: 'answered', status: 404 }] },
    first: 'not-upgraded',
    confidence: 'likely',
  },
  {
    what: 'a probe that the page’s policy blocked says nothing',
    evidence: {
      ...failed,
      probes: [
        { kind: 'cors', outcome: 'blocked' },
        { kind: 'no-cors', outcome: 'blocked' },
      ],
    },
    first: 'not-upgraded',
    confidence: 'possible',
  },
  {
    what: 'Firefox’s 1015',
    evidence: { ...failed, browser: 'firefox', url: 'wss://a.example/', code: 1015 },
    first: 'tls-failed',
  },
  {
    what: 'no answer for 10 s',
    evidence: {
      url: 'wss://a.example/',
      opened: false,
      events: [],
      endedBy: 'timeout',
      timeout: 'handshake',
    },
    first: 'no-answer',
    confidence: 'likely',
  },
  { what: 'too many sockets', evidence: { ...failed, openSockets: 255 }, first: 'too-many-sockets' },
  { what: 'a crash', evidence: lost, first: 'connection-lost', confidence: 'likely' },
  {
    what: 'an idle minute',
    evidence: { ...lost, durationMs: 60_130, idleMs: 60_090 },
    first: 'idle-timeout',
    confidence: 'likely',
  },
  {
    what: 'an odd idle time, twice the same',
    evidence: {
      ...lost,
      durationMs: 37_130,
      idleMs: 37_050,
      earlier: [{ opened: true, idleMs: 37_100, openMs: 37_200 }],
    },
    first: 'idle-timeout',
    confidence: 'likely',
  },
  {
    what: 'the same age again, though busy',
    evidence: {
      ...lost,
      durationMs: 41_000,
      idleMs: 20,
      earlier: [{ opened: true, idleMs: 900, openMs: 40_990 }],
    },
    first: 'lifetime-limit',
    confidence: 'likely',
  },
  {
    what: 'back from the Back/Forward cache',
    evidence: { ...lost, events: ['open', 'error', 'close'], restoredBeforeEndMs: 8 },
    first: 'page-restored',
    confidence: 'likely',
  },
  {
    what: 'Chromium’s error after opening',
    evidence: { ...lost, events: ['open', 'message', 'error', 'close'] },
    first: 'protocol-violation',
    confidence: 'likely',
  },
  {
    what: 'a close frame',
    evidence: { ...lost, code: 1008, wasClean: true },
    first: 'closed-by-server',
    confidence: 'certain',
  },
  {
    what: 'a code from outside all ranges',
    evidence: { ...lost, code: 5000, wasClean: true },
    first: 'illegal-close-code',
    confidence: 'certain',
  },
  {
    what: 'our own close without a code',
    evidence: { ...lost, code: 1005, wasClean: true, endedBy: 'reader', closeArgs: {} },
    first: 'closed-by-page',
    confidence: 'certain',
  },
  {
    what: 'a close frame of ours that is not answered',
    evidence: {
      url: 'wss://a.example/',
      opened: true,
      endedBy: 'timeout',
      timeout: 'closing',
      closeArgs: {},
    },
    first: 'close-not-answered',
    confidence: 'likely',
  },
  {
    what: 'a server that reads no more',
    evidence: { url: 'wss://a.example/', stage: 'open', bufferedBytes: 9_000_000, bufferedForMs: 6_000 },
    first: 'server-stopped-reading',
    confidence: 'likely',
  },
  {
    what: 'Firefox open without an agreed subprotocol',
    evidence: { url: 'wss://a.example/', browser: 'firefox', stage: 'open', offered: ['chat'], protocol: '' },
    first: 'subprotocol',
    confidence: 'certain',
  },
  {
    what: 'a cancelled attempt',
    evidence: { ...failed, endedBy: 'reader', closeArgs: {} },
    first: 'closed-by-page',
  },
  {
    what: 'a page that said no',
    evidence: { url: 'wss://a.example/', refused: 'Sign in.' },
    first: 'prevented-by-page',
  },
];

describe('from evidence to the first cause', () => {
  for (const { what, evidence, first, confidence } of table) {
    it(`${what}: ${first}`, () => {
      const [found] = diagnose(evidence).findings;
      expect(found?.id).to.equal(first);
      if (confidence) expect(found?.confidence).to.equal(confidence);
    });
  }

  it('a bad port is not blamed where something answers on it', () => {
    const probes = [{ kind: 'no-cors', outcome: 'answered' }] as const;
    const { findings } = diagnose({ ...failed, url: 'ws://a.example:6679/', probes });
    expect(findings.map(({ id }) => id)).not.to.include('bad-port');
  });

  it('a name cannot be to blame where there is none', () => {
    const { findings } = diagnose({ ...failed, url: 'ws://192.0.2.7/' });
    expect(findings.map(({ id }) => id)).not.to.include('name-not-resolved');
  });

  it('names the products whose limit fits, and advises', () => {
    const [found] = diagnose({ ...lost, durationMs: 60_130, idleMs: 60_090 }).findings;
    expect(found?.because.join(' ')).to.contain('nginx').and.to.contain('AWS Application Load Balancer');
    expect(found?.cause.owner.join(' ')).to.contain('ping every 25 s');
  });

  it('takes the advice for a close code from the table of close codes', () => {
    const sent = { direction: 'sent', kind: 'binary', sizeBytes: 40_000, beforeEndMs: 20 } as const;
    const { findings, known } = diagnose({ ...lost, code: 1009, wasClean: true, messages: { last: sent } });
    expect(findings[0]?.closeCode).to.equal(1009);
    expect(findings[0]?.advice.join(' ')).to.contain('40000 bytes');
    expect(known.join(' ')).to.contain('A binary of 40000 bytes was sent 20 ms before the end.');
  });
});

describe('one-click fixes', () => {
  const fixes = (evidence: Evidence) => diagnose(evidence).fixes.map(({ id, text }) => [id, text]);

  it('switch the scheme, keeping the rest of the address', () => {
    const evidence = { url: 'ws://a.example/x?y#z', pageUrl: 'https://docs.example/' };
    expect(
      fixes({ ...evidence, url: 'ws://a.example/x?y', opened: false, threw: { name: 'SecurityError' } }),
    ).to.deep.equal([['switch-scheme', 'wss://a.example/x?y']]);
  });

  it('drop the fragment', () => {
    const evidence = { url: 'wss://a.example/x#y', opened: false, threw: { name: 'SyntaxError' } };
    expect(fixes(evidence)).to.deep.equal([['use-address', 'wss://a.example/x']]);
  });

  it('drop the subprotocols that keep it from opening', () => {
    const probes = [
      { kind: 'no-cors', outcome: 'answered' },
      { kind: 'without-subprotocols', outcome: 'answered' },
    ] as const;
    expect(fixes({ ...failed, offered: ['chat.v9'], probes })).to.deep.equal([['drop-subprotocols', '']]);
  });

  it('never offer ws:// to another machine on an https page', () => {
    const evidence = { ...failed, url: 'wss://a.example/', browser: 'firefox', code: 1015 } as const;
    expect(fixes({ ...evidence, pageUrl: 'https://docs.example/' })).to.deep.equal([]);
    expect(fixes({ ...evidence, pageUrl: 'http://docs.example/' })).to.deep.equal([
      ['switch-scheme', 'ws://a.example/'],
    ]);
  });
});
