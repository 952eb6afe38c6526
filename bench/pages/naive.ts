import { offer } from './page-bench.js';

/** What one writes first: a row for each message, and the newest in view. */
const list = document.createElement('div');
list.className = 'list';
document.body.append(list);
let received = 0;

offer({
  connect: (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        received++;
        const row = document.createElement('div');
        row.textContent = `${new Date().toLocaleTimeString()} ${data}`;
        list.append(row);
        list.scrollTop = list.scrollHeight;
      };
      socket.onclose = () => {
        resolve();
      };
    }),
  received: () => received,
  list: () => list,
  newestRow: () => list.lastElementChild?.textContent ?? '',
  clear: () => {
    list.replaceChildren();
  },
});
