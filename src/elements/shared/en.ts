/**
 * The English words of the interface, a section an element. Facts (close codes, causes) are worded where the
 * facts are. A sentence with a number or a name in it is a function, so that a locale can order it its own way.
 */
export const en = {
  common: {
    noConnection:
      'Not bound to a connection. Put this element inside <ws-tester> or <ws-connection>, or name one with for="id".',
    fix: (label: string) => `Fix: ${label}`,
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying',
    bytes: (count: string) => `${count} B`,
  },
  connect: {
    url: 'WebSocket URL',
    urlPlaceholder: 'wss://example.com/stream',
    subprotocols: 'Subprotocols',
    subprotocolsPlaceholder: 'none',
    connect: 'Connect',
    cancel: 'Cancel',
    disconnect: 'Disconnect',
    urlMissing: 'Enter the URL of a WebSocket endpoint first, such as wss://example.com/stream.',
    resolvedTo: 'Connects to',
    locked: 'This page has fixed the endpoint.',
    readOnlyConnecting: 'Cannot be changed while connecting. Cancel first.',
    readOnlyOpen: 'Cannot be changed while connected. Disconnect first.',
    readOnlyClosing: 'Cannot be changed until the connection has closed.',
    readOnlyWaiting: 'Cannot be changed while a retry waits. Cancel first.',
  },
  status: {
    label: 'Connection',
    notConnected: 'Not connected',
    connecting: 'Connecting',
    stillTrying: 'Still trying',
    connected: 'Connected',
    closing: 'Closing',
    closed: 'Closed',
    cancelled: 'Cancelled',
    failed: 'Failed',
    waiting: 'Waiting to reconnect',
    sent: 'sent',
    received: 'received',
    timeOpen: 'Time open',
    idleHint: 'Nothing is sent until you connect.',
    preparing: 'Waiting for this page.',
    connectingHint: 'Waiting for the server to answer the handshake.',
    stillTryingHint: (limit: string) => `No answer yet. It will be given up after ${limit}.`,
    closingHint: 'Waiting for the other side to answer the close.',
    subprotocol: 'Subprotocol',
    noSubprotocol: 'No subprotocol',
    extensions: 'Extensions',
    noExtensions: 'No extensions',
    queued: (messages: string) => `Messages that wait to be sent: ${messages}`,
    retryIn: (seconds: string) => `in ${seconds} s`,
    retryNumber: (number: string, max: string) => `Retry ${number} of ${max}`,
    noReason: 'no reason given',
    noCode: 'The browser told no close code',
    openFor: (duration: string) => `open for ${duration}`,
    cleanByReader: 'clean close, asked for by you',
    cleanByHost: 'clean close, asked for by this page',
    cleanByRemoval: 'clean close, asked for when the element left the page',
    cleanByPeer: 'clean close by the other side',
    notClean: 'not a clean close',
    cancelledByReader: (duration: string) => `You cancelled it after ${duration}.`,
    cancelledByHost: (duration: string) => `This page cancelled it after ${duration}.`,
    cancelledByRemoval: 'It was cancelled when the element left the page.',
    blockedByPolicy: (directive: string) =>
      `This page’s Content Security Policy (${directive}) blocked the connection.`,
    blockedByPolicyAdvice: (directive: string) => `Its author has to add the endpoint to ${directive}.`,
    threw: (name: string, message: string) =>
      message ? `The browser refused to try: ${name}: ${message}` : `The browser refused to try: ${name}.`,
    noAnswer: (duration: string) => `No answer within ${duration}, so it was given up.`,
    noAnswerAdvice:
      'A page cannot know which: a firewall that drops packets, a server that never answers, or a prompt of the browser.',
    closeUnanswered: (duration: string) =>
      `No answer to the close, so the socket was let go after ${duration}.`,
    closeUnansweredAdvice: 'A server has to answer a close frame with one of its own.',
    neverOpened: 'It never opened.',
    toldErrorAndCode: (code: string, duration: string) =>
      `The browser told an error and code ${code} after ${duration}.`,
    toldError: (duration: string) => `The browser told an error after ${duration}, but no code.`,
    toldCode: (code: string, duration: string) => `The browser told code ${code} after ${duration}.`,
    toldNothing: (duration: string) => `The browser told neither error nor code; it ended after ${duration}.`,
    neverOpenedAdvice:
      'A page cannot know which: no server at this address, a refused handshake, an untrusted certificate, or a block on the way.',
  },
  log: {},
  composer: {},
  closeCodes: {},
  tester: {},
};

/** All words of the interface. A locale may leave out any; English stands in. */
export type Strings = typeof en;
