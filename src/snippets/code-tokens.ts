import type { SnippetGrammar } from './snippet-language.js';

/** What a piece of code is, for its colour. */
export type CodeTokenKind = 'comment' | 'string' | 'keyword' | 'number' | 'plain';

/** A piece of code; the texts of all, joined, are the code. */
export interface CodeToken {
  readonly kind: CodeTokenKind;
  readonly text: string;
}

/** Cuts a snippet into pieces to be coloured. Made for our own snippets: it knows only what they use. */
export function codeTokens(
  code: string,
  { comment, string, keywords }: SnippetGrammar,
): readonly CodeToken[] {
  const kinds: readonly CodeTokenKind[] = ['comment', 'string', 'keyword', 'number'];
  const pattern = new RegExp(
    [
      // a colon before the slashes: an address in a string that was not recognised, not a comment
      `((?<![:\\w])${comment}(?!\\[).*)`,
      `(${string.source})`,
      `(?<![\\w$.-])(${keywords.join('|')})(?![\\w-])`,
      '(?<![\\w$.-])(\\d+)(?![\\w.])',
    ].join('|'),
    'g',
  );
  const tokens: CodeToken[] = [];
  let from = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > from) tokens.push({ kind: 'plain', text: code.slice(from, match.index) });
    const kind = kinds[match.slice(1).findIndex(Boolean)] ?? 'plain';
    tokens.push({ kind, text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < code.length) tokens.push({ kind: 'plain', text: code.slice(from) });
  return tokens;
}
