import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createServer as createViteServer } from 'vite';
import { startFaultPorts, type FaultPorts } from './fault-ports.js';
import { refuseUpgrade } from './handshake.js';
import { listen } from './listen.js';
import { attachLab, labPath } from './server.js';

/**
 * `npm start`: the demo page and the lab in one process on one port.
 *
 * Environment: `PORT` (0 for a free one; without it 8080, or a free one when 8080 is taken) and `HOST` (default
 * 127.0.0.1, so that only this machine reaches it; a container may want 0.0.0.0).
 */

const usualPort = 8080;
const host = process.env['HOST'] ?? '127.0.0.1';
const repository = fileURLToPath(new URL('..', import.meta.url));

/** Vite's own socket asks for these subprotocols; every other upgrade is either the lab's or nobody's. */
const viteProtocols: ReadonlySet<string | undefined> = new Set(['vite-hmr', 'vite-ping']);

const httpServer = createServer((request, response) => {
  if (!lab.handleRequest(request, response)) vite.middlewares(request, response);
});
const lab = attachLab(httpServer);
const vite = await createViteServer({
  root: `${repository}site`,
  configFile: false,
  appType: 'mpa',
  logLevel: 'warn',
  // Without the condition 'development': lit then has no development mode to warn visitors of.
  resolve: { conditions: ['module', 'browser'] },
  // Lit is ES modules already. Without bundling it first there is no cache to go stale and no reload on first sight.
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: { server: httpServer }, fs: { allow: [repository] } },
});

httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
  const isLab = request.url?.startsWith(`${labPath}/`) ?? false;
  if (isLab || viteProtocols.has(request.headers['sec-websocket-protocol'])) return;
  refuseUpgrade(socket, 404, `There is no WebSocket endpoint here. ${labPath}/ lists them.\n`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

let faultPorts: Promise<FaultPorts> | undefined;
try {
  await listenSomewhere(httpServer);
  const { port } = httpServer.address() as AddressInfo;
  const shownHost = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  console.log(`ws-tester demo: http://${shownHost}:${port}/`);
  // after the line above: certificates take a moment
  faultPorts = startFaultPorts(port);
  lab.announce((await faultPorts).ports);
} catch (error) {
  console.error(`ws-tester demo: cannot listen on ${host}: ${(error as Error).message}`);
  process.exitCode = 1;
  await stop();
}

async function stop(): Promise<void> {
  httpServer.close();
  await (await faultPorts)?.close();
  await lab.close();
  await vite.close();
  httpServer.closeAllConnections();
}

/** A `PORT` that somebody asked for is used or fails; the usual port gives way to a free one. */
async function listenSomewhere(server: Server): Promise<void> {
  const asked = process.env['PORT'];
  if (asked) {
    if (!/^\d{1,5}$/.test(asked)) throw new Error(`PORT must be a number, not ${JSON.stringify(asked)}.`);
    await listen(server, Number(asked), host);
    return;
  }
  try {
    await listen(server, usualPort, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listen(server, 0, host);
  }
}
