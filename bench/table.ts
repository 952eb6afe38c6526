import type { GoalResult, ScenarioResult } from './results.js';

/** Figures that mean most beside those of `bare`, and what they are called. */
const compared: Readonly<Record<string, string>> = {
  cpuUs: 'main µs/msg',
  processUs: 'all threads µs/msg',
  messagesPerS: 'msgs/s',
};

/** The result of one scenario, as lines of a table: a line a page, `median (ratio to bare)` in each column. */
export function resultLines({ title, figures, goals, failure }: ScenarioResult): string[] {
  if (failure !== undefined) return [title, `  ✕ DID NOT RUN: ${failure}`, ''];
  const contestants = [...new Set(figures.map(({ contestant }) => contestant))];
  const names = [...new Set(figures.map(({ figure }) => figure))];
  const cell = (contestant: string, figure: string) => {
    const result = figures.find((each) => each.contestant === contestant && each.figure === figure);
    if (!result) return '';
    const isRatio = figure in compared && result.ratio !== undefined && contestant !== 'bare';
    return number(result.median) + (isRatio ? ` (${number(result.ratio ?? NaN)} ×)` : '');
  };
  const rows = [
    ['', ...names.map((name) => titleOf(name))],
    ...contestants.map((contestant) => [contestant, ...names.map((name) => cell(contestant, name))]),
  ];
  return [title, ...aligned(rows), ...goals.map(goalLine), ''];
}

function goalLine({ contestant, figure, as, atMost, atLeast, reached, met }: GoalResult): string {
  const bound = atMost === undefined ? `≥ ${number(atLeast ?? NaN)}` : `≤ ${number(atMost)}`;
  const unit = { value: '', ratio: ' × bare', excess: ' more than bare' }[as];
  const name = titleOf(figure);
  return `  ${met ? '✓ met   ' : '✕ MISSED'} ${contestant} ${name}: ${number(reached)}${unit}, goal ${bound}${unit}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    [
      '',
      ...row.map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      ),
    ].join('  '),
  );
}

/** `worstLagMs` as `worst lag ms`. */
function titleOf(figure: string): string {
  return compared[figure] ?? figure.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Three digits that count, thousands marked. */
function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
