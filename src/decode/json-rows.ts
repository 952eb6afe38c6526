import type { JsonIndex } from './json-index.js';

/**
 * Which values of a JSON text are seen as rows while some objects and arrays are collapsed, and which row each has.
 * Works while the index still grows: call `update()` then. Everything is expanded at first. Expanding or collapsing
 * all takes time for what becomes visible, never for the whole text.
 */
export class JsonRows {
  readonly #index: JsonIndex;
  /** By container: 1 where it is collapsed. Those beyond the end are as `#laterCollapsed` says. */
  #collapsed = new Uint8Array(64);
  #laterCollapsed = false;
  #known = 0;
  /** Nodes that are hidden, in runs that do not touch: first of the run, first behind it, hidden up to its end. */
  #firsts: number[] = [];
  #ends: number[] = [];
  #hiddenThrough: number[] = [];

  constructor(index: JsonIndex) {
    this.#index = index;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#index.length - (this.#hiddenThrough.at(-1) ?? 0);
  }

  /** The node that a row shows. */
  nodeAt(row: number): number {
    const before = this.#countRuns((run) => (this.#firsts[run] ?? 0) - this.#hiddenBefore(run) <= row);
    return row + (this.#hiddenThrough[before - 1] ?? 0);
  }

  /** The row of a node; of the collapsed container around it, where it is hidden. */
  rowOf(node: number): number {
    const run = this.#countRuns((each) => (this.#firsts[each] ?? 0) <= node) - 1;
    if (run < 0) return node;
    if (node < (this.#ends[run] ?? 0)) return (this.#firsts[run] ?? 1) - 1 - this.#hiddenBefore(run);
    return node - (this.#hiddenThrough[run] ?? 0);
  }

  /** Whether a node can be opened and closed, and which of these it is. Empty containers cannot. */
  isExpanded(node: number): boolean | undefined {
    const container = this.#index.containerOf(node);
    if (container === undefined || this.#index.count(container) === 0) return undefined;
    return !this.#isCollapsed(container);
  }

  /** Expands or collapses a container; what was collapsed inside stays so. Nothing for other nodes. */
  setExpanded(node: number, expanded: boolean): void {
    const container = this.#index.containerOf(node);
    if (container === undefined || this.#isCollapsed(container) !== expanded) return;
    this.#grow();
    this.#collapsed[container] = expanded ? 0 : 1;
    const after = this.#index.after(container);
    const isHidden = this.#index.nodeOf(container) !== this.nodeAt(this.rowOf(node));
    if (isHidden) return;
    const from = this.#countRuns((run) => (this.#ends[run] ?? 0) <= node + 1);
    const to = this.#countRuns((run) => (this.#firsts[run] ?? 0) < after);
    const runs = expanded ? this.#runsWithin(node + 1, after) : [[node + 1, after] as const];
    const firsts = runs.map(([first]) => first);
    const ends = runs.map(([, end]) => end);
    this.#firsts = [...this.#firsts.slice(0, from), ...firsts, ...this.#firsts.slice(to)];
    this.#ends = [...this.#ends.slice(0, from), ...ends, ...this.#ends.slice(to)];
    this.#sum();
  }

  /** Expands every container around a node, so that it is seen. */
  reveal(node: number): void {
    // from the outside, so that each is seen when it is expanded
    const around: number[] = [];
    for (let at = this.#index.parent(node); at !== undefined; at = this.#index.parent(at)) {
      const container = this.#index.containerOf(at);
      if (container !== undefined && this.#isCollapsed(container)) around.push(at);
    }
    for (const each of around.reverse()) this.setExpanded(each, true);
  }

  /** Expands everything, also what is still to be found. */
  expandAll(): void {
    this.#laterCollapsed = false;
    this.#collapsed.fill(0);
    this.#firsts = [];
    this.#ends = [];
    this.#sum();
  }

  /** Collapses everything but the root, also what is still to be found. */
  collapseAll(): void {
    this.#laterCollapsed = true;
    this.#collapsed.fill(1);
    this.#collapsed[0] = 0;
    this.#rebuild();
  }

  /** Takes notice of what the index has found since. */
  update(): void {
    if (this.#laterCollapsed) this.#rebuild();
    else if (this.#firsts.length > 0) {
      const last = this.#firsts.length - 1;
      const container = this.#index.containerOf((this.#firsts[last] ?? 1) - 1);
      if (container !== undefined) this.#ends[last] = this.#index.after(container);
      this.#sum();
    }
  }

  #rebuild(): void {
    this.#grow();
    const runs = this.#runsWithin(0, this.#index.length);
    this.#firsts = runs.map(([first]) => first);
    this.#ends = runs.map(([, end]) => end);
    this.#sum();
  }

  /** The outermost collapsed containers among some nodes, as what they hide. */
  #runsWithin(first: number, end: number): (readonly [number, number])[] {
    const index = this.#index;
    const runs: (readonly [number, number])[] = [];
    let container = index.firstContainerFrom(first);
    while (container < index.containerCount && index.nodeOf(container) < end) {
      const after = index.after(container);
      if (!this.#isCollapsed(container) || index.count(container) === 0) container++;
      else {
        runs.push([index.nodeOf(container) + 1, after]);
        container = index.firstContainerFrom(after);
      }
    }
    return runs;
  }

  #isCollapsed(container: number): boolean {
    return container < this.#known ? this.#collapsed[container] === 1 : this.#laterCollapsed;
  }

  /** Makes room for the containers that were found since. */
  #grow(): void {
    const { containerCount } = this.#index;
    if (containerCount > this.#collapsed.length) {
      const larger = new Uint8Array(Math.max(containerCount, this.#collapsed.length * 2));
      larger.set(this.#collapsed.subarray(0, this.#known));
      this.#collapsed = larger;
    }
    this.#collapsed.fill(this.#laterCollapsed ? 1 : 0, this.#known, containerCount);
    if (this.#known === 0) this.#collapsed[0] = 0;
    this.#known = containerCount;
  }

  #sum(): void {
    let hidden = 0;
    this.#hiddenThrough = this.#firsts.map((first, run) => (hidden += (this.#ends[run] ?? 0) - first));
  }

  #hiddenBefore(run: number): number {
    return this.#hiddenThrough[run - 1] ?? 0;
  }

  /** How many runs from the first on fit; those that fit come before those that do not. */
  #countRuns(fits: (run: number) => boolean): number {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
