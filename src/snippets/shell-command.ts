import { counted, type SnippetMessage } from './snippet-request.js';
import { commentLine, type SnippetGrammar } from './snippet-language.js';
import { shellWord } from './string-literal.js';

/** Of bash and zsh. */
export const shellGrammar: SnippetGrammar = {
  comment: '#',
  string: /\$'(?:[^'\\]|\\.)*'|'[^']*'/,
  keywords: ['curl', 'npx', 'printf', 'sleep', 'wscat', 'websocat'],
};

/** A command, an option with its value a line. A NUL, which no argument can have, becomes U+FFFD. */
export function shellCommand(program: string, options: readonly (readonly string[])[]): string {
  const words = options.map((option) => option.map(anyWord).join(' '));
  return [program, ...words].join(' \\\n  ');
}

/** One argument; see {@link shellCommand}. */
export function anyWord(text: string): string {
  return shellWord(text.replaceAll('\0', '\ufffd')) ?? '';
}

/** Which messages a program can send, and remarks about the others. */
export function shellMessages(
  messages: readonly SnippetMessage[],
  program: string,
  cannot: RegExp,
  cannotWhat: string,
): { readonly texts: readonly string[]; readonly remarks: readonly string[] } {
  const texts = messages.filter(
    (message): message is string => typeof message === 'string' && !cannot.test(message),
  );
  const binary = messages.filter((message) => typeof message !== 'string').length;
  const others = messages.length - texts.length - binary;
  return {
    texts,
    remarks: [
      ...(binary > 0
        ? [`Left out: ${counted(binary, 'binary message')}, which this command does not send.`]
        : []),
      ...(others > 0
        ? [`Left out: ${counted(others, 'message')} with ${cannotWhat}, which ${program} cannot take.`]
        : []),
    ].map((remark) => commentLine('#', remark)),
  };
}
