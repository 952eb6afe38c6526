import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { filesBelow, integrityOf, repository, textOf } from './dist.js';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types?: string; readonly default?: string }>>;
  readonly sideEffects: readonly string[];
  readonly customElements: string;
  readonly 'web-types': string;
  readonly unpkg: string;
  readonly jsdelivr: string;
}

const packageJson = JSON.parse(textOf('package.json')) as PackageJson;
const distFiles = filesBelow('dist');
const modules = distFiles.filter((file) => file.endsWith('.js') && !file.startsWith('dist/cdn/'));
const cdnScripts = distFiles.filter((file) => /^dist\/cdn\/.*\.js$/.test(file));
/** One for each element: `dist/define/ws-log.js`. */
const defining = modules.filter((file) => file.startsWith('dist/define/ws-'));

/** `./dist/define/*.js` as the files that it stands for; a pattern without a star as itself. */
function filesLike(pattern: string): string[] {
  const path = pattern.replace(/^\.\//, '');
  const [start, end] = path.split('*') as [string, string | undefined];
  if (end === undefined) return existsSync(join(repository, path)) ? [path] : [];
  return filesBelow(start.slice(0, start.lastIndexOf('/'))).filter(
    (file) => file.startsWith(start) && file.endsWith(end) && !file.slice(start.length).includes('/'),
  );
}

/** Runs a module in a Node of its own, without tsx, inside the package; gives what it printed as JSON. */
function inFreshNode(code: string): unknown {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(output);
}

describe('package.json', () => {
  it('exports only what is there, each with its types', () => {
    for (const [name, target] of Object.entries(packageJson.exports)) {
      const files = typeof target === 'string' ? { default: target } : target;
      for (const pattern of Object.values(files)) {
        assert.ok(filesLike(pattern).length > 0, `${name}: ${pattern}`);
      }
      const scripts = filesLike(files.default ?? '').filter((file) => modules.includes(file));
      for (const script of scripts) {
        assert.ok(existsSync(join(repository, script.replace(/\.js$/, '.d.ts'))), `${name}: ${script}`);
      }
    }
    for (const field of ['customElements', 'web-types', 'unpkg', 'jsdelivr'] as const) {
      assert.ok(existsSync(join(repository, packageJson[field])), field);
    }
  });

  it('has a define file for each element', () => {
    const tags = filesBelow('src/define').flatMap((file) => /ws-[\w-]+(?=\.ts$)/.exec(file) ?? []);
    assert.ok(tags.length >= 7);
    assert.deepEqual(
      defining,
      tags.map((tag) => `dist/define/${tag}.js`),
    );
  });

  it('lists in sideEffects exactly the files that define elements', () => {
    const listed = packageJson.sideEffects.flatMap(filesLike).filter((file) => file.startsWith('dist/'));
    const defines = modules.filter((file) => /^\s*define\(/m.test(textOf(file)));
    assert.deepEqual(defines, defining);
    const pure = 'dist/define/define.js'; // under the same pattern; whoever imports it uses it
    assert.deepEqual(listed.sort(), ['dist/all.js', ...cdnScripts, pure, ...defines].sort());
  });
});

describe('the modules, imported in Node', () => {
  const specifiers = Object.entries(packageJson.exports)
    .filter(([, target]) => typeof target !== 'string' && target.default)
    .flatMap(([name]) =>
      name === './define/*.js' ? defining.map((file) => file.replace('dist', '.')) : [name],
    )
    .map((name) => name.replace(/^\./, packageJson.name));

  it('all load where there is no DOM', () => {
    assert.ok(specifiers.includes('ws-tester/all') && specifiers.includes('ws-tester/define/ws-log.js'));
    const loaded = inFreshNode(`
      const loaded = [];
      for (const name of ${JSON.stringify(specifiers)}) {
        await import(name);
        loaded.push(name);
      }
      console.log(JSON.stringify(loaded));`);
    assert.deepEqual(loaded, specifiers);
  });

  it('define nothing and add no global, but for the define files and ws-tester/all', () => {
    const pure = specifiers.filter((name) => !/\/(all|define\/.*)$/.test(name));
    assert.ok(pure.includes('ws-tester') && pure.includes('ws-tester/core'));
    const { added, defined } = inFreshNode(`
      await import('lit'); // brings globals of its own
      const before = Object.getOwnPropertyNames(globalThis);
      for (const name of ${JSON.stringify(pure)}) await import(name);
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      const tags = ${JSON.stringify(defining)}.map((file) => file.slice(12, -3));
      const defined = tags.filter((tag) => globalThis.customElements?.get(tag));
      console.log(JSON.stringify({ added, defined }));`) as Record<string, string[]>;
    assert.deepEqual(defined, []);
    // Lit keeps the metadata of decorators there
    assert.deepEqual(
      added?.filter((name) => name !== 'litPropertyMetadata'),
      [],
    );
  });

  it('say the version of package.json', () => {
    const version = inFreshNode(`
      const { version, WsTester } = await import('ws-tester');
      console.log(JSON.stringify([version, WsTester.version]));`);
    assert.deepEqual(version, [packageJson.version, packageJson.version]);
    for (const file of cdnScripts) assert.ok(textOf(file).includes(` ${packageJson.version} `), file);
  });
});

describe('the files in dist/', () => {
  const unsafe = /\beval\s*\(|\bnew Function\b|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write\b/g;

  it('have nothing that a strict policy forbids', () => {
    for (const file of modules) assert.deepEqual(textOf(file).match(unsafe), null, file);
    // lit-html makes its templates, which are ours and constant, by innerHTML behind a Trusted Types policy
    const lit = readFileSync(join(repository, 'node_modules/lit-html/lit-html.js'), 'utf8').match(unsafe);
    for (const file of cdnScripts) {
      const found = textOf(file).match(unsafe) ?? [];
      if (found.length > 0) assert.deepEqual(found, lit, file);
    }
  });

  it('have the integrity hashes that sri.json publishes', () => {
    for (const file of cdnScripts) {
      const hash = createHash('sha384')
        .update(readFileSync(join(repository, file)))
        .digest('base64');
      assert.equal(integrityOf(file.slice('dist/cdn/'.length)), `sha384-${hash}`, file);
    }
  });

  it('keep lit an import of the modules, and inside of the script-tag files', () => {
    // read as a program: some modules hold code as text
    const names = modules.flatMap((file) =>
      ts.preProcessFile(textOf(file)).importedFiles.map(({ fileName }) => fileName),
    );
    assert.ok(names.includes('lit'));
    assert.deepEqual(
      names.filter((name) => !/^(\.|lit(\/|$))/.test(name)),
      [],
    );
    for (const file of cdnScripts) assert.equal(textOf(file).match(/\bfrom\s*["'`]lit\b/), null, file);
  });
});
