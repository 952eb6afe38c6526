import type { TestRunnerPlugin } from '@web/test-runner-core';
import { type Lab, type LabClose, startLab } from '../lab/server.js';

/** What a test may ask of the server about one client, or have it do: command name to payload and answer. */
export interface LabCommands {
  'lab:count': { readonly payload: ForClient; readonly answer: number };
  'lab:total': { readonly payload: ForClient; readonly answer: number };
  'lab:last-close': { readonly payload: ForClient; readonly answer: LabClose | null };
  'lab:send': { readonly payload: ForClient & { readonly text: string }; readonly answer: number };
  'lab:send-bytes': { readonly payload: ForClient & { readonly bytes: number[] }; readonly answer: number };
  'lab:close': {
    readonly payload: ForClient & { readonly code?: number; readonly reason?: string };
    readonly answer: number;
  };
  'lab:terminate': { readonly payload: ForClient; readonly answer: number };
}

/** The sockets meant are those whose URL had `?client=…`. */
interface ForClient {
  readonly client: string;
}

const commands: {
  [Name in keyof LabCommands]: (
    lab: Lab,
    payload: LabCommands[Name]['payload'],
  ) => LabCommands[Name]['answer'];
} = {
  'lab:count': (lab, { client }) => lab.connections(client),
  'lab:total': (lab, { client }) => lab.total(client),
  'lab:last-close': (lab, { client }) => lab.lastClose(client) ?? null,
  'lab:send': (lab, { client, text }) => lab.send(client, text),
  'lab:send-bytes': (lab, { client, bytes }) => lab.send(client, Uint8Array.from(bytes)),
  'lab:close': (lab, { client, code, reason }) => lab.closeClient(client, code, reason),
  'lab:terminate': (lab, { client }) => lab.terminate(client),
};

/**
 * Test-runner plugin: runs our own WebSocket server beside the browser tests, on a free port.
 * Tests learn its address from the virtual module `/__lab.js` and steer it by commands; see `lab.ts`.
 */
export function labPlugin(): TestRunnerPlugin {
  let lab: Lab | undefined;
  return {
    name: 'lab',
    async serverStart() {
      lab = await startLab();
    },
    async serverStop() {
      await lab?.close();
    },
    serve(context) {
      if (context.path !== '/__lab.js' || !lab) return undefined;
      return { body: `export const labUrl = '${lab.wsUrl}';`, type: 'js' };
    },
    executeCommand({ command, payload }) {
      const execute = commands[command as keyof LabCommands] as
        ((lab: Lab, payload: unknown) => unknown) | undefined;
      // the runner asks its plugins in turn until one answers with something other than undefined
      return execute && lab ? { answer: execute(lab, payload) } : undefined;
    },
  };
}
