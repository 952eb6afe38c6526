import { anyWord, shellCommand, shellGrammar, shellMessages } from './shell-command.js';
import { commentLine, file, type SnippetLanguage } from './snippet-language.js';

/** The `websocat` program. Its input is a message a line. */
export const websocat: SnippetLanguage = {
  id: 'websocat',
  name: 'websocat',
  library: 'websocat 1.12, bash or zsh',
  source: 'https://github.com/vi/websocat/blob/v1.12.0/README.md',
  grammar: shellGrammar,
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) => {
    const sendable = shellMessages(messages, 'a line', /[\0\r\n]/, 'a NUL or a line end');
    const printed = sendable.texts.map((text) => ` ${anyWord(text)}`).join('');
    return file(
      '# bash or zsh',
      ...remarks.map((remark) => commentLine('#', remark)),
      ...sendable.remarks,
      `(${printed ? `printf '%s\\n'${printed}; ` : ''}sleep ${listenSeconds}) | ${shellCommand('websocat', [
        ['--text', '--linemode-strip-newlines'],
        ...(protocols.length > 0 ? [['--protocol', protocols.join(', ')]] : []),
        ['--close-status-code', String(close.code)],
        ...(close.reason ? [['--close-reason', close.reason]] : []),
        url.startsWith('-') ? ['--', url] : [url],
      ])}`,
    );
  },
};
