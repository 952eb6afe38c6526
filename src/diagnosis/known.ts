import { describeCloseCode } from '../protocol/close-codes.js';
import type { Probe, ProbeKind, ProbeOutcome } from './evidence.js';
import type { Facts } from './facts.js';
import { listText, quoted, timeText } from './words.js';

const probeNames: Readonly<Record<ProbeKind, string>> = {
  cors: 'A readable request for this address',
  'no-cors': 'A request for this address',
  root: 'A request for “/”',
  'without-subprotocols': 'A WebSocket without subprotocols',
  'swapped-scheme': 'A WebSocket with the other scheme',
};

/** What happened, in one sentence and without a guess. */
export function summaryOf(facts: Facts): string {
  const { situation, durationMs, evidence, code } = facts;
  const after = durationMs === undefined ? '' : ` after ${timeText(durationMs)}`;
  if (situation === 'ours' && typeof evidence.refused === 'string')
    return 'This page refused, and no socket was made.';
  if (situation === 'ours' && evidence.lost !== undefined)
    return `The worker that held the socket stopped${after}.`;
  if (situation === 'connecting')
    return durationMs === undefined ? 'Connecting.' : `No answer for ${timeText(durationMs)}.`;
  if (situation === 'open') return 'The connection is open.';
  if (facts.never && facts.threw) return 'The browser refused to make the connection.';
  if (facts.never && evidence.cspViolation) return 'The browser blocked the connection.';
  if (situation === 'ours') {
    if (facts.never) return `The attempt was ended on this side${after}.`;
    return facts.clean === true
      ? `It was closed on this side, and the server agreed${codeText(code)}.`
      : 'It was closed on this side, and no close frame came back.';
  }
  if (evidence.timeout === 'handshake' && facts.never)
    return `No answer came, and the attempt was given up${after}.`;
  if (situation === 'unopened') {
    if (code === 1015) return `The TLS handshake failed${after}; no connection was opened.`;
    return facts.events?.length === 0 && code === undefined
      ? 'No connection was opened.'
      : `The connection failed before it opened${after}.`;
  }
  if (situation === 'unsaid')
    return code === undefined
      ? 'Nothing is known of an attempt at this address.'
      : `It ended${codeText(code)}.`;
  const lived = facts.openMs === undefined ? '' : ` after ${timeText(facts.openMs)}`;
  if (facts.clean === true || (code !== undefined && code !== 1006 && code !== 1015))
    return `The connection was closed${lived}${codeText(code)}.`;
  return `The connection had opened, and ended without a close frame${lived}.`;
}

/** What was observed, a sentence each; nothing that is concluded. */
export function knownOf(facts: Facts): readonly string[] {
  const { evidence, durationMs, openMs, idleMs, offered, chosen, place } = facts;
  const messages = evidence.messages;
  const last = messages?.last;
  return [
    facts.never ? 'It never opened.' : facts.was ? 'It had opened.' : undefined,
    facts.events?.length ? `Events, in their order: ${facts.events.join(', ')}.` : undefined,
    facts.code !== undefined &&
      `Close code${codeText(facts.code).replace(' with code', '')}, ${cleanText(facts.clean)}.`,
    facts.reason !== '' && `The reason given: ${quoted(facts.reason)}.`,
    facts.threw !== undefined && `The browser threw ${quoted(facts.threw)}.`,
    evidence.cspViolation &&
      `A policy of this page was violated: ${quoted(evidence.cspViolation.effectiveDirective)}.`,
    evidence.refused !== undefined && quoted(evidence.refused),
    evidence.lost !== undefined && `The worker's error: ${quoted(evidence.lost)}.`,
    facts.never && durationMs !== undefined && `It took ${timeText(durationMs)}.`,
    facts.was && openMs !== undefined && `It was open for ${timeText(openMs)}.`,
    facts.was && idleMs !== undefined && openMs !== undefined && idleMs < openMs && !justBefore(facts)
      ? `The last message was ${timeText(idleMs)} before the end.`
      : undefined,
    last &&
      justBefore(facts) &&
      `A ${last.kind} of ${String(last.sizeBytes)} bytes was ${last.direction} ${timeText(last.beforeEndMs)} before the end.`,
    facts.situation === 'ours' &&
      facts.code === 1005 &&
      evidence.closeArgs?.code === undefined &&
      'We closed without a code; browsers show that as 1005.',
    offered && offered.length > 0 && `Subprotocols offered: ${listText(offered)}.`,
    facts.was && chosen !== undefined
      ? chosen === ''
        ? 'The server chose no subprotocol.'
        : `The server chose the subprotocol ${quoted(chosen)}.`
      : undefined,
    facts.was && facts.compression === true && 'Messages are compressed (permessage-deflate).',
    place === 'loopback' && 'The address is this machine itself.',
    evidence.onLine === false && 'The browser says it is offline.',
    facts.permission !== undefined && facts.permission !== 'granted' && needsPermission(facts)
      ? `Permission to reach it from this site: ${facts.permission}.`
      : undefined,
    facts.was &&
      facts.justRestored &&
      `The page came back from the Back/Forward cache ${timeText(evidence.restoredBeforeEndMs ?? 0)} before the end.`,
    facts.recentFailures > 0 && `Failures just before it: ${String(facts.recentFailures)}.`,
    ...facts.probes.map(probeText),
  ].filter((sentence) => typeof sentence === 'string');
}

/** What a page cannot find out here, a sentence each. */
export function unknowableOf(facts: Facts): readonly string[] {
  const { situation, browser, secure, http } = facts;
  const unopened = situation === 'unopened' && !facts.threw && !facts.evidence.cspViolation;
  const lost = situation === 'opened' && facts.clean === false && facts.code === 1006;
  return [
    unopened &&
      'Why the handshake failed: browsers must not tell a page (WHATWG WebSockets §8), so that pages cannot scan networks.',
    unopened && (http === undefined || http === 'dead') && facts.code !== 1015
      ? 'Whether the name has no address, the port is closed, or no route leads there.'
      : undefined,
    unopened && http === 'answers' && 'The status and headers of the answer to the upgrade itself.',
    unopened && secure && browser !== 'firefox' && http !== 'answers'
      ? 'Whether it is the certificate: this browser shows it like a closed port.'
      : undefined,
    facts.code === 1015 && 'What is wrong with the certificate or with TLS.',
    unopened && 'Whether an extension, a virus scanner or a company proxy stepped in.',
    lost && facts.error === true
      ? 'Which rule the server broke: invalid text, broken compression and illegal frames look the same here.'
      : undefined,
    lost && browser !== 'chromium' && facts.error === true
      ? 'Whether the server broke the protocol or reset the connection.'
      : undefined,
    // Where the server broke a rule it was the browser itself.
    lost && !(browser === 'chromium' && facts.error === true)
      ? 'Whether the server, a proxy or the network ended it.'
      : undefined,
  ].filter((sentence) => typeof sentence === 'string');
}

/**
 * Where else the reason stands. Chromium writes one into its console for every handshake that failed and for every rule
 * that the server broke; Firefox’s console only says that it failed (own measurement).
 */
export function elsewhereOf(facts: Facts): readonly string[] {
  const { situation, browser, threw, error, evidence } = facts;
  if (browser !== 'chromium' || error !== true || threw !== undefined) return [];
  if (situation === 'unopened' && !evidence.cspViolation && evidence.timeout === undefined)
    return ['Open the developer tools (F12): this browser writes the reason into its console.'];
  if (situation === 'opened' && facts.clean === false && !facts.justRestored)
    return [
      'Open the developer tools (F12): this browser writes the broken rule into its console. The server’s own log has it too, as the reason of the close frame 1002 that this browser sent it.',
    ];
  return [];
}

/** Whether there was a message so shortly before the end that it may be the reason. */
function justBefore({ evidence: { messages } }: Facts): boolean {
  return (messages?.last?.beforeEndMs ?? Infinity) < 250;
}

/** Browsers ask for permission only where a page from elsewhere wants to reach this machine or its network. */
function needsPermission({ place, pagePlace }: Facts): boolean {
  return place !== 'name' && place !== 'address' && pagePlace !== 'loopback' && pagePlace !== 'private';
}

function codeText(code: number | undefined): string {
  return code === undefined ? '' : ` with code ${String(code)} (${describeCloseCode(code).name})`;
}

function cleanText(clean: boolean | undefined): string {
  if (clean === undefined) return 'clean or not is unknown';
  return clean ? 'a clean close' : 'not a clean close';
}

function probeText({ kind, outcome, status, code, durationMs }: Probe): string {
  const name = probeNames[kind];
  const socket = kind === 'without-subprotocols' || kind === 'swapped-scheme';
  const words: Readonly<Record<ProbeOutcome, string>> = {
    answered: socket
      ? 'opened'
      : status === undefined
        ? 'was answered'
        : `was answered with status ${String(status)}`,
    failed: code === undefined ? 'failed' : `failed with code ${String(code)}`,
    timeout: 'got no answer in time',
    blocked: 'was blocked by this page’s policy',
    aborted: 'was stopped',
  };
  const after = durationMs !== undefined ? ` after ${timeText(durationMs)}` : '';
  return `${name} ${words[outcome]}${after}.`;
}
