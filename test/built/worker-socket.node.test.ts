import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startLab, type Lab } from '../../lab/server.js';
import { missing } from '../browsers/launch.js';
import { javascript, servePages, type PageServer, type ServedFile } from '../page/page-server.js';
import { repository } from './dist.js';
import { readers, type Reader } from './reader.js';

/** Where the socket of a page is expected to live. */
type Place = 'worker' | 'page';

interface PageWithWorker {
  /** What is added to the README's policy; left out: a page without a policy. */
  readonly policy?: string;
  /** The arguments of `workerSocket()`; `other` is the address of a server of another origin. */
  readonly options?: string;
}

const script = '/dist/controller/worker-socket-thread.js';
const trusted = `{ url: trustedTypes.createPolicy('of-this-page', { createScriptURL: (url) => url })
  .createScriptURL('${script}') }`;
const trustedTypes = (names: string) =>
  `require-trusted-types-for 'script'; trusted-types ${names} 'allow-duplicates'`;

const pages = {
  '/no-policy': {},
  '/same-origin-url': { options: `{ url: '${script}' }` },
  '/strict': { policy: trustedTypes('lit-html') },
  '/trusted-url': { policy: trustedTypes('lit-html of-this-page'), options: trusted },
  '/no-workers': { policy: "worker-src 'none'" },
  '/other-origin': { options: `{ url: other + '${script}' }` },
  '/other-origin-via-blob': { options: `{ url: other + '${script}', viaBlob: true }` },
  '/blob-refused': { policy: "worker-src 'self'", options: '{ viaBlob: true }' },
  '/not-there': { options: "{ url: '/moved/worker-socket-thread.js' }" },
  '/thread-may-not-connect': { options: "{ url: '/walled/worker-socket-thread.js' }" },
} satisfies Record<string, PageWithWorker>;

for (const engine of ['chromium', 'firefox'] as const) {
  const skip = await missing(engine);

  describe(`the published worker socket, in ${engine}`, () => {
    let lab: Lab;
    let server: PageServer;
    let other: PageServer;
    let reader: Reader;
    before(async () => {
      if (skip) return;
      lab = await startLab();
      other = await servePages((path) => published(path, { 'Access-Control-Allow-Origin': '*' }));
      server = await servePages((path) => page(path, lab, other) ?? published(path));
      reader = await readers[engine]();
    });
    after(async () => {
      if (skip) return;
      await reader.close();
      await Promise.all([server.close(), other.close()]);
      await lab.close();
    });

    const livesIn = async (path: keyof typeof pages, place: Place) => {
      await reader.visit(server.origin + path);
      await reader.press('Connect');
      await reader.sees('status', 'Connection', /^\s*Connected\s*$/);
      await reader.write('Message', 'here and back');
      await reader.press('Send');
      await reader.sees('log', 'Messages', /\bsent\b[^]*here and back[^]*\breceived\b[^]*here and back/);
      const told = "document.querySelector('ws-tester').connection.state.socketPlace";
      assert.equal(await reader.evaluate(told), place);
      assert.equal(lab.total(path.slice(1)), 1, 'handshakes');
      await reader.press('Disconnect');
      await reader.sees('status', 'Connection', /^\s*Closed\s*$/);
    };

    it('starts its worker by itself', { skip }, async () => {
      await livesIn('/no-policy', 'worker');
      assert.deepEqual(await reader.complaints(), []);
      assert.ok(server.served.includes(script));
      assert.deepEqual(server.missed, []);
    });

    it('starts one from an address', { skip }, () => livesIn('/same-origin-url', 'worker'));

    it('starts one under Trusted Types from an address that the page trusts', { skip }, async () => {
      await livesIn('/trusted-url', 'worker');
      assert.deepEqual(await reader.complaints(), []);
    });

    it('starts one of another origin through a blob: address', { skip }, () =>
      livesIn('/other-origin-via-blob', 'worker'),
    );

    for (const path of ['/strict', '/no-workers', '/other-origin', '/blob-refused', '/not-there'] as const) {
      it(`falls back to the page at ${path}`, { skip }, () => livesIn(path, 'page'));
    }

    it('fails where the policy of its own script forbids the endpoint', { skip }, async () => {
      await reader.visit(`${server.origin}/thread-may-not-connect`);
      await reader.press('Connect');
      await reader.sees('status', 'Connection', /^\s*Failed\s*$/);
      assert.equal(lab.total('thread-may-not-connect'), 0);
    });
  });
}

function page(path: string, { port, wsUrl }: Lab, other: PageServer): ServedFile | undefined {
  if (path.endsWith('.setup.js')) {
    const { options = '' }: PageWithWorker = pages[path.slice(0, -'.setup.js'.length) as keyof typeof pages];
    const body = `import { workerSocket } from '/dist/controller/worker-socket.js';
const other = '${other.origin}';
document.querySelector('ws-tester').socket = workerSocket(${options});`;
    return { type: javascript, body };
  }
  if (!Object.hasOwn(pages, path)) return undefined;
  const { policy }: PageWithWorker = pages[path as keyof typeof pages];
  const body = `<!doctype html>
<html lang="en">
  <head>
    <title>A page of documentation</title>
    ${policy === undefined ? '<link rel="icon" href="data:,">' : '' /* not asked for where no image is allowed */}
    <script type="module" src="/dist/cdn/ws-tester.js"></script>
    <script type="module" src="${path}.setup.js"></script>
  </head>
  <body>
    <ws-tester url="${wsUrl}/echo?client=${path.slice(1)}"></ws-tester>
  </body>
</html>`;
  const strict =
    "default-src 'none'; script-src 'self'; style-src 'self'; " +
    `connect-src 'self' ws://127.0.0.1:${port}; ${policy}`;
  return { body, ...(policy !== undefined && { headers: { 'Content-Security-Policy': strict } }) };
}

function published(path: string, headers: ServedFile['headers'] = {}): ServedFile | undefined {
  const walled = path.startsWith('/walled/');
  const file = join(repository, walled ? path.replace('/walled', 'dist/controller') : path);
  if (!/^\/(dist|walled)\/.*\.js$/.test(path) || !existsSync(file)) return undefined;
  const policy = walled ? { 'Content-Security-Policy': "connect-src 'none'" } : {};
  return { type: javascript, body: readFileSync(file), headers: { ...headers, ...policy } };
}
