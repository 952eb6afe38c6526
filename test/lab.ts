import { executeServerCommand } from '@web/test-runner-commands';
import type { LabCommands } from './lab-plugin.js';
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
  /** How the last closed one ended, as the server saw it; null while none has closed. */
  lastClose(): Promise<{ readonly code: number; readonly reason: string } | null>;
  /** Makes the server send a message to each of them: text for a string, else binary. Gives how many there were. */
  send(data: string | Uint8Array): Promise<number>;
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
  return {
    id: client,
    url(path = '/echo') {
      const url = new URL(`${labUrl}${path}`);
      url.searchParams.set('client', client);
      return url.href;
    },
    count: () => ask('lab:count', { client }),
    total: () => ask('lab:total', { client }),
    lastClose: () => ask('lab:last-close', { client }),
    send: (data) =>
      typeof data === 'string'
        ? ask('lab:send', { client, text: data })
        : ask('lab:send-bytes', { client, bytes: [...data] }),
    close: (code = 1000, reason = '') => ask('lab:close', { client, code, reason }),
    terminate: () => ask('lab:terminate', { client }),
  };
}

/** A client shared by a whole test file, for tests that need no count of their own. */
export const lab: LabClient = labClient();

async function ask<Name extends keyof LabCommands>(
  command: Name,
  payload: LabCommands[Name]['payload'],
): Promise<LabCommands[Name]['answer']> {
  type Result = { answer: LabCommands[Name]['answer'] };
  const { answer } = await executeServerCommand<Result, object>(command, payload);
  return answer;
}
