import { closeRaw, maxReasonBytes } from '../close-frame.js';
import { ParameterError, readNumber } from '../endpoint.js';
import type { Endpoint, HandshakeAnswer, NumberParameter, Visit } from '../endpoint.js';
import { after } from '../timers.js';
import { echoMessages } from './echo.js';

const code: NumberParameter = {
  name: 'code',
  meaning: 'Close code, also one that no server may send.',
  min: 0,
  max: 65_535,
};

const reason = {
  name: 'reason',
  meaning: `Close reason; longer than ${maxReasonBytes} bytes of UTF-8 is an error, it is not cut.`,
};

const afterMs: NumberParameter = {
  name: 'after',
  meaning: 'Milliseconds to stay open first; messages are echoed meanwhile.',
  min: 0,
  max: 60_000,
  fallback: 0,
};

/** `/lab/close/<code>` */
export const closeCode: Endpoint = {
  path: '/close/<code>',
  summary:
    'Opens, then closes with the code and reason you name; codes that RFC 6455 forbids go out as they are.',
  parameters: [code, reason, afterMs],
  examples: [
    { label: 'Close with 1000', path: '/close/1000?reason=Done' },
    { label: 'Close with 1011', path: '/close/1011?reason=Something%20broke' },
    { label: 'Close with 4401', path: '/close/4401?reason=Token%20expired' },
    { label: 'Forbidden code 1006', path: '/close/1006' },
  ],
  breaks: true,
  answer: (visit) => {
    const text = visit.search.get('reason') ?? '';
    const bytes = Buffer.byteLength(text);
    if (bytes > maxReasonBytes) {
      throw new ParameterError(
        'reason',
        `reason has ${bytes} bytes of UTF-8; a close frame takes ${maxReasonBytes}.`,
      );
    }
    return closeWith(visit, readNumber(code, visit.pathValue), text);
  },
};

/** `/lab/close/none` */
export const closeNone: Endpoint = {
  path: '/close/none',
  summary: 'Opens, then closes without a code: the page sees 1005.',
  parameters: [afterMs],
  examples: [{ label: 'Close without a code', path: '/close/none' }],
  breaks: true,
  answer: (visit) => closeWith(visit, undefined, ''),
};

function closeWith(
  { search, signal, socket: tcp }: Visit,
  value: number | undefined,
  text: string,
): HandshakeAnswer {
  const delayMs = readNumber(afterMs, search.get('after'));
  return {
    kind: 'accept',
    open: (socket) => {
      echoMessages(socket);
      after(signal, delayMs, () => {
        // A client that has said goodbye by itself gets no second Close frame.
        if (socket.readyState === socket.OPEN) closeRaw(tcp, value, text);
      });
    },
  };
}
