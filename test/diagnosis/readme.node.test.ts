import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { causes } from '../../src/diagnosis/index.js';

it('the README lists every cause by its id, class and title, and no other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const table = /<!-- causes -->([^]*)<!-- \/causes -->/.exec(readme)?.[1] ?? '';
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  assert.deepEqual(
    rows.map(([, id, group, title]) => [id, group, title]),
    causes.map(({ id, class: group, title }) => [id, group, title]),
  );
});
