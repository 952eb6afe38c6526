import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type * as WorkerSocketModule from '../../src/controller/worker-socket.js';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import { listedIn } from './listed-in.js';
import { offer } from './page-bench.js';

/** A `ws-tester`, or a `ws-log` in a `ws-connection`: which of them the page has, the built file makes. */
const tags = 'ws-tester, ws-connection';
const host = document.querySelector(tags) as WsTester | WsConnection;
await customElements.whenDefined(host.localName);
for (const [name, value] of new URLSearchParams(location.search)) host.setAttribute(name, value);
if (host.dataset['socket'] === 'worker') {
  // not a part of the script tag's file: from the modules, as a bundler would take it
  const path = '/dist/controller/worker-socket.js';
  const { workerSocket } = (await import(/* @vite-ignore */ path)) as typeof WorkerSocketModule;
  host.socket = workerSocket();
}
await host.updateComplete;

offer({
  connect: (url) =>
    new Promise((resolve, reject) => {
      const ended = new AbortController();
      const end = (settle: () => void) => () => {
        ended.abort();
        settle();
      };
      const failed = () => reject(new Error('The connection failed'));
      host.addEventListener('ws-close', end(resolve), { signal: ended.signal });
      host.addEventListener('ws-failure', end(failed), { signal: ended.signal });
      host.url = url;
      host.connect();
    }),
  push: (text) => {
    host.connection.log.pushMessage('received', text, performance.timeOrigin + performance.now());
  },
  received: () => host.connection.log.receivedCount,
  ...listedIn(host),
  disconnect: () => host.disconnect(),
  clear: () => host.clear(),
});
