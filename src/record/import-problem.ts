/** What is wrong with a file, and where. */
export interface ImportProblem {
  /** In plain words. Text from the file in it is not escaped. */
  readonly message: string;
  /** The line, from 1. Absent where it is about the whole file. */
  readonly line?: number;
  /** The column, from 1, in UTF-16 code units. Absent where it is about the whole line. */
  readonly column?: number;
}

/** Why nothing of a file could be read: it is no log, too large, from a later version, or everything in it is wrong. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** The first things that are wrong; at least one. Its message is that of the first. */
  readonly problems: readonly ImportProblem[];
  /** How many things are wrong; more than there are `problems` where those are many. */
  readonly problemCount: number;

  constructor(problems: readonly ImportProblem[], problemCount = problems.length) {
    super(problems[0]?.message ?? 'Nothing in the file could be read.');
    this.problems = problems;
    this.problemCount = problemCount;
  }
}

/** So many problems are kept; the others are counted. */
const keptProblems = 100;

/** What was found wrong so far: the first of it, and how much in all. */
export class ProblemList {
  readonly kept: ImportProblem[] = [];
  count = 0;

  /** Takes note of what is wrong. */
  add(message: string, line?: number, column?: number): void {
    this.count++;
    if (this.kept.length >= keptProblems) return;
    this.kept.push({
      message,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
  }
}
