import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { generate } from 'selfsigned';
import { listen } from './listen.js';
import { attachLab, labPath, type FaultAddress, type LabControl } from './server.js';

/** The ports that misbehave, while they run. */
export interface FaultPorts {
  readonly ports: readonly FaultAddress[];
  /** The address of one of {@link ports}. Throws for a name that is not there. */
  url(name: string): string;
  /** Drops every connection and stops listening. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
const dayMs = 86_400_000;

/** Ports at which TCP itself misbehaves: what they do with a connection, before any request. */
const tcpPorts: readonly {
  readonly name: string;
  readonly summary: string;
  readonly take: (socket: Socket) => void;
}[] = [
  { name: 'tcp-silent', summary: 'Accepts TCP and stays silent.', take: (socket) => socket.resume() },
  { name: 'tcp-reset', summary: 'Accepts TCP and resets it.', take: (socket) => socket.resetAndDestroy() },
  { name: 'tcp-hang-up', summary: 'Accepts TCP and ends it.', take: (socket) => socket.resume().end() },
];

/** Certificates that no browser trusts. Their keys are made at start and kept nowhere. */
const certificates = [
  {
    name: 'tls-self-signed',
    summary: 'A certificate that signs itself.',
    common: 'localhost',
    days: [-1, 30],
  },
  {
    name: 'tls-expired',
    summary: 'A certificate that expired yesterday.',
    common: 'localhost',
    days: [-30, -1],
  },
  {
    name: 'tls-wrong-name',
    summary: 'A certificate for another name.',
    common: 'wrong.example',
    days: [-1, 30],
  },
] as const;

/**
 * Starts every fault that needs a port of its own, on free ports of this machine. The TLS ports serve the whole lab.
 * `labPort` is where the plain lab listens, for the addresses with the wrong scheme.
 */
export async function startFaultPorts(labPort: number): Promise<FaultPorts> {
  const servers: Server[] = [];
  const labs: LabControl[] = [];
  const sockets = new Set<Socket>();
  const serve = async (server: Server): Promise<number> => {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    });
    await listen(server, 0, host);
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };

  const tcp = await Promise.all(
    tcpPorts.map(async ({ name, summary, take }) => {
      const port = await serve(createServer(take));
      return { name, summary, url: `ws://${host}:${String(port)}/` };
    }),
  );
  const tls = await Promise.all(
    certificates.map(async ({ name, summary, common, days: [from, to] }) => {
      const nowMs = Date.now();
      const pems = await generate([{ name: 'commonName', value: common }], {
        keyType: 'ec',
        notBeforeDate: new Date(nowMs + from * dayMs),
        notAfterDate: new Date(nowMs + to * dayMs),
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: common }] }],
      });
      const server = createHttpsServer({ key: pems.private, cert: pems.cert }, (request, response) => {
        if (!lab.handleRequest(request, response)) response.writeHead(404).end();
      });
      const lab = attachLab(server);
      server.on('tlsClientError', (_error, socket) => socket.destroy());
      labs.push(lab);
      const port = await serve(server);
      return { name, summary, url: `wss://localhost:${String(port)}${labPath}/echo`, port };
    }),
  );
  const closed = createServer();
  const closedPort = await serve(closed);
  await stop(closed);

  const tlsPort = tls[0]?.port ?? 0;
  const ports: readonly FaultAddress[] = [
    { name: 'closed', summary: 'Nothing listens here.', url: `ws://${host}:${String(closedPort)}/` },
    {
      name: 'wss-closed',
      summary: 'Nothing listens here, with TLS.',
      url: `wss://localhost:${String(closedPort)}/`,
    },
    { name: 'no-name', summary: 'The name has no address.', url: 'ws://no-such-host.invalid/' },
    { name: 'bad-port', summary: 'Browsers refuse this port.', url: `ws://${host}:6000/` },
    ...tcp,
    ...tls.map(({ name, summary, url }) => ({ name, summary, url })),
    {
      name: 'wss-to-plain',
      summary: 'wss: to a port without TLS.',
      url: `wss://localhost:${String(labPort)}${labPath}/echo`,
    },
    {
      name: 'ws-to-tls',
      summary: 'ws: to a port with TLS.',
      url: `ws://localhost:${String(tlsPort)}${labPath}/echo`,
    },
  ];
  return {
    ports,
    url(name) {
      const port = ports.find((one) => one.name === name);
      if (!port) throw new Error(`There is no fault port “${name}”.`);
      return port.url;
    },
    async close() {
      await Promise.all(labs.map((lab) => lab.close()));
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.filter((server) => server.listening).map(stop));
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
