import type { CauseId } from './cause.js';
import { probeOf, type Facts } from './facts.js';
import { rows, type Exclusion, type Rule } from './rule.js';

/** A failure later than this was a wait for an answer; both browsers fail in milliseconds otherwise. */
const slowMs = 800;
/** The shortest time after which a browser gives up by itself: Firefox, 20 s (own measurement). */
const browserGaveUpMs = 15_000;

const failed = (facts: Facts) =>
  facts.situation === 'unopened' && !facts.threw && facts.evidence.timeout !== 'handshake';
const plain = (facts: Facts) => failed(facts) && !facts.secure;
const secure = (facts: Facts) => failed(facts) && facts.secure;
const tlsTold = (facts: Facts) => facts.situation === 'unopened' && facts.code === 1015;
/** Firefox tells TLS failures by 1015, so its 1006 on wss: is none of a certificate. */
const notTls = (facts: Facts) =>
  facts.situation === 'unopened' && facts.browser === 'firefox' && facts.secure && facts.code === 1006;
const unsure = (facts: Facts) => facts.situation === 'unsaid';
const offers = ({ offered }: Facts) => offered !== undefined && offered.length > 0;
const near = ({ place }: Facts) => place === 'loopback' || place === 'private' || place === 'local-name';
const named = ({ place }: Facts) => place === 'name' || place === 'local-name';
const reaches = (http: Facts['http']) => (facts: Facts) => failed(facts) && facts.http === http;
const answers = reaches('answers');
const rootOnly = reaches('root-only');
const dead = reaches('dead');
const swapped = (facts: Facts) => probeOf(facts, 'swapped-scheme');
const swappedOpens = (facts: Facts) => failed(facts) && swapped(facts)?.outcome === 'answered';
const withoutSubprotocols = (facts: Facts) => probeOf(facts, 'without-subprotocols')?.outcome;
/** The Resource Timing entries of failed fetches in Firefox: 0 if nothing was ever sent. */
const sentMs = ({ probes, browser }: Facts) =>
  browser === 'firefox'
    ? probes.find(({ kind, resourceTimingMs }) => kind === 'no-cors' && resourceTimingMs !== undefined)
        ?.resourceTimingMs
    : undefined;
const status = (facts: Facts) => probeOf(facts, 'cors')?.status;
const frameCode = ({ code }: Facts) => code !== undefined && code !== 1006 && code !== 1015;

const noReason = 'It failed before opening; the browser does not say why.';
const alive = 'The server answers ordinary HTTP requests at this address.';
const rootOnlySays = 'The server answers requests for “/”, but not for this path.';
const deadSays = 'Every request to that host and port failed at once.';

/** Causes of a connection that never opened, from the network up to the handshake. */
export const unopenedRules: readonly Rule[] = [
  ...rows(
    failed,
    noReason,
    ['not-upgraded', 'possible', 0.4],
    ['port-closed', 'possible', 0.28],
    ['bad-handshake', 'possible', 0.12],
    ['connection-dropped', 'possible', 0.1],
    ['redirect', 'possible', 0.09],
    ['proxy-strips-upgrade', 'possible', 0.06],
    ['subprotocol', 'possible', 0.05],
    ['not-http', 'possible', 0.03],
  ),
  ...rows((facts) => failed(facts) && named(facts), noReason, ['name-not-resolved', 'possible', 0.16]),
  ...rows(
    (facts) => failed(facts) && /\.invalid\.?$/i.test(facts.target?.hostname ?? ''),
    'Names that end in .invalid never have an address (RFC 6761).',
    ['name-not-resolved', 'likely', 0.9],
  ),
  ...rows(
    (facts) => failed(facts) && near(facts),
    'The server is on this machine or near it: it may not run.',
    ['port-closed', 'possible', 0.39],
  ),
  ...rows(
    (facts) => failed(facts) && (facts.place === 'loopback' || facts.place === 'private'),
    'The server is on this machine or near it: it may not run.',
    ['port-closed', 'possible', 0.41],
  ),
  ...rows(
    (facts) => failed(facts) && facts.pagePort === 'same',
    'This page itself came from that host and port.',
    ['not-upgraded', 'possible', 0.45],
  ),
  ...rows(
    (facts) => secure(facts) && facts.pagePort === 'same-without-tls',
    'This page itself came from that host and port, without TLS.',
    ['wss-to-plain-port', 'likely', 0.9],
  ),
  ...rows(
    (facts) => plain(facts) && facts.pagePort === 'same-with-tls',
    'This page itself came from that host and port, with TLS.',
    ['ws-to-tls-port', 'likely', 0.9],
  ),
  ...rows(
    (facts) => secure(facts) && near(facts) && facts.target?.port !== '',
    'Servers near you often have no TLS.',
    ['wss-to-plain-port', 'possible', 0.31],
  ),
  ...rows(plain, noReason, ['ws-to-tls-port', 'possible', 0.07]),
  ...rows(secure, noReason, ['tls-failed', 'possible', 0.3], ['wss-to-plain-port', 'possible', 0.12]),
  ...rows((facts) => failed(facts) && offers(facts), 'Subprotocols were offered; servers must choose one.', [
    'subprotocol',
    'possible',
    0.2,
  ]),
  ...rows(
    (facts) => failed(facts) && facts.browser === 'firefox',
    'Firefox shows an illegal first frame like a failed handshake.',
    ['protocol-violation', 'possible', 0.05],
  ),

  // TLS
  ...rows(
    tlsTold,
    'The browser gave code 1015, which it does for a failed TLS handshake only.',
    ['tls-failed', 'likely', 0.7],
    ['wss-to-plain-port', 'possible', 0.2],
  ),
  ...rows(
    (facts) => notTls(facts) && facts.http !== 'answers',
    'Firefox would have told a certificate problem by code 1015.',
    ['port-closed', 'possible', 0.38],
    ['connection-dropped', 'possible', 0.2],
    ['tls-failed', 'possible', 0.15],
  ),
  ...rows((facts) => swappedOpens(facts) && facts.secure, 'The same address opens with ws://.', [
    'wss-to-plain-port',
    'likely',
    0.95,
  ]),
  ...rows(
    (facts) => swappedOpens(facts) && !facts.secure && facts.http !== 'answers',
    'The same address opens with wss://.',
    ['ws-to-tls-port', 'likely', 0.95],
  ),
  ...rows(
    (facts) => swappedOpens(facts) && !facts.secure && facts.http === 'answers',
    'The same address opens with wss://, and with ws:// the server answers something else.',
    ['redirect', 'likely', 0.9],
    ['ws-to-tls-port', 'possible', 0.5],
  ),

  // what the requests showed
  ...rows(answers, alive, ['not-upgraded', 'likely', 0.6]),
  ...rows(
    answers,
    alive,
    ['bad-handshake', 'possible', 0.16],
    ['redirect', 'possible', 0.12],
    ['proxy-strips-upgrade', 'possible', 0.11],
    ['subprotocol', 'possible', 0.07],
  ),
  ...rows(
    (facts) => answers(facts) && facts.browser === 'firefox',
    'Firefox shows an illegal first frame like a failed handshake.',
    ['protocol-violation', 'possible', 0.14],
  ),
  ...rows(
    (facts) => failed(facts) && status(facts) !== undefined,
    (facts) => `A plain request is answered with status ${String(status(facts))}.`,
    ['not-upgraded', 'likely', 0.9],
  ),
  ...rows(
    (facts) => failed(facts) && (status(facts) === 426 || status(facts) === 400),
    (facts) =>
      `Status ${String(status(facts))} is what WebSocket servers give to requests without the upgrade headers.`,
    ['proxy-strips-upgrade', 'possible', 0.4],
    ['bad-handshake', 'possible', 0.15],
  ),
  ...rows(
    (facts) => failed(facts) && probeOf(facts, 'cors')?.redirected === true,
    'A plain request is redirected.',
    ['redirect', 'likely', 0.95],
  ),
  ...rows(
    (facts) => answers(facts) && offers(facts) && withoutSubprotocols(facts) === 'answered',
    'Without subprotocols it opens.',
    ['subprotocol', 'likely', 0.97],
  ),
  ...rows(
    (facts) => failed(facts) && offers(facts) && withoutSubprotocols(facts) === 'answered',
    'Without subprotocols it opens.',
    ['subprotocol', 'likely', 0.95],
  ),
  ...rows(
    rootOnly,
    rootOnlySays,
    ['connection-dropped', 'possible', 0.6],
    ['not-http', 'possible', 0.42],
    ['redirect', 'possible', 0.41],
  ),
  ...rows(dead, deadSays, ['port-closed', 'possible', 0.5], ['connection-dropped', 'possible', 0.2]),
  ...rows((facts) => dead(facts) && named(facts), deadSays, ['name-not-resolved', 'possible', 0.3]),
  ...rows((facts) => dead(facts) && !facts.secure, deadSays, ['ws-to-tls-port', 'possible', 0.12]),
  ...rows(
    (facts) => dead(facts) && facts.secure && facts.browser !== 'firefox',
    'Every encrypted request to that host and port failed at once.',
    ['tls-failed', 'possible', 0.55],
    ['wss-to-plain-port', 'possible', 0.17],
  ),
  ...rows(
    (facts) => dead(facts) && !facts.secure && sentMs(facts) === 0,
    'Firefox’s timing shows that no request was ever sent.',
    ['port-closed', 'likely', 0.6],
  ),
  ...rows(
    (facts) => (dead(facts) || rootOnly(facts)) && Number(sentMs(facts)) > 0,
    'Firefox’s timing shows that a request was sent.',
    ['connection-dropped', 'likely', 0.7],
  ),
  ...rows(
    (facts) => dead(facts) && !facts.secure && swapped(facts)?.code === 1015,
    'Something answers on that port: a TLS handshake with it fails.',
    ['ws-to-tls-port', 'possible', 0.6],
    ['connection-dropped', 'possible', 0.55],
  ),

  // time
  ...rows(
    (facts) => facts.evidence.timeout === 'handshake' && facts.situation === 'unopened',
    'No answer came within the time limit.',
    ['no-answer', 'likely', 0.9],
  ),
  ...rows(
    (facts) => facts.situation === 'connecting' && Number(facts.durationMs) >= 5_000,
    'It has been trying for 5 s or more without an answer.',
    ['no-answer', 'likely', 0.9],
  ),
  ...rows((facts) => facts.situation === 'connecting', 'There is no answer yet.', [
    'no-answer',
    'possible',
    0.3,
  ]),
  ...rows(
    ({ situation, never, durationMs }) => situation === 'ours' && never && Number(durationMs) >= 5_000,
    'There was no answer for 5 s or more.',
    ['no-answer', 'possible', 0.5],
  ),
  ...rows(
    (facts) => failed(facts) && Number(facts.durationMs) >= browserGaveUpMs && facts.recentFailures < 5,
    'The browser gave up after a long wait.',
    ['no-answer', 'likely', 0.92],
  ),
  ...rows(
    (facts) => failed(facts) && facts.http === 'silent',
    'Plain requests got no answer in time either.',
    ['no-answer', 'possible', 0.5],
  ),
  ...rows(
    (facts) =>
      failed(facts) &&
      facts.http === 'silent' &&
      Number(facts.durationMs) >= slowMs &&
      Number(facts.durationMs) < browserGaveUpMs,
    'The server answers, but slowly, and not with a WebSocket: gateways do so when a backend is dead.',
    ['not-upgraded', 'possible', 0.6],
  ),

  // Firefox's odd endings: the handshake had succeeded
  ...rows(
    (facts) => failed(facts) && facts.events?.join() === 'close' && facts.code === 1006,
    'There was a close event without an error: the handshake succeeded and the connection ended at once.',
    ['connection-lost', 'likely', 0.92],
  ),
  ...rows(
    (facts) => facts.situation === 'unopened' && facts.byPeer && frameCode(facts),
    (facts) => `Code ${String(facts.code)} can only have come in a close frame.`,
    ['closed-by-server', 'certain', 0.95],
  ),
  ...rows(
    (facts) => facts.situation === 'unopened' && frameCode(facts),
    (facts) => `Code ${String(facts.code)} can only have come in a close frame.`,
    ['closed-by-server', 'likely', 0.95],
  ),
  ...rows(
    (facts) => failed(facts) && Boolean(facts.chosen ?? facts.evidence.extensions),
    'The handshake had succeeded: a subprotocol or an extension was chosen.',
    ['protocol-violation', 'likely', 0.8],
    ['connection-lost', 'possible', 0.5],
  ),

  // nothing says whether it had opened
  ...rows(
    (facts) => unsure(facts) && facts.code === 1006,
    'Code 1006 alone says only that no close frame came.',
    ['not-upgraded', 'possible', 0.35],
    ['connection-lost', 'possible', 0.24],
    ['port-closed', 'possible', 0.15],
    ['tls-failed', 'possible', 0.1],
    ['idle-timeout', 'possible', 0.1],
    ['protocol-violation', 'possible', 0.1],
    ['no-answer', 'possible', 0.05],
  ),
  ...rows(
    (facts) => unsure(facts) && facts.code === 1015,
    'Code 1015 stands for a failed TLS handshake.',
    ['tls-failed', 'possible', 0.7],
    ['wss-to-plain-port', 'possible', 0.2],
    ['illegal-close-code', 'possible', 0.05],
  ),
  ...rows(
    (facts) => unsure(facts) && frameCode(facts),
    (facts) => `Code ${String(facts.code)} came in a close frame.`,
    ['closed-by-server', 'possible', 0.8],
    ['closed-by-page', 'possible', 0.2],
  ),
];

const tls: readonly CauseId[] = ['tls-failed', 'wss-to-plain-port', 'ws-to-tls-port'];
const network: readonly CauseId[] = ['port-closed', 'name-not-resolved', 'offline'];
const handshake: readonly CauseId[] = [
  'not-upgraded',
  'proxy-strips-upgrade',
  'redirect',
  'bad-handshake',
  'not-http',
  'subprotocol',
];
const opened: readonly CauseId[] = ['protocol-violation', 'connection-lost'];

/** What cannot be, given what else is known of a connection that never opened. */
export const unopenedExclusions: readonly Exclusion[] = [
  {
    when: answers,
    causes: ['tls-failed', 'wss-to-plain-port', 'no-answer', 'bad-port'],
  },
  { when: answers, causes: ['local-network-access'] },
  // Whatever came of the attempt: the host was found, and something answers there.
  { when: (facts) => facts.http === 'answers', causes: network },
  // A server of TLS only may answer plain requests with an error page: nginx and Apache do.
  {
    when: (facts) => answers(facts) && probeOf(facts, 'swapped-scheme')?.outcome === 'failed',
    causes: ['ws-to-tls-port'],
  },
  { when: (facts) => answers(facts) && facts.browser === 'chromium', causes: ['not-http'] },
  {
    when: rootOnly,
    causes: [...network, ...tls, 'bad-port', 'local-network-access', 'proxy-strips-upgrade'],
  },
  { when: dead, causes: [...handshake, ...opened] },
  {
    when: (facts) => facts.http === 'dead' && Number(sentMs(facts)) > 0,
    causes: ['port-closed', 'name-not-resolved', 'tls-failed', 'wss-to-plain-port'],
  },
  {
    when: (facts) => dead(facts) && !facts.secure && sentMs(facts) === 0,
    causes: ['connection-dropped', 'ws-to-tls-port', 'not-http'],
  },
  {
    when: (facts) => dead(facts) && !facts.secure && swapped(facts)?.code === 1015,
    causes: ['port-closed', 'name-not-resolved'],
  },
  { when: tlsTold, causes: [...network, ...handshake, ...opened, 'connection-dropped', 'no-answer'] },
  { when: notTls, causes: ['wss-to-plain-port'] },
  {
    when: (facts) => swappedOpens(facts) && facts.secure,
    causes: [...network, 'tls-failed', 'connection-dropped', ...opened],
  },
  {
    when: (facts) => swappedOpens(facts) && !facts.secure,
    causes: [...network, 'connection-dropped', ...opened],
  },
  {
    when: (facts) => failed(facts) && offers(facts) && withoutSubprotocols(facts) === 'answered',
    causes: [
      ...network,
      ...tls,
      ...opened,
      ...handshake.filter((id) => id !== 'subprotocol'),
      'connection-dropped',
      'local-network-access',
    ],
  },
  {
    when: (facts) => failed(facts) && facts.events?.join() === 'close',
    causes: [...network, ...tls, ...handshake],
  },
  { when: (facts) => failed(facts) && facts.events?.join() === 'close', causes: ['connection-dropped'] },
];
