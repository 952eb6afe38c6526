import type { SendData } from '../core/send-gate.js';
import { checkCloseArguments } from '../protocol/close-args.js';

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

/**
 * Throws what `WebSocket.close()` throws for arguments that a page may not give: an `InvalidAccessError` for the code,
 * a `SyntaxError` for the reason (WHATWG WebSockets §3.1, `close()`).
 */
export function requireCloseArguments(code: number | undefined, reason: string | undefined): void {
  const problem = checkCloseArguments(code, reason).find(({ severity }) => severity === 'error');
  if (!problem) return;
  throw new DOMException(problem.message, problem.argument === 'code' ? 'InvalidAccessError' : 'SyntaxError');
}

/**
 * A message as it is to be posted to another thread: memory is copied now, of a view only what it shows, since its
 * owner may write to it later. `sizeBytes` of a text is its length in UTF-16 code units, which costs nothing to know.
 */
export function messageCopy(data: SendData): {
  readonly payload: string | ArrayBuffer | Blob;
  readonly sizeBytes: number;
  readonly transfer: Transferable[];
} {
  if (typeof data === 'string') return { payload: data, sizeBytes: data.length, transfer: [] };
  // by shape: both may come from another frame
  if (!('byteLength' in data)) return { payload: data, sizeBytes: data.size, transfer: [] };
  const view = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  const payload = view.slice().buffer;
  return { payload, sizeBytes: payload.byteLength, transfer: [payload] };
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
