import { endlessRepetitions, isRiskyExpression } from './expression-syntax.js';
import type { ExpressionParts, Expressions } from './expression-thread.js';

/**
 * How much of a message is tested where no worker can run, in UTF-16 code units, by how many repetitions without end an
 * expression has. Each of them can multiply the time by the length: what is allowed takes a tenth of a second at worst.
 */
const testedUnits = [1_000_000, 10_000, 600, 200] as const;

/** An expression that takes longer than this for one text is given up, in milliseconds. */
const slowMs = 50;

/** Whether expressions may run without a worker to end them. */
export function mayRunLocally({ include, exclude, fold }: Expressions): boolean {
  return [include, exclude, fold].every((parts) => !parts || !isRiskyExpression(parts.source, parts.flags));
}

/** Runs expressions of a reader's on the page itself, for where no worker can run. Only for such as may. */
export class LocalExpressions {
  readonly #include: RegExp | undefined;
  readonly #exclude: RegExp | undefined;
  readonly #fold: RegExp | undefined;
  readonly #units: number;
  #isSlow = false;
  #hasCut = false;

  constructor({ include, exclude, fold }: Expressions) {
    this.#include = expressionOf(include);
    this.#exclude = expressionOf(exclude);
    this.#fold = expressionOf(fold);
    const repetitions = [include, exclude, fold].map((parts) =>
      parts ? endlessRepetitions(parts.source, parts.flags) : 0,
    );
    this.#units = testedUnits[Math.max(...repetitions)] ?? 0;
  }

  /** Whether an expression took too long; then nothing fits any more. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** How many code units of a message are tested, where one was longer than that; otherwise `undefined`. */
  get cutUnits(): number | undefined {
    return this.#hasCut ? this.#units : undefined;
  }

  /** 1 for a text that passes, plus 2 for one to be folded. */
  markOf(text: string): number {
    if (text.length > this.#units) this.#hasCut = true;
    const tested = text.slice(0, this.#units);
    if (this.#include && !this.#fits(this.#include, tested)) return 0;
    if (this.#exclude && this.#fits(this.#exclude, tested)) return 0;
    return this.#fold && this.#fits(this.#fold, tested) ? 3 : 1;
  }

  #fits(expression: RegExp, text: string): boolean {
    if (this.#isSlow) return false;
    const startMs = performance.now();
    const fits = expression.test(text);
    if (performance.now() - startMs > slowMs) this.#isSlow = true;
    return fits;
  }
}

function expressionOf(parts: ExpressionParts | undefined): RegExp | undefined {
  return parts && new RegExp(parts.source, parts.flags);
}
