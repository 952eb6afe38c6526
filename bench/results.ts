import type { ContestantName } from './pages.js';
import type { Figures, Goal } from './scenario.js';
import { median } from './statistics.js';

/** What was measured of each page, one behind the other. */
export type Round = ReadonlyMap<ContestantName, Figures>;

/** One figure of one page over all rounds. */
export interface FigureResult {
  readonly contestant: ContestantName;
  readonly figure: string;
  readonly median: number;
  /** Median of the ratios to `bare`, each of one round. Absent where `bare` has no such figure, or 0. */
  readonly ratio?: number;
  /** Median of the differences from `bare`, each of one round. */
  readonly excess?: number;
  readonly values: readonly number[];
}

/** A goal and what became of it. */
export interface GoalResult extends Goal {
  readonly reached: number;
  readonly met: boolean;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly FigureResult[];
  readonly goals: readonly GoalResult[];
  /** Why there are no figures. */
  readonly failure?: string;
}

/** Sums up the rounds of one scenario. Throws where a goal is about something that was not measured. */
export function judge(
  rounds: readonly Round[],
  goals: readonly Goal[],
): Pick<ScenarioResult, 'figures' | 'goals'> {
  const figures = [...(rounds[0] ?? [])].flatMap(([contestant, measured]) =>
    Object.keys(measured).map((figure) => sumUp(rounds, contestant, figure)),
  );
  return { figures, goals: goals.map((goal) => judgeGoal(goal, figures)) };
}

function sumUp(rounds: readonly Round[], contestant: ContestantName, figure: string): FigureResult {
  const valuesOf = (name: ContestantName) => rounds.map((round) => round.get(name)?.[figure] ?? NaN);
  const values = valuesOf(contestant);
  const bare = valuesOf('bare');
  const ratio = median(values.map((value, round) => value / (bare[round] ?? NaN)));
  const excess = median(values.map((value, round) => value - (bare[round] ?? NaN)));
  return {
    contestant,
    figure,
    median: median(values),
    ...(Number.isFinite(ratio) && { ratio }),
    ...(Number.isFinite(excess) && { excess }),
    values,
  };
}

function judgeGoal(goal: Goal, figures: readonly FigureResult[]): GoalResult {
  const result = figures.find(
    ({ contestant, figure }) => contestant === goal.contestant && figure === goal.figure,
  );
  const reached = goal.as === 'value' ? result?.median : result?.[goal.as];
  if (reached === undefined) {
    throw new Error(`No ${goal.as} of ${goal.contestant}'s ${goal.figure} was measured`);
  }
  const { atMost = Infinity, atLeast = -Infinity } = goal;
  return { ...goal, reached, met: reached <= atMost && reached >= atLeast };
}
