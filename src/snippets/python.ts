import { commentLine, file, type SnippetLanguage } from './snippet-language.js';
import { hexDigits, pythonString } from './string-literal.js';

const needs = '# Python 3.8 or later, websockets 10.4 to 15: pip install websockets';
const strings = (texts: readonly string[]) => `[${texts.map(pythonString).join(', ')}]`;

/** Python with the `websockets` package. */
export const python: SnippetLanguage = {
  id: 'python',
  name: 'Python',
  library: 'Python 3.8 or later, websockets 10.4 to 15',
  source: 'https://websockets.readthedocs.io/en/stable/reference/index.html',
  grammar: {
    comment: '#',
    string: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
    keywords: ['as', 'async', 'await', 'def', 'except', 'for', 'import', 'in', 'pass', 'try', 'with'],
  },
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      needs,
      ...remarks.map((remark) => commentLine('#', remark)),
      'import asyncio',
      '',
      'import websockets',
      '',
      '',
      'async def listen(websocket):',
      '    async for message in websocket:',
      '        print(message)',
      '',
      '',
      'async def main():',
      `    url = ${pythonString(url)}`,
      protocols.length > 0
        ? `    async with websockets.connect(url, subprotocols=${strings(protocols)}) as websocket:`
        : '    async with websockets.connect(url) as websocket:',
      ...messages.map((message) =>
        typeof message === 'string'
          ? `        await websocket.send(${pythonString(message)})`
          : `        await websocket.send(bytes.fromhex("${hexDigits(message)}"))`,
      ),
      '        try:',
      `            await asyncio.wait_for(listen(websocket), ${listenSeconds})`,
      '        except asyncio.TimeoutError:',
      '            pass',
      `        await websocket.close(${close.code}${close.reason ? `, ${pythonString(close.reason)}` : ''})`,
      '        print("closed", websocket.close_code)',
      '',
      '',
      'asyncio.run(main())',
    ),
  server: ({ protocols, port }) =>
    file(
      needs,
      'import asyncio',
      '',
      'import websockets',
      '',
      '',
      'async def echo(websocket):',
      '    async for message in websocket:',
      '        await websocket.send(message)',
      '',
      '',
      'async def main():',
      ...(protocols.length > 0
        ? [
            `    subprotocols = ${strings(protocols)}`,
            `    async with websockets.serve(echo, "127.0.0.1", ${port}, subprotocols=subprotocols):`,
          ]
        : [`    async with websockets.serve(echo, "127.0.0.1", ${port}):`]),
      `        print("Listening on ws://127.0.0.1:${port}", flush=True)`,
      '        await asyncio.Future()',
      '',
      '',
      'asyncio.run(main())',
    ),
};
