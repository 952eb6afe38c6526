/**
 * Everything but the tests that must hold before a change is merged: `npm run check`.
 * Runs every step even after one failed, says how long each took, and exits with 1 if any failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

interface Step {
  readonly what: string;
  readonly commands: readonly string[];
  /** Generated files that are committed: the step fails when it has something to change in them. */
  readonly mustNotChange?: readonly string[];
}

/** In this order: a later step may need what an earlier one made. */
const steps: readonly Step[] = [
  { what: 'lint and format', commands: ['npm run lint'] },
  { what: 'types', commands: ['npm run types'] },
  { what: 'build', commands: ['npm run build'] },
  {
    what: 'manifest',
    commands: ['npm run analyze'],
    mustNotChange: ['custom-elements.json', 'README.md'],
  },
  {
    what: 'package',
    commands: ['npx --no-install publint --strict', 'npx --no-install attw --pack . --profile esm-only'],
  },
  { what: 'storybook', commands: ['npm run check:storybook'] },
];

const results = steps.map((step) => {
  console.log(`\n── ${step.what}`);
  const startMs = performance.now();
  return { what: step.what, failure: run(step), seconds: (performance.now() - startMs) / 1000 };
});

console.log('');
for (const { what, failure, seconds } of results) {
  const line = `${failure ? '✕' : '✓'} ${what.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`;
  console.log(failure ? `${line}  ${failure}` : line);
}
process.exitCode = results.some(({ failure }) => failure) ? 1 : 0;

/** Gives what went wrong, if anything. */
function run({ commands, mustNotChange = [] }: Step): string | undefined {
  const before = mustNotChange.map(read);
  const failed = commands.find(
    (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0,
  );
  if (failed) return `${failed} failed`;
  const stale = mustNotChange.filter((file, index) => read(file) !== before[index]);
  return stale.length > 0 ? `${stale.join(', ')} stale; now written anew, to be committed` : undefined;
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
