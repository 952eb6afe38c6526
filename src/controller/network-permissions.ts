import type { Evidence, PermissionWord } from '../diagnosis/evidence.js';

type Permissions = NonNullable<Evidence['permissions']>;

/**
 * The names of the permissions to reach this machine and the local network, the newest first. Chromium 156 knows all
 * three; Firefox 153 the first of each and rejects the last with a TypeError (own measurement). WebKit knows none.
 */
const names = {
  loopback: ['loopback-network', 'local-network-access'],
  local: ['local-network', 'local-network-access'],
} as const;

/**
 * What the browser tells of the permissions for Local Network Access. Asks the browser, never the reader: a query
 * shows no prompt. A name that the browser does not know is left out. Never rejects.
 */
export async function queryNetworkPermissions(page: Window): Promise<Permissions> {
  const [loopback, local] = await Promise.all([first(page, names.loopback), first(page, names.local)]);
  return { ...(loopback && { loopback }), ...(local && { local }) };
}

/**
 * What was asked for before. Chromium keeps every `PermissionStatus` it ever gave, even one that nobody holds (own
 * measurement, Chromium 156), and an endpoint may be tried again for days: so each is asked for once.
 */
const asked = new WeakMap<globalThis.Permissions, Map<string, PermissionStatus>>();

async function first(page: Window, candidates: readonly string[]): Promise<PermissionWord | undefined> {
  // There is none in an insecure context (Permissions, the `permissions` attribute), whatever the types say.
  const { permissions } = page.navigator as { permissions?: globalThis.Permissions };
  if (!permissions) return undefined;
  for (const name of candidates) {
    try {
      return (await statusOf(permissions, name)).state;
    } catch {
      // An unknown name; some browsers throw it, others reject with it.
    }
  }
  return undefined;
}

async function statusOf(permissions: globalThis.Permissions, name: string): Promise<PermissionStatus> {
  const known = asked.get(permissions) ?? new Map<string, PermissionStatus>();
  asked.set(permissions, known);
  const status = known.get(name) ?? (await permissions.query({ name: name as PermissionName }));
  known.set(name, status);
  // Its state is kept up to date only while somebody listens.
  status.onchange ??= () => undefined;
  return status;
}
