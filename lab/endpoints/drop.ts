import { readNumber } from '../endpoint.js';
import type { Endpoint, NumberParameter } from '../endpoint.js';
import { after } from '../timers.js';
import { echoMessages } from './echo.js';

const afterMs: NumberParameter = {
  name: 'after',
  meaning: 'Milliseconds to stay open first; messages are echoed meanwhile.',
  min: 0,
  max: 60_000,
  fallback: 1_000,
};

/** `/lab/drop` */
export const drop: Endpoint = {
  path: '/drop',
  summary:
    'Opens, then drops the TCP connection without a close frame, as a server that is killed does: the page sees 1006.',
  parameters: [afterMs],
  examples: [{ label: 'Dropped after 1 s', path: '/drop?after=1000' }],
  breaks: true,
  answer: ({ search, signal }) => {
    const delayMs = readNumber(afterMs, search.get('after'));
    return {
      kind: 'accept',
      open: (socket) => {
        echoMessages(socket);
        after(signal, delayMs, () => socket.terminate());
      },
    };
  },
};
