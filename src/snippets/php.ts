import { commentLine, file, type SnippetLanguage } from './snippet-language.js';
import { strictUri } from './snippet-request.js';
import { hexDigits, phpString } from './string-literal.js';

/** PHP with `phrity/websocket`. */
export const php: SnippetLanguage = {
  id: 'php',
  name: 'PHP',
  library: 'PHP 8.1 or later, phrity/websocket 3',
  source: 'https://github.com/sirn-se/websocket-php/blob/v3.0-main/docs/Client.md',
  grammar: {
    comment: '//',
    string: /"(?:[^"\\\n]|\\.)*"/,
    keywords: ['catch', 'echo', 'if', 'instanceof', 'new', 'require', 'try', 'while'],
  },
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      '<?php',
      '// PHP 8.1 or later, phrity/websocket 3: composer require phrity/websocket:^3',
      ...remarks.map((remark) => commentLine('//', remark)),
      'require "vendor/autoload.php";',
      '',
      `$client = new WebSocket\\Client(${phpString(strictUri(url))});`,
      '$client',
      '    ->addMiddleware(new WebSocket\\Middleware\\CloseHandler())',
      '    ->addMiddleware(new WebSocket\\Middleware\\PingResponder())',
      protocols.length > 0
        ? `    ->addHeader("Sec-WebSocket-Protocol", ${phpString(protocols.join(', '))})`
        : undefined,
      `    ->setTimeout(${listenSeconds});`,
      '',
      ...messages.map((message) =>
        typeof message === 'string'
          ? `$client->text(${phpString(message)});`
          : `$client->binary(hex2bin("${hexDigits(message)}"));`,
      ),
      messages.length > 0 ? undefined : '$client->connect();',
      'try {',
      '    while ($client->isConnected()) {',
      '        $message = $client->receive();',
      '        echo $message->getContent(), "\\n";',
      '    }',
      '} catch (WebSocket\\Exception\\ConnectionTimeoutException) {',
      `    // nothing came for ${listenSeconds} seconds`,
      `    $client->close(${close.code}, ${phpString(close.reason)});`,
      '}',
    ),
};
