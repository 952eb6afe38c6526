import { isRiskyExpression } from './expression-syntax.js';
import type { ExpressionParts, Expressions } from './expression-thread.js';

/** Where no worker can run, a message is tested by its beginning of so many units only. */
export const localUnits = 10_000;

/** Longer texts are tested by growing beginnings, to see in time where it gets slow. */
const firstUnits = 256;

/** So many times longer is the next beginning. With three open repetitions the time may grow 256-fold. */
const growth = 4;

/** An expression that takes longer than this for one text is given up, in milliseconds. */
const slowMs = 20;

/** Whether expressions may run without a worker to end them. */
export function mayRunLocally({ include, exclude, fold }: Expressions): boolean {
  return [include, exclude, fold].every((parts) => !parts || !isRiskyExpression(parts.source, parts.flags));
}

/** Runs expressions of a reader's on the page itself, for where no worker can run. Only for such as may. */
export class LocalExpressions {
  readonly #include: RegExp | undefined;
  readonly #exclude: RegExp | undefined;
  readonly #fold: RegExp | undefined;
  #isSlow = false;
  #hasCut = false;

  constructor({ include, exclude, fold }: Expressions) {
    this.#include = expressionOf(include);
    this.#exclude = expressionOf(exclude);
    this.#fold = expressionOf(fold);
  }

  /** Whether an expression took too long; then nothing fits any more. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Whether a message was longer than what is tested of it. */
  get hasCut(): boolean {
    return this.#hasCut;
  }

  /** 1 for a text that passes, plus 2 for one to be folded. */
  markOf(text: string): number {
    if (this.#include && !this.#fits(this.#include, text)) return 0;
    if (this.#exclude && this.#fits(this.#exclude, text)) return 0;
    return this.#fold && this.#fits(this.#fold, text) ? 3 : 1;
  }

  #fits(expression: RegExp, text: string): boolean {
    if (text.length > localUnits) this.#hasCut = true;
    const length = Math.min(text.length, localUnits);
    for (let end = firstUnits; end < length; end *= growth) {
      if (this.#isSlow) return false;
      this.#timed(expression, text.slice(0, end));
    }
    return !this.#isSlow && this.#timed(expression, text.slice(0, length));
  }

  #timed(expression: RegExp, text: string): boolean {
    const startMs = performance.now();
    const fits = expression.test(text);
    if (performance.now() - startMs > slowMs) this.#isSlow = true;
    return fits;
  }
}

function expressionOf(parts: ExpressionParts | undefined): RegExp | undefined {
  return parts && new RegExp(parts.source, parts.flags);
}
