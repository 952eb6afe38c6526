import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { redactUrl } from '../../src/protocol/redact-url.js';

describe('redacted addresses', () => {
  const hidden = [
    ['wss://me:secret@h/x', 'wss://…@h/x'],
    ['wss://token@h/x', 'wss://…@h/x'],
    ['ws:me:secret@h', 'ws:…@h'],
    ['//me:secret@h/x', '//…@h/x'],
    ['me:secret@h/x', '…@h/x'],
    ['wss://me:p@ss@h/x', 'wss://…@h/x'],
    ['wss://me:p/ss@h/x', 'wss://…@h/x'],
    ['w\tss://me:sec\nret@h/', 'wss://…@h/'],
    ['wss://h/?token=abc', 'wss://h/?token=…'],
    ['wss://h/?a=1&access_token=abc&b=2', 'wss://h/?a=1&access_token=…&b=2'],
    ['wss://h/?API-KEY=abc', 'wss://h/?API-KEY=…'],
    ['wss://h/?%74oken=abc', 'wss://h/?%74oken=…'],
    ['wss://h/?auth[token]=abc', 'wss://h/?auth[token]=…'],
    ['wss://h/x#token=abc', 'wss://h/x#token=…'],
    ['wss://h/?x=eyJhbGciOi.eyJzdWIi.c2ln', 'wss://h/?x=…'],
    ['wss://h/eyJhbGciOi.eyJzdWIi.c2ln/x', 'wss://h/…/x'],
    ['wss://h/?id=9f86d081884c7d659a2feaa0c55ad015', 'wss://h/?id=…'],
    ['not an address?password=x', 'not an address?password=…'],
  ] as const;
  for (const [text, redacted] of hidden) {
    it(`hide what is secret in ${JSON.stringify(text)}`, () => {
      expect(redactUrl(text)).to.equal(redacted);
    });
  }

  const kept = [
    ...[
      'wss://h:8080/x?symbol=BTC&depth=20',
      'wss://h/@me/feed',
      'wss://h/?q=a@b',
      'wss://[::1]:80/x',
      '',
      'chat',
    ],
    ...[
      'wss://h/?token=',
      'wss://h/?%zz=1',
      'wss://h/?text=one-two-three-four-five-six',
      'wss://h:80/a:b/c@d',
    ],
  ];
  for (const text of kept) {
    it(`keep ${JSON.stringify(text)}`, () => {
      expect(redactUrl(text)).to.equal(text);
    });
  }

  it('never show credentials or a token, whatever else is in the address', () => {
    const word = fc.stringMatching(/^[a-z0-9.%-]{0,8}$/);
    fc.assert(
      fc.property(fc.constantFrom('ws', 'wss', 'http'), word, word, word, (scheme, user, host, path) => {
        const shown = redactUrl(
          `${scheme}://${user}:Hunter2@${host}/${path}?a=${path}&token=Hunter2#secret=Hunter2`,
        );
        expect(shown).to.not.contain('Hunter2');
      }),
    );
  });

  it('stay the same when redacted again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(redactUrl(redactUrl(url))).to.equal(redactUrl(url));
      }),
    );
  });
});
