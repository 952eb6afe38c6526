import type { Tab } from './browser.js';
import type { FloodServer } from './flood-server.js';
import type { ContestantName } from './pages.js';
import type { PageBench } from './pages/page-bench.js';

/** Measured values of one visit, by name. The name ends with the unit. */
export type Figures = Readonly<Record<string, number>>;

/** Fewer messages and rounds, so that all of it takes less than two minutes; the goals stay. */
export interface Extent {
  readonly quick: boolean;
}

/** One page, newly opened, about to be measured. */
export interface Visit {
  readonly contestant: ContestantName;
  readonly quick: boolean;
  readonly tab: Tab;
  readonly server: FloodServer;
  /** Calls the page, for at most `limitMs` (default 60 s). */
  readonly call: <Name extends keyof PageBench>(
    name: Name,
    args: Parameters<PageBench[Name]>,
    limitMs?: number,
  ) => Promise<Awaited<ReturnType<PageBench[Name]>>>;
}

/** What a figure must be. */
export interface Goal {
  readonly contestant: ContestantName;
  readonly figure: string;
  /**
   * What is compared: the median itself, the median of its ratios to `bare` in the same round, or of its
   * differences from `bare` in the same round.
   */
  readonly as: 'value' | 'ratio' | 'excess';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One thing that is measured, of several pages, each in turn. */
export interface Scenario {
  readonly name: string;
  readonly title: (extent: Extent) => string;
  /** In the order of the first round; each further round begins with the next one. */
  readonly contestants: readonly ContestantName[];
  /** 0 where it is left out. */
  readonly rounds: (extent: Extent) => number;
  /** Attributes of the element, as `max-entries=1000&…`. */
  readonly query?: string;
  measure(visit: Visit): Promise<Figures>;
  readonly goals: readonly Goal[];
}
