/**
 * How sure a {@link Problem} is to hurt.
 *
 * - `error`: no browser accepts it (its call throws) or every attempt made with it fails.
 * - `warning`: browsers disagree about it, or they accept it but read it otherwise than its writer meant.
 */
export type ProblemSeverity = 'error' | 'warning';

/** The whole text after a correction, to be put in place of what the reader typed. */
export interface ProblemFix {
  /** What the correction does, short enough for a button: `Use wss://`. */
  readonly label: string;
  /** The complete corrected text, not a difference. */
  readonly text: string;
}

/** One thing that is wrong with what a reader typed, where it is, and which rule says so. */
export interface Problem {
  /** A stable kebab-case name, such as `url-missing-scheme`. Translations and tests go by it. */
  readonly id: string;
  readonly severity: ProblemSeverity;
  /** Plain language; names the character and the rule. Control characters in it are escaped already. */
  readonly message: string;
  /** Where it starts, in UTF-16 code units of the text the reader typed. Absent if it is about the whole. */
  readonly start?: number;
  /** Where it ends (exclusive), in UTF-16 code units. Present exactly when `start` is. */
  readonly end?: number;
  /** Where the rule is written down, such as `RFC 6455 §4.1`. */
  readonly source: string;
  /** A correction, where exactly one is likely to be meant. Applying it may bring up another problem. */
  readonly fix?: ProblemFix;
}

/** Whether any of the problems is an `error`. Warnings do not count. */
export function hasError(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
