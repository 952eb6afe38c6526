import { offer } from './page-bench.js';

/** What any page must pay: a socket and a counter. */
let received = 0;

offer({
  connect: (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      socket.onmessage = () => {
        received++;
      };
      socket.onclose = () => {
        resolve();
      };
    }),
  received: () => received,
});
