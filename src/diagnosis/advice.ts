import { describeCloseCode } from '../protocol/close-codes.js';
import type { CauseId } from './cause.js';
import { probeOf, type Facts } from './facts.js';
import { timeText } from './words.js';

/** What an HTTP status to a plain request suggests. */
const statusAdvice: Readonly<Partial<Record<number, string>>> = {
  200: 'Status 200: an ordinary page lives at this path, not a WebSocket. Check the path.',
  400: 'Status 400: the server wants another request; it may expect a subprotocol, a parameter or the upgrade headers.',
  401: 'Status 401: it wants you to sign in. A page cannot send an Authorization header with a WebSocket.',
  403: 'Status 403: it does not allow this, perhaps because of this page’s Origin.',
  404: 'Status 404: there is nothing at this path. Check it, a slash at the end too.',
  426: 'Status 426: a WebSocket server is there; the upgrade did not reach it, or was malformed.',
  429: 'Status 429: too many requests. Wait before the next try.',
  502: 'Status 502: a gateway stands before a dead server.',
  503: 'Status 503: the server is overloaded or down.',
  504: 'Status 504: a gateway waited for its server in vain.',
};

/** Advice that follows from this very evidence, before what always helps against the cause. */
export function adviceFor(cause: CauseId, facts: Facts): readonly string[] {
  return (advisers[cause]?.(facts) ?? []).filter((line) => typeof line === 'string');
}

type Lines = readonly (string | false | undefined)[];

const advisers: Partial<Record<CauseId, (facts: Facts) => Lines>> = {
  'not-upgraded': (facts) => [statusAdvice[probeOf(facts, 'cors')?.status ?? 0]],
  'closed-by-server': (facts) => [
    ...(facts.code === undefined ? [] : describeCloseCode(facts.code).advice),
    facts.code === 1003 && lastSent(facts) && `The last message we sent was ${lastSent(facts)?.kind ?? ''}.`,
    facts.code === 1009 &&
      lastSent(facts) &&
      `The last message we sent had ${String(lastSent(facts)?.sizeBytes)} bytes.`,
  ],
  'protocol-violation': (facts) => [
    ...afterMessage(facts),
    facts.was && facts.compression === true && 'Compression is in use: turn it off on the server to test.',
  ],
  'connection-lost': afterMessage,
};

function lastSent({ evidence: { messages } }: Facts) {
  const last = messages?.last;
  return last?.direction === 'sent' ? last : undefined;
}

function afterMessage({ evidence: { messages } }: Facts): Lines {
  const last = messages?.last;
  if (!last || last.beforeEndMs > 250) return [];
  return [
    `It came ${timeText(last.beforeEndMs)} after a ${last.kind} message was ${last.direction}: look at that message first.`,
  ];
}
