import { readFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import { findEngine } from '../test/browsers/engines.js';
import { chromiumArguments } from '../test/browsers/launch-options.js';
import { CdpClient } from './cdp.js';

/** A Chromium of its own. */
export interface Browser {
  /** Such as `Chrome/156.0.7000.0`. */
  readonly version: string;
  /** Opens a page in a tab and a process of its own, waits until it is loaded, and closes the tab before. */
  open(url: string): Promise<Tab>;
  close(): void;
}

/** One page, watched from outside. */
export interface Tab {
  /** The value of an expression, awaited. Throws what the page throws. */
  evaluate(expression: string, limitMs?: number): Promise<unknown>;
  /** A command of the DevTools protocol. */
  command(method: string, params?: object): Promise<unknown>;
  /** Calls back for a protocol event. */
  on(method: string, listener: (params: unknown) => void): () => void;
  /** All of `Performance.getMetrics`, by name. */
  metrics(): Promise<Readonly<Record<string, number>>>;
  /** Processor time so far: of the page's main thread, and of its whole process with all workers. */
  cpu(): Promise<{ readonly mainThreadMs: number; readonly processMs: number }>;
  /** Collects all garbage, also that of the page's DOM. */
  collectGarbage(): Promise<void>;
  /** Memory of the page's process that no other shares, without what is only mapped from files. Linux only. */
  privateBytes(): Promise<number>;
}

const loadLimitMs = 20_000;

/** Starts the Chromium that the tests use. Rejects where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const engine = await findEngine('chromium');
  if (!engine) throw new Error('No Chromium found: install one, or set CHROME_PATH');
  const chrome = await launch({
    chromePath: engine.path,
    logLevel: 'silent',
    chromeFlags: [
      ...chromiumArguments(),
      engine.headlessShell ? '--headless' : '--headless=new',
      '--window-size=1280,900',
    ],
  });
  try {
    const answer = await fetch(`http://127.0.0.1:${chrome.port}/json/version`);
    const about = (await answer.json()) as { Browser: string; webSocketDebuggerUrl: string };
    const client = await CdpClient.connect(about.webSocketDebuggerUrl);
    return {
      version: about.Browser,
      async open(url) {
        const before = await tabIds(client);
        const tab = await openTab(client, url);
        // Not before there is another one: with its last tab a browser may end.
        for (const targetId of before) await client.send('Target.closeTarget', { targetId });
        return tab;
      },
      close() {
        client.close();
        chrome.kill();
      },
    };
  } catch (error) {
    chrome.kill();
    throw error;
  }
}

async function openTab(client: CdpClient, url: string): Promise<Tab> {
  const { targetId } = (await client.send('Target.createTarget', { url: 'about:blank' })) as {
    targetId: string;
  };
  const { sessionId } = (await client.send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  };
  const command = (method: string, params = {}) => client.send(method, params, sessionId);
  await command('Performance.enable', { timeDomain: 'threadTicks' });
  await command('Page.enable');
  const loaded = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${url} did not load within ${loadLimitMs} ms`));
    }, loadLimitMs);
    client.on('Page.loadEventFired', sessionId, () => {
      clearTimeout(timer);
      resolve();
    });
  });
  await Promise.all([command('Page.navigate', { url }), loaded]);
  let pid: number | undefined;
  const metrics = async () => {
    const answer = await command('Performance.getMetrics');
    const list = (answer as { metrics: readonly { name: string; value: number }[] }).metrics;
    return Object.fromEntries(list.map(({ name, value }) => [name, value]));
  };
  return {
    evaluate: (expression, limitMs) => client.evaluate(expression, sessionId, limitMs),
    command,
    on: (method, listener) => client.on(method, sessionId, listener),
    metrics,
    async cpu() {
      const { ThreadTime, ProcessTime } = await metrics();
      if (!ThreadTime || !ProcessTime) throw new Error('This Chromium does not tell its processor time');
      return { mainThreadMs: ThreadTime * 1000, processMs: ProcessTime * 1000 };
    },
    async collectGarbage() {
      // Finalizers of the first run free what the second one finds.
      for (let run = 0; run < 3; run++) await command('HeapProfiler.collectGarbage');
    },
    async privateBytes() {
      pid ??= await rendererPid(client, sessionId);
      return privateBytesOf(pid);
    },
  };
}

async function tabIds(client: CdpClient): Promise<readonly string[]> {
  const { targetInfos } = (await client.send('Target.getTargets')) as {
    targetInfos: readonly { type: string; targetId: string }[];
  };
  return targetInfos.filter(({ type }) => type === 'page').map(({ targetId }) => targetId);
}

/**
 * The process of a page: that which works while the page does. The protocol does not tell, and a browser's own parts
 * are pages in processes like it.
 */
async function rendererPid(client: CdpClient, sessionId: string): Promise<number> {
  const cpuTimes = async () => {
    const answer = await client.send('SystemInfo.getProcessInfo');
    const { processInfo } = answer as { processInfo: readonly ProcessInfo[] };
    return new Map(
      processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]),
    );
  };
  const before = await cpuTimes();
  await client.evaluate(
    '{ const end = performance.now() + 200; while (performance.now() < end); }',
    sessionId,
  );
  const worked = [...(await cpuTimes())].map(([id, cpuTime]) => ({ id, s: cpuTime - (before.get(id) ?? 0) }));
  const [busiest] = worked.sort((a, b) => b.s - a.s);
  if (!busiest) throw new Error('The browser tells of no renderer');
  return busiest.id;
}

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
  /** In seconds. */
  readonly cpuTime: number;
}

function privateBytesOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? NaN);
  return (kib('Private_Clean') + kib('Private_Dirty') + kib('Private_Hugetlb')) * 1024;
}
