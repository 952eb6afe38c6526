/** How the tests of one engine, or of Node, went. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Nothing ran yet. */
export function noTotals(): Totals {
  return { passed: 0, failed: 0, skipped: 0 };
}

/** All together. */
export function sum(parts: readonly Totals[]): Totals {
  const all = noTotals();
  for (const { passed, failed, skipped } of parts) {
    all.passed += passed;
    all.failed += failed;
    all.skipped += skipped;
  }
  return all;
}

/** The line that machines read: `12 passed, 0 failed, 1 skipped`. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Whether the title of a skipped test says why: `… (skipped: WebKitGTK has no moveBefore)`. */
export function saysWhySkipped(title: string): boolean {
  return /\(skipped: \S.*\)/.test(title);
}
