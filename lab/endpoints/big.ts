import { ParameterError, readNumber } from '../endpoint.js';
import type { Endpoint, NumberParameter, Parameter } from '../endpoint.js';

const size: NumberParameter = {
  name: 'size',
  meaning: 'Length of the message in bytes.',
  min: 64,
  max: 100_000_000,
  fallback: 1_000_000,
};

const kinds = ['json', 'text', 'binary'] as const;

const kind: Parameter = {
  name: 'kind',
  meaning: 'What the message is: json (the default), text or binary.',
};

/** `/lab/big` */
export const big: Endpoint = {
  path: '/big',
  summary: 'Sends one message of a given length at once, and the same again for every message it gets.',
  parameters: [size, kind],
  examples: [
    { label: 'JSON of 1 MB', path: '/big' },
    { label: 'JSON of 10 MB', path: '/big?size=10000000' },
    { label: 'Text of 100 MB', path: '/big?size=100000000&kind=text' },
  ],
  answer: ({ search }) => {
    const sizeBytes = readNumber(size, search.get('size'));
    const wanted = search.get('kind') ?? 'json';
    if (!kinds.some((one) => one === wanted)) {
      throw new ParameterError('kind', `kind must be one of ${kinds.join(', ')}.`);
    }
    return {
      kind: 'accept',
      open: (socket) => {
        const send = () => {
          // one at a time: a client that asks faster than it reads must not grow the lab's memory
          if (socket.bufferedAmount > 0) return;
          socket.send(bigMessage(wanted as (typeof kinds)[number], sizeBytes), {
            binary: wanted === 'binary',
          });
        };
        socket.on('message', send);
        send();
      },
    };
  },
};

/** A message of exactly so many bytes, 64 at least. Text is ASCII. */
export function bigMessage(of: (typeof kinds)[number], sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  if (of === 'binary') for (let at = 0; at < sizeBytes; at++) bytes[at] = (at * 167 + (at >> 8)) & 0xff;
  else if (of === 'text') bytes.fill('The quick brown fox jumps over the lazy dog. 0123456789\n');
  else fillWithJson(bytes);
  return bytes;
}

/** An array of trades, each with its own number, and a string in the end that makes it as long as it has to be. */
function fillWithJson(bytes: Buffer): void {
  let at = bytes.write('[');
  for (let id = 0; ; id++) {
    const record = `{"type":"trade","id":${id},"price":61250.50,"tags":["a","b"]},`;
    if (at + record.length + 3 > bytes.length) break;
    at += bytes.write(record, at);
  }
  bytes.fill('.', at);
  bytes.write('"', at);
  bytes.write('"]', bytes.length - 2);
}
