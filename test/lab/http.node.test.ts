import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '../../lab/endpoints.js';
import { startLab } from '../../lab/server.js';
import type { Lab } from '../../lab/server.js';
import { visit, visitRaw } from './visitor.js';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

describe('the index of the lab', () => {
  it('lists every endpoint with its parameters and examples', async () => {
    const page = await (await fetch(`${lab.httpUrl}/`)).text();
    for (const { path, parameters, examples } of endpoints) {
      const shown = path.replace('<', '&lt;').replace('>', '&gt;');
      assert.ok(page.includes(`<code>/lab${shown}</code>`), path);
      for (const { name } of parameters) assert.ok(page.includes(`<code>${name}</code>`), `${path} ${name}`);
      for (const example of examples) {
        assert.ok(page.includes(`<code>/lab${example.path.replaceAll('&', '&amp;')}</code>`), example.path);
      }
    }
  });

  it('says the same as JSON', async () => {
    const response = await fetch(`${lab.httpUrl}/index.json`);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const index = (await response.json()) as {
      base: string;
      endpoints: { path: string; examples: unknown[] }[];
    };
    assert.equal(index.base, '/lab');
    assert.deepEqual(
      index.endpoints.map(({ path }) => path),
      endpoints.map(({ path }) => path),
    );
    assert.ok(index.endpoints.every(({ examples }) => examples.length > 0));
  });

  it('has no inline script or style, and a policy that forbids both', async () => {
    const response = await fetch(`${lab.httpUrl}/`);
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'self';/,
    );
    assert.doesNotMatch(await response.text(), /<script|<style|style=|\son\w+=/i);
    const css = await fetch(`${lab.httpUrl}/lab.css`);
    assert.match(css.headers.get('content-type') ?? '', /^text\/css/);
  });

  it('is found without the last slash', async () => {
    const response = await fetch(lab.httpUrl);
    assert.equal(response.url, `${lab.httpUrl}/`);
    assert.equal(response.status, 200);
  });

  it('gives examples that the server takes', async () => {
    for (const { path } of endpoints.flatMap(({ examples }) => [...examples])) {
      const visitor = await visitRaw(lab, path);
      if (!['/silent', '/slow'].includes(path.split('?', 1)[0] ?? '')) {
        await visitor.until(({ head }) => head !== '');
        const { head, bytes } = visitor.received();
        assert.match(head, path.startsWith('/reject/') ? /^HTTP\/1\.1 [45]/ : /^HTTP\/1\.1 101 /, path);
        assert.doesNotMatch(bytes.toString('latin1'), /Bad parameter/, path);
      }
      visitor.socket.destroy();
    }
  });
});

describe('a plain HTTP request', () => {
  it('to an endpoint is answered with 426 and what to do', async () => {
    const response = await fetch(`${lab.httpUrl}/close/1000?reason=x`);
    assert.equal(response.status, 426);
    assert.equal(response.headers.get('upgrade'), 'websocket');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.match(await response.text(), /is a WebSocket endpoint: .*\nConnect to it with a WebSocket client/);
  });

  it('to nothing is answered with 404, and another method with 405', async () => {
    assert.equal((await fetch(`${lab.httpUrl}/nothing`)).status, 404);
    assert.equal((await fetch(new URL('/', lab.httpUrl))).status, 404);
    assert.equal((await fetch(`${lab.httpUrl}/`, { method: 'POST', body: 'x' })).status, 405);
    assert.equal((await fetch(`${lab.httpUrl}/`, { method: 'OPTIONS' })).status, 204);
    const head = await fetch(`${lab.httpUrl}/`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });
});

describe('a refused upgrade', () => {
  const answerTo = async (path: string, fields: string[] = []): Promise<{ head: string; bytes: Buffer }> => {
    const visitor = await visitRaw(lab, path, fields);
    await visitor.ended;
    visitor.socket.destroy();
    return visitor.received();
  };

  for (const status of [200, 302, 401, 403, 426, 503, 599]) {
    it(`/lab/reject/${status} answers with that status and a small text`, async () => {
      const { head, bytes } = await answerTo(`/reject/${status}`);
      assert.ok(head.startsWith(`HTTP/1.1 ${status} `));
      assert.match(head, /^Content-Type: text\/plain/m);
      assert.match(head, new RegExp(`^Content-Length: ${bytes.length}$`, 'm'));
      assert.match(bytes.toString('utf8'), new RegExp(`with ${status}`));
      assert.equal(/^Location: /m.test(head), status === 302);
    });
  }

  it('with 204 or 304 has no body', async () => {
    assert.equal((await answerTo('/reject/204')).bytes.length, 0);
    assert.equal((await answerTo('/reject/304')).bytes.length, 0);
  });

  for (const status of ['199', '600', '101', 'x']) {
    it(`with ${status} is explained instead`, async () => {
      assert.deepEqual(await visit(lab, `/reject/${status}`).closed, {
        code: 1008,
        reason: 'Bad parameter: status',
      });
    });
  }

  for (const path of ['/nothing', '/', '', '/echo/', '/close/', '/close/1000/x', '/ECHO', '/../x']) {
    it(`to /lab${path} is answered with 404`, async () => {
      assert.match((await answerTo(path)).head, /^HTTP\/1\.1 404 /);
    });
  }

  it('without a valid key is answered with 400', async () => {
    assert.match((await answerTo('/echo', ['Sec-WebSocket-Key: x'])).head, /^HTTP\/1\.1 400 /);
  });
});
