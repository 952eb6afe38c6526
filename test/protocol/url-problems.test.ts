import { expect } from '@open-wc/testing';
import { hasError, type Problem } from '../../src/protocol/problem.js';
import { checkUrl } from '../../src/protocol/url.js';

const docs = { url: 'https://docs.example/guide/' };
const plainDocs = { url: 'http://docs.example/guide/' };

function first(text: string, page = docs): Problem {
  const [problem] = checkUrl(text, page).problems;
  if (!problem) throw new Error(`no problem found in ${text}`);
  return problem;
}

/** `severity id “the part it points at”` of every problem. */
function told(text: string, page: { url: string } | undefined = docs): string[] {
  return checkUrl(text, page).problems.map(
    ({ severity, id, start, end }) => `${severity} ${id} “${text.slice(start, end)}”`,
  );
}

describe('problems of addresses', () => {
  const messages: readonly (readonly [string, readonly string[]])[] = [
    ['wss://api.example/v1?x=1', []],
    ['', ['error url-empty “”']],
    ['   ', ['error url-empty “   ”']],
    [' wss://h/', ['warning url-surrounding-space “ ”']],
    ['wss://h/ \n', ['warning url-surrounding-space “ \n”']],
    ['wss://h/a\nb', ['warning url-line-break “\n”']],
    ['wss://h/a b', ['warning url-space “ ”']],
    ['wss://a b/', ['warning url-host-character-disputed “ ”']],
    ['wss://a%2ab/', ['warning url-host-character-disputed “%2a”']],
    ['wss://a<b/', ['error url-host-character “<”']],
    ['wss://a%3cb/', ['error url-host-character “%3c”']],
    ['wss://h/x#y', ['error url-fragment “#y”']],
    [' wss://h/x#', ['error url-fragment “#”', 'warning url-surrounding-space “ ”']],
    ['localhost:8080', ['error url-missing-scheme “localhost:”']],
    ['example.com/x', ['warning url-missing-scheme “example.com”']],
    ['ws//h/x', ['warning url-missing-scheme “ws//”']],
    ['://h/x', ['warning url-missing-scheme “://”']],
    ['127.0.0.1:8080/x', ['warning url-missing-scheme “127.0.0.1:8080”']],
    ['[::1]:8080', ['warning url-missing-scheme “[::1]:8080”']],
    ['user:secret@h/', ['error url-missing-scheme “user:”']],
    ['chat', ['warning url-relative “chat”']],
    ['/chat', []],
    ['./chat', []],
    ['?chat', []],
    ['//other.example/chat', []],
    ['ftp://h/', ['error url-scheme “ftp:”']],
    ['mailto:x', ['error url-scheme “mailto:”']],
    ['wss:h', ['warning url-slashes “wss:”']],
    ['wss:///h', ['warning url-slashes “///”']],
    ['https:h', ['warning url-slashes “https:”']],
    ['wss:://h', ['error url-extra-colon “:”']],
    ['wss://', ['error url-host-missing “”']],
    ['wss://:80/', ['error url-host-missing “:80”']],
    ['wss://h:99999/', ['error url-port-range “99999”']],
    ['wss://h:8o80/', ['error url-port-character “o”']],
    ['wss://h:6667/', ['error url-bad-port “6667”']],
    ['wss://h:4190/', ['warning url-bad-port “4190”']],
    ['wss://[::1', ['error url-bracket-unclosed “[::1”']],
    ['wss://[::1:8080/', ['error url-bracket-unclosed “[::1:8080”']],
    ['wss://[::1]8080/', ['error url-bracket-rest “8080”']],
    ['wss://[fe80::1%eth0]/', ['error url-ipv6 “%eth0”']],
    ['wss://[::g]/', ['error url-ipv6 “[::g]”']],
    ['wss://::1/', ['error url-ipv6-brackets “::1”']],
    ['wss://fe80::1:2/', ['error url-ipv6-brackets “fe80::1:2”']],
    ['wss://1.2.3/', ['warning url-ipv4-shorthand “1.2.3”']],
    ['wss://300.1.1.1/', ['error url-ipv4 “300.1.1.1”']],
    ['wss://\u00ad/', ['error url-host “\u00ad”', 'warning url-invisible-character “\u00ad”']],
    ['wss://0.0.0.0:8080/', ['warning url-any-address “0.0.0.0”']],
    ['wss://me:secret@h/', ['warning url-userinfo “me:secret@”']],
    ['wss://h/a\\b', ['warning url-backslash “\\”']],
    ['wss://h/?a\\b', []],
    ['wss://h/50%', ['warning url-percent “%”']],
    ['wss://h/\u200b', ['warning url-invisible-character “\u200b”']],
    ['wss://h/{id}?t=${token}', ['warning url-placeholder “{id}”']],
    ['wss://h/?f={"a":1}', []],
    ['"wss://h/"', ['warning url-quoted “"wss://h/"”']],
    ['<wss://h/#>', ['error url-quoted “<wss://h/#>”']],
    ['ws://h/', ['error url-mixed-content “ws:”']],
    ['http://h/', ['error url-mixed-content “http:”']],
    ['ws://h:1.5/', ['error url-port-character “.”']],
  ];
  for (const [text, problems] of messages) {
    it(`tell ${JSON.stringify(problems)} of ${JSON.stringify(text)}`, () => {
      expect(told(text)).to.deep.equal(problems);
    });
  }

  const fixes = [
    ['localhost:8080', 'ws://localhost:8080'],
    ['127.0.0.1:8080/x', 'ws://127.0.0.1:8080/x'],
    ['example.com/x', 'wss://example.com/x'],
    ['192.168.0.7:81/x', 'wss://192.168.0.7:81/x'],
    ['ws//localhost/x', 'ws://localhost/x'],
    ['://h/x', 'wss://h/x'],
    ['ftp://h/x', 'wss://h/x'],
    ['mailto:x', undefined],
    ['wss:/h', 'wss://h'],
    ['wss:::/h', 'wss:/h'],
    ['wss://h/x#y', 'wss://h/x'],
    ['wss://h/x#', 'wss://h/x'],
    ['ws://h:81/x', 'wss://h:81/x'],
    ['http://h/x', 'https://h/x'],
    ['wss://[::1', 'wss://[::1]'],
    ['wss://[::1:8080/', undefined],
    ['wss://::1/', 'wss://[::1]/'],
    ['wss://::1:8080/', undefined],
    ['example.com:8080#x', 'wss://example.com:8080#x'],
    ['wss://1.2.3:8/', 'wss://1.2.0.3:8/'],
    ['wss://0.0.0.0:8080/a', 'wss://localhost:8080/a'],
    ['wss://me:secret@h/', 'wss://h/'],
    ['wss://h/a b c', 'wss://h/a%20b%20c'],
    ['wss://h/a\\b?c\\d', 'wss://h/a/b?c\\d'],
    ['wss://h/50%', 'wss://h/50%25'],
    ['wss://h/\u200b\u200b', 'wss://h/'],
    ['`wss://h/`,', 'wss://h/'],
    [' wss://h/\n ', 'wss://h/'],
  ] as const;
  for (const [text, fixed] of fixes) {
    it(`offer ${fixed ?? 'no fix'} for ${JSON.stringify(text)}`, () => {
      expect(first(text).fix?.text).to.equal(fixed);
    });
  }

  it('of a local network get ws:// on a page without TLS', () => {
    for (const host of ['192.168.0.7:81', '10.0.0.1:81', 'printer.local', 'example.com:80']) {
      expect(first(`${host}/x`, plainDocs).fix?.text).to.equal(`ws://${host}/x`);
    }
    expect(first('example.com/x', plainDocs).fix?.text).to.equal('wss://example.com/x');
  });

  it('say what a relative address becomes', () => {
    expect(first('example.com/x').message).to.contain('wss://docs.example/guide/example.com/x');
    expect(checkUrl('/chat', docs).resolved).to.equal('wss://docs.example/chat');
    expect(checkUrl('chat', { ...docs, baseUrl: 'https://cdn.example/a/' }).resolved).to.equal(
      'wss://cdn.example/a/chat',
    );
  });

  it('show no secret in a message', () => {
    const { problems } = checkUrl('chat?token=hunter2', docs);
    expect(problems.map(({ message }) => message).join()).to.not.contain('hunter2');
    expect(first('wss://me:hunter2@h/').message).to.not.contain('hunter2');
  });

  it('that are relative are errors without a page', () => {
    for (const text of ['chat', '/chat', 'example.com/x', '//h/x', 'ws//h']) {
      expect(hasError(checkUrl(text).problems), text).to.equal(true);
      expect(checkUrl(text).resolved).to.equal(undefined);
    }
    expect(checkUrl('ws://h/x')).to.deep.equal({ problems: [], resolved: 'ws://h/x' });
  });

  it('that are relative are errors on a page that is no base for them', () => {
    for (const url of ['file:///home/docs.html', 'about:blank', 'data:text/html,x']) {
      expect(hasError(checkUrl('/chat', { url }).problems), url).to.equal(true);
    }
  });

  it('of this machine are no mixed content on a page with TLS', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1:81', '127.9.9.9', '[::1]:81', 'LOCALHOST']) {
      expect(checkUrl(`ws://${host}/x`, docs).problems, host).to.deep.equal([]);
    }
    for (const host of ['localhost.example', '128.0.0.1', '[::2]', 'notlocalhost']) {
      expect(first(`ws://${host}/x`).id, host).to.equal('url-mixed-content');
    }
    expect(checkUrl('ws://h/x', plainDocs).problems).to.deep.equal([]);
  });

  it('become wss: where the page upgrades insecure requests', () => {
    const page = { ...docs, upgradesInsecureRequests: true };
    expect(checkUrl('ws://h:81/x', page).resolved).to.equal('wss://h:81/x');
    expect(checkUrl('ws://h:81/x', page).problems.map(({ id }) => id)).to.deep.equal(['url-upgraded']);
    expect(checkUrl('http://h/x', page).resolved).to.equal('wss://h/x');
    expect(checkUrl('ws://localhost/x', page).resolved).to.equal('ws://localhost/x');
    expect(checkUrl('wss://h/x', page).problems).to.deep.equal([]);
  });
});
