import type { Endpoint } from '../endpoint.js';
import { answerJsonRpc } from '../json-rpc-methods.js';
import { toBuffer } from '../clients.js';
import { answer } from '../send.js';

/** Requests of one connection that may be in work at once. */
const maxPending = 100;

/** `/lab/json-rpc` */
export const jsonRpc: Endpoint = {
  path: '/json-rpc',
  summary:
    'JSON-RPC 2.0: send {"jsonrpc":"2.0","id":1,"method":"list-methods"}. Ids, batches, notifications and error answers as the specification says.',
  parameters: [],
  examples: [{ label: 'JSON-RPC', path: '/json-rpc' }],
  answer: ({ signal }) => ({
    kind: 'accept',
    open: (socket) => {
      let pending = 0;
      socket.on('message', (data) => {
        if (pending >= maxPending) {
          socket.close(1008, `More than ${maxPending} requests at once`);
          return;
        }
        pending += 1;
        void answerJsonRpc(toBuffer(data).toString('utf8'), signal).then((text) => {
          pending -= 1;
          if (text !== undefined) answer(socket, text);
        });
      });
    },
  }),
};
