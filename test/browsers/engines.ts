import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { Launcher } from 'chrome-launcher';

/** The browser engines the tests know, in the order they run. */
export const engineNames = ['chromium', 'firefox', 'webkit'] as const;

/** One of {@link engineNames}. */
export type EngineName = (typeof engineNames)[number];

/** A browser that can be started on this machine. */
export interface Engine {
  readonly name: EngineName;
  /** The program to start. For WebKit: the MiniBrowser that its driver opens. */
  readonly path: string;
  /** Who told us where it is: an environment variable, `installed`, or the npm package. */
  readonly from: string;
  /** A Chromium without a window of its own, which only knows the old headless mode. */
  readonly headlessShell: boolean;
  /** WebKit only: the WebDriver server beside it. */
  readonly driverPath?: string;
}

const finders: Record<EngineName, () => Engine | undefined | Promise<Engine | undefined>> = {
  chromium: findChromium,
  firefox: findFirefox,
  webkit: findWebKit,
};

/**
 * Looks for one engine. Gives `undefined` where there is none.
 * An environment variable that names a missing file is an error, not a reason to take another browser.
 */
export async function findEngine(name: EngineName): Promise<Engine | undefined> {
  return await finders[name]();
}

/** Reads a list such as `ENGINES=chromium,firefox`; throws on a word that is no engine. */
export function engineList(variable: string): EngineName[] | undefined {
  const words = process.env[variable]?.split(/[\s,]+/).filter(Boolean);
  if (!words || words.length === 0) return undefined;
  return words.map((word) => {
    const name = engineNames.find((known) => known === word);
    if (!name) throw new Error(`${variable}: "${word}" is not one of ${engineNames.join(', ')}`);
    return name;
  });
}

/** Order: `CHROME_PATH`, an installed Chrome or Chromium, the one that npm brings (Linux x64 only). */
async function findChromium(): Promise<Engine | undefined> {
  const told = fromEnvironment('CHROME_PATH');
  if (told) {
    return {
      name: 'chromium',
      path: told,
      from: 'CHROME_PATH',
      headlessShell: /headless[-_]shell/.test(told),
    };
  }
  const installed = installedChrome();
  if (installed) return { name: 'chromium', path: installed, from: 'installed', headlessShell: false };
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  // The package unpacks the shared libraries that a bare system lacks (NSS) only where it believes to be on
  // AWS Lambda, and it looks at this variable while it is being imported.
  if (!systemHasLibrary('libnss3.so')) process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return {
    name: 'chromium',
    path: await packaged.executablePath(),
    from: '@sparticuz/chromium',
    headlessShell: true,
  };
}

function installedChrome(): string | undefined {
  try {
    return Launcher.getFirstInstallation();
  } catch {
    return undefined; // chrome-launcher throws where it finds none
  }
}

/** Order: `FIREFOX_PATH`, then the names and places where systems put it. */
function findFirefox(): Engine | undefined {
  const told = fromEnvironment('FIREFOX_PATH');
  const path =
    told ??
    onPath('firefox-esr') ??
    onPath('firefox') ??
    firstThatExists([
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ]);
  if (!path) return undefined;
  return { name: 'firefox', path, from: told ? 'FIREFOX_PATH' : 'installed', headlessShell: false };
}

/**
 * WebKitGTK, as in Debian's webkit2gtk-driver: a WebDriver server and a MiniBrowser.
 * Without a display it needs Xvfb as well.
 */
function findWebKit(): Engine | undefined {
  const driverPath = onPath('WebKitWebDriver');
  const folders = ['/usr/lib', '/usr/libexec', ...subfolders('/usr/lib')];
  const path = firstThatExists(
    folders.flatMap((folder) =>
      ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((version) =>
        join(folder, version, 'MiniBrowser'),
      ),
    ),
  );
  if (!driverPath || !path || !(hasDisplay() || onPath('Xvfb'))) return undefined;
  return { name: 'webkit', path, from: 'installed', headlessShell: false, driverPath };
}

/** Whether a window could be opened without starting a display of our own. */
export function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function fromEnvironment(variable: string): string | undefined {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable}=${path}: no such file`);
  return path || undefined;
}

function firstThatExists(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

function onPath(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

function systemHasLibrary(name: string): boolean {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).includes(name);
  } catch {
    return false;
  }
}
