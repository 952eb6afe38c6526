/**
 * Everything but the tests that must hold before a change is merged: `npm run check`.
 * Runs every step even after one failed, says how long each took, and exits with 1 if any failed.
 */
import { spawnSync } from 'node:child_process';

interface Step {
  readonly what: string;
  readonly commands: readonly string[];
  /** What a failure means, where the commands do not say so themselves. */
  readonly failure?: string;
}

/** In this order: a later step may need what an earlier one made. */
const steps: readonly Step[] = [
  { what: 'lint and format', commands: ['npm run lint'] },
  { what: 'types', commands: ['npm run types'] },
  { what: 'build', commands: ['npm run build'] },
  {
    // The build has just written them, and so did the one before the tests: only git knows what they were. In a
    // container the checkout may belong to another user, which git would refuse.
    what: 'generated files',
    commands: ["git -c safe.directory='*' diff --exit-code --stat -- custom-elements.json README.md"],
    failure: 'custom-elements.json or README.md was stale: commit (or stage) what is there now',
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
function run({ commands, failure }: Step): string | undefined {
  const failed = commands.find(
    (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0,
  );
  return failed === undefined ? undefined : (failure ?? `${failed} failed`);
}
