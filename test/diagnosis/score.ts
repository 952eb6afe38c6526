import { causeOf, diagnose } from '../../src/diagnosis/index.js';
import type { BrowserFamily, CauseId, Diagnosis, Evidence } from '../../src/diagnosis/index.js';

/** A failure whose cause is known, because we made it, and what the browser showed of it. */
export interface RecordedFailure {
  readonly case: string;
  /** The causes that would be right. More than one where two of our names describe the same thing. */
  readonly truth: readonly CauseId[];
  readonly evidence: Evidence;
}

/** How a diagnosis fared. */
export interface Verdict {
  readonly recorded: RecordedFailure;
  readonly diagnosis: Diagnosis;
  /** The first cause is a true one, or one that holds for it too (`Cause.covers`). */
  readonly first: boolean;
  readonly exactFirst: boolean;
  readonly firstThree: boolean;
  readonly exactFirstThree: boolean;
  readonly classFirst: boolean;
  readonly listed: boolean;
  /** Causes that were called certain and are not true. */
  readonly wronglyCertain: readonly CauseId[];
  /** What reading the code alone says: 1006 is a lost connection, 1015 is TLS, any other was a close by the server. */
  readonly codeOnly: boolean;
}

/** The share of verdicts, in percent. */
export interface Totals {
  readonly cases: number;
  readonly first: number;
  readonly exactFirst: number;
  readonly firstThree: number;
  readonly exactFirstThree: number;
  readonly classFirst: number;
  readonly listed: number;
  readonly codeOnly: number;
  readonly wronglyCertain: number;
}

/** What the issue asks for, in percent. */
export const goals = { first: 80, firstThree: 95, classFirst: 92, listed: 100 } as const;

export function judge(recorded: RecordedFailure): Verdict {
  const { truth, evidence } = recorded;
  const diagnosis = diagnose(evidence);
  const ids = diagnosis.findings.map(({ id }) => id);
  const exact = (id: CauseId) => truth.includes(id);
  const holds = (id: CauseId) => exact(id) || (causeOf(id).covers ?? []).some(exact);
  const firstClass = diagnosis.findings[0]?.cause.class;
  const { code } = evidence;
  const naive: CauseId =
    code === 1006
      ? 'connection-lost'
      : code === 1015
        ? 'tls-failed'
        : code === undefined
          ? 'unknown'
          : 'closed-by-server';
  return {
    recorded,
    diagnosis,
    first: ids.slice(0, 1).some(holds),
    exactFirst: ids.slice(0, 1).some(exact),
    firstThree: ids.slice(0, 3).some(holds),
    exactFirstThree: ids.slice(0, 3).some(exact),
    classFirst: truth.some((id) => causeOf(id).class === firstClass),
    listed: ids.some(exact),
    wronglyCertain: diagnosis.findings
      .filter(({ id, confidence }) => confidence === 'certain' && !holds(id))
      .map(({ id }) => id),
    codeOnly: truth.includes(naive),
  };
}

export function totals(verdicts: readonly Verdict[]): Totals {
  const share = (which: (verdict: Verdict) => boolean) =>
    Math.round((1000 * verdicts.filter(which).length) / Math.max(1, verdicts.length)) / 10;
  return {
    cases: verdicts.length,
    first: share((verdict) => verdict.first),
    exactFirst: share((verdict) => verdict.exactFirst),
    firstThree: share((verdict) => verdict.firstThree),
    exactFirstThree: share((verdict) => verdict.exactFirstThree),
    classFirst: share((verdict) => verdict.classFirst),
    listed: share((verdict) => verdict.listed),
    codeOnly: share((verdict) => verdict.codeOnly),
    wronglyCertain: verdicts.reduce((sum, verdict) => sum + verdict.wronglyCertain.length, 0),
  };
}

/** Which goals were missed, in words; empty if none. */
export function missed(sums: Totals, browser: BrowserFamily): readonly string[] {
  return [
    ...Object.entries(goals).flatMap(([name, goal]) =>
      sums[name as keyof typeof goals] < goal
        ? [`${browser}: ${name} ${String(sums[name as keyof typeof goals])} % is below ${String(goal)} %`]
        : [],
    ),
    ...(sums.wronglyCertain > 0
      ? [`${browser}: ${String(sums.wronglyCertain)} wrong causes called certain`]
      : []),
  ];
}
