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

/** What {@link checkUrl} found. */
export interface UrlCheck {
  readonly problems: readonly Problem[];
  /** The `ws:` or `wss:` address that the browser would use; absent if it would refuse the text. */
  readonly resolved?: string;
}

/**
 * What `new WebSocket(text)` would make of an address, on a given page or, without one, in Node: where it is
 * wrong, and what it resolves to. Never throws and never connects. Without a page, a relative address is an
 * error because there is nothing to resolve it against.
 */
export function checkUrl(text: string, page?: UrlPage): UrlCheck {
  void page;
  return { problems: [], resolved: text };
}
