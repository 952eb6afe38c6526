import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { LabClose, LabData } from './clients.js';
import { refuseUpgrade } from './handshake.js';
import { handleHttp } from './http.js';
import type { FaultAddress } from './index-page.js';
import { listen } from './listen.js';
import { UpgradeDesk } from './upgrade-desk.js';

export type { FaultAddress } from './index-page.js';
export type { LabClose, LabData } from './clients.js';

/** Every address of the lab starts with this path. */
export const labPath = '/lab';

/**
 * What a test or the demo does to the lab from the server's side. A `client` is the name that the client put
 * into the address, `?client=ID`; an unknown one has no connections.
 */
export interface LabControl {
  /** Connections open now. */
  connections(client: string): number;
  /** Connections accepted so far, open ones included; refused upgrade requests are not counted. */
  total(client: string): number;
  /** How the client's latest closed connection ended, as the server saw it; undefined while none has closed. */
  lastClose(client: string): LabClose | undefined;
  /** Sends one message, text for a string and binary for bytes; returns to how many connections. */
  send(client: string, data: LabData): number;
  /**
   * Starts a closing handshake; returns on how many connections. Without a code the Close frame is empty.
   * Throws for a code that `ws` refuses to write: use `/close/<code>` for those.
   */
  closeClient(client: string, code?: number, reason?: string): number;
  /** Drops TCP without a Close frame; returns how many connections. */
  terminate(client: string): number;
  /** Puts faults that are no path into the index: addresses of their own, with what they do. */
  announce(addresses: readonly FaultAddress[]): void;
  /** Answers an HTTP request below `/lab` and returns true; returns false, and does nothing, for another path. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /**
   * Says goodbye with 1001, and drops what is still connected a moment later. Resolves when every socket of the
   * lab is gone. A server given to {@link attachLab} goes on listening; the lab refuses what comes later with 503.
   */
  close(): Promise<void>;
}

/** A lab that listens on a port of its own. */
export interface Lab extends LabControl {
  readonly port: number;
  /** For example `http://127.0.0.1:41234/lab`. */
  readonly httpUrl: string;
  /** For example `ws://127.0.0.1:41234/lab`; endpoints follow: `${wsUrl}/echo`. */
  readonly wsUrl: string;
}

/** Where a lab of its own listens. */
export interface LabOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`: nobody but this machine reaches it. */
  readonly host?: string;
}

/**
 * Starts the lab on a port of its own. Upgrade requests outside `/lab`, and to paths it does not have, are
 * answered with 404. Rejects when the port is taken (`EADDRINUSE`).
 */
export async function startLab({ port = 0, host = '127.0.0.1' }: LabOptions = {}): Promise<Lab> {
  const httpServer = createServer((request, response) => {
    if (control.handleRequest(request, response)) return;
    response
      .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
      .end(`Everything is below ${labPath}/.`);
  });
  const control = attachLab(httpServer);
  httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (!isLabUrl(request.url)) refuseUpgrade(socket, 404, `Everything is below ${labPath}/.`);
  });
  await listen(httpServer, port, host);
  const address = httpServer.address() as AddressInfo;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  return {
    ...control,
    port: address.port,
    httpUrl: `http://${authority}${labPath}`,
    wsUrl: `ws://${authority}${labPath}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()));
      await control.close();
      httpServer.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Serves the lab's WebSocket endpoints on somebody else's HTTP server. It handles upgrade requests below `/lab`
 * and leaves every other one to the server's other listeners. Plain HTTP requests come in through
 * {@link LabControl.handleRequest}, which the owner of the server calls first.
 */
export function attachLab(httpServer: Server): LabControl {
  const desk = new UpgradeDesk(labPath);
  httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isLabUrl(request.url)) desk.receive(request, socket, head);
  });
  const { clients } = desk;
  let addresses: readonly FaultAddress[] = [];
  return {
    announce: (announced) => {
      addresses = announced;
    },
    connections: (client) => clients.open(client).length,
    total: (client) => clients.total(client),
    lastClose: (client) => clients.lastClose(client),
    send: (client, data) => clients.open(client).map((socket) => socket.send(data)).length,
    closeClient: (client, code, reason) =>
      clients.open(client).map((socket) => socket.close(code, reason)).length,
    terminate: (client) => clients.open(client).map((socket) => socket.terminate()).length,
    handleRequest: (request, response) => {
      if (!isLabUrl(request.url)) return false;
      handleHttp(request, response, labPath, addresses);
      return true;
    },
    close: () => desk.close(),
  };
}

function isLabUrl(url = ''): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return path === labPath || path.startsWith(`${labPath}/`);
}
