import type { SnippetRequest } from './snippet-request.js';

/** The names of the languages and programs, as they are remembered and written in a `language` attribute. */
export type SnippetLanguageId =
  | 'javascript'
  | 'node'
  | 'python'
  | 'go'
  | 'java'
  | 'csharp'
  | 'rust'
  | 'php'
  | 'curl'
  | 'wscat'
  | 'websocat';

/** Which end of a connection a snippet is. */
export type SnippetSide = 'client' | 'server';

/** What a highlighter has to know of a language. */
export interface SnippetGrammar {
  /** What begins a comment that goes to the end of its line. */
  readonly comment: '//' | '#';
  /** Matches a whole string literal of those that our snippets use. */
  readonly string: RegExp;
  readonly keywords: readonly string[];
}

/** A language that there are snippets in. */
export interface SnippetLanguage {
  readonly id: SnippetLanguageId;
  readonly name: string;
  /** What a snippet needs, with the versions it is written for. */
  readonly library: string;
  /** The documentation that it is written after. */
  readonly source: string;
  readonly grammar: SnippetGrammar;
  /** Connects, sends the messages, prints what comes for a while, closes. */
  readonly client: (request: SnippetRequest) => string;
  /** Listens on 127.0.0.1 and sends each message back. Absent where we have none. */
  readonly server?: (request: SnippetRequest) => string;
}

/** A comment of one line. Only printable ASCII stays of the text, and nothing that ends PHP. */
export function commentLine(mark: SnippetGrammar['comment'], text: string): string {
  return `${mark} ${text.replace(/[^ -~]/g, '?').replaceAll('?>', '? >')}`;
}

/** The lines of a file, with a line end after each. Lines that are `undefined` are left out. */
export function file(...lines: readonly (string | undefined)[]): string {
  return lines.flatMap((line) => (line === undefined ? [] : [`${line}\n`])).join('');
}
