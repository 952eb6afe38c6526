import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a finished program said. */
export interface Said {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Text is UTF-8 in every program, and npx takes what is installed or fails. */
const environment = {
  ...process.env,
  ...{ LC_ALL: 'C.UTF-8', PYTHONUTF8: '1', NODE_OPTIONS: '' },
  ...{ GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' },
  ...{ npm_config_offline: 'true', npm_config_update_notifier: 'false' },
};

/** Longer than a compiler needs on a busy machine. */
const limitMs = 120_000;

/** Debian's Python, which sees Debian's packages; another one may come first in the PATH. */
export const python = '/usr/bin/python3';

/** Runs a program to its end, for two minutes at most; never throws. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Said> {
  // an input that does not end: wscat stops when it does
  const child = spawn(program, args, { cwd, env: environment, stdio: 'pipe' });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: null, output, errors: error.message }));
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output, errors });
    });
  });
}

/** Starts a server and resolves with what stops it and all it started, once it says that it listens. */
export function serve(program: string, args: readonly string[], cwd: string): Promise<() => Promise<void>> {
  // `go run` is the parent of the server: its process group ends both
  const child = spawn(program, args, { cwd, env: environment, stdio: 'pipe', detached: true });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    return gone;
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => void stop().then(() => reject(new Error(`It does not listen. ${said}`))),
      limitMs,
    );
    const hear = (text: string) => {
      said += text;
      if (!said.includes('Listening on')) return;
      clearTimeout(timer);
      resolve(stop);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      reject(new Error(`It ended. ${said}`));
    });
  });
}

/** Why a program cannot run here, or undefined. `check` has to give 0; its first line says the version. */
export function reasonNotToRun(what: string, program: string, check: readonly string[]): string | undefined {
  const { status, error } = spawnSync(program, check, {
    env: environment,
    encoding: 'utf8',
    timeout: limitMs,
  });
  return (error ?? status !== 0) ? `${what} is not installed` : undefined;
}

/** The same for a file that a Debian package brings. */
export function reasonWithoutFile(what: string, path: string): string | undefined {
  return existsSync(path) ? undefined : `${what} is not installed`;
}
