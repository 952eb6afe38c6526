import { shellCommand, shellGrammar, shellMessages } from './shell-command.js';
import { commentLine, file, type SnippetLanguage } from './snippet-language.js';

/** The `wscat` package. It has no option for a close code, and closes without one. */
export const wscat: SnippetLanguage = {
  id: 'wscat',
  name: 'wscat',
  library: 'Node.js 18 or later, wscat 6, bash or zsh',
  source: 'https://github.com/websockets/wscat#usage',
  grammar: shellGrammar,
  client: ({ url, protocols, messages, listenSeconds, remarks }) => {
    const sendable = shellMessages(messages, 'a command line', /\0/, 'a NUL');
    return file(
      '# bash or zsh, Node.js 18 or later',
      ...remarks.map((remark) => commentLine('#', remark)),
      ...sendable.remarks,
      shellCommand('npx wscat@6', [
        ['--connect', url],
        ...protocols.map((name) => ['--subprotocol', name]),
        ...sendable.texts.map((text) => ['--execute', text]),
        ...(sendable.texts.length > 0 ? [['--wait', String(listenSeconds)]] : []),
      ]),
    );
  },
};
