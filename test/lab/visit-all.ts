import { WebSocket } from 'ws';
import { endpoints } from '../../lab/endpoints.js';
import { startLab } from '../../lab/server.js';

/**
 * Visits every endpoint of a lab and leaves without a word, then closes the lab. The process must end by itself:
 * a timer or socket left behind would hold it. Run by start.node.test.ts.
 */
const lab = await startLab();
const visits = endpoints.flatMap(({ examples }) =>
  examples.map(async ({ path }) => {
    const socket = new WebSocket(`${lab.wsUrl}${path}`);
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const opened = new Promise((resolve) => {
      socket.once('open', resolve);
      socket.once('error', resolve);
      if (/^\/(silent|slow)/.test(path)) setTimeout(resolve, 90);
    });
    await opened;
    if (path.startsWith('/json-rpc'))
      socket.send('{"jsonrpc":"2.0","id":1,"method":"slow","params":[10000]}');
    if (path.startsWith('/no-close')) socket.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.terminate();
    await closed;
  }),
);
await Promise.all(visits);
await lab.close();
const doneMs = performance.now();
process.once('exit', () => console.log(`left after ${Math.round(performance.now() - doneMs)} ms`));
