import { existsSync } from 'node:fs';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import type { Lab } from '../lab/server.js';

/** What a test tells the server to do. `client` chooses the sockets: those whose URL had `?client=…`. */
interface LabCommand {
  readonly client: string;
  readonly data?: string;
  readonly code?: number;
  readonly reason?: string;
}

const commands: Record<string, (lab: Lab, command: LabCommand) => number> = {
  'lab:count': (lab, { client }) => lab.connections(client),
  'lab:total': (lab, { client }) => lab.total(client),
  'lab:send': (lab, { client, data = '' }) => lab.send(client, data),
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
      if (!existsSync(new URL('../lab/server.ts', import.meta.url))) return;
      const { startLab } = await import('../lab/server.js');
      lab = await startLab({ host: '127.0.0.1' });
    },
    async serverStop() {
      await lab?.close();
    },
    serve(context) {
      if (context.path !== '/__lab.js' || !lab) return undefined;
      return { body: `export const labUrl = 'ws://127.0.0.1:${lab.port}/lab';`, type: 'js' };
    },
    executeCommand({ command, payload }) {
      const execute = commands[command];
      if (!execute || !lab) return undefined;
      return { sockets: execute(lab, payload as LabCommand) };
    },
  };
}
