import { expect, waitUntil } from '@open-wc/testing';
import { evidenceCollector } from '../../src/controller/evidence-collector.js';
import { canProbe, runProbes, type ProbeAnswer, type ProbeOptions } from '../../src/controller/probes.js';
import { Connection } from '../../src/core/connection.js';
import type { Evidence } from '../../src/diagnosis/evidence.js';
import { ScriptedSocket } from '../core/scripted-socket.js';
import { lab } from '../lab.js';

const failure: Evidence = {
  url: 'ws://example.test/stream?token=1',
  endedBy: 'peer',
  opened: false,
  events: ['error', 'close'],
  code: 1006,
  wasClean: false,
  offered: [],
  pageUrl: 'http://docs.test/',
};

async function failureAt(path: string, protocols = ''): Promise<Evidence> {
  const connection = new Connection({ url: lab.url(path), protocols });
  connection.open('reader');
  return evidenceCollector(connection).settled();
}

/** A network in the test's hands: which requests were made, and what comes of each. */
function network(answer: (url: string, mode: string) => Promise<Response>, socketOpens = false) {
  const asked: string[] = [];
  const requests: RequestInit[] = [];
  const sockets: ScriptedSocket[] = [];
  const options: ProbeOptions = {
    fetch: (input, init = {}) => {
      const url = input as string;
      asked.push(`${init.mode ?? ''} ${url}`);
      requests.push(init);
      return answer(url, init.mode ?? '');
    },
    socket: (url) => {
      asked.push(`socket ${url}`);
      const socket = new ScriptedSocket(url);
      sockets.push(socket);
      setTimeout(() => {
        if (socketOpens) socket.fire('open');
        else socket.fire('close', { code: 1006 });
      });
      return socket;
    },
  };
  return { asked, requests, sockets, options };
}

const refuse = () => Promise.reject(new TypeError('Failed to fetch'));
const never = () => new Promise<Response>(() => undefined);
const ok = () => Promise.resolve(new Response(null, { status: 204 }));
const outcomes = (answers: readonly ProbeAnswer[]) =>
  answers.map(({ probe: { kind, outcome } }) => `${kind}: ${outcome}`);

describe('probes of a real server', () => {
  it('read the status where the server allows it, and need no second request then', async () => {
    const evidence = await failureAt('/fault/status/401?cors');
    const [first, ...others] = await runProbes(evidence);
    expect(first?.probe).to.include({ kind: 'cors', outcome: 'answered', status: 401, redirected: false });
    expect(first?.question.url).to.match(/^http:.*\/fault\/status\/401/);
    expect(first?.probe.durationMs).to.be.within(0, 3_000);
    expect(outcomes(others)).to.deep.equal(['swapped-scheme: failed']);
  });

  it('learn that something answers where nothing can be read', async () => {
    const answers = await runProbes(await failureAt('/fault/status/403'));
    expect(outcomes(answers).slice(0, 2)).to.deep.equal(['cors: failed', 'no-cors: answered']);
  });

  it('learn whether it opens without subprotocols', async () => {
    const evidence: Evidence = { ...failure, url: lab.url('/echo'), offered: ['a'], pageUrl: location.href };
    const before = await lab.total();
    const answers = await runProbes(evidence);
    expect(outcomes(answers).at(-1)).to.equal('without-subprotocols: answered');
    expect(await lab.total(), 'one socket').to.equal(before + 1);
    await waitUntil(async () => (await lab.count()) === 0, 'the socket stays open');
  });
});

describe('probes', () => {
  it('are four at most, one after another, and tell what they ask before they do', async () => {
    const { asked, options } = network(refuse);
    const told: string[] = [];
    const answers = await runProbes(failure, {
      ...options,
      onQuestion: ({ kind }) => told.push(`${kind}?`),
      onAnswer: ({ probe: { kind } }) => told.push(kind),
    });
    expect(asked).to.deep.equal([
      'cors http://example.test/stream?token=1',
      'no-cors http://example.test/stream?token=1',
      'no-cors http://example.test/',
      'socket wss://example.test/stream?token=1',
    ]);
    expect(told.join()).to.equal('cors?,cors,no-cors?,no-cors,root?,root,swapped-scheme?,swapped-scheme');
    expect(outcomes(answers)).to.deep.equal([
      'cors: failed',
      'no-cors: failed',
      'root: failed',
      'swapped-scheme: failed',
    ]);
    expect(answers.at(-1)?.probe.code).to.equal(1006);
  });

  it('send no cookies, credentials, referrer or fragment, and take nothing from a cache', async () => {
    const { asked, requests, options } = network(refuse);
    await runProbes({ ...failure, url: 'ws://user:secret@example.test/' }, options);
    for (const request of requests)
      expect(request).to.include({
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    expect(asked.join()).not.to.contain('secret');
  });

  it('that hang are given up, and that is an answer', async () => {
    const { asked, options } = network(never, true);
    const answers = await runProbes(failure, { ...options, timeoutMs: 20 });
    expect(outcomes(answers)[0]).to.equal('cors: timeout');
    expect(asked[1], 'the same request would hang again').to.match(/^socket/);
  });

  it('that are stopped ask nothing more', async () => {
    const { asked, options } = network(never);
    const stop = new AbortController();
    const answers = await runProbes(failure, {
      ...options,
      signal: stop.signal,
      onQuestion: () => setTimeout(() => stop.abort()),
    });
    expect(outcomes(answers)).to.deep.equal(['cors: aborted']);
    expect(asked).to.have.length(1);
    expect(await runProbes(failure, { ...options, signal: stop.signal })).to.deep.equal([]);
  });

  it('that the policy of the page blocks say so, and nothing about the server', async () => {
    const { options } = network((url) => {
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          blockedURI: url,
          effectiveDirective: 'connect-src',
          violatedDirective: 'connect-src',
          documentURI: location.href,
          originalPolicy: "connect-src 'none'",
          disposition: 'enforce',
          statusCode: 200,
        }),
      );
      return refuse();
    });
    const answers = await runProbes(failure, options);
    expect(outcomes(answers)[0]).to.equal('cors: blocked');
    expect(outcomes(answers)).not.to.include('no-cors: blocked');
  });

  it('leave the socket closed behind them', async () => {
    const { sockets, options } = network(ok, true);
    await runProbes({ ...failure, offered: ['a'] }, options);
    expect(sockets[0]?.closeCalls).to.have.length(1);
  });

  it('whose socket cannot even be made are blocked', async () => {
    const { options } = network(refuse);
    const answers = await runProbes(failure, {
      ...options,
      socket: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(outcomes(answers).at(-1)).to.equal('swapped-scheme: blocked');
  });

  it('that fail with an error and no close event are failed all the same', async () => {
    const { options } = network(refuse);
    const answers = await runProbes(failure, {
      ...options,
      socket: (url) => {
        const socket = new ScriptedSocket(url);
        setTimeout(() => socket.fire('error'));
        return socket;
      },
    });
    expect(outcomes(answers).at(-1)).to.equal('swapped-scheme: failed');
  });

  it('of a lost connection ask only whether the server still answers', async () => {
    const { asked, options } = network(ok);
    const lost: Evidence = { ...failure, opened: true, events: ['open', 'close'], openedAfterMs: 5 };
    await runProbes(lost, options);
    expect(asked).to.deep.equal(['cors http://example.test/stream?token=1']);
  });
});

describe('no request is made that is mixed content', () => {
  const secure = { ...failure, pageUrl: 'https://docs.test/' };
  const swapOf = async (evidence: Evidence) => {
    const { asked, options } = network(refuse);
    await runProbes(evidence, options);
    return asked.find((request) => request.startsWith('socket'));
  };

  it('from an https page to another host', async () => {
    expect(canProbe(secure), 'the attempt itself was').to.equal(false);
    expect(await swapOf({ ...secure, url: 'wss://example.test/' })).to.equal(undefined);
  });

  it('and none that would show a token of a wss: address to the network', async () => {
    const plainPage = { ...failure, pageUrl: 'http://docs.test/' };
    expect(await swapOf({ ...plainPage, url: 'wss://example.test/?token=s3cr3t' })).to.equal(undefined);
    expect(await swapOf({ ...plainPage, url: 'wss://example.test/?room=1' })).to.equal(
      'socket ws://example.test/?room=1',
    );
    expect(await swapOf({ ...plainPage, url: 'wss://localhost:8443/?token=s3cr3t' })).to.equal(
      'socket ws://localhost:8443/?token=s3cr3t',
    );
  });

  it('but to this machine it is none, except in WebKit', async () => {
    const local: Evidence = { ...secure, url: 'wss://localhost:8443/' };
    expect(await swapOf({ ...local, browser: 'chromium' })).to.equal('socket ws://localhost:8443/');
    expect(await swapOf({ ...local, browser: 'webkit' })).to.equal(undefined);
  });
});

describe('there is nothing to find out', () => {
  const cases: Record<string, Partial<Evidence>> = {
    'while it runs': { stage: 'connecting' },
    'after the reader cancelled': { endedBy: 'reader' },
    'after the page refused': { refused: 'no' },
    'where the browser threw': { threw: { name: 'SyntaxError' } },
    'where a policy blocked it': {
      cspViolation: { effectiveDirective: 'connect-src', disposition: 'enforce', blockedUri: '' },
    },
    'on a port that browsers refuse': { url: 'ws://example.test:25/' },
    'at no address': { url: '' },
    'after a close frame': { opened: true, code: 1011, wasClean: true },
    'where the close was not answered': { opened: true, timeout: 'closing', endedBy: 'timeout' },
  };
  for (const [when, more] of Object.entries(cases))
    it(when, async () => {
      const { asked, options } = network(ok);
      expect(canProbe({ ...failure, ...more })).to.equal(false);
      expect(await runProbes({ ...failure, ...more }, options)).to.deep.equal([]);
      expect(asked).to.deep.equal([]);
    });
});
