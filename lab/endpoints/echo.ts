import type { WebSocket } from 'ws';
import { toBuffer } from '../clients.js';
import type { Endpoint } from '../endpoint.js';
import { answer } from '../send.js';

/** Sends every message of this socket back, text as text and binary as binary. */
export function echoMessages(socket: WebSocket): void {
  socket.on('message', (data, isBinary) => {
    const bytes = toBuffer(data);
    answer(socket, isBinary ? bytes : bytes.toString('utf8'));
  });
}

/** `/lab/echo` */
export const echo: Endpoint = {
  path: '/echo',
  summary:
    'Sends every message back as it came, text as text and binary as binary. Selects the first subprotocol offered.',
  parameters: [],
  examples: [
    { label: 'Echo', path: '/echo' },
    { label: 'Echo, compressed', path: '/echo?deflate' },
  ],
  answer: () => ({ kind: 'accept', open: echoMessages }),
};
