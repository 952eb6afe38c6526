import { isLoopbackHost, isPrivateHost } from './host-kind.js';
import type { ProblemFix } from './problem.js';
import { redactUrl } from './redact-url.js';
import { replaced, type UrlContext, type UrlPage, type UrlProblem } from './url-context.js';

const constructorSource = 'WHATWG WebSockets, the constructor';
const relativeSource = 'WHATWG URL, no scheme state';

/** What is wrong with how an address begins; the first rule that applies wins. */
export function checkScheme(context: UrlContext): UrlProblem | undefined {
  const rules = context.scheme === undefined ? relativeRules : context.known ? knownRules : unknownRules;
  for (const rule of rules) {
    const problem = rule(context);
    if (problem) return problem;
  }
  return undefined;
}

type Rule = (context: UrlContext) => UrlProblem | undefined;

const knownRules: readonly Rule[] = [
  function extraColon({ address, scheme = '', rest }) {
    if (!rest.startsWith(':')) return undefined;
    const colons = /^:+/.exec(rest)?.[0].length ?? 0;
    const start = scheme.length + 1;
    return {
      id: 'url-extra-colon',
      severity: 'error',
      message: 'One colon follows the scheme, not more.',
      start,
      end: start + colons,
      source: 'WHATWG URL, special authority ignore slashes state',
      fix: { label: 'Remove it', text: replaced(address, start, start + colons, '') },
    };
  },
  function wrongSlashes({ address, scheme = '', slashes, authority, url }) {
    if (slashes === '//') return undefined;
    const start = scheme.length + 1;
    const end = start + slashes.length;
    const reading = authority || !url ? '' : `; here browsers would read it as ${shown(url)}`;
    return {
      id: 'url-slashes',
      severity: 'warning',
      message: `Two slashes belong after “${scheme}:”${reading}.`,
      start: slashes ? start : 0,
      end: slashes ? end : start,
      source: 'WHATWG URL, special authority slashes state',
      fix: { label: `Use ${scheme}://`, text: replaced(address, start, end, '//') },
    };
  },
];

const unknownRules: readonly Rule[] = [
  function hostTakenForScheme({ address, scheme = '', rest, page }) {
    if (!/^\d{1,5}([/\\?]|$)/.test(rest) && !/^[^/\\?]*@/.test(rest)) return undefined;
    return {
      id: 'url-missing-scheme',
      severity: 'error',
      message: `The scheme is missing: browsers read “${scheme}:” as the scheme, and refuse it. Put ws:// or wss:// before the host.`,
      start: 0,
      end: scheme.length + 1,
      source: constructorSource,
      ...schemeFix(address, page),
    };
  },
  function notForWebSockets({ address, scheme = '', rest, page }) {
    const fix = /^\/\/[^/\\?]/.test(rest) ? schemeFix(rest.slice(2), page) : {};
    return {
      id: 'url-scheme',
      severity: 'error',
      message: `A WebSocket address begins with ws:// or wss:// (http:// and https:// are taken for them); “${scheme}:” is refused.`,
      start: 0,
      end: Math.min(scheme.length + 1, address.length),
      source: constructorSource,
      ...fix,
    };
  },
];

const relativeRules: readonly Rule[] = [
  function schemeWithoutColon(context) {
    const match = /^(?:(wss?|https?)[;,.]?|:)\/\/(?=[^/\\?])/i.exec(context.address);
    if (!match) return undefined;
    const scheme = match[1];
    const after = context.address.slice(match[0].length);
    const message = scheme ? `“${scheme}” lacks its colon` : 'The scheme is missing before the colon';
    return {
      ...asRelative(context, 'url-missing-scheme', message),
      end: match[0].length,
      ...(scheme
        ? { fix: { label: `Use ${scheme}://`, text: `${scheme}://${after}` } }
        : schemeFix(after, context.page)),
    };
  },
  function hostWithoutScheme(context) {
    const first = /^[^/\\?]*/.exec(context.address)?.[0] ?? '';
    if (!looksLikeHost(first)) return undefined;
    return {
      ...asRelative(context, 'url-missing-scheme', 'The scheme is missing'),
      end: first.length,
      ...schemeFix(context.address, context.page),
    };
  },
  function pathOfPage(context) {
    const deliberate = /^([/\\?]|\.\.?([/\\?]|$)|$)/.test(context.address);
    if (deliberate && context.page) return undefined;
    return asRelative(context, 'url-relative', 'There is neither scheme nor host');
  },
];

function asRelative({ address, page, url }: UrlContext, id: string, what: string): UrlProblem {
  const reading = page
    ? `: browsers read it as a path of this page${url ? `, ${shown(url)}` : ''}.`
    : ', and there is no page to complete it from.';
  return {
    id,
    severity: page ? 'warning' : 'error',
    message: what + reading,
    start: 0,
    end: address.length,
    source: relativeSource,
  };
}

function looksLikeHost(segment: string): boolean {
  return (
    /^localhost$/i.test(segment) ||
    /^[^:]+:\d{1,5}$/.test(segment) ||
    /^\[[0-9a-f:.]+\](:\d*)?$/i.test(segment) ||
    (/^[^.\s]+(\.[^.\s]+)+\.?$/u.test(segment) && !segment.startsWith('.'))
  );
}

/** Prepends the likelier of `ws://` and `wss://`, if the result is an address at all. */
function schemeFix(text: string, page: UrlPage | undefined): { fix?: ProblemFix } {
  try {
    const { hostname, port } = new URL(`wss://${text}`);
    const plain =
      isLoopbackHost(hostname) ||
      (!page?.url.startsWith('https:') && (isPrivateHost(hostname) || port === '80'));
    const scheme = plain ? 'ws' : 'wss';
    return { fix: { label: `Use ${scheme}://`, text: `${scheme}://${text}` } };
  } catch {
    return {};
  }
}

function shown(url: URL): string {
  return redactUrl(url.href.replace(/^http/, 'ws'));
}
