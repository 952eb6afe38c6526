import type { SocketEventName } from '../core/ports.js';
import { disputedBadPorts, isBadPort } from '../protocol/bad-ports.js';
import { isLoopbackHost, isPrivateHost } from '../protocol/host-kind.js';
import type { Problem } from '../protocol/problem.js';
import { parseSubprotocols } from '../protocol/subprotocol.js';
import { checkUrl, type UrlPage } from '../protocol/url.js';
import type {
  BrowserFamily,
  EarlierAttempt,
  Evidence,
  PermissionWord,
  Probe,
  ProbeKind,
} from './evidence.js';
import { soundEvidence } from './sound-evidence.js';

/**
 * Where an attempt stands, as far as the evidence tells. `unsaid`: it ended, and nothing says whether it had opened.
 * `ours`: we ended it.
 */
export type Situation = 'connecting' | 'open' | 'unopened' | 'opened' | 'unsaid' | 'ours';

/** What kind of place an address is, judged by its host's name alone. */
export type Place = 'loopback' | 'private' | 'local-name' | 'address' | 'name' | 'unknown';

/** The page came from the address's host and port: encrypted like the address (`same`), or not like it. */
export type PagePort = 'same' | 'same-with-tls' | 'same-without-tls';

/**
 * Evidence made safe to reason with: absurd values are gone, and what follows from it is worked out once. Every field
 * that is absent here is unknown.
 */
export interface Facts {
  readonly situation: Situation;
  readonly never: boolean;
  readonly was: boolean;
  readonly browser: BrowserFamily;
  readonly url: string;
  /** The address the browser used or would use; absent if it has none. */
  readonly target: URL | undefined;
  readonly secure: boolean;
  readonly place: Place;
  readonly pagePlace: Place;
  readonly securePage: boolean;
  readonly pageOrigin: string | undefined;
  /** Whether the page was served from the very host and port of the address, and with or without its TLS. */
  readonly pagePort: PagePort | undefined;
  readonly urlProblems: readonly Problem[];
  readonly protocolProblems: readonly Problem[];
  /** Whether a relative address could be resolved at all. */
  readonly urlChecked: boolean;
  readonly badPort: 'refused' | 'disputed' | undefined;
  readonly events: readonly SocketEventName[] | undefined;
  readonly error: boolean | undefined;
  readonly code: number | undefined;
  readonly reason: string;
  readonly clean: boolean | undefined;
  readonly threw: string | undefined;
  readonly byPeer: boolean;
  readonly offered: readonly string[] | undefined;
  readonly chosen: string | undefined;
  readonly compression: boolean | undefined;
  readonly durationMs: number | undefined;
  readonly openMs: number | undefined;
  readonly idleMs: number | undefined;
  readonly closingMs: number | undefined;
  /** Whether the end came just when the page returned from the back/forward cache. */
  readonly justRestored: boolean;
  readonly recentFailures: number;
  readonly permission: PermissionWord | undefined;
  readonly earlier: readonly EarlierAttempt[];
  readonly probes: readonly Probe[];
  readonly http: HttpReach | undefined;
  readonly evidence: Evidence;
}

/**
 * What the fetch probes say together. `answers`: the address itself gave an HTTP answer. `root-only`: only `/` did.
 * `silent`: a time limit ran out. `dead`: all failed at once.
 */
export type HttpReach = 'answers' | 'root-only' | 'silent' | 'dead';

/** Chromium ends the sockets of a cached page right after `pageshow` (own measurement). */
const soonAfterRestoreMs = 1_500;

/** Reads evidence. Never throws, whatever it holds. */
export function readFacts(given: Evidence): Facts {
  const evidence = soundEvidence(given);
  const { url, events, offered, extensions, durationMs, openedAfterMs, permissions, probes = [] } = evidence;
  const page = pageOf(evidence);
  const check = checkUrl(url, page);
  const target = parseUrl(check.resolved) ?? parseUrl(evidence.socketUrl) ?? parseUrl(url);
  const pageUrl = parseUrl(page?.url);
  const situation = situationOf(evidence);
  const opened = hasOpened(evidence);
  const place = placeOf(target);
  return {
    situation,
    never: situation === 'unopened' || (situation === 'ours' && !opened),
    was: situation === 'opened' || situation === 'open' || (situation === 'ours' && opened),
    browser: evidence.browser ?? 'unknown',
    url,
    target,
    secure: target?.protocol === 'wss:',
    place,
    pagePlace: placeOf(pageUrl),
    securePage: pageUrl?.protocol === 'https:',
    pageOrigin: pageUrl && pageUrl.origin !== 'null' ? pageUrl.origin : undefined,
    pagePort: pagePortOf(target, pageUrl),
    urlProblems: check.problems,
    protocolProblems: parseSubprotocols(offered ?? []).problems,
    urlChecked: page !== undefined || /^[a-z][a-z0-9+.-]*:/i.test(url.trim()),
    badPort: badPortOf(target, evidence.browser),
    events,
    error: events?.includes('error'),
    code: evidence.code,
    reason: evidence.reason ?? '',
    clean: evidence.wasClean,
    threw: evidence.threw?.name,
    byPeer: evidence.endedBy === 'peer',
    offered,
    chosen: evidence.protocol,
    compression: extensions === undefined ? undefined : /permessage-deflate/i.test(extensions),
    durationMs,
    openMs:
      durationMs === undefined || openedAfterMs === undefined
        ? undefined
        : Math.max(0, durationMs - openedAfterMs),
    idleMs: evidence.idleMs,
    closingMs: evidence.closingMs,
    justRestored: (evidence.restoredBeforeEndMs ?? Infinity) <= soonAfterRestoreMs,
    recentFailures: evidence.recentFailures ?? 0,
    permission: place === 'loopback' ? permissions?.loopback : permissions?.local,
    earlier: evidence.earlier ?? [],
    probes,
    http: httpReach(probes),
    evidence,
  };
}

/** The probe of a kind that was made, if any. */
export function probeOf(facts: Facts, kind: ProbeKind): Probe | undefined {
  return facts.probes.find((probe) => probe.kind === kind);
}

function situationOf(evidence: Evidence): Situation {
  const { stage, endedBy, refused, closeArgs, opened, events, threw, cspViolation, timeout, lost } = evidence;
  if (stage === 'connecting' || stage === 'open') return stage;
  const byUs = endedBy === 'reader' || endedBy === 'host' || endedBy === 'removal';
  if (byUs || (refused ?? closeArgs ?? lost) !== undefined) return 'ours';
  if (hasOpened(evidence)) return 'opened';
  if (opened === false || events) return 'unopened';
  return (threw ?? cspViolation ?? timeout) === undefined ? 'unsaid' : 'unopened';
}

function hasOpened({ opened, events, openedAfterMs }: Evidence): boolean {
  return opened ?? (events?.includes('open') === true || openedAfterMs !== undefined);
}

function httpReach(probes: readonly Probe[]): HttpReach | undefined {
  const outcome = (kind: ProbeKind) => probes.find((probe) => probe.kind === kind)?.outcome;
  const direct = [outcome('cors'), outcome('no-cors')];
  if (direct.includes('answered')) return 'answers';
  if (direct.includes('timeout')) return 'silent';
  // A `cors` fetch that fails alone says nothing: the answer may only lack its headers.
  if (outcome('no-cors') !== 'failed') return undefined;
  const root = outcome('root');
  return root === 'answered' ? 'root-only' : root === 'timeout' ? 'silent' : 'dead';
}

function placeOf(url: URL | undefined): Place {
  if (!url || url.hostname === '') return 'unknown';
  const { hostname } = url;
  if (isLoopbackHost(hostname)) return 'loopback';
  if (/^\[|^[\d.]+$/.test(hostname)) return isPrivateHost(hostname) ? 'private' : 'address';
  // Names that the public DNS does not have (RFC 6761, RFC 6762, RFC 8375), and names without a dot.
  return isPrivateHost(hostname) || !hostname.includes('.') || /\.test\.?$/i.test(hostname)
    ? 'local-name'
    : 'name';
}

function pagePortOf(target: URL | undefined, page: URL | undefined): PagePort | undefined {
  if (!target || !page || target.hostname === '' || !/^https?:$/.test(page.protocol)) return undefined;
  if (target.hostname !== page.hostname || portOf(target) !== portOf(page)) return undefined;
  const pageSecure = page.protocol === 'https:';
  if (pageSecure === (target.protocol === 'wss:')) return 'same';
  return pageSecure ? 'same-with-tls' : 'same-without-tls';
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'wss:' || protocol === 'https:' ? '443' : '80');
}

function badPortOf(target: URL | undefined, browser: BrowserFamily | undefined): Facts['badPort'] {
  if (!target || target.port === '' || !isBadPort(Number(target.port))) return undefined;
  const disputed = disputedBadPorts.includes(Number(target.port)) && browser !== 'firefox';
  return disputed ? 'disputed' : 'refused';
}

function pageOf({ pageUrl, upgradesInsecureRequests }: Evidence): UrlPage | undefined {
  if (pageUrl === undefined || !parseUrl(pageUrl)) return undefined;
  return { url: pageUrl, ...(upgradesInsecureRequests === true && { upgradesInsecureRequests }) };
}

function parseUrl(url: string | undefined): URL | undefined {
  if (url === undefined) return undefined;
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
