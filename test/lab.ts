import { executeServerCommand } from '@web/test-runner-commands';
// @ts-expect-error a virtual module, served by lab-plugin.ts
import { labUrl as servedUrl } from '/__lab.js';

/** Address of the server's endpoints, such as `ws://127.0.0.1:41234/lab`. */
export const labUrl = servedUrl as string;

/** One test's view of the server. */
export interface LabClient {
  /** The id that tells this client's sockets from those of other tests. */
  readonly id: string;
  /** Address of an endpoint, for instance `/echo` (default) or `/ticker?rate=10`, marked with this client's id. */
  url(path?: string): string;
  /** How many sockets of this client the server holds open now. */
  count(): Promise<number>;
  /** How many sockets of this client the server has ever accepted. */
  total(): Promise<number>;
  /** Makes the server send a text to each of them. Gives how many there were. */
  send(data: string): Promise<number>;
  /** Makes the server start the closing handshake on each of them. Default code 1000, no reason. */
  close(code?: number, reason?: string): Promise<number>;
  /** Makes the server cut the TCP connection of each of them, without a close frame. */
  terminate(): Promise<number>;
}

/**
 * A client of its own for each test, so that tests never see each other's sockets.
 *
 * @example
 * const lab = labClient();
 * const socket = new WebSocket(lab.url('/echo'));
 */
export function labClient(): LabClient {
  const client = crypto.randomUUID();
  const run = async (command: string, more: object = {}): Promise<number> => {
    const result = await executeServerCommand<{ sockets: number }, object>(`lab:${command}`, {
      client,
      ...more,
    });
    return result.sockets;
  };
  return {
    id: client,
    url(path = '/echo') {
      const url = new URL(`${labUrl}${path}`);
      url.searchParams.set('client', client);
      return url.href;
    },
    count: () => run('count'),
    total: () => run('total'),
    send: (data) => run('send', { data }),
    close: (code = 1000, reason = '') => run('close', { code, reason }),
    terminate: () => run('terminate'),
  };
}

/** A client shared by a whole test file, for tests that need no count of their own. */
export const lab: LabClient = labClient();
