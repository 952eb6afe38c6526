import type { CauseId } from './cause.js';
import type { Confidence } from './diagnosis.js';
import type { Facts } from './facts.js';

/**
 * One row: when its condition holds, its cause fits. Conditions ask only for what is there, never for what is missing,
 * so more evidence can add rows but not take any away; that is for the exclusions.
 */
export interface Rule {
  readonly cause: CauseId;
  readonly confidence: Confidence;
  /** Orders causes of the same confidence: our estimate of its share, 0 to 1, from the measured failures. */
  readonly weight: number;
  readonly when: (facts: Facts) => boolean;
  /** What speaks for it, one sentence. */
  readonly because: string | ((facts: Facts) => string);
}

/** When its condition holds, these causes cannot be. */
export interface Exclusion {
  readonly causes: readonly CauseId[];
  readonly when: (facts: Facts) => boolean;
}

/** Rules that share a condition and what they say. */
export function rows(
  when: Rule['when'],
  because: Rule['because'],
  ...causes: readonly (readonly [cause: CauseId, confidence: Confidence, weight: number])[]
): readonly Rule[] {
  return causes.map(([cause, confidence, weight]) => ({ cause, confidence, weight, when, because }));
}
