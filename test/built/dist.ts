import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The published files. `test/run.ts` builds them before the tests of this folder where they are missing or older
 * than their sources; a test started without it has to find them built.
 */

/** The folder with package.json. */
export const repository = resolve(import.meta.dirname, '../..');

if (!existsSync(join(repository, 'dist/cdn/ws-tester.js'))) {
  throw new Error('dist/ is not built: run `npm run build`, or start the test by `npx tsx test/run.ts`');
}

/** A file of the repository as text, for instance `dist/index.js`. Throws where there is none. */
export function textOf(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** The files below a folder of the repository, as paths from the repository. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .sort();
}

/** The `integrity` value that `sri.json` publishes for a script of dist/cdn/. Throws where it lists none. */
export function integrityOf(file: string): string {
  const hashes = JSON.parse(textOf('dist/cdn/sri.json')) as Readonly<Record<string, string>>;
  const hash = hashes[file];
  if (hash === undefined) throw new Error(`dist/cdn/sri.json does not list ${file}`);
  return hash;
}
