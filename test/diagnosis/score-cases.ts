import type { FaultPorts } from '../../lab/fault-ports.js';
import type { CauseId } from '../../src/diagnosis/index.js';
import type { Trial } from './score-page.js';

/** One fault of the lab, what is behind it, and how to meet it. */
export interface ScoreCase {
  readonly name: string;
  readonly truth: readonly CauseId[];
  /** What Firefox is to find where it meets something else; `undefined` where it does not fail. */
  readonly firefox?: readonly CauseId[] | 'opens';
  readonly chromium?: 'opens';
  readonly webkit?: 'opens';
  readonly trial: Trial;
  /** Content-Security-Policy of the page. */
  readonly policy?: string;
}

/** Below `/lab`; every case has an address of its own, so that no browser slows one down for another's failures. */
type At = (path: string) => string;

const status = [200, 400, 401, 403, 404, 426, 429, 500, 502, 503];
const badHandshakes = [
  ...['wrong-accept', 'no-accept', 'wrong-upgrade', 'no-upgrade', 'no-connection'],
  ...['extension-unknown', 'extension-parameter'],
];
const violations = [
  ...[
    'rsv1',
    'rsv2',
    'unknown-opcode',
    'fragmented-ping',
    'oversized-ping',
    'invalid-utf8',
    'continuation-first',
  ],
  ...['message-in-message', 'long-length', 'bad-compression', 'compressed-invalid-utf8'],
  ...['close-long-reason', 'close-invalid-utf8'],
];
const closeCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 4001, 4401];

/** Every case, for a lab at addresses that `at` makes and ports that misbehave. */
export function scoreCases(at: At, ports: FaultPorts): readonly ScoreCase[] {
  const path = (
    name: string,
    truth: readonly CauseId[],
    more: Partial<ScoreCase> & { readonly protocols?: string } = {},
  ): ScoreCase => {
    const { protocols, trial, ...rest } = more;
    const address = at(name.replace(/ .*/, ''));
    return { name, truth, ...rest, trial: { url: address, ...(protocols && { protocols }), ...trial } };
  };
  const port = (name: string, truth: CauseId): ScoreCase => ({
    name,
    truth: [truth],
    trial: { url: ports.url(name) },
  });
  const act = (what: Trial['act']) => ({ trial: { act: what } as Trial });
  return [
    { name: 'fragment', truth: ['invalid-url'], trial: { url: `${at('/echo')}#x` } },
    {
      name: 'bad subprotocol',
      truth: ['invalid-subprotocol'],
      trial: { url: at('/echo'), protocols: 'a b' },
    },
    path('/echo under a policy', ['content-security-policy'], {
      policy: "default-src 'self'; connect-src 'self'",
    }),
    port('bad-port', 'bad-port'),
    port('closed', 'port-closed'),
    port('wss-closed', 'port-closed'),
    port('no-name', 'name-not-resolved'),
    port('tcp-silent', 'no-answer'),
    port('tcp-reset', 'connection-dropped'),
    port('tcp-hang-up', 'connection-dropped'),
    port('tls-self-signed', 'tls-failed'),
    port('tls-expired', 'tls-failed'),
    port('tls-wrong-name', 'tls-failed'),
    port('wss-to-plain', 'wss-to-plain-port'),
    port('ws-to-tls', 'ws-to-tls-port'),
    ...status.map((value) => path(`/fault/status/${String(value)}`, ['not-upgraded'])),
    path('/fault/status/404?cors', ['not-upgraded']),
    // WebKitGTK follows it
    path('/fault/status/302', ['redirect'], { webkit: 'opens' }),
    path('/fault/reset', ['connection-dropped']),
    path('/fault/hang-up', ['connection-dropped']),
    path('/fault/reset-upgrade', ['not-upgraded', 'connection-dropped']),
    path('/fault/silent', ['no-answer']),
    path('/fault/ssh-banner', ['not-http']),
    path('/fault/garbage', ['not-http']),
    ...badHandshakes.map((name) => path(`/fault/${name}`, ['bad-handshake'])),
    path('/fault/http-1.0', ['bad-handshake'], { chromium: 'opens' }),
    path('/fault/subprotocol-not-offered', ['subprotocol'], { protocols: 'chat.v1' }),
    path('/fault/subprotocol-none', ['subprotocol'], {
      protocols: 'chat.v1',
      ...act('close'),
      firefox: ['subprotocol', 'closed-by-page'],
    }),
    path('/fault/subprotocol-case', ['subprotocol'], {
      protocols: 'chat.v1',
      ...act('close'),
      firefox: ['subprotocol', 'closed-by-page'],
    }),
    // After a greeting, so that Firefox has opened before the fault.
    ...violations.map((name) => path(`/fault/${name}?after=150`, ['protocol-violation'])),
    // Firefox takes these, and sees only that the server then hangs up.
    path('/fault/masked?after=150', ['protocol-violation'], { firefox: ['connection-lost'] }),
    path('/fault/http-after-101?after=150', ['protocol-violation'], {
      firefox: ['connection-lost', 'protocol-violation'],
    }),
    path('/fault/close-one-byte?after=150', ['protocol-violation', 'illegal-close-code']),
    path('/close/0', ['illegal-close-code']),
    path('/close/1006', ['illegal-close-code', 'protocol-violation']),
    path('/close/5000', ['illegal-close-code']),
    ...closeCodes.map((code) => path(`/close/${String(code)}?after=60`, ['closed-by-server'])),
    path('/close/none?after=60', ['closed-by-server']),
    path('/fault/close-then-hang-up', ['closed-by-server']),
    path('/fault/open-reset?after=150', ['connection-lost']),
    path('/fault/open-hang-up?after=150', ['connection-lost']),
    path('/fault/open-hang-up', ['connection-lost']),
    path('/fault/cut-message?after=150', ['connection-lost']),
    path('/fault/idle-cut?ms=2000', ['idle-timeout']),
    path('/fault/idle-cut?ms=1700 twice', ['idle-timeout'], { trial: { times: 2 } as Trial }),
    path('/fault/lifetime?ms=1800 twice', ['lifetime-limit'], { trial: { times: 2 } as Trial }),
    path('/no-close', ['close-not-answered'], act('close')),
    path('/fault/hang-up-on-close', ['close-cut-short'], act('close')),
    path('/echo closed by us', ['closed-by-page'], act('close')),
  ];
}
