/** The English words of `ws-snippet`, which come with its view. */
export const english = {
  language: 'Language',
  side: 'Code for',
  sides: { client: 'Client', server: 'Echo server' },
  code: 'Code',
  copy: 'Copy code',
  noServer: (language: string, others: string) =>
    `There is no server in ${language} here. There is one in ${others}.`,
  writtenFor: 'For:',
  source: 'Documentation',
  noAddress: (url: string) => `No address yet: ${url} stands in for it.`,
  nothingSent: (text: string) => `Nothing was sent on this connection: “${text}” stands in for a message.`,
  bounds: (messages: string, bytes: string) =>
    `At most the last ${messages} messages of a connection, of up to ${bytes} bytes each.`,
};

/** The words of `ws-snippet`. */
export type SnippetWords = typeof english;
