import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/**
 * `vite build` writes dist/: one ES module for each source module, lit left as an import.
 * `--mode cdn` adds dist/cdn/ws-tester.js: one ES module with lit inside, lazy chunks beside it.
 * `--mode iife` adds dist/cdn/ws-tester.iife.js: one classic script with everything in it.
 * The first empties dist/, so it runs first; the types come from tsc, last.
 */
interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string | { readonly default?: string }>>;
}

const { name, version, license, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const cdnDir = 'dist/cdn';

const common = { target: 'es2022', sourcemap: true } as const;
const minified = {
  // `build.minify` alone leaves the white space of ES libraries; lit's BSD notices have to stay
  minify: true,
  comments: { legal: true, annotation: false, jsdoc: false },
  postBanner: `/*! ${name} ${version} | ${license} */`,
} as const;

const modules: UserConfig = {
  logLevel: 'warn', // not a line for each of a hundred files
  build: {
    ...common,
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    lib: { entry: publishedEntries(), formats: ['es'] },
    rolldownOptions: {
      external: [/^lit(\/|$)/, /^@lit\//],
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
};

const cdn: UserConfig = {
  plugins: [minifiedStyles(), integrityHashes()],
  build: {
    ...common,
    outDir: cdnDir,
    emptyOutDir: false,
    lib: { entry: 'src/all.ts', formats: ['es'], fileName: () => 'ws-tester.js' },
    rolldownOptions: {
      // what the lazy chunks share with the entry stays in the entry: one request at first, not seven
      preserveEntrySignatures: 'allow-extension',
      output: { ...minified, chunkFileNames: 'ws-tester.[name].js' },
    },
  },
};

const iife: UserConfig = {
  plugins: [minifiedStyles(), withoutLitGlobals(), integrityHashes()],
  build: {
    ...common,
    outDir: cdnDir,
    emptyOutDir: false,
    lib: { entry: 'src/all.ts', formats: ['iife'], name: 'WsTester', fileName: () => 'ws-tester.iife.js' },
    rolldownOptions: { output: { ...minified, codeSplitting: false } },
  },
};

export default defineConfig(({ mode }) => (mode === 'cdn' ? cdn : mode === 'iife' ? iife : modules));

/** Source files behind package.json's `exports`, so that whatever is exported gets built, and only there is it named. */
function publishedEntries(): string[] {
  return Object.values(exports)
    .map((target) => (typeof target === 'string' ? target : (target.default ?? '')))
    .filter((path) => path.startsWith('./dist/') && path.endsWith('.js'))
    .map((path) => path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))
    .flatMap((path) => (path.includes('*') ? filesLike(path) : [path]))
    .filter((path) => existsSync(path));
}

function filesLike(pattern: string): string[] {
  const folder = pattern.slice(0, pattern.lastIndexOf('/'));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

/** Takes comments and needless white space out of the style sheets; a minifier of scripts leaves templates alone. */
function minifiedStyles(): Plugin {
  const minify = (css: string) =>
    css
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/([{;][\w-]+): /g, '$1:')
      .replaceAll(';}', '}')
      .trim();
  return {
    name: 'minified-styles',
    transform(code, id) {
      if (!id.endsWith('.styles.ts')) return null;
      return { code: code.replace(/css`([^`]*)`/g, (_, css: string) => `css\`${minify(css)}\``), map: null };
    },
  };
}

/** Writes `sri.json` beside the files: name to `integrity` value (W3C Subresource Integrity), for what is there. */
function integrityHashes(): Plugin {
  return {
    name: 'integrity-hashes',
    writeBundle() {
      const scripts = readdirSync(cdnDir).filter((file) => file.endsWith('.js'));
      const hashes = scripts.sort().map((file) => {
        const digest = createHash('sha384')
          .update(readFileSync(join(cdnDir, file)))
          .digest('base64');
        return [file, `sha384-${digest}`];
      });
      writeFileSync(
        join(cdnDir, 'sri.json'),
        `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`,
      );
    },
  };
}

/**
 * Lit 3 keeps its version numbers and the metadata of standard decorators (we use legacy ones) on `globalThis`.
 * The classic script promises no global but `WsTester`, so there they stay inside. Fails the build where a
 * later lit puts them differently.
 */
function withoutLitGlobals(): Plugin {
  return {
    name: 'without-lit-globals',
    transform(code, id) {
      if (!/node_modules\/(lit|lit-html|lit-element|@lit)\//.test(id)) return null;
      return {
        code: code
          .replace(
            /[\w$]+\.(litHtmlVersions|litElementVersions|reactiveElementVersions)\s*\?\?=\s*\[\]/g,
            '[]',
          )
          .replace(/[\w$]+\.litPropertyMetadata\s*\?\?=\s*new WeakMap/g, '0')
          .replace(/(globalThis\.)?\blitPropertyMetadata\b/g, '(new WeakMap)'),
        map: null,
      };
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const leaked =
          file.type === 'chunk' && /\b(lit\w*|reactiveElement)(Versions|Metadata)\b/.exec(file.code);
        if (leaked) this.error(`${file.fileName} would add the global ${leaked[0]}`);
      }
    },
  };
}
