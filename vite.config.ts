import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  plugins: [workerScripts('beside')],
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
  plugins: [minifiedStyles(), workerScripts('ws-tester.'), integrityHashes()],
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
  plugins: [minifiedStyles(), workerScripts('none'), withoutLitGlobals(), integrityHashes()],
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
 * Publishes the scripts of workers. In `src/` such a script is a module named `…-thread.ts` that imports nothing but
 * types, started by the one form that users' bundlers understand (Vite, webpack 5):
 *
 *     new Worker(new URL('./some-thread.js', import.meta.url), { type: 'module' })
 *
 * Vite would understand it too, and write an address that begins at the root of a site; so the form is hidden from
 * it, and what is published is as written:
 * - `beside`: the script lies beside the module that names it, as in `src/`.
 * - a prefix: the same, and the file's name gets the prefix.
 * - `none`: no script; a classic script does not know where it came from. `new URL()` throws there, so the code's
 *   way for where no worker can run is taken.
 *
 * Fails the build where a thread imports anything: it must be whole when a host copies this one file.
 */
function workerScripts(publish: 'beside' | 'none' | `${string}.`): Plugin {
  const hidden = '__importMetaUrl'; // as long as `import.meta.url`, so that source maps stay right
  const prefix = publish === 'beside' ? '' : publish;
  return {
    name: 'worker-scripts',
    enforce: 'pre',
    transform(code, id) {
      const addresses = /(new URL\(\s*'\.\/)([\w-]+-thread)(\.js',\s*)import\.meta\.url/g;
      if (!id.endsWith('.ts') || !addresses.test(code)) return null;
      const hiding = code.replace(addresses, (_, start: string, name: string, end: string) => {
        const script = resolve(dirname(id), `${name}.ts`);
        if (publish !== 'none') {
          this.emitFile({ type: 'chunk', id: script, ...(prefix && { fileName: `${prefix}${name}.js` }) });
        }
        return `${start}${name}${end}${publish === 'none' ? 'undefined' : hidden}`;
      });
      return { code: hiding, map: null };
    },
    renderChunk(code) {
      if (!code.includes(hidden)) return null;
      const shown = code.replaceAll(
        /([\w-]+-thread\.js['"`],\s*)__importMetaUrl/g,
        `${prefix}$1import.meta.url`,
      );
      return { code: shown, map: null };
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        if (file.code.includes(hidden)) this.error(`${file.fileName}: the address of its worker was lost`);
        const isThread = /-thread\.ts$/.test(file.facadeModuleId ?? '');
        if (isThread && file.imports.length > 0)
          this.error(`${file.fileName} imports ${file.imports.join()}`);
      }
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
