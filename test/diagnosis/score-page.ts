import { browserPorts } from '../../src/controller/browser-ports.js';
import { evidenceCollector } from '../../src/controller/evidence-collector.js';
import { runProbes } from '../../src/controller/probes.js';
import { Connection } from '../../src/core/connection.js';
import type { Evidence } from '../../src/diagnosis/index.js';

/** What to try in the page, and whether to close it once it opened. */
export interface Trial {
  readonly url: string;
  readonly protocols?: string;
  readonly act?: 'close';
  /** How many attempts, the last of which counts. Default 1. */
  readonly times?: number;
}

/** Longer than any attempt here takes until it ends. */
const longestMs = 12_000;

/**
 * Runs in the page that `diagnose-score.ts` opens: makes the attempt with the real connection, and gives the evidence
 * that the page could gather, with the probes that a reader could ask for.
 */
async function tryOut({ url, protocols = '', act, times = 1 }: Trial): Promise<Evidence> {
  const handshakeTimeoutMs = 5_500;
  const closingTimeoutMs = 1_500;
  const connection = new Connection({
    ...{ url, protocols, handshakeTimeoutMs, closingTimeoutMs },
    ports: browserPorts(document),
  });
  const collector = evidenceCollector(connection);
  connection.subscribe(() => {
    if (connection.state.phase !== 'open') return;
    if (act === 'close') connection.close(1000);
  });
  let evidence: Evidence | undefined;
  for (let time = 0; time < times; time += 1) {
    const attempt = connection.state.attempts + 1;
    connection.open('reader');
    const deadlineMs = performance.now() + longestMs;
    while (connection.state.attempts < attempt || connection.state.phase !== 'closed') {
      // A browser that takes what others refuse stays open.
      if (performance.now() > deadlineMs) return collector.evidence ?? { url };
      await delay(20);
    }
    evidence = await collector.settled();
  }
  if (!evidence) return { url };
  for (const { probe } of await runProbes(evidence)) collector.addProbe(probe);
  return collector.evidence ?? evidence;
}

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

Object.assign(globalThis, { tryOut });
