import type { ConnectionState } from '../../core/connection-state.js';

/** The address of a socket that is not the one that is set. */
export interface AttemptedAddress {
  /** As the browser resolved it (`WebSocket.url`). Not redacted. */
  readonly url: string;
  /** `page`: it differed from the beginning, so a `ws-before-connect` listener set it. `later`: the setting changed since. */
  readonly by: 'page' | 'later';
}

/**
 * The address that a running socket was made with, where the setting names another one; `undefined` where they agree
 * or there is no socket.
 * @param begunWith what was set when the attempt began; `undefined` where nobody saw it
 * @param baseUrl what a relative setting is relative to
 */
export function attemptedAddress(
  { phase, settings, socketUrl }: ConnectionState,
  begunWith: string | undefined,
  baseUrl: string,
): AttemptedAddress | undefined {
  const hasSocket = phase === 'connecting' || phase === 'open' || phase === 'closing';
  if (!hasSocket || !socketUrl) return undefined;
  if (bare(socketUrl) === bare(settings.url) || socketUrl === resolved(settings.url, baseUrl))
    return undefined;
  return { url: socketUrl, by: settings.url === begunWith ? 'page' : 'later' };
}

/** What the `WebSocket` constructor makes of an address (WHATWG WebSockets §3.1: `http:` counts as `ws:`). */
function resolved(text: string, baseUrl: string): string | undefined {
  try {
    const url = new URL(text, baseUrl);
    url.protocol = url.protocol.replace(/^http/, 'ws');
    return url.href;
  } catch {
    return undefined;
  }
}

/** Sockets of a page's own may call themselves by the text that they were given. */
function bare(address: string): string {
  return address.trim();
}
