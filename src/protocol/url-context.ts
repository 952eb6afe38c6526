import { splitAuthority, type Authority } from './url-authority.js';
import type { Problem } from './problem.js';

/** The page on which an address is used. */
export interface UrlPage {
  /** The address of the page (`location.href`): decides about mixed content. */
  readonly url: string;
  /** What relative addresses are resolved against (`document.baseURI`); by default `url`. */
  readonly baseUrl?: string;
  /** Whether the page's CSP has `upgrade-insecure-requests`, which turns `ws:` into `wss:`. Default false. */
  readonly upgradesInsecureRequests?: boolean;
}

/** A problem whose offsets still point into the cleaned address instead of what was typed. */
export interface UrlProblem extends Problem {
  readonly start: number;
  readonly end: number;
}

/** An address taken apart once, for all rules to look at. */
export interface UrlContext {
  /** The cleaned address without its fragment. */
  readonly address: string;
  /** The scheme in lower case, without its colon; absent in a relative address. */
  readonly scheme: string | undefined;
  /** Whether the scheme is one that a WebSocket takes. */
  readonly known: boolean;
  /** What follows the scheme's colon, or the whole of a relative address. */
  readonly rest: string;
  /** The slashes and backslashes at the start of `rest`. */
  readonly slashes: string;
  readonly authority: Authority | undefined;
  /** Where path and query begin. */
  readonly tailStart: number;
  /** What this browser's parser makes of it; absent if it refuses. */
  readonly url: URL | undefined;
  readonly page: UrlPage | undefined;
}

/** Schemes that `new WebSocket()` takes (WHATWG WebSockets, the constructor, steps 2-5). */
const knownSchemes: readonly string[] = ['ws', 'wss', 'http', 'https'];

/** Takes an address apart as the WHATWG URL parser would. Never throws. */
export function urlContext(address: string, page: UrlPage | undefined): UrlContext {
  const colon = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].length ?? 0;
  const scheme = colon ? address.slice(0, colon - 1).toLowerCase() : undefined;
  const known = scheme !== undefined && knownSchemes.includes(scheme);
  const rest = address.slice(colon);
  const slashes = /^[/\\]*/.exec(rest)?.[0] ?? '';
  const base = page?.baseUrl ?? page?.url;
  // `http:x` on a page of the same scheme is a path of that page (WHATWG URL, special relative or authority state).
  const ofPage = scheme !== undefined && base?.toLowerCase().startsWith(`${scheme}:`) === true;
  const withAuthority = slashes.length >= 2 ? known || !scheme : known && !ofPage && !rest.startsWith(':');
  const authorityStart = colon + slashes.length;
  const length = address.slice(authorityStart).search(/[/\\?]/);
  const authorityEnd = length < 0 ? address.length : authorityStart + length;
  return {
    address,
    scheme,
    known,
    rest,
    slashes,
    authority: withAuthority ? splitAuthority(address, authorityStart, authorityEnd) : undefined,
    tailStart: withAuthority ? authorityEnd : colon,
    url: parse(address, base),
    page,
  };
}

/** The address with the text between two offsets replaced. */
export function replaced(address: string, start: number, end: number, text: string): string {
  return address.slice(0, start) + text + address.slice(end);
}

function parse(address: string, base: string | undefined): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
