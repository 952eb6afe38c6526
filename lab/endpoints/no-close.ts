import type { Endpoint } from '../endpoint.js';
import { after } from '../timers.js';
import { echoMessages } from './echo.js';

/** Longer than any browser waits for the answer to its Close frame (60 s at most). */
const holdMs = 90_000;

/** `/lab/no-close` */
export const noClose: Endpoint = {
  path: '/no-close',
  summary: `Echoes, but never answers a close frame. Drops the TCP connection ${holdMs / 1_000} s after it.`,
  parameters: [],
  examples: [{ label: 'Never closes', path: '/no-close' }],
  breaks: true,
  answer: ({ signal }) => ({
    kind: 'accept',
    open: (socket) => {
      echoMessages(socket);
      // `ws` answers a Close frame by calling close() on its own socket; without that method it stays silent.
      socket.close = () => after(signal, holdMs, () => socket.terminate());
    },
  }),
};
