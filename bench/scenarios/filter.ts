import type { Scenario } from '../scenario.js';

const sizeBytes = 200;

/** Text and a regular expression that a quarter of all messages holds, and text that one does. */
const searches = {
  text: { written: '"quote"', word: '"quote"', hitsIn: (rows: number) => rows / 4 },
  rare: { written: '"seq":10000042', word: '"seq":10000042', hitsIn: () => 1 },
  regex: { written: '/"type":"q[a-z]+"/', word: '"quote"', hitsIn: (rows: number) => rows / 4 },
} as const;

/** Narrowing down a long log. Each search is followed by an empty one, which shows all again. */
export const filter: Scenario = {
  name: 'filter',
  title: ({ quick }) => `Filter over ${quick ? '200,000' : '1,000,000'} rows`,
  contestants: ['ws-tester'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  query: 'max-entries=10000000&max-bytes=10000000000',
  async measure({ call, quick, tab }) {
    const rows = quick ? 200_000 : 1_000_000;
    await call('fill', [rows, sizeBytes], 120_000);
    await tab.collectGarbage();
    const figures: Record<string, number> = {};
    for (const [name, { written, word, hitsIn }] of Object.entries(searches)) {
      const report = await call('filter', [written, word, hitsIn(rows)]);
      figures[`${name}FirstScreenMs`] = report.firstScreenMs;
      figures[`${name}DoneMs`] = report.doneMs;
      figures[`${name}LongestGapMs`] = report.longestGapMs;
      await call('filter', ['', '"seq"', rows]);
    }
    return figures;
  },
  goals: [
    { contestant: 'ws-tester', figure: 'textFirstScreenMs', as: 'value', atMost: 17 },
    { contestant: 'ws-tester', figure: 'textDoneMs', as: 'value', atMost: 250 },
    { contestant: 'ws-tester', figure: 'textLongestGapMs', as: 'value', atMost: 50 },
  ],
};
