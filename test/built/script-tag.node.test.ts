import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startLab, type Lab } from '../../lab/server.js';
import { missing } from '../browsers/launch.js';
import { javascript, servePages, type PageServer, type ServedFile } from '../page/page-server.js';
import { integrityOf, repository } from './dist.js';
import { readers, type Reader } from './reader.js';

/** The header that the README promises to work under. */
const strictPolicy = (connectSource: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; " +
  `connect-src ${connectSource}; ` +
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

const moduleTag = '<script type="module" src="/ws-tester.js"></script>';
const classicTag = '<script src="/ws-tester.iife.js"></script>';

/** Path of a page to what its `<head>` loads. */
const heads: Readonly<Record<string, () => string>> = {
  '/module': () => moduleTag,
  '/integrity': () =>
    `<script type="module" src="/ws-tester.js" crossorigin integrity="${integrityOf('ws-tester.js')}"></script>`,
  '/classic': () => `<script src="/names-before.js"></script>${classicTag}`,
  '/both': () => `${classicTag}${moduleTag}`,
  '/blocked': () => moduleTag,
};

for (const engine of ['chromium', 'firefox'] as const) {
  const skip = await missing(engine);

  describe(`a page with a script tag, under the strict header, in ${engine}`, () => {
    let lab: Lab;
    let server: PageServer;
    let reader: Reader;
    before(async () => {
      if (skip) return;
      lab = await startLab();
      server = await servePages((path) => page(path, lab) ?? publishedScript(path));
      reader = await readers[engine]();
    });
    after(async () => {
      if (skip) return;
      await reader.close();
      await server.close();
      await lab.close();
    });

    const isUsable = async (path: string) => {
      await reader.visit(server.origin + path);
      await reader.press('Connect');
      await reader.sees('status', 'Connection', /^\s*Connected\s*$/);
      await reader.write('Message', 'here and back');
      await reader.press('Send');
      await reader.sees('log', 'Messages', /\bsent\b[^]*here and back[^]*\breceived\b[^]*here and back/);
      await reader.press('Disconnect');
      await reader.sees('status', 'Connection', /^\s*Closed\s*$/);
      await reader.sees('log', 'Messages', /\bclosed\b/);
      assert.equal(await reader.evaluate("document.querySelector('p').checkVisibility()"), false, 'fallback');
      assert.deepEqual(await reader.complaints(), []);
      assert.deepEqual(server.missed, []);
    };

    it('the module and the parts it loads later', { skip }, async () => {
      await isUsable('/module');
      const scripts = server.served.filter((path) => path.endsWith('.js'));
      assert.ok(scripts.includes('/ws-tester.js'));
      assert.ok(scripts.length > 1, 'no lazy part was asked for');
    });

    it('the module with the published integrity hash', { skip }, () => isUsable('/integrity'));

    it('the classic script in <head>, and no global but WsTester', { skip }, async () => {
      await isUsable('/classic');
      const added = 'Object.getOwnPropertyNames(window).filter((name) => !namesBefore.includes(name))';
      const names = (await reader.evaluate(added)) as string[];
      const ofTheTest = ['namesBefore'];
      assert.deepEqual(
        names.filter((name) => !ofTheTest.includes(name) && name !== 'WsTester'),
        [],
      );
      const scripts = server.served.slice(server.served.indexOf('/classic'));
      assert.deepEqual(scripts, ['/classic', '/names-before.js', '/ws-tester.iife.js']);
    });

    it('both scripts on one page', { skip }, () => isUsable('/both'));

    it('an endpoint that the page does not allow fails and says why', { skip }, async () => {
      await reader.visit(`${server.origin}/blocked`);
      await reader.press('Connect');
      await reader.sees('status', 'Connection', /^\s*Failed\s*$/);
      await reader.sees('log', 'Messages', /\bfailed\b[^]*connect-src/);
      const violations = (await reader.complaints()).filter((complaint) => complaint.startsWith('CSP'));
      assert.equal(violations.length, 1, violations.join('\n'));
      assert.match(violations[0]!, /connect-src/);
    });
  });
}

function page(path: string, { port, wsUrl }: Lab): ServedFile | undefined {
  if (path === '/names-before.js')
    return { type: javascript, body: 'var namesBefore = Object.getOwnPropertyNames(window);' };
  const head = heads[path];
  if (!head) return undefined;
  const body = `<!doctype html>
<html lang="en">
  <head>
    <title>A page of documentation</title>
    ${head()}
  </head>
  <body>
    <ws-tester url="${wsUrl}/echo"><p>This page has a live WebSocket console; it needs JavaScript.</p></ws-tester>
  </body>
</html>`;
  const connectSource = path === '/blocked' ? "'self'" : `'self' ws://127.0.0.1:${port}`;
  return { body, headers: { 'Content-Security-Policy': strictPolicy(connectSource) } };
}

function publishedScript(path: string): ServedFile | undefined {
  const file = join(repository, 'dist/cdn', path);
  return path.endsWith('.js') && existsSync(file)
    ? { type: javascript, body: readFileSync(file) }
    : undefined;
}
