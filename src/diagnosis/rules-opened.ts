import type { Facts } from './facts.js';
import { limitsAt, sameTime, usualLimitAt, type ProxyTimeout } from './proxy-timeouts.js';
import { rows, type Exclusion, type Rule } from './rule.js';

/** A shorter idle time than this is no sign of a limit. */
const shortestLimitMs = 1_500;
/** From here on a round idle time is hardly chance. */
const surelyIdleMs = 9_500;
const stalledForMs = 5_000;
const stalledBytes = 1_000_000;
/** How long Firefox, the more impatient, waits for a close frame (own measurement: 20 s; Chromium 60 s). */
const browserGaveUpClosingMs = 18_000;

const ended = (facts: Facts) => facts.situation === 'opened';
const withFrame = ({ clean, code }: Facts) =>
  clean === true || (code !== undefined && code !== 1006 && code !== 1015);
const closedBy = (facts: Facts) => ended(facts) && withFrame(facts);
const noFrame = (facts: Facts) => ended(facts) && facts.clean === false && facts.code === 1006;
const withError = (facts: Facts) => noFrame(facts) && facts.error === true;
const withoutError = (facts: Facts) => noFrame(facts) && facts.error === false;
const family = (facts: Facts, ...names: readonly Facts['browser'][]) => names.includes(facts.browser);
/** Chromium fires `error` for a violation only; Firefox for a TCP reset too. */
const violated = (facts: Facts) => withError(facts) && family(facts, 'chromium');
const torn = (facts: Facts) => noFrame(facts) && !violated(facts);
const illegal = ({ code = 1000 }: Facts) =>
  code < 1000 || code === 1004 || code === 1006 || code === 1015 || code > 4999;
const unassigned = ({ code = 1000 }: Facts) => code >= 1016 && code <= 2999;

const idledMs = (facts: Facts) => (torn(facts) ? (facts.idleMs ?? 0) : 0);
/**
 * How much earlier than the page a proxy may have begun to count: it has passed the handshake on before the page hears
 * that it is open. Only while no message has set both clocks anew.
 */
const countedBeforeMs = ({ openMs, idleMs, evidence: { openedAfterMs } }: Facts) =>
  openMs !== undefined && idleMs !== undefined && openMs - idleMs < 5
    ? Math.min(openedAfterMs ?? 0, idleMs / 10)
    : 0;
const idleLimit = (facts: Facts) =>
  idledMs(facts) >= shortestLimitMs ? usualLimitAt(idledMs(facts), countedBeforeMs(facts)) : undefined;
const idleProducts = (facts: Facts) => limitsAt(idledMs(facts), 'idle', countedBeforeMs(facts));
/** Products and how well their default is known, the surest first. */
const productsText = (limits: readonly ProxyTimeout[]) =>
  (['high', 'medium', 'low'] as const)
    .map((confidence) => {
      const names = new Set(limits.filter((one) => one.confidence === confidence).map((one) => one.product));
      return names.size > 0 ? `${[...names].join(', ')} (${sureness[confidence]})` : '';
    })
    .filter((text) => text !== '')
    .join('; ');
const sureness = {
  high: 'measured or documented',
  medium: 'not verified by us',
  low: 'only reported',
} as const;
const seconds = (timeMs: number | undefined) => `${String(Math.round((timeMs ?? 0) / 100) / 10)} s`;
const sameIdle = (facts: Facts) =>
  idledMs(facts) >= shortestLimitMs &&
  facts.earlier.some(({ idleMs }) => idleMs !== undefined && sameTime(idleMs, idledMs(facts)));
const busy = ({ openMs, idleMs }: Facts) =>
  openMs !== undefined && idleMs !== undefined && idleMs < openMs * 0.8 && openMs > shortestLimitMs;
const sameLife = (facts: Facts) =>
  ended(facts) &&
  Number(facts.openMs) >= shortestLimitMs &&
  facts.earlier.some(({ openMs }) => openMs !== undefined && sameTime(openMs, facts.openMs ?? 0));

const ours = ({ situation, evidence: { refused, lost } }: Facts) =>
  situation === 'ours' && (refused ?? lost) === undefined;
const ourClose = (facts: Facts) => ours(facts) && facts.was;
const sentCode = ({ evidence }: Facts) => evidence.closeArgs?.code ?? 1005;
const disagrees = ({ was, offered, chosen }: Facts) =>
  was &&
  offered !== undefined &&
  chosen !== undefined &&
  (chosen === '' ? offered.length > 0 : !offered.includes(chosen));
const lastMessage = ({ evidence: { messages } }: Facts) => messages?.last;

const violation = 'Chromium fires an error after opening only when the server broke the protocol.';
const eitherOr = 'Firefox fires an error after opening for a broken protocol and for a TCP reset.';
const noError = 'It ended without a close frame and without an error event.';

/** Causes of the end of a connection that had opened, and of trouble while it is open. */
export const openedRules: readonly Rule[] = [
  // a close frame came
  ...rows(
    (facts) =>
      closedBy(facts) &&
      facts.byPeer &&
      !(facts.code === 1005 && facts.browser !== 'chromium') &&
      !illegal(facts),
    (facts) =>
      `A close frame came${facts.code === 1005 ? ' without a code' : ` with code ${String(facts.code)}`}.`,
    ['closed-by-server', 'certain', 0.9],
  ),
  ...rows(
    closedBy,
    (facts) =>
      `A close frame came${facts.code === 1005 ? ' without a code' : ` with code ${String(facts.code)}`}.`,
    ['closed-by-server', 'likely', 0.9],
  ),
  ...rows(
    (facts) => closedBy(facts) && facts.code !== undefined && illegal(facts) && facts.clean === true,
    (facts) => `Code ${String(facts.code)} must not be in a close frame, and was in this one.`,
    ['illegal-close-code', 'certain', 0.97],
  ),
  ...rows(
    (facts) => closedBy(facts) && unassigned(facts),
    (facts) => `Code ${String(facts.code)} is not assigned to anything.`,
    ['illegal-close-code', 'possible', 0.5],
  ),
  ...rows(
    (facts) => closedBy(facts) && facts.code === 1005 && facts.browser === 'firefox',
    'Firefox shows an illegal 1005 and a close frame cut short like one without a code.',
    ['illegal-close-code', 'possible', 0.1],
    ['protocol-violation', 'possible', 0.05],
  ),

  // no close frame, the server's doing
  ...rows(
    violated,
    violation,
    ['protocol-violation', 'likely', 0.9],
    ['illegal-close-code', 'possible', 0.06],
    ['closed-by-server', 'possible', 0.02],
  ),
  ...rows(
    (facts) => withError(facts) && family(facts, 'firefox'),
    eitherOr,
    ['protocol-violation', 'possible', 0.5],
    ['connection-lost', 'possible', 0.4],
    ['illegal-close-code', 'possible', 0.05],
    ['message-too-big', 'possible', 0.03],
  ),
  ...rows(
    (facts) => withError(facts) && family(facts, 'webkit', 'unknown'),
    'It ended without a close frame, with an error event.',
    ['protocol-violation', 'possible', 0.45],
    ['connection-lost', 'possible', 0.4],
  ),
  ...rows(
    (facts) => withError(facts) && family(facts, 'webkit'),
    // 0, 5000, 1012 and 1013 do so (own measurement, WebKitGTK 2.50); Safari is not measured
    'WebKit may show a close frame so whose code it does not know, such as 1012 or 1013.',
    ['closed-by-server', 'possible', 0.2],
    ['illegal-close-code', 'possible', 0.1],
  ),

  // no close frame, the connection's end
  ...rows(withoutError, noError, ['connection-lost', 'likely', 0.6], ['idle-timeout', 'possible', 0.1]),
  ...rows(withoutError, noError, ['message-too-big', 'possible', 0.05]),
  ...rows(
    (facts) => withoutError(facts) && facts.browser !== 'chromium',
    'Firefox accepts masked frames from a server and some garbage until the connection ends.',
    ['protocol-violation', 'possible', 0.06],
  ),
  ...rows(
    (facts) => noFrame(facts) && facts.error === undefined,
    'It ended without a close frame.',
    ['connection-lost', 'possible', 0.5],
    ['protocol-violation', 'possible', 0.3],
    ['idle-timeout', 'possible', 0.1],
  ),
  ...rows(
    (facts) => idleLimit(facts) !== undefined,
    (facts) => `It was cut after ${seconds(facts.idleMs)} without a message, a usual limit.`,
    ['idle-timeout', 'likely', 0.65],
  ),
  ...rows(
    (facts) =>
      idleLimit(facts) !== undefined && idledMs(facts) >= surelyIdleMs && idleProducts(facts).length > 0,
    (facts) => `${seconds(facts.idleMs)} fits the default of ${productsText(idleProducts(facts))}.`,
    ['idle-timeout', 'likely', 0.8],
  ),
  ...rows(
    sameIdle,
    (facts) => `An earlier connection was cut after the same ${seconds(facts.idleMs)} without a message.`,
    ['idle-timeout', 'likely', 0.9],
  ),
  ...rows(
    (facts) => sameLife(facts) && torn(facts) && busy(facts),
    (facts) =>
      `An earlier connection ended at the same age of ${seconds(facts.openMs)}, and this one was busy.`,
    ['lifetime-limit', 'likely', 0.92],
  ),
  ...rows(sameLife, (facts) => `An earlier connection ended at the same age of ${seconds(facts.openMs)}.`, [
    'lifetime-limit',
    'possible',
    0.5,
  ]),
  ...rows(
    (facts) => torn(facts) && limitsAt(facts.openMs ?? 0, 'lifetime').length > 0,
    (facts) =>
      `It ended at an age of ${seconds(facts.openMs)}, the default of ${productsText(limitsAt(facts.openMs ?? 0, 'lifetime'))}.`,
    ['lifetime-limit', 'possible', 0.6],
  ),
  ...rows(
    (facts) => torn(facts) && busy(facts) && limitsAt(facts.openMs ?? 0, 'lifetime').length > 0,
    (facts) => `It ended at an age of ${seconds(facts.openMs)} although it was busy.`,
    ['lifetime-limit', 'likely', 0.7],
  ),

  // our own close
  ...rows((facts) => ours(facts) && facts.never, 'The attempt was ended on this side before it opened.', [
    'closed-by-page',
    'certain',
    0.8,
  ]),
  ...rows(
    (facts) =>
      ourClose(facts) &&
      facts.clean === true &&
      (facts.code === sentCode(facts) || !facts.evidence.closeArgs),
    'We asked to close, and the server agreed.',
    ['closed-by-page', 'certain', 0.8],
  ),
  ...rows(
    (facts) => ourClose(facts) && facts.clean === true && facts.code !== sentCode(facts),
    'The close code is not the one we sent.',
    ['closed-by-page', 'possible', 0.5],
    ['closed-by-server', 'likely', 0.7],
  ),
  ...rows(
    (facts) => ourClose(facts) && facts.clean === false && Number(facts.closingMs) >= browserGaveUpClosingMs,
    'The browser waited long for the server’s close frame, and gave up.',
    ['close-not-answered', 'likely', 0.95],
  ),
  ...rows(
    (facts) => ourClose(facts) && facts.clean === false && Number(facts.idleMs) >= browserGaveUpClosingMs,
    'The last message was long before the end.',
    ['close-not-answered', 'possible', 0.6],
  ),
  ...rows(
    (facts) =>
      ourClose(facts) &&
      facts.clean === false &&
      Number(facts.closingMs ?? facts.idleMs) < browserGaveUpClosingMs,
    'We asked to close, and the connection ended without a close frame.',
    ['close-cut-short', 'likely', 0.8],
  ),
  ...rows(
    (facts) => ourClose(facts) && facts.clean !== true,
    'We asked to close, and no close frame came back.',
    ['close-cut-short', 'possible', 0.5],
    ['connection-lost', 'possible', 0.3],
    ['close-not-answered', 'possible', 0.2],
  ),
  ...rows(
    (facts) => facts.evidence.timeout === 'closing' && facts.situation !== 'unopened',
    'The server did not answer our close frame within the time limit.',
    ['close-not-answered', 'likely', 0.95],
    ['connection-lost', 'possible', 0.3],
    ['server-stopped-reading', 'possible', 0.2],
  ),

  // while open, or whatever the end
  ...rows(
    disagrees,
    (facts) =>
      facts.chosen === ''
        ? 'Subprotocols were offered and the server chose none; Chromium would not even have opened.'
        : 'The server chose a subprotocol that was not offered; Chromium would not even have opened.',
    ['subprotocol', 'certain', 0.85],
  ),
  ...rows(
    ({ situation, evidence: { bufferedBytes, bufferedForMs } }) =>
      situation === 'open' && Number(bufferedBytes) >= stalledBytes && Number(bufferedForMs) >= stalledForMs,
    (facts) => `${String(facts.evidence.bufferedBytes)} bytes wait to be sent, and do not get fewer.`,
    ['server-stopped-reading', 'likely', 0.9],
  ),
  ...rows(
    (facts) =>
      facts.was &&
      facts.browser === 'chromium' &&
      lastMessage(facts)?.direction === 'received' &&
      lastMessage(facts)?.kind === 'text' &&
      lastMessage(facts)?.sizeBytes === 0,
    'The last message was an empty text.',
    ['text-too-long', 'possible', 0.03],
  ),
];

/** What cannot be, given what else is known of a connection that had opened. */
export const openedExclusions: readonly Exclusion[] = [
  { when: (facts) => Number(facts.closingMs) >= browserGaveUpClosingMs, causes: ['close-cut-short'] },
  // A browser that puts a page away goes away itself; no server sent that code (WHATWG WebSockets, “make disappear”).
  {
    when: (facts) => ended(facts) && facts.justRestored && facts.code === 1001,
    causes: ['closed-by-server'],
  },
  // A clean close is one with a close frame (RFC 6455 §7.1.4).
  { when: (facts) => facts.clean === true, causes: ['connection-lost', 'idle-timeout', 'message-too-big'] },
  { when: violated, causes: ['connection-lost', 'idle-timeout', 'lifetime-limit', 'message-too-big'] },
  {
    // cut soon after a message in either direction: no idle limit
    when: (facts) => ended(facts) && facts.idleMs !== undefined && facts.idleMs < shortestLimitMs,
    causes: ['idle-timeout'],
  },
];
