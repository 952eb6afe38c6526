import { javascriptClose, javascriptGrammar, javascriptProtocols, javascriptStrings } from './javascript.js';
import { commentLine, file, type SnippetLanguage } from './snippet-language.js';
import { hexDigits, javascriptString } from './string-literal.js';

const needs = '// Node.js 18 or later, ws 8: npm install ws';

/** Node.js with the `ws` package. */
export const node: SnippetLanguage = {
  id: 'node',
  name: 'Node.js',
  library: 'Node.js 18 or later, ws 8',
  source: 'https://github.com/websockets/ws/blob/master/doc/ws.md',
  grammar: javascriptGrammar,
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      needs,
      '// Save as client.mjs, run: node client.mjs',
      ...remarks.map((remark) => commentLine('//', remark)),
      `import WebSocket from 'ws';`,
      '',
      `const socket = new WebSocket(${javascriptString(url)}${javascriptProtocols(protocols)});`,
      '',
      `socket.on('open', () => {`,
      ...messages.map((message) =>
        typeof message === 'string'
          ? `  socket.send(${javascriptString(message)});`
          : `  socket.send(Buffer.from('${hexDigits(message)}', 'hex'));`,
      ),
      `  setTimeout(() => socket.close(${javascriptClose(close)}), ${listenSeconds * 1000});`,
      '});',
      `socket.on('message', (data, isBinary) => console.log(isBinary ? data : data.toString()));`,
      `socket.on('error', (error) => console.error(error.message));`,
      `socket.on('close', (code, reason) => console.log('closed', code, reason.toString()));`,
    ),
  server: ({ protocols, port }) =>
    file(
      needs,
      '// Save as server.mjs, run: node server.mjs',
      `import { WebSocketServer } from 'ws';`,
      '',
      ...(protocols.length > 0
        ? [
            `const protocols = ${javascriptStrings(protocols)};`,
            'const server = new WebSocketServer({',
            `  host: '127.0.0.1',`,
            `  port: ${port},`,
            '  handleProtocols: (offered) => protocols.find((name) => offered.has(name)) ?? false,',
            '});',
          ]
        : [`const server = new WebSocketServer({ host: '127.0.0.1', port: ${port} });`]),
      '',
      `server.on('listening', () => console.log('Listening on ws://127.0.0.1:${port}'));`,
      `server.on('connection', (socket) => {`,
      `  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));`,
      `  socket.on('error', (error) => console.error(error.message));`,
      '});',
    ),
};
