/**
 * The address a WebSocket would use, on this page: absolute, `ws:` or `wss:`. Throws the `SyntaxError` that
 * `new WebSocket()` throws for an address it does not take (WHATWG WebSockets §3.1, "the constructor steps",
 * URL record). A worker would resolve relative addresses against its script instead.
 */
export function socketAddress(url: string, baseUrl: string): string {
  const resolved = parse(url, baseUrl);
  if (!resolved) throw syntaxError(`The URL '${url}' is invalid.`);
  const scheme = resolved.protocol.replace(/^http/, 'ws');
  if (scheme !== 'ws:' && scheme !== 'wss:') {
    throw syntaxError(
      `The URL's scheme must be 'ws', 'wss', 'http' or 'https'; '${resolved.protocol}' is not.`,
    );
  }
  if (resolved.href.includes('#')) {
    throw syntaxError(`The URL contains a fragment identifier ('${resolved.hash}').`);
  }
  return resolved.href.replace(/^http/, 'ws');
}

/**
 * Throws the `SyntaxError` that `new WebSocket()` throws for subprotocols that are no tokens, or of which one is
 * offered twice (WHATWG WebSockets §3.1; RFC 6455 §4.1; RFC 9110 §5.6.2).
 */
export function requireSubprotocols(protocols: readonly string[]): void {
  protocols.forEach((protocol, index) => {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(protocol)) {
      throw syntaxError(`The subprotocol '${protocol}' is invalid.`);
    }
    if (protocols.indexOf(protocol) < index) {
      throw syntaxError(`The subprotocol '${protocol}' is duplicated.`);
    }
  });
}

function parse(url: string, baseUrl: string): URL | undefined {
  try {
    return new URL(url, baseUrl);
  } catch {
    return undefined;
  }
}

function syntaxError(message: string): DOMException {
  return new DOMException(message, 'SyntaxError');
}
