/**
 * Everything but the tests that must hold before a change is merged: `npm run check`.
 * Runs every step even after one failed, says how long each took, and exits with 1 if any failed.
 */
import { spawnSync } from 'node:child_process';

/** In this order: a later step may need what an earlier one made. */
const steps: readonly (readonly [what: string, ...commands: string[]])[] = [
  ['lint and format', 'npm run lint'],
  ['types', 'npm run types'],
  ['build', 'npm run build'],
  // the build has just written them
  ['generated files', 'git diff --exit-code --stat -- custom-elements.json README.md'],
  ['package', 'npx --no-install publint --strict', 'npx --no-install attw --pack . --profile esm-only'],
];

const results = steps.map(([what, ...commands]) => {
  console.log(`\n── ${what}`);
  const startMs = performance.now();
  const failed = commands.find(
    (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0,
  );
  return { what, failed, seconds: (performance.now() - startMs) / 1000 };
});

console.log('');
for (const { what, failed, seconds } of results) {
  console.log(
    `${failed ? '✕' : '✓'} ${what.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s${failed ? `  (${failed})` : ''}`,
  );
}
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
