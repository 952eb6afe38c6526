import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { badPorts, isBadPort } from '../../src/protocol/bad-ports.js';
import { hasError } from '../../src/protocol/problem.js';
import { checkUrl } from '../../src/protocol/url.js';
import { lab } from '../lab.js';

const here = { url: location.href, baseUrl: document.baseURI };
const docs = { url: 'https://docs.example/guide/' };

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
      { numRuns: 600 },
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
