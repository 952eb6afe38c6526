import { closeAfterErrorMs, violationAfterThrowMs } from '../core/attempt.js';
import type { SocketLike } from '../core/ports.js';
import type { Evidence, Probe, ProbeKind, ProbeOutcome } from '../diagnosis/evidence.js';
import { isBadPort } from '../protocol/bad-ports.js';
import { isLoopbackHost } from '../protocol/host-kind.js';
import { redactUrl } from '../protocol/redact-url.js';
import { checkUrl } from '../protocol/url.js';

/** How long one probe may take. */
export const probeTimeoutMs = 3_000;

/** What a probe asks. */
export interface ProbeQuestion {
  readonly kind: ProbeKind;
  /** The whole address asked, without credentials and fragment. */
  readonly url: string;
}

/** A question and what came of it. */
export interface ProbeAnswer {
  readonly question: ProbeQuestion;
  readonly probe: Probe;
}

/** How to run probes. Everything may be left out. */
export interface ProbeOptions {
  /** Stops the running probe, which then counts as `aborted`, and asks nothing more. */
  readonly signal?: AbortSignal;
  /** How long each may take, in milliseconds. Default 3,000. */
  readonly timeoutMs?: number;
  /** Told before each request is made. */
  readonly onQuestion?: (question: ProbeQuestion) => void;
  /** Told of each answer as it comes. */
  readonly onAnswer?: (answer: ProbeAnswer) => void;
  /** Makes requests in place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Makes sockets in place of the global `WebSocket`. */
  readonly socket?: (url: string) => Pick<SocketLike, 'addEventListener' | 'close' | 'readyState'>;
}

/**
 * Whether `runProbes()` would ask anything. Not where no answer could say more than is known: while an attempt runs,
 * after an end that was explained, and where the page or the browser forbids the address (a policy, mixed content, a
 * refused port).
 */
export function canProbe(evidence: Evidence): boolean {
  return goalOf(evidence) !== undefined;
}

/**
 * Asks the network what a failed attempt could not tell, one request after another and at most four: a `fetch` that
 * can be read if the server allows it (CORS), one that cannot (`no-cors`), one of `/`, and one WebSocket without
 * subprotocols or with the other scheme. Each is left out where its answer is known already, where it would be mixed
 * content, or where it would show a token of a `wss:` address to the network. These are real requests: call it on the
 * reader's gesture only. No credentials, cookies or referrer go along with a `fetch`; a WebSocket carries the cookies
 * that it carries from this page anyway, because no script can keep them back. Nothing is read from an answer but its
 * status, and no message is sent.
 *
 * Never rejects: a request that hangs, is blocked or stopped is an answer too.
 */
export async function runProbes(
  evidence: Evidence,
  options: ProbeOptions = {},
): Promise<readonly ProbeAnswer[]> {
  const goal = goalOf(evidence);
  const answers: ProbeAnswer[] = [];
  if (!goal) return answers;
  const ask = async (kind: ProbeKind, url: URL): Promise<ProbeOutcome | undefined> => {
    if (options.signal?.aborted) return undefined;
    const question = { kind, url: url.href };
    options.onQuestion?.(question);
    const answer = { question, probe: await probe(question, options) };
    answers.push(answer);
    options.onAnswer?.(answer);
    return answer.probe.outcome;
  };

  let outcome = await ask('cors', goal.http);
  if (outcome === 'failed') outcome = await ask('no-cors', goal.http);
  if (outcome === 'failed' && goal.http.pathname + goal.http.search !== '/')
    await ask('root', new URL('/', goal.http));
  const socket = goal.opened ? undefined : socketQuestion(goal, outcome);
  if (socket) await ask(socket.kind, socket.url);
  return answers;
}

/** What a failed attempt asked for, ready to be asked again in other ways. */
interface Goal {
  readonly http: URL;
  readonly socket: URL;
  readonly opened: boolean;
  readonly offers: boolean;
  /** Whether the page may make requests to this host without TLS. */
  readonly plainAllowed: boolean;
}

function goalOf(evidence: Evidence): Goal | undefined {
  const { url, socketUrl, pageUrl, stage = 'closed', endedBy = 'peer', opened = false } = evidence;
  const {
    threw,
    refused,
    cspViolation,
    lost,
    code = 1006,
    wasClean = false,
    timeout,
    offered = [],
  } = evidence;
  if (stage !== 'closed' || (endedBy !== 'peer' && endedBy !== 'timeout')) return undefined;
  if (threw ?? refused ?? cspViolation ?? lost) return undefined;
  // A close frame has said all there is to say; and who does not answer one is there, and does not answer.
  if (opened && (wasClean || code !== 1006 || timeout === 'closing')) return undefined;
  const target = parse(
    socketUrl ?? checkUrl(url, pageUrl === undefined ? undefined : { url: pageUrl }).resolved,
  );
  if (!target || target.hostname === '' || isBadPort(portOf(target))) return undefined;
  const secure = target.protocol === 'wss:';
  // W3C Mixed Content §4; WebKit does not except loopback hosts.
  const plainAllowed =
    !pageUrl?.startsWith('https:') || (isLoopbackHost(target.hostname) && evidence.browser !== 'webkit');
  if (!secure && !plainAllowed) return undefined;
  // `fetch` throws for addresses with credentials (Fetch, the `Request` constructor).
  target.username = target.password = target.hash = '';
  const http = new URL(target.href.replace(/^ws/, 'http'));
  return { http, socket: target, opened, offers: offered.length > 0, plainAllowed };
}

/** The one WebSocket that is most worth a try. Each that fails makes the browser slower for the next attempts. */
function socketQuestion(
  { socket, offers, plainAllowed }: Goal,
  http: ProbeOutcome | undefined,
): { readonly kind: ProbeKind; readonly url: URL } | undefined {
  const without = { kind: 'without-subprotocols', url: socket } as const;
  if (offers && http !== 'failed') return without;
  const secure = socket.protocol === 'wss:';
  // A token in the address must not cross a network in the clear, only to learn whether the port is plain.
  const exposes = !isLoopbackHost(socket.hostname) && redactUrl(socket.href) !== socket.href;
  if (secure && (!plainAllowed || exposes)) return offers ? without : undefined;
  const swapped = new URL(socket);
  swapped.protocol = secure ? 'ws:' : 'wss:';
  return { kind: 'swapped-scheme', url: swapped };
}

async function probe({ kind, url }: ProbeQuestion, options: ProbeOptions): Promise<Probe> {
  const { signal, timeoutMs = probeTimeoutMs } = options;
  const policy = watchPolicy(url);
  const timing = watchTiming(url);
  const cut = new AbortController();
  const startedMs = performance.now();
  const stopped = new Promise<Told>((resolve) => {
    const timer = setTimeout(() => resolve({ outcome: 'timeout' }), timeoutMs);
    const onAbort = () => resolve({ outcome: 'aborted' });
    signal?.addEventListener('abort', onAbort, { signal: cut.signal });
    cut.signal.addEventListener('abort', () => clearTimeout(timer));
    if (signal?.aborted) onAbort();
  });
  const ask = kind === 'without-subprotocols' || kind === 'swapped-scheme' ? askSocket : askHttp;
  const told = await Promise.race([ask({ kind, url }, options, cut.signal), stopped]);
  const durationMs = performance.now() - startedMs;
  // Ends what still runs, and the body of an answer that nobody reads.
  cut.abort();
  // The news of a policy violation, and the timing entry, come a moment after the failure.
  if (told.outcome === 'failed') await pause(violationAfterThrowMs);
  const blocked = policy.end();
  const resourceTimingMs = timing.end();
  return Object.freeze({
    kind,
    ...told,
    ...(told.outcome === 'failed' && blocked && { outcome: 'blocked' as const }),
    durationMs,
    ...(kind === 'no-cors' && resourceTimingMs !== undefined && { resourceTimingMs }),
  });
}

type Told = Pick<Probe, 'outcome' | 'status' | 'redirected' | 'code'>;

async function askHttp(
  { kind, url }: ProbeQuestion,
  options: ProbeOptions,
  signal: AbortSignal,
): Promise<Told> {
  const request = options.fetch ?? fetch.bind(globalThis);
  try {
    const { status, redirected } = await request(url, {
      mode: kind === 'cors' ? 'cors' : 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return { outcome: 'answered', ...(kind === 'cors' && { status, redirected }) };
  } catch {
    return { outcome: 'failed' };
  }
}

function askSocket({ url }: ProbeQuestion, options: ProbeOptions, signal: AbortSignal): Promise<Told> {
  return new Promise((resolve) => {
    let socket: ReturnType<NonNullable<ProbeOptions['socket']>>;
    try {
      socket = options.socket?.(url) ?? new WebSocket(url);
    } catch {
      // Mixed content was ruled out before, so only a policy is left to throw here.
      resolve({ outcome: 'blocked' });
      return;
    }
    socket.addEventListener('open', () => resolve({ outcome: 'answered' }));
    socket.addEventListener('close', ({ code }) => {
      resolve({ outcome: 'failed', ...(code !== undefined && { code }) });
    });
    // Under a policy Chromium fires `error` alone (own measurement, Chromium 156).
    socket.addEventListener('error', () => {
      setTimeout(() => resolve({ outcome: 'failed' }), closeAfterErrorMs);
    });
    signal.addEventListener('abort', () => {
      if (socket.readyState !== 3) socket.close();
    });
  });
}

/** Whether an enforced policy forbids an address, as the page's event tells (CSP Level 3 §5.5). */
function watchPolicy(url: string): { end(): boolean } {
  let blocked = false;
  const onViolation = ({ effectiveDirective, blockedURI, disposition }: SecurityPolicyViolationEvent) => {
    const address = blockedURI.replace(/\/$/, '');
    const fits = /^(wss?|https?)$/.test(address) || (address !== '' && url.startsWith(address));
    if (effectiveDirective === 'connect-src' && disposition === 'enforce' && fits) blocked = true;
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    end() {
      document.removeEventListener('securitypolicyviolation', onViolation);
      return blocked;
    },
  };
}

/** The `duration` of the address's next Resource Timing entry; there is none for a WebSocket. */
function watchTiming(url: string): { end(): number | undefined } {
  let durationMs: number | undefined;
  const take = (entries: PerformanceEntryList) => {
    durationMs = entries.findLast(({ name }) => name === url)?.duration ?? durationMs;
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'resource' });
  return {
    end() {
      take(observer.takeRecords());
      observer.disconnect();
      return durationMs;
    },
  };
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'wss:' ? 443 : 80) : Number(port);
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

function parse(url: string | undefined): URL | undefined {
  try {
    return url === undefined ? undefined : new URL(url);
  } catch {
    return undefined;
  }
}
