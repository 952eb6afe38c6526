import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { badPorts, isBadPort } from '../../src/protocol/bad-ports.js';
import { hasError, type Problem } from '../../src/protocol/problem.js';
import { checkUrl } from '../../src/protocol/url.js';
import { lab } from '../lab.js';

const here = { url: location.href, baseUrl: document.baseURI };
const docs = { url: 'https://docs.example/guide/' };
const plainDocs = { url: 'http://docs.example/guide/' };

/** What this browser's constructor makes of an address; undefined if it throws. No connection is waited for. */
function browserReads(text: string): string | undefined {
  try {
    const socket = new WebSocket(text);
    socket.close();
    return socket.url;
  } catch {
    return undefined;
  }
}

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

/** Problems about which browsers differ: the constructor may throw or not. */
const disputed = ['url-host-character-disputed', 'url-host-punycode', 'url-ipv4-disputed'];

function isDisputed(text: string): boolean {
  return checkUrl(text, here).problems.some(({ id }) => disputed.includes(id));
}

const refused = [
  ...['#f', '#', 'ws://127.0.0.1:1/a#frag', 'ws://127.0.0.1:1/a#', 'ftp://127.0.0.1/', 'file:///x', 'blob:x'],
  ...[
    'about:blank',
    'data:,x',
    'javascript:1',
    'mailto:x',
    'ws://',
    'wss:',
    'ws://:80/',
    'ws://h:99999/',
    'ws://h:-1/',
  ],
  ...[
    'ws://h:1:1/',
    'ws://[::1',
    'ws://256.256.256.256/',
    'localhost:8080',
    'example.com:80/x',
    'ws:://x',
    'ws://a.1/',
  ],
  ...[
    'ws://h:8 0/',
    'ws://h:+8/',
    'ws://u@/',
    'ws://[fe80::1%25eth0]/',
    'ws://[::g]/',
    'ws://::1/',
    'ws://1.2.3.4.5/',
  ],
  ...[
    'ws://1.2.3.09/',
    'ws://[::1]x/',
    'ws://x[::1]/',
    'ws://a<b/',
    'ws://a%/',
    'ws://a%00/',
    'ws://a%2fb/',
    'ws://a^b/',
  ],
  ...['ws://a|b/', 'ws://\u202ex/', 'ws://\u00ad/', 'ws://a\ud800b/', 'ws://[1.2.3.4]/', 'user:pass@host/x'],
];

const accepted = [
  ...[
    'ws://h.invalid:1/c/echo',
    'wss://h.invalid:1/c/echo',
    'http://h.invalid:1/a',
    'https://h.invalid:1/a',
    '/c/echo',
  ],
  ...[
    'c/echo',
    '?q=1',
    '//h.invalid:1/c/echo',
    'WS://h.invalid:1/',
    'ws:h.invalid:1/x',
    'ws:/h.invalid:1',
    'ws:///h.invalid:1',
  ],
  ...[
    'ws://h.invalid:0/',
    'ws://u:p@h.invalid:1/',
    'ws://[::1]:1/',
    'ws://0x7f000001:1/',
    'ws://127.1:1/',
    'ws://a_b.invalid:1/',
  ],
  ...[
    'ws://bücher.invalid:1/',
    'ws://h.invalid:1/ec ho',
    'ws://h.invalid:1/ü?ü',
    'ws://h.invalid:1/%zz',
    'ws://h.invalid:1/a\\b',
  ],
  ...[
    '  ws://h.invalid:1/  ',
    'ws://h.invalid:1/\ta\n',
    'example.com/socket',
    'ws//x',
    'http:x',
    'ws://\u200bh.invalid:1/',
  ],
  ...['"ws://x/"', '127.0.0.1:8080', 'ws://{h}.invalid:1/{id}', 'undefined'],
];

describe('addresses', () => {
  // A browser slows down a page whose sockets fail; one that opens sets it free again.
  after(async () => {
    const socket = new WebSocket(lab.url('/echo'));
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    socket.close();
  });

  for (const text of refused) {
    it(`are refused by this browser and by us: ${JSON.stringify(text)}`, () => {
      const { problems, resolved } = checkUrl(text, here);
      expect(hasError(problems), JSON.stringify(problems)).to.equal(true);
      expect(resolved).to.equal(undefined);
      expect(browserReads(text)).to.equal(undefined);
    });
  }

  it('are resolved as this browser does', () => {
    for (const text of accepted) {
      const { problems, resolved } = checkUrl(text, here);
      const errors = problems.filter(({ severity, id }) => severity === 'error' && id !== 'url-bad-port');
      expect(errors, text).to.deep.equal([]);
      expect(resolved, text).to.equal(browserReads(text));
    }
  });

  for (const text of [
    'ws://exa mple.invalid:1/',
    'ws://exa%20mple.invalid:1/',
    'ws://xn--a:1/',
    'ws://*.invalid:1/',
    'ws://a"b:1/',
    'ws://0x:1/',
    'ws://a\u00a0b:1/',
  ]) {
    it(`give a warning, not an error, where browsers differ: ${text}`, () => {
      const { problems, resolved } = checkUrl(text, here);
      expect(
        problems.filter(({ severity, id }) => severity === 'error' && id !== 'url-bad-port'),
      ).to.deep.equal([]);
      expect(resolved).to.equal(browserReads(text));
      if (resolved === undefined) expect(isDisputed(text)).to.equal(true);
    });
  }

  it('are judged as this browser does, for any text', () => {
    const parts = fc.constantFrom(
      ...[
        'ws://',
        'wss:',
        'http:/',
        '//',
        ':',
        '/',
        '\\',
        '?',
        '@',
        '[',
        ']',
        '::1',
        '.',
        '%',
        '%41',
        '%2',
        'xn--',
      ],
      ...[
        'localhost',
        'h',
        '1',
        '127.0.0.1',
        '0x7f',
        '256',
        '65536',
        'ü',
        '\u200b',
        ' ',
        '\t',
        '"',
        '*',
        '<',
        '|',
        '😀',
      ],
    );
    const text = fc.oneof(
      fc.array(parts, { minLength: 1, maxLength: 6 }).map((list) => list.join('')),
      fc.array(parts, { maxLength: 4 }).map((list) => `ws://${list.join('')}`),
      fc.string({ unit: 'binary', maxLength: 8 }).map((host) => `ws://${host}/`),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { problems, resolved } = checkUrl(given, here);
        for (const { start, end } of problems) {
          expect(start).to.be.within(0, given.length);
          expect(end).to.be.within(start ?? 0, given.length);
        }
        const ours = problems.some(({ id, severity }) => severity === 'error' && id !== 'url-bad-port');
        // Only what the parser refuses is given to the constructor: what it takes would make a socket each.
        if (ours && problems[0]?.id !== 'url-empty') expect(browserReads(given)).to.equal(undefined);
        if (!ours && resolved === undefined) {
          expect(isDisputed(given)).to.equal(true);
          expect(browserReads(given)).to.equal(undefined);
        }
        if (resolved !== undefined) expect(resolved).to.match(/^wss?:\/\/[^#]+$/);
      }),
      { numRuns: 1500 },
    );
  });

  it('lose their last error by the offered fixes, within a few steps', () => {
    for (const start of [...refused, ...accepted]) {
      let text = start;
      for (let step = 0; step < 6; step++) {
        const fix = checkUrl(text, docs).problems.find((problem) => problem.fix)?.fix;
        if (!fix) break;
        expect(fix.text).to.not.equal(text);
        text = fix.text;
      }
      expect(
        checkUrl(text, docs).problems.filter((problem) => problem.fix),
        start,
      ).to.deep.equal([]);
    }
  });

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

describe('bad ports', () => {
  it('are the 83 of the Fetch Standard, in ascending order', () => {
    expect(badPorts).to.have.lengthOf(83);
    expect(badPorts).to.deep.equal([...badPorts].sort((one, other) => one - other));
    for (const port of [0, 1, 22, 25, 6000, 6667, 10080])
      expect(isBadPort(port), String(port)).to.equal(true);
    for (const port of [80, 443, 3000, 8080, 8081, 65535])
      expect(isBadPort(port), String(port)).to.equal(false);
  });
});
