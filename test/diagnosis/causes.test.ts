import { expect } from '@open-wc/testing';
import {
  causes,
  diagnose,
  reportMarkdown,
  type CauseId,
  type Confidence,
  type Evidence,
} from '../../src/diagnosis/index.js';
import { closeCodes, describeCloseCode } from '../../src/protocol/close-codes.js';
import { failureWords } from '../../src/protocol/failure-words.js';

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
    what: 'a failure on this machine of which nothing else is known',
    evidence: { ...failed, url: 'ws://localhost:8080/', pageUrl: 'http://localhost:3000/' },
    first: 'port-closed',
    confidence: 'possible',
  },
  {
    what: 'a failure at the host and port that the page itself came from',
    evidence: { ...failed, url: 'ws://localhost:8080/x', pageUrl: 'http://localhost:8080/docs' },
    first: 'not-upgraded',
    confidence: 'possible',
  },
  {
    what: 'wss: to the host and port that the page came from without TLS',
    evidence: { ...failed, url: 'wss://localhost:8080/x', pageUrl: 'http://localhost:8080/docs' },
    first: 'wss-to-plain-port',
    confidence: 'likely',
  },
  {
    what: 'ws: to the host and port that the page came from with TLS',
    evidence: { ...failed, url: 'ws://localhost:8443/x', pageUrl: 'https://localhost:8443/docs' },
    first: 'ws-to-tls-port',
    confidence: 'likely',
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
    what: 'an idle minute that the proxy began to count before the page heard of the opening',
    evidence: { ...lost, openedAfterMs: 700, durationMs: 60_100, idleMs: 59_400 },
    first: 'idle-timeout',
    confidence: 'likely',
  },
  {
    what: 'as much too short, but after a message, which sets both clocks anew',
    evidence: { ...lost, openedAfterMs: 700, durationMs: 70_100, idleMs: 59_400 },
    first: 'connection-lost',
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
    what: 'a going-away just when the page is back from the Back/Forward cache',
    evidence: { ...lost, code: 1001, wasClean: true, restoredBeforeEndMs: 8 },
    first: 'page-restored',
    confidence: 'likely',
  },
  {
    what: 'the same code long after',
    evidence: { ...lost, code: 1001, wasClean: true, restoredBeforeEndMs: 90_000 },
    first: 'closed-by-server',
    confidence: 'certain',
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
    what: 'a worker that stopped before its socket opened',
    evidence: { url: 'wss://a.example/', opened: false, endedBy: 'peer', events: [], lost: 'out of memory' },
    first: 'worker-stopped',
    confidence: 'certain',
  },
  {
    what: 'a worker that stopped with its socket open',
    evidence: { url: 'wss://a.example/', opened: true, endedBy: 'peer', events: ['open'], lost: '' },
    first: 'worker-stopped',
    confidence: 'certain',
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
    const signs = found?.because.join(' ');
    expect(signs).to.match(/nginx, Apache, AWS Application Load Balancer \(measured or documented\)/);
    expect(signs, 'and how well each default is known').to.contain('fly.io (only reported)');
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

describe('what is said of an end', () => {
  it('leaves room for a close frame whose code WebKit does not know', () => {
    const evidence: Evidence = { ...lost, browser: 'webkit', events: ['open', 'error', 'close'] };
    const ids = diagnose(evidence).findings.map(({ id }) => id);
    expect(ids).to.include.members(['closed-by-server', 'illegal-close-code', 'protocol-violation']);
  });

  it('tells of a return from the Back/Forward cache, and counts that as a failure', () => {
    const { known, failure } = diagnose({ ...lost, code: 1001, wasClean: true, restoredBeforeEndMs: 8 });
    expect(known.join(' ')).to.contain('came back from the Back/Forward cache 8 ms before the end');
    expect(failure).to.equal(true);
    expect(diagnose({ ...lost, code: 1001, wasClean: true }).failure).to.equal(false);
  });

  it('does not give the last message twice', () => {
    const last = { direction: 'received', kind: 'text', sizeBytes: 5, beforeEndMs: 190 } as const;
    const { known } = diagnose({ ...lost, idleMs: 190, messages: { last } });
    expect(known.filter((sentence) => sentence.includes('190 ms before the end'))).to.have.length(1);
  });

  it('keeps quiet about a permission that a page on this machine does not need', () => {
    const evidence: Evidence = {
      ...failed,
      url: 'ws://localhost:1234/',
      permissions: { loopback: 'prompt' },
    };
    const known = (pageUrl: string) => diagnose({ ...evidence, pageUrl }).known.join(' ');
    expect(known('http://localhost:8080/')).not.to.contain('Permission');
    expect(known('https://docs.example/')).to.contain('Permission to reach it from this site: prompt.');
  });

  it('does not wonder who ended it where the browser did', () => {
    const { unknowable } = diagnose({ ...lost, events: ['open', 'message', 'error', 'close'] });
    expect(unknowable.join(' ')).not.to.contain('the server, a proxy or the network');
    expect(diagnose(lost).unknowable.join(' ')).to.contain('the server, a proxy or the network');
  });

  it('does not say of a 1006 that came in a close frame that none came', () => {
    const evidence: Evidence = { ...lost, browser: 'firefox', code: 1006, wasClean: true };
    const [found] = diagnose(evidence).findings;
    expect(found?.id).to.equal('illegal-close-code');
    expect(found?.advice.join(' ')).not.to.contain('If it was never open');
    const report = reportMarkdown(evidence, diagnose(evidence));
    expect(report).not.to.contain('ended without a close frame, or never began');
  });
});

describe('where else the reason stands', () => {
  const elsewhere = (evidence: Evidence) => diagnose(evidence).elsewhere.join(' ');

  it('is Chromium’s console, for a handshake that failed', () => {
    expect(elsewhere(failed)).to.contain('console');
    expect(elsewhere({ ...failed, browser: 'firefox' })).to.equal('');
    expect(elsewhere({ ...failed, events: [], timeout: 'handshake', endedBy: 'timeout' })).to.equal('');
  });

  it('is Chromium’s console and the server’s log, for a broken rule', () => {
    const broken: Evidence = { ...lost, events: ['open', 'message', 'error', 'close'] };
    expect(elsewhere(broken)).to.contain('console').and.to.contain('server’s own log').and.to.contain('1002');
    expect(elsewhere(lost), 'a lost connection').to.equal('');
    expect(elsewhere({ ...broken, restoredBeforeEndMs: 5 }), 'after the cache').to.equal('');
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

  it('say which cause they correct', () => {
    const evidence = { ...failed, browser: 'firefox', url: 'wss://a.example/', code: 1015 } as const;
    expect(diagnose(evidence).fixes.map(({ cause }) => cause)).to.deep.equal(['wss-to-plain-port']);
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

describe('the words of causes and of close codes', () => {
  const entries = [...closeCodes, ...[0, 1016, 3500, 4000, 5000].map(describeCloseCode)];
  const ofCodes = entries.flatMap(({ meaning, causes, advice, observed }) => [
    ...[meaning, ...causes, ...advice, ...observed],
  ]);
  const ofCauses = causes.flatMap(({ explanation, kinds = [], reader, owner }) => [
    ...[explanation, ...kinds, ...reader, ...owner],
  ]);

  it('are the same where they tell the same fact', () => {
    for (const sentence of Object.values(failureWords)) {
      expect(ofCodes, 'close codes').to.include(sentence);
      expect(ofCauses, 'causes').to.include(sentence);
    }
  });
});
