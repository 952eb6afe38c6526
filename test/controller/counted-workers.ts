import type { SocketFactory } from '../../src/core/ports.js';
import { workerSocket } from '../../src/controller/worker-socket.js';

/** Workers that a test makes, and what became of them. */
export interface CountedWorkers {
  /** How many were started, and how many of them were ended by whoever used them. */
  started: number;
  ended: number;
  /** The one that was started last. */
  last: Worker | undefined;
  readonly socket: SocketFactory;
}

/** A `workerSocket()` whose workers are counted; by default with its real script. */
export function countedWorkers(
  start: () => Worker = startThread,
  options: { readonly helloWithinMs?: number } = { helloWithinMs: 10_000 },
): CountedWorkers {
  const counted: CountedWorkers = {
    started: 0,
    ended: 0,
    last: undefined,
    socket: workerSocket({
      ...options,
      worker() {
        const worker = start();
        const terminate = worker.terminate.bind(worker);
        let isEnded = false;
        worker.terminate = () => {
          if (!isEnded) counted.ended += 1;
          isEnded = true;
          terminate();
        };
        counted.started += 1;
        counted.last = worker;
        return worker;
      },
    }),
  };
  return counted;
}

function startThread(): Worker {
  const script = new URL('../../src/controller/worker-socket-thread.js', import.meta.url);
  return new Worker(script, { type: 'module' });
}

/** A worker with a script of the test's own. */
export function workerOf(script: string): Worker {
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
}
