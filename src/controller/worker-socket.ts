import type { SocketFactory } from '../core/ports.js';
import { requireSubprotocols, socketAddress } from './socket-arguments.js';
import { SocketInWorker } from './socket-in-worker.js';

/** Where the worker of a `workerSocket()` comes from. Everything may be left out. */
export interface WorkerSocketOptions {
  /**
   * Address of the worker's script, `worker-socket-thread.js`, where it is not found by itself: copied to the page's
   * own origin, or as a `TrustedScriptURL` made by a Trusted Types policy of the page. Default: beside this module.
   */
  readonly url?: string | URL | { toString(): string };
  /**
   * Starts the worker, in place of `url`. It is called at each attempt, and the worker is ended with the attempt, so
   * it must be a new one. What it throws leads to a plain socket.
   */
  readonly worker?: () => Worker;
  /**
   * Starts the worker from a `blob:` address that does nothing but import the script. So a page may use a script of
   * another origin (a CDN that sends CORS headers), which no browser starts as a worker by itself. Its policy then
   * has to allow `worker-src blob:` and the script in `script-src`. Default false.
   */
  readonly viaBlob?: boolean;
  /**
   * How long to wait for the worker's first word before a plain socket takes its place, in milliseconds. Default
   * 2,000. Nothing has been connected by then, so the endpoint sees one handshake.
   */
  readonly helloWithinMs?: number;
}

/** Not written where it is used: bundlers would add the script to what they publish a second time. */
const here = import.meta.url;

/** How long a worker may stay silent unless told otherwise. */
const defaultHelloWithinMs = 2_000;

/**
 * Makes sockets that live in a worker, one worker for each attempt. The page gets what they receive in packs: the
 * first message at once, then at most one pack a frame, so that a flood costs it a fraction of what a `message`
 * event for each would. Entries keep the times at which the worker received them.
 *
 * ```js
 * import { workerSocket } from 'ws-tester/worker-socket';
 * document.querySelector('ws-tester').socket = workerSocket();
 * ```
 *
 * **Where it runs.** The worker's script has to be of the page's own origin (bundlers see to it: Vite and webpack 5
 * find it by themselves) and the page's Content Security Policy has to allow it by `worker-src`. Under Trusted Types
 * give `url` as a `TrustedScriptURL`. **Where it cannot run** (it throws, its script does not load, it says nothing
 * for `helloWithinMs`) a plain `WebSocket` of the page takes its place, in the same attempt: the worker connects
 * only after it was heard, so the endpoint sees one handshake and nothing is sent twice. `ws-status` says which is
 * in use: "in a worker" or "on the page".
 *
 * **What is not as with a plain socket**
 * - The Content Security Policy that counts is the one the worker's script came with, not the page's (HTML Standard,
 *   workers; a `blob:` worker takes over the page's). Serve it with the same header. Violations are told in the
 *   worker: the attempt fails, and the record cannot say that a policy did it.
 * - `bufferedAmount` lags by a few milliseconds. What the worker has not taken yet counts too, text with one byte
 *   a UTF-16 code unit.
 * - A page that hangs does not slow the server down: the worker goes on reading, and what it read waits in memory.
 * - `readyState` is CLOSING only after `close()`, not while the server's closing handshake is answered.
 * - Of a fraction as a close code the whole part counts, and a reason without a code is left out; browsers differ in
 *   both.
 * - A worker that ends with an error takes its socket along. The attempt then ends without a code, and its record
 *   says so in `lost`; a browser that ends a worker without a word leaves the attempt to its time limits.
 *
 * It throws what `new WebSocket()` throws for an address or subprotocols that are wrong, at once; what the
 * constructor throws in the worker ends the attempt with that in its record.
 */
export function workerSocket(options: WorkerSocketOptions = {}): SocketFactory {
  const { helloWithinMs = defaultHelloWithinMs } = options;
  const start = workerStarter(options);
  return (url, protocols) => {
    const address = socketAddress(url, document.baseURI);
    requireSubprotocols(protocols);
    return new SocketInWorker(address, protocols, start, helloWithinMs);
  };
}

function workerStarter({ url, worker, viaBlob = false }: WorkerSocketOptions): () => Worker {
  if (worker) return worker;
  if (viaBlob) {
    let blobUrl: string | undefined; // one for all attempts
    return () => {
      blobUrl ??= importingBlob(url ?? new URL('./worker-socket-thread.js', here));
      return new Worker(blobUrl, { type: 'module' });
    };
  }
  // as it is: text made of a TrustedScriptURL would be trusted no more
  if (url !== undefined) return () => new Worker(url as string | URL, { type: 'module' });
  // bundlers know this one form
  return () => new Worker(new URL('./worker-socket-thread.js', import.meta.url), { type: 'module' });
}

function importingBlob(url: string | URL | { toString(): string }): string {
  const script = new URL(String(url), document.baseURI);
  const source = `import ${JSON.stringify(script.href)};`;
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
