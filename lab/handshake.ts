import { setMaxListeners } from 'node:events';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { after } from './timers.js';

/** Longest time a refused connection may stay open when the client does not close it. */
const lingerMs = 1_000;

/** Statuses whose answers carry no body (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Answers an upgrade request with an HTTP status and a short text instead of 101, then ends the connection.
 * No 401 or 407 carries a challenge, so no browser opens a password dialog.
 *
 * @param headers - Further header fields; values must be header-safe.
 */
export function refuseUpgrade(
  socket: Duplex,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = bodiless.has(status) ? '' : text;
  const fields: Record<string, string> = {
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const reasonPhrase = STATUS_CODES[status] ?? 'Unassigned';
  socket.on('error', () => socket.destroy());
  socket.resume();
  socket.end([`HTTP/1.1 ${status} ${reasonPhrase}`, ...lines, '', body].join('\r\n'));
  endWithin(socket, lingerMs);
}

/** Destroys the connection after `delayMs` if it is not closed by then. */
export function endWithin(socket: Duplex, delayMs: number): void {
  after(whenClosed(socket), delayMs, () => socket.destroy());
}

/** A signal that aborts when the connection has closed, whoever closed it. */
export function whenClosed(socket: Duplex): AbortSignal {
  const gone = new AbortController();
  setMaxListeners(0, gone.signal); // every timer of the connection listens, and Node would warn of eleven
  if (socket.destroyed) gone.abort();
  else socket.once('close', () => gone.abort());
  return gone.signal;
}
