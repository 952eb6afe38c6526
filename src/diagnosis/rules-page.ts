import { hasError } from '../protocol/problem.js';
import type { Facts } from './facts.js';
import { rows, type Exclusion, type Rule } from './rule.js';

const manySockets = { chromium: 255, firefox: 200, webkit: 200, unknown: 200 } as const;

/** Nothing shows that the network was reached. */
const untried = (facts: Facts) =>
  facts.never && facts.code === undefined && (facts.events === undefined || facts.events.length === 0);
const syntaxError = (facts: Facts) => facts.never && facts.threw === 'SyntaxError';
const wrongUrl = (facts: Facts) =>
  facts.urlChecked &&
  hasError(facts.urlProblems.filter(({ id }) => id !== 'url-mixed-content' && id !== 'url-bad-port'));
const wrongProtocols = (facts: Facts) => hasError(facts.protocolProblems);
const mixed = (facts: Facts) => facts.urlProblems.some(({ id }) => id === 'url-mixed-content');
const blockedByPolicy = ({ evidence: { cspViolation }, never }: Facts) =>
  never && cspViolation?.disposition === 'enforce';
const urlMessage = (facts: Facts) => facts.urlProblems[0]?.message ?? 'The browser refused the address.';
const protocolMessage = (facts: Facts) => facts.protocolProblems[0]?.message ?? '';

/** A page from elsewhere, and a server that is on this machine or near it. */
const foreignPage = ({ pagePlace }: Facts) => pagePlace === 'name' || pagePlace === 'address';
const maybeForeignPage = (facts: Facts) => foreignPage(facts) || facts.pagePlace === 'local-name';
const localTarget = ({ place }: Facts) => place === 'loopback' || place === 'private';
const perhapsLocalTarget = (facts: Facts) => localTarget(facts) || facts.place === 'local-name';
const workerStopped = ({ evidence: { lost }, situation }: Facts) =>
  lost !== undefined && situation === 'ours';
const notOpen = (facts: Facts) => facts.situation === 'unopened' || facts.situation === 'connecting';

/** What is decided before a packet is sent: the address, the page, the browser. */
export const pageRules: readonly Rule[] = [
  ...rows((facts) => syntaxError(facts) && wrongUrl(facts), urlMessage, ['invalid-url', 'certain', 0.9]),
  ...rows((facts) => syntaxError(facts) && wrongProtocols(facts), protocolMessage, [
    'invalid-subprotocol',
    'certain',
    0.8,
  ]),
  ...rows((facts) => untried(facts) && wrongUrl(facts), urlMessage, ['invalid-url', 'likely', 0.9]),
  ...rows((facts) => untried(facts) && wrongProtocols(facts), protocolMessage, [
    'invalid-subprotocol',
    'likely',
    0.8,
  ]),
  ...rows(
    syntaxError,
    'The browser threw a SyntaxError: it does so for addresses and for subprotocols.',
    ['invalid-url', 'possible', 0.6],
    ['invalid-subprotocol', 'possible', 0.4],
  ),
  ...rows(
    (facts) => facts.never && facts.threw === 'SecurityError' && mixed(facts),
    'The page is on https, the address is not encrypted, and the browser threw a SecurityError.',
    ['mixed-content', 'certain', 0.95],
  ),
  ...rows(
    (facts) => untried(facts) && mixed(facts),
    'The page is on https and the address is not encrypted.',
    ['mixed-content', 'likely', 0.9],
  ),
  ...rows(
    // WebKit fails such a socket later instead of throwing; not measured by us
    (facts) => facts.never && facts.browser === 'webkit' && mixed(facts),
    'The page is on https and the address is not encrypted.',
    ['mixed-content', 'likely', 0.9],
  ),
  ...rows(
    (facts) => facts.never && facts.threw === 'SecurityError',
    'The browser threw a SecurityError.',
    ['mixed-content', 'possible', 0.5],
    ['content-security-policy', 'possible', 0.4],
  ),
  ...rows(
    blockedByPolicy,
    (facts) =>
      `The browser reported a violation of this page’s policy (${facts.evidence.cspViolation?.effectiveDirective ?? ''}).`,
    ['content-security-policy', 'certain', 0.99],
  ),
  ...rows(
    (facts) => facts.never && facts.threw === 'NS_ERROR_CONTENT_BLOCKED',
    'Firefox said that content was blocked, as it does under a security policy.',
    ['content-security-policy', 'likely', 0.9],
  ),
  ...rows(
    (facts) =>
      facts.situation === 'unopened' && facts.events?.join() === 'error' && facts.browser === 'chromium',
    'There was an error event and no close event: Chromium does that under a security policy.',
    ['content-security-policy', 'likely', 0.85],
  ),
  ...rows(
    (facts) =>
      facts.never &&
      facts.situation !== 'ours' &&
      facts.badPort === 'refused' &&
      !facts.threw &&
      !facts.evidence.timeout,
    'The port is on the list that browsers refuse.',
    ['bad-port', 'certain', 0.95],
  ),
  ...rows(
    (facts) => facts.situation === 'unopened' && facts.badPort === 'disputed',
    'The port is on the list that most browsers refuse.',
    ['bad-port', 'possible', 0.7],
  ),
  ...rows(
    ({ never, evidence: { url, socketUrl } }) =>
      never && /^(ws|http):/i.test(url) && socketUrl?.startsWith('wss:') === true,
    'The browser used wss:// although ws:// was asked for.',
    ['upgraded-to-wss', 'likely', 0.8],
  ),
  ...rows(
    (facts) => facts.situation === 'unopened' && facts.urlProblems.some(({ id }) => id === 'url-upgraded'),
    'The page’s policy has upgrade-insecure-requests, and the address is not encrypted.',
    ['upgraded-to-wss', 'likely', 0.8],
  ),
  ...rows(
    (facts) => notOpen(facts) && foreignPage(facts) && localTarget(facts) && facts.permission === 'denied',
    'The server is on this machine or near it, the page is not, and the permission for that is denied.',
    ['local-network-access', 'likely', 0.85],
  ),
  ...rows(
    (facts) =>
      notOpen(facts) && maybeForeignPage(facts) && perhapsLocalTarget(facts) && facts.permission === 'denied',
    'The server may be on this machine or near it, and the permission to reach it is denied.',
    ['local-network-access', 'possible', 0.55],
  ),
  ...rows(
    (facts) =>
      notOpen(facts) && maybeForeignPage(facts) && perhapsLocalTarget(facts) && facts.permission === 'prompt',
    'The server may be on this machine or near it, and you have not allowed this site to reach it.',
    ['local-network-access', 'possible', 0.5],
  ),
  ...rows(
    (facts) => notOpen(facts) && foreignPage(facts) && localTarget(facts),
    'The server is on this machine or near it, and the page is not.',
    ['local-network-access', 'possible', 0.2],
  ),
  ...rows(
    (facts) => notOpen(facts) && facts.evidence.onLine === false && facts.place !== 'loopback',
    'The browser says it is offline.',
    ['offline', 'likely', 0.9],
  ),
  ...rows(
    (facts) => notOpen(facts) && facts.recentFailures >= 5 && (facts.durationMs ?? 0) >= 200,
    (facts) => `There were ${facts.recentFailures} failures before it; browsers wait longer after each.`,
    ['retries-throttled', 'possible', 0.04],
  ),
  ...rows(
    ({ situation, browser, evidence: { openSockets } }) =>
      situation === 'unopened' && Number(openSockets) >= manySockets[browser],
    (facts) => `The page had ${String(facts.evidence.openSockets)} sockets open.`,
    ['too-many-sockets', 'likely', 0.95],
  ),
  ...rows(
    ({ evidence: { refused }, was }) => refused !== undefined && !was,
    'No socket was made: the page said no.',
    ['prevented-by-page', 'certain', 0.9],
  ),
  ...rows(workerStopped, 'The browser told of an error of that worker.', ['worker-stopped', 'certain', 0.95]),
  ...rows(
    ({ was, situation, justRestored }) => was && situation !== 'ours' && justRestored,
    'It ended just when the page came back from the Back/Forward cache.',
    ['page-restored', 'likely', 0.97],
  ),
];

/** What the page's state rules out. */
export const pageExclusions: readonly Exclusion[] = [
  { when: (facts) => facts.permission === 'granted', causes: ['local-network-access'] },
];
