import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import { javascript, servePages, type PageServer, type ServedFile } from '../test/page/page-server.js';

/** The pages that are compared. `worker` is `ws-tester` with `workerSocket()`. */
export const contestantNames = ['bare', 'naive', 'ws-log', 'ws-tester', 'worker'] as const;

/** One of {@link contestantNames}. */
export type ContestantName = (typeof contestantNames)[number];

interface PageParts {
  /** A script of `bench/pages/`. */
  readonly script: 'bare' | 'naive' | 'element';
  /** Whether it loads the built file. */
  readonly built: boolean;
  readonly body: string;
}

const pageParts: Record<ContestantName, PageParts> = {
  bare: { script: 'bare', built: false, body: '' },
  naive: { script: 'naive', built: false, body: '' },
  'ws-log': { script: 'element', built: true, body: '<ws-connection><ws-log></ws-log></ws-connection>' },
  'ws-tester': { script: 'element', built: true, body: '<ws-tester></ws-tester>' },
  worker: { script: 'element', built: true, body: '<ws-tester data-socket="worker"></ws-tester>' },
};

/** As a page of documentation would have it: the tester in a column, wholly in view. */
const css = `
  body { max-width: 60rem; margin: 1rem auto; font-family: sans-serif; }
  ws-tester, ws-log, .list { display: block; block-size: 45rem; }
  .list { overflow: auto; }`;

/**
 * Serves `/bare`, `/naive` and so on, and below `/dist/` the files that are published. Rejects where they are not
 * built. A page's query is taken as attributes of its element: `/ws-tester?max-entries=1000`.
 */
export async function serveContestants(distFolder: string): Promise<PageServer> {
  const dist = resolve(distFolder);
  if (!existsSync(join(dist, 'cdn/ws-tester.js'))) throw new Error(`${dist} is not built: npm run build`);
  const scripts = await pageScripts();
  return servePages((path) => {
    const name = contestantNames.find((known) => path === `/${known}`);
    if (name) return { body: html(pageParts[name]) };
    const script = scripts.get(path);
    return script === undefined ? published(path, dist) : { type: javascript, body: script };
  });
}

function html({ script, built, body }: PageParts): string {
  const element = built ? '<script type="module" src="/dist/cdn/ws-tester.js"></script>' : '';
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Bench</title><style>${css}</style></head>
  <body>${body}${element}<script type="module" src="/pages/${script}.js"></script></body>
</html>`;
}

function published(path: string, dist: string): ServedFile | undefined {
  const file = join(dist, path.replace(/^\/dist\//, ''));
  const isInside = path.startsWith('/dist/') && path.endsWith('.js') && file.startsWith(dist);
  return isInside && existsSync(file) ? { type: javascript, body: readFileSync(file, 'utf8') } : undefined;
}

/** The scripts of `bench/pages/`, by path. */
async function pageScripts(): Promise<ReadonlyMap<string, string>> {
  const folder = join(import.meta.dirname, 'pages');
  const names = [...new Set(Object.values(pageParts).map(({ script }) => script))];
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry: names.map((name) => join(folder, `${name}.ts`)), formats: ['es'] },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  return new Map(chunks.map(({ fileName, code }) => [`/pages/${fileName}`, code]));
}
