import { characterAt, characterName } from './character-name.js';
import type { Problem, ProblemFix } from './problem.js';

/** The parts of `user:password@host:port`, with their offsets in the whole address. */
export interface Authority {
  /** Where the whole begins, with user name and password. */
  readonly start: number;
  /** Where the part begins that names the host. */
  readonly hostStart: number;
  readonly hostEnd: number;
  /** The host as written, with the brackets of an IPv6 address. */
  readonly host: string;
  /** Where the digits of the port begin; the end of the host if there is no port. */
  readonly portStart: number;
  readonly portEnd: number;
}

/** What is wrong in an authority. */
export interface AuthorityProblem extends Omit<Problem, 'fix'> {
  readonly start: number;
  readonly end: number;
  /** A correction of the part from `start` to `end`, instead of one of the whole address. */
  readonly replacement?: ProblemFix;
}

/** The end of an IPv6 address of which one cannot tell whether a port was meant, so that no fix is offered. */
const portOrGroup = /:\d{2,5}$/;
const hostSource = 'WHATWG URL, host parser';

/** Splits the authority that lies between two offsets of an address. Never throws. */
export function splitAuthority(address: string, start: number, end: number): Authority {
  const hostStart = Math.max(start, address.lastIndexOf('@', end - 1) + 1);
  const rest = address.slice(hostStart, end);
  const bracket = rest.startsWith('[') ? rest.indexOf(']') : -1;
  const colon = rest.startsWith('[') && bracket < 0 ? -1 : rest.indexOf(':', bracket + 1);
  const hostEnd = hostStart + (colon < 0 ? rest.length : colon);
  return {
    start,
    hostStart,
    hostEnd,
    host: address.slice(hostStart, hostEnd),
    portStart: colon < 0 ? hostEnd : hostEnd + 1,
    portEnd: end,
  };
}

/** The problems of a host and port, the gravest first. Empty if every browser reads them alike. */
export function checkAuthority(address: string, authority: Authority): readonly AuthorityProblem[] {
  const { hostStart, hostEnd, host, portStart, portEnd } = authority;
  if (host === '' && address.slice(portStart, portEnd).includes(':')) {
    const bare = bareIpv6(address, authority);
    if (bare) return [bare];
  }
  if (host === '') {
    return [
      {
        id: 'url-host-missing',
        severity: 'error',
        message: 'The host is missing: after the two slashes comes the name of a server.',
        start: hostStart,
        end: Math.max(portEnd, hostStart),
        source: hostSource,
      },
    ];
  }
  const bare = host.startsWith('[') ? undefined : bareIpv6(address, authority);
  if (bare) return [bare];
  const hostProblem = host.startsWith('[') ? checkIpv6(host, hostStart) : checkHost(host, hostStart, hostEnd);
  return [hostProblem, checkPort(address, authority)].filter((problem) => problem !== undefined);
}

function checkPort(address: string, { portStart, portEnd }: Authority): AuthorityProblem | undefined {
  const port = address.slice(portStart, portEnd);
  const wrong = port.search(/[^0-9]/);
  if (wrong >= 0) {
    const character = characterAt(port, wrong);
    return {
      id: 'url-port-character',
      severity: 'error',
      message: `A port is digits only; ${characterName(character)} is none.`,
      start: portStart + wrong,
      end: portStart + wrong + character.length,
      source: 'WHATWG URL, port state',
    };
  }
  if (Number(port) <= 65535) return undefined;
  return {
    id: 'url-port-range',
    severity: 'error',
    message: 'Ports end at 65535.',
    start: portStart,
    end: portEnd,
    source: 'WHATWG URL, port state',
  };
}

/** `::1` or `fe80::1:8080`, which need brackets to tell their colons from that of a port. */
function bareIpv6(address: string, { hostStart, portEnd }: Authority): AuthorityProblem | undefined {
  const whole = address.slice(hostStart, portEnd);
  if (!/^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(whole) || !hostParses(`[${whole}]`)) return undefined;
  return {
    id: 'url-ipv6-brackets',
    severity: 'error',
    message: 'An IPv6 address stands in brackets, so that its colons are not taken for a port’s.',
    start: hostStart,
    end: portEnd,
    source: 'RFC 3986 §3.2.2',
    ...(!portOrGroup.test(whole) && { replacement: { label: 'Add brackets', text: `[${whole}]` } }),
  };
}

function checkIpv6(host: string, start: number): AuthorityProblem | undefined {
  const close = host.indexOf(']');
  const end = start + host.length;
  const source = 'WHATWG URL, IPv6 parser';
  if (close < 0) {
    const closable = hostParses(`${host}]`) && !portOrGroup.test(host);
    return {
      id: 'url-bracket-unclosed',
      severity: 'error',
      message: 'The bracket “[” is never closed by “]”.',
      start,
      end,
      source,
      ...(closable && { replacement: { label: 'Close the bracket', text: `${host}]` } }),
    };
  }
  if (close < host.length - 1) {
    return {
      id: 'url-bracket-rest',
      severity: 'error',
      message: 'After “]” only a port may follow, such as “]:8080”.',
      start: start + close + 1,
      end,
      source: 'RFC 3986 §3.2.2',
    };
  }
  if (hostParses(host)) return undefined;
  const zone = host.indexOf('%');
  return {
    id: 'url-ipv6',
    severity: 'error',
    message:
      zone < 0
        ? 'Between the brackets stands no IPv6 address.'
        : 'Browsers take no zone (“%…”) in an IPv6 address.',
    start: zone < 0 ? start : start + zone,
    end: zone < 0 ? end : end - 1,
    source,
  };
}

/**
 * Characters that some browsers take in a host and others refuse. Chromium 156 takes all three, WebKitGTK 2.50
 * refuses the space, Firefox ESR 153 all. (Measured; the others of WHATWG URL's forbidden host code points are
 * refused by all.)
 */
const disputed = /[ "*]/;
const forbidden = /[\u0000-\u001f%<>[\]^|:/?#@\\\u007f]/;

function checkHost(host: string, start: number, end: number): AuthorityProblem | undefined {
  return wrongHostCharacter(host, start) ?? wrongHostName(host, start, end);
}

function wrongHostCharacter(host: string, start: number): AuthorityProblem | undefined {
  let dispute: AuthorityProblem | undefined;
  for (const match of host.matchAll(/%([0-9a-f]{2})|[^]/giu)) {
    // A host is decoded and then normalized before it is looked at: %20 and U+00A0 are spaces too.
    // The bytes of a longer character; only the host parser can judge it.
    if (match[1] && parseInt(match[1], 16) > 0x7f) continue;
    const character = (match[1] ? String.fromCharCode(parseInt(match[1], 16)) : match[0]).normalize('NFKC');
    const place = {
      start: start + match.index,
      end: start + match.index + match[0].length,
      source: hostSource,
    };
    const name = characterName(match[1] ? character : match[0]) + (match[1] ? ` (written ${match[0]})` : '');
    if (forbidden.test(character)) {
      const message = `A host cannot contain ${name}.`;
      return { id: 'url-host-character', severity: 'error', message, ...place };
    }
    if (disputed.test(character)) {
      const message = `A host should not contain ${name}: some browsers refuse it, others do not.`;
      dispute ??= { id: 'url-host-character-disputed', severity: 'warning', message, ...place };
    }
  }
  return dispute;
}

function wrongHostName(host: string, start: number, end: number): AuthorityProblem | undefined {
  if (/(^|\.)0x\.?$/i.test(host)) {
    const message = 'Some browsers read “0x” without digits as 0, others refuse it.';
    return {
      id: 'url-ipv4-disputed',
      severity: 'warning',
      message,
      start,
      end,
      source: 'WHATWG URL, IPv4 parser',
    };
  }
  if (hostParses(host)) return undefined;
  if (/(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host)) {
    return {
      id: 'url-ipv4',
      severity: 'error',
      message: 'A host that ends in a number is read as an IPv4 address: four numbers from 0 to 255.',
      start,
      end,
      source: 'WHATWG URL, IPv4 parser',
    };
  }
  if (/(^|\.)xn--/i.test(host)) {
    const message =
      'A label that begins with “xn--” is no valid Punycode: some browsers refuse it, others do not.';
    return {
      id: 'url-host-punycode',
      severity: 'warning',
      message,
      start,
      end,
      source: 'WHATWG URL, domain to ASCII',
    };
  }
  return {
    id: 'url-host',
    severity: 'error',
    message: 'This is no valid host name.',
    start,
    end,
    source: 'WHATWG URL, domain to ASCII',
  };
}

function hostParses(host: string): boolean {
  try {
    return new URL(`ws://${host}/`) instanceof URL;
  } catch {
    return false;
  }
}
