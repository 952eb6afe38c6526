import { disputedBadPorts, isBadPort } from './bad-ports.js';
import { isLoopbackHost } from './host-kind.js';
import { replaced, type UrlContext, type UrlPage, type UrlProblem } from './url-context.js';

type Rule = (context: UrlContext, url: URL) => UrlProblem | undefined;

/** Whether a page's `upgrade-insecure-requests` turns this address into one of `wss:`. */
export function isUpgraded(url: URL, page: UrlPage | undefined): boolean {
  return page?.upgradesInsecureRequests === true && isPlain(url) && !isLoopbackHost(url.hostname);
}

/** What is wrong with an address that can be parsed: ports, credentials, and what the page allows. */
export const pageRules: readonly Rule[] = [
  function mixedContent(context, url) {
    const { address, scheme, page } = context;
    if (!page || !/^https:/i.test(page.url) || !isPlain(url) || isLoopbackHost(url.hostname))
      return undefined;
    if (isUpgraded(url, page)) return undefined;
    const length = scheme?.length ?? 0;
    return {
      id: 'url-mixed-content',
      severity: 'error',
      message:
        'This page was loaded over https, so browsers refuse an unencrypted WebSocket to another machine.',
      start: 0,
      end: length ? length + 1 : address.length,
      source: 'W3C Mixed Content; WHATWG WebSockets, the constructor',
      ...(length && {
        fix: { label: `Use ${scheme}s://`, text: replaced(address, 0, length, `${scheme}s`) },
      }),
    };
  },
  function upgraded(context, url) {
    if (!isUpgraded(url, context.page)) return undefined;
    return {
      id: 'url-upgraded',
      severity: 'warning',
      message: 'This page asks browsers to upgrade insecure requests: they will use wss:// instead.',
      start: 0,
      end: context.scheme ? context.scheme.length + 1 : context.address.length,
      source: 'W3C Upgrade Insecure Requests',
    };
  },
  function badPort({ authority }, url) {
    const port = Number(url.port);
    if (url.port === '' || !isBadPort(port) || !authority) return undefined;
    const disputed = disputedBadPorts.includes(port);
    return {
      id: 'url-bad-port',
      severity: disputed ? 'warning' : 'error',
      message: `Browsers refuse port ${port} for its other use and fail without connecting${
        disputed ? ' (not all of them do, yet)' : ''
      }. Use another port.`,
      start: authority.portStart,
      end: authority.portEnd,
      source: 'Fetch Standard, port blocking',
    };
  },
  function userinfo({ address, authority }, url) {
    if ((url.username === '' && url.password === '') || !authority) return undefined;
    return {
      id: 'url-userinfo',
      severity: 'warning',
      message:
        'Browsers do not send a user name or password from the address, but everyone who sees it can read them.',
      start: authority.start,
      end: authority.hostStart,
      source: 'RFC 6455 §3; RFC 3986 §3.2.1',
      fix: { label: 'Remove them', text: replaced(address, authority.start, authority.hostStart, '') },
    };
  },
  function shortIpv4({ address, authority }, url) {
    if (!authority || authority.host === url.hostname || !/^\d+(\.\d+){3}$/.test(url.hostname))
      return undefined;
    return {
      id: 'url-ipv4-shorthand',
      severity: 'warning',
      message: `Browsers read this host as the address ${url.hostname}.`,
      start: authority.hostStart,
      end: authority.hostEnd,
      source: 'WHATWG URL, IPv4 parser',
      fix: {
        label: `Use ${url.hostname}`,
        text: replaced(address, authority.hostStart, authority.hostEnd, url.hostname),
      },
    };
  },
  function anyAddress({ address, authority }, url) {
    if (!authority || (url.hostname !== '0.0.0.0' && url.hostname !== '[::]')) return undefined;
    return {
      id: 'url-any-address',
      severity: 'warning',
      message: `${url.hostname} is what a server listens on, not an address to connect to; browsers may refuse it.`,
      start: authority.hostStart,
      end: authority.hostEnd,
      source: 'RFC 1122 §3.2.1.3; RFC 4291 §2.5.2',
      fix: {
        label: 'Use localhost',
        text: replaced(address, authority.hostStart, authority.hostEnd, 'localhost'),
      },
    };
  },
];

function isPlain(url: URL): boolean {
  return url.protocol === 'ws:' || url.protocol === 'http:';
}
