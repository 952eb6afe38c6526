import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that the suite runs; each is in the Debian package of its own name. */
export type ProxyProgram = 'nginx' | 'haproxy';

const programs: readonly ProxyProgram[] = ['nginx', 'haproxy'];
const aptLimitMs = 300_000;

/** Where Debian looks before it starts a service that was just installed (invoke-rc.d(8)). */
const startPolicy = '/usr/sbin/policy-rc.d';

/** The path of a program, or undefined. Looks where Debian puts daemons too, which is not in everybody's PATH. */
export function findProgram(name: ProxyProgram): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Installs from Debian's packages what is missing, and does nothing when nothing is. Starts no service. Throws, with
 * the command to run, for anybody but root, where there is no apt-get, and when apt-get fails.
 */
export function installMissing(): void {
  const missing = programs.filter((name) => findProgram(name) === undefined);
  if (missing.length === 0) return;
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const advice = `Not found: ${missing.join(', ')}. Run as root: ${command.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(advice);
  console.log(`Installing ${missing.join(', ')}`);
  const isOurPolicy = !existsSync(startPolicy);
  // 101: forbidden by policy. Else Debian would start both, on port 80.
  if (isOurPolicy) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
  try {
    // The package lists are often missing or too old, and seldom needed anew.
    if (!apt(command.slice(1)).worked) apt(['update']);
    const { worked, output } = worksNow() ? { worked: true, output: '' } : apt(command.slice(1));
    if (!worked || !worksNow()) throw new Error(`${advice}\n${output}`);
  } finally {
    if (isOurPolicy) rmSync(startPolicy, { force: true });
  }
}

function worksNow(): boolean {
  return programs.every((name) => findProgram(name) !== undefined);
}

function apt(args: readonly string[]): { worked: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    timeout: aptLimitMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return { worked: status === 0, output: error ? error.message : stdout + stderr };
}
