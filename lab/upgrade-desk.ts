import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ServerOptions, WebSocket } from 'ws';
import { Clients } from './clients.js';
import { ParameterError } from './endpoint.js';
import type { HandshakeAnswer, Visit } from './endpoint.js';
import { findEndpoint } from './endpoints.js';
import { endWithin, refuseUpgrade, whenClosed } from './handshake.js';
import { after } from './timers.js';

/** Longest message the lab takes; a longer one is answered with 1009. */
const maxMessageBytes = 64 * 1024 * 1024;

/** How long a goodbye may take when the lab closes. */
const goodbyeMs = 200;

/** `closeTimeout`: how long `ws` waits for the answer to its Close frame. Missing from @types/ws 8.18. */
const common: ServerOptions & { closeTimeout: number } = {
  noServer: true,
  clientTracking: false,
  maxPayload: maxMessageBytes,
  closeTimeout: 1_000,
  handleProtocols: (offered) => offered.values().next().value ?? false,
};

/**
 * Takes every upgrade request of the lab, asks the endpoint what to do, and does it. Knows every TCP connection
 * it took, so that {@link close} leaves none behind.
 */
export class UpgradeDesk {
  /** Who is connected. */
  readonly clients = new Clients();
  readonly #labPath: string;
  readonly #plain = new WebSocketServer({ ...common, perMessageDeflate: false });
  readonly #deflating = new WebSocketServer({ ...common, perMessageDeflate: { threshold: 0 } });
  #isClosed = false;
  readonly #connections = new Map<Duplex, WebSocket | undefined>();

  constructor(labPath: string) {
    this.#labPath = labPath;
  }

  /** Handles one upgrade request, whose path begins with the lab's. Never throws. */
  receive(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const signal = whenClosed(socket);
    this.#connections.set(socket, undefined);
    signal.addEventListener('abort', () => this.#connections.delete(socket), { once: true });

    if (this.#isClosed) {
      refuseUpgrade(socket, 503, 'The lab is closed.\n');
      return;
    }
    const url = new URL(`http://lab${request.url ?? ''}`);
    const found = findEndpoint(url.pathname.slice(this.#labPath.length));
    if (!found) {
      refuseUpgrade(socket, 404, `There is no such endpoint. ${this.#labPath}/ lists them.`);
      return;
    }
    const { endpoint, pathValue } = found;
    const visit: Visit = { request, socket, search: url.searchParams, pathValue, signal };
    this.#carryOut(answerOrExplain(visit, endpoint.answer), visit, head);
  }

  /** Says 1001 to everyone, drops who is still there after a moment, and resolves when all are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const gone = [...this.#connections.keys()].map(
      (socket) =>
        new Promise((resolve) => (socket.destroyed ? resolve(null) : socket.once('close', resolve))),
    );
    for (const [socket, webSocket] of this.#connections) {
      webSocket?.close(1001, 'The lab is shutting down');
      if (webSocket) endWithin(socket, goodbyeMs);
      else socket.destroy();
    }
    await Promise.all(gone);
  }

  #carryOut(answer: HandshakeAnswer, visit: Visit, head: Buffer): void {
    switch (answer.kind) {
      case 'refuse':
        refuseUpgrade(visit.socket, answer.status, answer.text, redirection(answer.status, this.#labPath));
        return;
      case 'silence':
        hangUpWithClient(visit.socket);
        after(visit.signal, answer.holdMs, () => visit.socket.destroy());
        return;
      case 'raw':
        answer.serve();
        return;
      case 'accept':
        if (answer.delayMs === undefined) {
          this.#accept(visit, head, answer.open);
          return;
        }
        hangUpWithClient(visit.socket);
        after(visit.signal, answer.delayMs, () => this.#accept(visit, head, answer.open));
    }
  }

  #accept(visit: Visit, head: Buffer, open: (socket: WebSocket) => void): void {
    const { request, search, socket } = visit;
    const server = search.has('deflate') ? this.#deflating : this.#plain;
    server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#connections.set(socket, webSocket);
      // A client that breaks the protocol: `ws` closes the connection itself, there is nothing to add.
      webSocket.on('error', () => undefined);
      this.clients.add(search.get('client') ?? '', webSocket);
      open(webSocket);
    });
  }
}

/**
 * A refused handshake would keep its text from the page (no browser shows it), so a wrong parameter is
 * explained in a message and the connection closed with 1008.
 */
function answerOrExplain(visit: Visit, answer: (visit: Visit) => HandshakeAnswer): HandshakeAnswer {
  try {
    return answer(visit);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const { parameter, message } = error;
    return {
      kind: 'accept',
      open: (socket) => {
        socket.send(JSON.stringify({ error: { parameter, message } }));
        socket.close(1008, `Bad parameter: ${parameter}`);
      },
    };
  }
}

/** Until the handshake is answered nobody reads the connection; without reading, its end goes unnoticed. */
function hangUpWithClient(socket: Duplex): void {
  socket.once('end', () => socket.end());
  socket.resume();
}

/** A redirection needs a place to go to; browsers do not follow it for a WebSocket (WHATWG Fetch, "main fetch"). */
function redirection(status: number, labPath: string): Record<string, string> {
  return status >= 300 && status < 400 ? { Location: `${labPath}/echo` } : {};
}
