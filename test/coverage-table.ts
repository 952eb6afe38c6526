import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many of a file's lines the tests ran. */
interface LineCoverage {
  readonly found: number;
  readonly hit: number;
}

/** The layers whose files are named when fewer of their lines ran than this. */
const watchedFolders = ['src/core', 'src/protocol'];
const goalPercent = 95;

/**
 * Reads `coverage/lcov.info`; gives the lines to print, the least covered file first.
 * Gives `undefined` where nothing was recorded.
 */
export function coverageTable(lcovPath = 'coverage/lcov.info'): string[] | undefined {
  const recorded = existsSync(lcovPath)
    ? parseLcov(readFileSync(lcovPath, 'utf8'))
    : new Map<string, LineCoverage>();
  const all = total([...recorded.values()]);
  if (all.found === 0) return undefined;
  const low = watchedFolders
    .flatMap(sourceFiles)
    .map((file) => ({ file, percent: percent(recorded.get(file)) }))
    .filter((row) => row.percent < goalPercent)
    .sort((a, b) => a.percent - b.percent);
  return [
    `Coverage (Chromium): ${percent(all).toFixed(1)} % of lines in ${recorded.size} files`,
    ...low.map((row) => `  ${row.percent.toFixed(1).padStart(5)} %  ${row.file}`),
    low.length > 0
      ? `  ${low.length} file(s) of ${watchedFolders.join(' and ')} below ${goalPercent} % of lines`
      : `  every file of ${watchedFolders.join(' and ')} has at least ${goalPercent} % of its lines covered`,
  ];
}

/** Files by path; a file without any executable line counts as covered. */
function parseLcov(text: string): Map<string, LineCoverage> {
  const files = new Map<string, LineCoverage>();
  let file = '';
  let found = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('SF:')) file = line.slice(3).replaceAll('\\', '/');
    else if (line.startsWith('LF:')) found = Number(line.slice(3));
    else if (line.startsWith('LH:')) files.set(file, { found, hit: Number(line.slice(3)) });
  }
  return files;
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !isTypesOnly(path));
}

/** Files of types alone are erased, and no browser ever loads them. */
function isTypesOnly(path: string): boolean {
  return !/^(export )?(default |async |abstract )*(function|class|const|let|var)\b|^export (\*|\{)|^import ['"{]/m.test(
    readFileSync(path, 'utf8'),
  );
}

function total(parts: readonly LineCoverage[]): LineCoverage {
  return {
    found: parts.reduce((lines, part) => lines + part.found, 0),
    hit: parts.reduce((lines, part) => lines + part.hit, 0),
  };
}

function percent(coverage: LineCoverage | undefined): number {
  if (!coverage) return 0;
  return coverage.found === 0 ? 100 : (100 * coverage.hit) / coverage.found;
}
