/**
 * Measures the built elements beside a bare WebSocket and a naive log: `npm run bench -- [options]`.
 *
 * - `--quick`: fewer messages and rounds, in less than two minutes.
 * - `--scenario burst,rate`: only these. `--rounds 5`: instead of each scenario's own.
 * - `--dist folder`: the published files, default `dist`. `--json file`: default `bench/results.json`.
 *
 * What it prints in microseconds or messages a second is true of this machine in this minute; what lasts are the
 * ratios to `bare` in the same round. The exit code says whether all of it ran, not whether goals were met.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser, type Browser } from './browser.js';
import { startFloodServer, type FloodServer } from './flood-server.js';
import { serveContestants, type ContestantName } from './pages.js';
import { judge, type Round, type ScenarioResult } from './results.js';
import type { Figures, Scenario, Visit } from './scenario.js';
import { scenarios } from './scenarios.js';
import { resultLines } from './table.js';

const callLimitMs = 60_000;

/** A page is loaded before what its script awaits is there. */
const isReady =
  'new Promise((resolve) => { (function look() { globalThis.bench ? resolve() : setTimeout(look, 10); })(); })';

process.chdir(resolve(import.meta.dirname, '..'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
// a browser that did not close must not keep the process
process.exit();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      rounds: { type: 'string' },
      dist: { type: 'string', default: 'dist' },
      json: { type: 'string', default: 'bench/results.json' },
    },
  });
  const { quick } = values;
  const chosen = chooseScenarios(values.scenario, quick);
  const startedMs = Date.now();
  const pages = await serveContestants(values.dist);
  const server = await startFloodServer();
  const browser = await launchBrowser();
  process.once('exit', () => browser.close());
  const machine = { browser: browser.version, cores: cpus().length, load: loadavg()[0] };
  console.log(`${machine.browser}, ${machine.cores} cores, load ${String(machine.load?.toFixed(1))}\n`);
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) {
    const count = Number(values.rounds ?? Math.max(1, scenario.rounds({ quick })));
    const result = await play(scenario, count, { browser, server, origin: pages.origin, quick });
    results.push(result);
    console.log(resultLines(result).join('\n'));
  }
  browser.close();
  await Promise.all([server.close(), pages.close()]);
  mkdirSync(dirname(values.json), { recursive: true });
  const at = new Date(startedMs).toISOString();
  writeFileSync(values.json, `${JSON.stringify({ at, quick, ...machine, results }, undefined, 2)}\n`);
  console.log(`${Math.round((Date.now() - startedMs) / 1000)} s; all figures in ${values.json}`);
  return results.some(({ failure }) => failure) ? 1 : 0;
}

function chooseScenarios(names: string | undefined, quick: boolean): readonly Scenario[] {
  if (names === undefined) return scenarios.filter(({ rounds }) => rounds({ quick }) > 0);
  return names.split(',').map((name) => {
    const scenario = scenarios.find((known) => known.name === name);
    if (!scenario) {
      throw new Error(`"${name}" is none of ${scenarios.map((known) => known.name).join(', ')}`);
    }
    return scenario;
  });
}

interface Surroundings {
  readonly browser: Browser;
  readonly server: FloodServer;
  readonly origin: string;
  readonly quick: boolean;
}

/** Plays all rounds. One that fails ends its scenario, and the others may run all the same. */
async function play(scenario: Scenario, count: number, surroundings: Surroundings): Promise<ScenarioResult> {
  const { name, goals } = scenario;
  const title = scenario.title(surroundings);
  const rounds: Round[] = [];
  try {
    while (rounds.length < count) rounds.push(await playRound(scenario, rounds.length, surroundings));
    return { name, title, ...judge(rounds, goals) };
  } catch (error) {
    return {
      name,
      title,
      figures: [],
      goals: [],
      failure: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Each page once. A B C, then B C A, then C A B: none is always the one behind a hot or a cold machine. */
async function playRound(scenario: Scenario, round: number, surroundings: Surroundings): Promise<Round> {
  const { contestants } = scenario;
  const figures = new Map<ContestantName, Figures>();
  for (let turn = 0; turn < contestants.length; turn++) {
    const contestant = contestants[(turn + round) % contestants.length] as ContestantName;
    figures.set(contestant, await scenario.measure(await visit(scenario, contestant, surroundings)));
  }
  return figures;
}

async function visit(
  { query = '' }: Scenario,
  contestant: ContestantName,
  { browser, server, origin, quick }: Surroundings,
): Promise<Visit> {
  const tab = await browser.open(`${origin}/${contestant}?${query}`);
  await tab.evaluate(isReady);
  return {
    contestant,
    quick,
    tab,
    server,
    call: async (name, args, limitMs = callLimitMs) => {
      const list = args.map((argument) => JSON.stringify(argument)).join();
      return (await tab.evaluate(`bench.${name}(${list})`, limitMs)) as never;
    },
  };
}
