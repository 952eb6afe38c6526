import { cleanText, type CleanText } from './clean-text.js';
import type { Problem } from './problem.js';
import { checkAuthority } from './url-authority.js';
import { contentRules } from './url-content-rules.js';
import { replaced, urlContext, type UrlContext, type UrlPage, type UrlProblem } from './url-context.js';
import { isUpgraded, pageRules } from './url-page-rules.js';
import { checkScheme } from './url-scheme-rules.js';

export type { UrlPage } from './url-context.js';

/** What {@link checkUrl} found. */
export interface UrlCheck {
  /** Errors first, then warnings; each in the order of the text. */
  readonly problems: readonly Problem[];
  /** The `ws:` or `wss:` address that the browser would use; absent if it would refuse the text. */
  readonly resolved?: string;
}

/** Problems that this browser's own parser decides, because browsers differ; see `url-authority.ts`. */
const disputedIds: readonly string[] = [
  'url-host-character-disputed',
  'url-host-punycode',
  'url-ipv4-disputed',
];

/**
 * What `new WebSocket(text)` would make of an address, on a given page or, without one, in Node: where it is
 * wrong, and what it resolves to. Never throws and never connects. Without a page, a relative address is an
 * error because there is nothing to resolve it against. Empty text is an error too, although some browsers
 * would connect to the page itself.
 */
export function checkUrl(text: string, page?: UrlPage): UrlCheck {
  const clean = cleanText(text);
  if (clean.text === '') return { problems: [empty(text)] };
  const quoted = checkQuotes(clean.text, page);
  const found = quoted ? [quoted] : checkAddress(clean.text, page);
  const problems = [...checkWhitespace(text, clean), ...found.map((problem) => asTyped(problem, clean))].sort(
    (one, other) => rank(one) - rank(other) || (one.start ?? 0) - (other.start ?? 0),
  );
  const resolved = resolve(clean.text, page, problems);
  const placed = problems.map(withPlace);
  return resolved === undefined ? { problems: placed } : { problems: placed, resolved };
}

/** Says in words, too, where a problem begins; at the very beginning there is nothing to count. */
function withPlace<P extends Problem>(problem: P): P {
  const { start = 0, message } = problem;
  return start > 0 ? { ...problem, message: `${message} (Position ${String(start + 1)}.)` } : problem;
}

function checkAddress(text: string, page: UrlPage | undefined): readonly UrlProblem[] {
  const hash = text.indexOf('#');
  const context = urlContext(hash < 0 ? text : text.slice(0, hash), page);
  const problems = [
    checkScheme(context),
    ...checkContextAuthority(context),
    ...contentRules.map((rule) => rule(context)),
    ...pageRules.map((rule) => context.url && rule(context, context.url)),
  ].filter((problem) => problem !== undefined);
  if (hash >= 0) {
    return [fragment(text, hash), ...problems.map((problem) => appendToFix(problem, text.slice(hash)))];
  }
  const explained = problems.some(({ severity, id }) => severity === 'error' || disputedIds.includes(id));
  const outcome = explained ? undefined : checkOutcome(context);
  return outcome ? [outcome, ...problems] : problems;
}

/** The rules see the address without its fragment; their fixes must not lose what was typed. */
function appendToFix({ fix, ...problem }: UrlProblem, text: string): UrlProblem {
  return fix ? { ...problem, fix: { ...fix, text: fix.text + text } } : problem;
}

function checkContextAuthority({ address, authority }: UrlContext): readonly UrlProblem[] {
  if (!authority) return [];
  return checkAuthority(address, authority).map(({ replacement, ...problem }) =>
    replacement
      ? {
          ...problem,
          fix: {
            label: replacement.label,
            text: replaced(address, problem.start, problem.end, replacement.text),
          },
        }
      : problem,
  );
}

/** What no rule foresaw: the parser refuses, or a relative address ends up on a scheme without WebSockets. */
function checkOutcome({ address, url }: UrlContext): UrlProblem | undefined {
  if (url && /^(ws|http)s?:$/.test(url.protocol)) return undefined;
  return {
    id: 'url-invalid',
    severity: 'error',
    message: url
      ? `This page is on “${url.protocol}”, where a relative address cannot become one of ws: or wss:.`
      : 'This is not a valid address.',
    start: 0,
    end: address.length,
    source: 'WHATWG WebSockets, the constructor',
  };
}

function resolve(text: string, page: UrlPage | undefined, problems: readonly Problem[]): string | undefined {
  if (problems.some((problem) => problem.severity === 'error' && problem.id !== 'url-bad-port'))
    return undefined;
  const { url } = urlContext(text, page);
  if (!url) return undefined;
  if (isUpgraded(url, page)) url.protocol = 'wss:';
  return url.href.replace(/^http/, 'ws');
}

function fragment(text: string, hash: number): UrlProblem {
  return {
    id: 'url-fragment',
    severity: 'error',
    message:
      'A WebSocket address has no fragment: nothing may follow “#”, nor the sign itself. Write %23 if it belongs to a value.',
    start: hash,
    end: text.length,
    source: 'RFC 6455 §3; WHATWG WebSockets, the constructor',
    fix: { label: 'Remove it', text: text.slice(0, hash) },
  };
}

/** An address copied with its quotes; browsers would take it for a path of the page. */
function checkQuotes(text: string, page: UrlPage | undefined): UrlProblem | undefined {
  const inner = /^(?:"(.+)"|'(.+)'|`(.+)`|<(.+)>|“(.+)”)[,;]?$/u.exec(text)?.slice(1).find(Boolean);
  if (inner === undefined) return undefined;
  return {
    id: 'url-quoted',
    severity: urlContext(text, page).url && !text.includes('#') ? 'warning' : 'error',
    message: 'The quotes or brackets around it are not part of an address.',
    start: 0,
    end: text.length,
    source: 'RFC 3986 Appendix C',
    fix: { label: 'Remove them', text: inner },
  };
}

function checkWhitespace(typed: string, clean: CleanText): readonly Problem[] {
  if (clean.text === typed) return [];
  const trimmed = typed.slice(clean.at(0), clean.at(clean.text.length));
  const inside = clean.text !== trimmed;
  const start = inside
    ? clean.at(0) + trimmed.search(/[\t\n\r]/)
    : clean.at(0) > 0
      ? 0
      : clean.at(clean.text.length);
  return [
    {
      id: inside ? 'url-line-break' : 'url-surrounding-space',
      severity: 'warning',
      message: inside
        ? 'Browsers drop tabs and line breaks from an address.'
        : 'Browsers drop spaces before and after an address.',
      start,
      end: inside ? start + 1 : start === 0 ? clean.at(0) : typed.length,
      source: 'WHATWG URL, basic URL parser',
      fix: { label: 'Remove them', text: clean.text },
    },
  ];
}

function empty(text: string): Problem {
  return {
    id: 'url-empty',
    severity: 'error',
    message: 'Enter an address that begins with ws:// or wss://.',
    start: 0,
    end: text.length,
    source: 'RFC 6455 §3',
  };
}

function asTyped(problem: UrlProblem, { at }: CleanText): Problem {
  const start = at(problem.start);
  const end = problem.end > problem.start ? at(problem.end - 1) + 1 : start;
  return { ...problem, start, end };
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}
