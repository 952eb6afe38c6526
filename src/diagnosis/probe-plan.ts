import { diagnose } from './diagnose.js';
import type { Evidence, ProbeKind } from './evidence.js';
import { probeOf, readFacts, type Facts } from './facts.js';

/** How long a probe may take. A slow gateway may be cut off by it: that is evidence too. */
export const probeLimitMs = 3_000;

/** A request to make, and why. */
export interface ProbeRequest {
  readonly kind: ProbeKind;
  readonly how: 'fetch' | 'websocket';
  /** Without credentials before the host, as browsers send none. */
  readonly url: string;
  /** For `fetch`. Always with `credentials: 'omit'` and `cache: 'no-store'`. */
  readonly mode?: 'cors' | 'no-cors';
  /** What it asks, in a sentence for the reader. */
  readonly question: string;
}

const questions: Readonly<Record<ProbeKind, string>> = {
  cors: 'Does a plain HTTP request get an answer that this page may read?',
  'no-cors': 'Does a plain HTTP request get any answer?',
  root: 'Does the server answer for “/”?',
  'without-subprotocols': 'Does it open without subprotocols?',
  'swapped-scheme': 'Does it open with the other of ws:// and wss://?',
};

/**
 * The next question worth asking after a failure, or `undefined` when no more could help: at most four in all, and
 * none where the cause is certain, where it had opened, or where the page's policy blocked the one before. Pure: it
 * asks nothing itself. Ask only when the reader wants it, one after the other, adding each result to the evidence.
 */
export function nextProbe(evidence: Evidence): ProbeRequest | undefined {
  const facts = readFacts(evidence);
  if (facts.situation !== 'unopened' || !facts.target || facts.probes.length >= 4) return undefined;
  if (facts.probes.some(({ outcome }) => outcome === 'aborted')) return undefined;
  if (facts.badPort === 'refused' || diagnose(evidence).findings[0]?.confidence === 'certain')
    return undefined;
  const kind = order.find((candidate) => !probeOf(facts, candidate) && helps[candidate](facts));
  return kind && request(kind, facts.target);
}

const order: readonly ProbeKind[] = ['cors', 'no-cors', 'root', 'without-subprotocols', 'swapped-scheme'];

const blocked = (facts: Facts) => facts.probes.some(({ outcome }) => outcome === 'blocked');
const asked = (facts: Facts, ...kinds: readonly ProbeKind[]) => kinds.some((kind) => probeOf(facts, kind));

const helps: Readonly<Record<ProbeKind, (facts: Facts) => boolean>> = {
  cors: () => true,
  // A readable answer has said it all.
  'no-cors': (facts) => !blocked(facts) && probeOf(facts, 'cors')?.outcome !== 'answered',
  root: (facts) => !blocked(facts) && facts.http !== 'answers' && facts.target?.pathname !== '/',
  'without-subprotocols': ({ offered, http }) =>
    offered !== undefined && offered.length > 0 && http !== 'dead',
  'swapped-scheme': (facts) =>
    !asked(facts, 'without-subprotocols') &&
    swapAllowed(facts) &&
    // Where HTTP answers, only a server that sends everything to https: is left to be found.
    (facts.http !== 'answers' || (!facts.secure && facts.target?.port === '' && facts.place === 'name')),
};

/** From an https page ws:// reaches this machine only (W3C Mixed Content). */
function swapAllowed({ secure, securePage, place }: Facts): boolean {
  return !secure || !securePage || place === 'loopback';
}

function request(kind: ProbeKind, target: URL): ProbeRequest {
  const url = new URL(target.href);
  url.username = url.password = url.hash = '';
  const question = questions[kind];
  if (kind === 'without-subprotocols') return { kind, how: 'websocket', url: url.href, question };
  if (kind === 'swapped-scheme') {
    return { kind, how: 'websocket', url: url.href.replace(/^wss?:/, swappedScheme), question };
  }
  if (kind === 'root') {
    url.pathname = '/';
    url.search = '';
  }
  return {
    kind,
    how: 'fetch',
    url: url.href.replace(/^ws/, 'http'),
    mode: kind === 'cors' ? 'cors' : 'no-cors',
    question,
  };
}

function swappedScheme(scheme: string): string {
  return scheme === 'wss:' ? 'ws:' : 'wss:';
}
