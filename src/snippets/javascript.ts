import { commentLine, file, type SnippetGrammar, type SnippetLanguage } from './snippet-language.js';
import type { SnippetMessage } from './snippet-request.js';
import { javascriptString } from './string-literal.js';

/** Of JavaScript in browsers and in Node. */
export const javascriptGrammar: SnippetGrammar = {
  comment: '//',
  string: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
  keywords: ['const', 'false', 'from', 'function', 'if', 'import', 'new', 'return', 'true'],
};

/** An array of strings. */
export function javascriptStrings(texts: readonly string[]): string {
  return `[${texts.map(javascriptString).join(', ')}]`;
}

/** What comes after the address: the subprotocols, where there are any. */
export function javascriptProtocols(protocols: readonly string[]): string {
  return protocols.length > 0 ? `, ${javascriptStrings(protocols)}` : '';
}

/** The arguments of `close()`. */
export function javascriptClose({ code, reason }: { code: number; reason: string }): string {
  return reason ? `${code}, ${javascriptString(reason)}` : String(code);
}

function value(message: SnippetMessage): string {
  return typeof message === 'string' ? javascriptString(message) : `new Uint8Array([${message.join(', ')}])`;
}

/** The WebSocket of browsers. A page cannot be a server, so there is none. */
export const javascript: SnippetLanguage = {
  id: 'javascript',
  name: 'JavaScript (browser)',
  library: 'No library: the WebSocket of browsers, and of Node.js 22 or later',
  source: 'https://websockets.spec.whatwg.org/',
  grammar: javascriptGrammar,
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      '// Any browser',
      ...remarks.map((remark) => commentLine('//', remark)),
      `const socket = new WebSocket(${javascriptString(url)}${javascriptProtocols(protocols)});`,
      `socket.binaryType = 'arraybuffer';`,
      '',
      `socket.addEventListener('open', () => {`,
      ...messages.map((message) => `  socket.send(${value(message)});`),
      `  setTimeout(() => socket.close(${javascriptClose(close)}), ${listenSeconds * 1000});`,
      '});',
      `socket.addEventListener('message', (event) => console.log(event.data));`,
      `socket.addEventListener('error', () => console.log('failed'));`,
      `socket.addEventListener('close', (event) => console.log('closed', event.code, event.reason));`,
    ),
};
