import type { Endpoint } from '../endpoint.js';
import { every } from '../timers.js';

const periodMs = 1_000;

/** A client that does not read misses ticks rather than fill the lab's memory. */
const skipAboveBytes = 64 * 1024;

/** `/lab/time` */
export const time: Endpoint = {
  path: '/time',
  summary: 'Sends the time as a JSON message, at once and then every second, until you disconnect.',
  parameters: [],
  examples: [{ label: 'The time, every second', path: '/time' }],
  answer: ({ signal }) => ({
    kind: 'accept',
    open: (socket) => {
      let seq = 0;
      const tick = (): void => {
        if (socket.readyState !== socket.OPEN || socket.bufferedAmount > skipAboveBytes) return;
        const now = new Date();
        seq += 1;
        socket.send(JSON.stringify({ type: 'time', seq, iso: now.toISOString(), unixMs: now.getTime() }));
      };
      tick();
      every(signal, periodMs, tick);
    },
  }),
};
