import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../../lab/listen.js';

/** What a {@link PageServer} answers for one path. */
export interface ServedFile {
  readonly body: string | Uint8Array;
  /** The media type. Default `text/html; charset=utf-8`. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web server of one test file, on a free port of this machine. */
export interface PageServer {
  /** For example `http://127.0.0.1:41234`. */
  readonly origin: string;
  /** Every path asked for so far that was there, in order, without its query. */
  readonly served: readonly string[];
  /** Every path asked for so far that was not there, but for the favicon, which browsers ask for by themselves. */
  readonly missed: readonly string[];
  /** Stops listening, and drops connections that are still open. */
  close(): Promise<void>;
}

/** The media type of JavaScript (RFC 9239). */
export const javascript = 'text/javascript; charset=utf-8';

/** Serves whatever `find` gives for a path, and 404 where it gives nothing. Nothing is cached. */
export async function servePages(find: (path: string) => ServedFile | undefined): Promise<PageServer> {
  const served: string[] = [];
  const missed: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const file = find(path);
    if (!file) {
      if (path !== '/favicon.ico') missed.push(path);
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end();
      return;
    }
    served.push(path);
    const { body, type = 'text/html; charset=utf-8', headers = {} } = file;
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers }).end(body);
  });
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    served,
    missed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
