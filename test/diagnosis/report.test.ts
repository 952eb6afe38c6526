import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { diagnose, reportMarkdown, type Evidence } from '../../src/diagnosis/index.js';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';
const secret = 'k3y9f8a7b6c5d4e3f2a1b0c9';
const evidence: Evidence = {
  url: `wss://ann:pass-word@api.example.com/stream?access_token=${secret}&room=1`,
  browser: 'chromium',
  endedBy: 'peer',
  opened: false,
  events: ['error', 'close'],
  code: 1006,
  wasClean: false,
  reason: `no such token ${token}`,
  offered: ['chat.v2', `base64url.bearer.${secret}`],
  pageUrl: 'https://docs.example/private/path?session=abc',
};
const report = (given: Evidence) => reportMarkdown(given, diagnose(given), { userAgent: 'Test/1' });

describe('the report', () => {
  it('holds the summary, the causes with their ids, the facts and the commands', () => {
    const text = report(evidence);
    expect(text).to.contain('The connection failed before it opened.');
    expect(text).to.contain('`not-upgraded`');
    expect(text).to.contain('room=1');
    expect(text).to.contain('chat.v2');
    expect(text).to.contain('curl -i -N');
    expect(text).to.contain('openssl s\\_client'.replace('\\', ''));
    expect(text).to.contain('Test/1');
  });

  it('says what the card says: what the cause means, what to do for both, where else to look', () => {
    const text = report({ ...evidence, url: 'wss://api.example.com/stream' }).replaceAll('\\', '');
    expect(text).to.contain('It gave an ordinary HTTP answer to the request for an upgrade.');
    expect(text).to.contain('A form it takes: There is no WebSocket at this path (404, 200).');
    expect(text).to.contain('To do: Check the path.');
    expect(text).to.contain('To do: Open the developer tools (F12)');
    expect(text).to.contain('For the owner: Check the route');
    expect(text, 'of the others too').to.contain('To do: Check that the server runs, and the host and port.');
    expect(text).to.contain('https://api.example.com/');
  });

  it('holds no secret of the address, the subprotocols or the reason', () => {
    const text = report(evidence);
    for (const hidden of [secret, token, 'ann:', 'pass-word', 'private/path', 'session=abc']) {
      expect(text, hidden).not.to.contain(hidden);
    }
    expect(text).to.contain('access_token=…');
  });

  it('keeps the closing quote of a command whose address held a secret', () => {
    const evidence = { url: 'wss://api.example.com/?token=abcdef', endedBy: 'peer', opened: false } as const;
    const commands = reportMarkdown(evidence, diagnose(evidence))
      .split('\n')
      .filter((line) => line.includes('token=…'));
    for (const line of commands) expect((line.match(/'/g) ?? []).length % 2, line).to.equal(0);
    expect(commands.length).to.be.greaterThan(1);
  });

  it('hides a token wherever it stands in an address', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('token', 'access_token', 'api_key', 'sig', 'auth', 'password', 'session'),
        fc.stringMatching(/^[A-Za-z0-9]{30,40}$/),
        (name, value) => {
          const url = `wss://api.example.com/x?a=1&${name}=${value}`;
          expect(report({ ...evidence, url })).not.to.contain(value);
        },
      ),
    );
  });

  it('lets nothing from the wire format it', () => {
    const reason = '`x` **bold** <img src=x> [a](http://b) @all #1\n# heading\u202E';
    const text = report({
      ...evidence,
      opened: true,
      events: ['open', 'close'],
      code: 4000,
      wasClean: true,
      reason,
    });
    expect(text).to.contain('\\<img');
    expect(text).not.to.match(/[^\\]<img/);
    expect(text).not.to.match(/[^\\]\*\*bold/);
    expect(text).not.to.match(/[^\\]\[a/);
    expect(text).not.to.contain('\n# heading');
    expect(text).not.to.contain('\u202E');
  });
});
