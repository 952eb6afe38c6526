import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  codeTokens,
  maxSnippetMessageBytes,
  maxSnippetMessages,
  snippetLanguages,
  snippetRequest,
  strictUri,
} from '../../src/snippets/index.js';
import { hostileText } from './hostile-texts.js';

const language = (id: string) => snippetLanguages.find((one) => one.id === id)!;
const client = (id: string, input: Parameters<typeof snippetRequest>[0]) =>
  language(id).client(snippetRequest(input));

describe('what a snippet does', () => {
  it('is an example where nothing is known', () => {
    expect(snippetRequest({})).to.deep.equal({
      url: 'wss://example.com/stream',
      protocols: [],
      messages: ['Hello'],
      close: { code: 1000, reason: '' },
      listenSeconds: 5,
      port: 8080,
      remarks: [],
    });
  });

  it('sends the last five messages and counts the others', () => {
    const { messages, remarks } = snippetRequest({
      messages: ['a', 'b', 'c', 'd', 'e', 'f'],
      earlierMessages: 10,
    });
    expect(messages).to.deep.equal(['b', 'c', 'd', 'e', 'f']);
    expect(messages).to.have.length(maxSnippetMessages);
    expect(remarks).to.deep.equal(['Left out: 11 earlier messages; only the last 5 are here.']);
  });

  it('leaves a message out that is too large, or of which only the size is known', () => {
    const fits = 'é'.repeat(maxSnippetMessageBytes / 2);
    const { messages, remarks } = snippetRequest({
      messages: [fits, `${fits}.`, new Uint8Array(maxSnippetMessageBytes + 1), 99_999],
    });
    expect(messages).to.deep.equal([fits]);
    expect(remarks).to.deep.equal(['Left out: 3 messages of more than 4096 bytes.']);
    expect(snippetRequest({ messages: [12] }).remarks).to.deep.equal([
      'Left out: 1 message that the page sent as a Blob.',
    ]);
  });

  it('never sends the example when all that was sent is left out', () => {
    expect(snippetRequest({ messages: [99_999] }).messages).to.deep.equal([]);
    for (const { client: write } of snippetLanguages) {
      expect(write(snippetRequest({ messages: [99_999] }))).to.not.contain('Hello');
    }
  });

  it('sends U+FFFD for half a surrogate pair, as a WebSocket does', () => {
    expect(snippetRequest({ messages: ['a\ud800b👍'] }).messages).to.deep.equal(['a\ufffdb👍']);
  });

  it('drops credentials and a fragment of the address', () => {
    expect(snippetRequest({ url: 'wss://ann:pass@example.com/x#y' }).url).to.equal('wss://example.com/x');
  });

  it('percent-encodes for strict libraries what a browser leaves as it is', () => {
    expect(strictUri('ws://[::1]:80/a?q={"a"}|^`\\[é]%41%zz')).to.equal(
      'ws://[::1]:80/a?q=%7B%22a%22%7D%7C%5E%60%5C%5B%C3%A9%5D%41%25zz',
    );
  });
});

describe('snippets', () => {
  for (const { id, name, library, source, client: write, server } of snippetLanguages) {
    it(`${name}: says its versions and its source`, () => {
      expect(library).to.match(/\d|browsers/);
      expect(new URL(source).protocol).to.equal('https:');
    });

    it(`${name}: holds address, subprotocols, message, and but for the handshake alone the close`, () => {
      const code = write(
        snippetRequest({
          url: 'wss://api.example.com/v1',
          protocols: ['chat.v2'],
          messages: ['ping'],
          close: { code: 4001, reason: 'bye' },
        }),
      );
      expect(code).to.contain(id === 'curl' ? 'https://api.example.com/v1' : 'wss://api.example.com/v1');
      expect(code).to.contain('chat.v2');
      if (id !== 'curl') expect(code).to.contain('ping');
      if (!['curl', 'wscat'].includes(id)) expect(code).to.contain('4001').and.to.contain('bye');
      expect(code.endsWith('\n')).to.be.true;
    });

    it(`${name}: whatever the input, lines and pieces stay those of harmless input`, () => {
      const shape = (code: string) =>
        codeTokens(code, language(id).grammar).map(({ kind, text }) => (kind === 'string' ? '…' : text));
      fc.assert(
        fc.property(hostileText, hostileText, hostileText, (path, protocol, text) => {
          const request = (url: string, name: string, message: string) =>
            snippetRequest({
              url,
              protocols: [name],
              messages: [message, new Uint8Array([1])],
              close: { code: 3000, reason: message },
            });
          // quotes are needed, so that a shell's plain words are strings too
          const hostile = write(request(`no address "${path}`, ` ${protocol}`, `"${text}`));
          expect(hostile).to.match(/^[ -~\n\t]*$/);
          if (id === 'curl' || id === 'wscat' || id === 'websocat') return;
          const harmless = write(request('no address "', ' ', '"'));
          expect(shape(hostile)).to.deep.equal(shape(harmless));
        }),
        { numRuns: 200 },
      );
    });

    it(`${name}: its pieces are the whole of it`, () => {
      for (const code of [write(snippetRequest({})), server?.(snippetRequest({ protocols: ['a'] })) ?? '']) {
        const tokens = codeTokens(code, language(id).grammar);
        expect(tokens.map(({ text }) => text).join('')).to.equal(code);
      }
      const kinds = codeTokens(write(snippetRequest({})), language(id).grammar).map(({ kind }) => kind);
      expect(kinds).to.include('comment').and.to.include('plain');
    });
  }

  it('tell in a comment what a command cannot send', () => {
    const messages = ['a\0b', 'two\nlines', Uint8Array.of(1), 'fine'];
    expect(client('wscat', { messages }))
      .to.contain("--execute $'two\\nlines'")
      .and.contain('# Left out: 1 binary message')
      .and.contain('# Left out: 1 message with a NUL');
    expect(client('websocat', { messages }))
      .to.contain("printf '%s\\n' fine;")
      .and.contain('# Left out: 2 messages with a NUL or a line end');
  });

  it('serve in Node.js, Python and Go', () => {
    expect(snippetLanguages.filter(({ server }) => server).map(({ id }) => id)).to.deep.equal([
      'node',
      'python',
      'go',
    ]);
  });
});
