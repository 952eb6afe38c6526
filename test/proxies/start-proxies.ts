import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../lab/listen.js';
import { startLab } from '../../lab/server.js';
import { findProgram, type ProxyProgram } from './install.js';
import { proxyConfigs, type Situation, type SituationPorts, situations } from './proxy-configs.js';

/** Both proxies, with the lab and a silent server behind them. */
export interface RunningProxies {
  /** The address of a path of the backend through a proxy; for example `/lab/echo`. */
  url(program: ProxyProgram, situation: Situation, path: string): string;
  /** Stops everything and removes what was written. Never rejects. */
  stop(): Promise<void>;
}

interface RunningProxy {
  readonly ports: SituationPorts;
  stop(): Promise<void>;
}

/** No proxy lives longer, even if the process that started it is killed: `timeout` of coreutils sees to that. */
const longestLifeSeconds = 900;
const startLimitMs = 10_000;
const stopLimitMs = 3_000;
/** Between looking for a free port and taking it somebody else may have taken it. */
const mostStarts = 3;

/**
 * Starts the lab, a server that never answers, nginx and HAProxy, all on free ports of loopback and as the current
 * user, in the foreground. Resolves when every port takes connections. Rejects, with nothing left running, when a
 * program is missing or does not start.
 */
export async function startProxies(): Promise<RunningProxies> {
  const lab = await startLab();
  const silent = await startSilentServer();
  const running = new Map<ProxyProgram, RunningProxy>();
  const stop = async () => {
    await Promise.all([...running.values()].map((proxy) => proxy.stop()));
    silent.stop();
    await lab.close();
  };
  try {
    for (const program of ['nginx', 'haproxy'] as const) {
      running.set(program, await startProxy(program, lab.port, silent.port));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: (program, situation, path) =>
      `ws://127.0.0.1:${String(running.get(program)?.ports[situation])}${path}`,
    stop,
  };
}

async function startProxy(program: ProxyProgram, labPort: number, silentPort: number): Promise<RunningProxy> {
  for (let start = 1; ; start += 1) {
    try {
      return await startOnce(program, labPort, silentPort);
    } catch (error) {
      if (start === mostStarts) throw error;
    }
  }
}

async function startOnce(program: ProxyProgram, labPort: number, silentPort: number): Promise<RunningProxy> {
  const path = findProgram(program);
  if (path === undefined) throw new Error(`${program} not found: npm run test:proxies installs it`);
  const ports = await freePorts();
  const folder = mkdtempSync(join(tmpdir(), `ws-tester-${program}-`));
  const config = join(folder, `${program}.conf`);
  writeFileSync(config, proxyConfigs[program]({ ports, labPort, silentPort, folder }));
  const args: Readonly<Record<ProxyProgram, readonly string[]>> = {
    nginx: ['-e', 'stderr', '-p', folder, '-c', config],
    haproxy: ['-db', '-f', config],
  };
  const life = ['--kill-after=2', String(longestLifeSeconds)];
  const child = spawn('timeout', [...life, path, ...args[program]], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const killAtExit = () => child.kill();
  process.once('exit', killAtExit);
  const stop = async () => {
    await end(child);
    process.off('exit', killAtExit);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(situations.map((situation) => untilItTakes(ports[situation], child)));
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${said.trim()}`, { cause: error });
  }
  return { ports, stop };
}

/** `timeout` hands SIGTERM on; both proxies then stop at once. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.kill();
  const force = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(force);
}

/** Resolves when something listens on the port. Rejects when the process is gone, and after a while. */
async function untilItTakes(port: number, child: ChildProcess): Promise<void> {
  let spawnError: Error | undefined;
  child.once('error', (error) => (spawnError = error));
  const deadline = Date.now() + startLimitMs;
  while (!(await takes(port))) {
    if (spawnError) throw spawnError;
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function takes(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** As many free ports as there are situations, all different because they are held together for a moment. */
async function freePorts(): Promise<SituationPorts> {
  const servers = situations.map(() => createServer());
  await Promise.all(servers.map((server) => listen(server, 0, '127.0.0.1')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(
    situations.map((situation, index) => [situation, ports[index] ?? 0]),
  ) as SituationPorts;
}

/** Takes every connection, reads what comes, and says nothing. */
async function startSilentServer(): Promise<{ readonly port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.resume();
  });
  await listen(server, 0, '127.0.0.1');
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
