/**
 * What the table of close codes and the table of causes both say: one sentence for each fact. What browsers do is our
 * own measurement of Chromium 156 and Firefox ESR 153.
 */
export const failureWords = {
  /** For 1015 and for failed TLS. */
  openHttps: 'Open the same host and port with https:// in a tab: the browser then names the fault.',
  plainPort: 'If the port has no TLS, use ws://.',
  /** For 1002 and for a broken protocol. */
  readServerLog:
    'Chromium then sends 1002 to the server, with a reason that names the fault: read it in the server’s log. Firefox sends nothing.',
  deflateOff: 'Turn permessage-deflate off to rule compression out.',
  writesAfterUpgrade: 'Look for code that writes to the socket after the upgrade.',
  /** For 1007 and for a broken protocol. */
  textAndBinary: 'Send valid UTF-8 as text, and anything else as binary.',
  /** For numbers that no close frame may carry. */
  validCodes: 'Change the server to a valid code: 1000, 1011, or one of 4000-4999.',
  /** For 1006 and for idle limits. */
  keepBusy: 'If it was open: send something every 25 s or so, to see whether an idle limit cut it.',
  /** For 1009 and for messages that are too big for a browser. */
  tooBig: 'A frame that announces over 2 GiB ends with 1006.',
} as const;
