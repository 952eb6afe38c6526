import { shellCommand, shellGrammar } from './shell-command.js';
import { file, type SnippetLanguage } from './snippet-language.js';

/** The key of RFC 6455 §1.3; a right server answers it with `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`. */
const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/** The handshake alone, by curl. It sends no message. */
export const curl: SnippetLanguage = {
  id: 'curl',
  name: 'curl (handshake)',
  library: 'curl 7.50 or later, bash or zsh',
  source: 'https://curl.se/docs/manpage.html',
  grammar: shellGrammar,
  client: ({ url, protocols, listenSeconds }) =>
    file(
      '# bash or zsh. Shows the answer to the handshake and sends no message.',
      '# 101 with "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" is right.',
      shellCommand('curl', [
        ['--include', '--no-buffer', '--globoff', '--http1.1', '--max-time', String(listenSeconds)],
        ['--header', 'Connection: Upgrade'],
        ['--header', 'Upgrade: websocket'],
        ['--header', 'Sec-WebSocket-Version: 13'],
        ['--header', `Sec-WebSocket-Key: ${sampleKey}`],
        ...(protocols.length > 0 ? [['--header', `Sec-WebSocket-Protocol: ${protocols.join(', ')}`]] : []),
        ['--url', url.replace(/^ws/i, 'http')],
      ]),
    ),
};
