import { failureWords } from '../protocol/failure-words.js';
import type { CauseId, CauseText } from './cause.js';

const measured = 'own measurement, Chromium 156 and Firefox 153';

/** Causes of an end after a connection had opened. */
export const causesAfterOpen = {
  'page-restored': {
    class: 'page',
    title: 'The page came back from the Back/Forward cache',
    explanation: 'The browser cut its sockets while the page was put away. Nothing is wrong with the server.',
    reader: ['Connect again.'],
    owner: [],
    sources: ['own measurement, Chromium 156'],
  },
  'protocol-violation': {
    class: 'protocol',
    title: 'The server broke the WebSocket protocol',
    explanation: 'The browser received something that the protocol forbids, and ended the connection.',
    kinds: [
      'An illegal frame: masked, reserved bits, an unknown opcode, a fragmented or oversized ping.',
      'Text that is not UTF-8.',
      'A compressed message that cannot be decompressed.',
      'An illegal close frame, or data after it.',
      'Plain text, such as an error page, written into the upgraded connection.',
    ],
    reader: ['Repeat it in another browser; note after which message it comes.'],
    owner: [
      failureWords.readServerLog,
      failureWords.writesAfterUpgrade,
      failureWords.textAndBinary,
      failureWords.deflateOff,
    ],
    sources: ['RFC 6455 §5, §8.1', 'RFC 7692 §7.2.2', measured],
  },
  'illegal-close-code': {
    class: 'closed',
    title: 'The server closed with a code that must not be sent',
    explanation:
      'The close frame carried a number that has no meaning or is reserved for the browser itself.',
    reader: [],
    owner: [failureWords.validCodes],
    sources: ['RFC 6455 §7.4', measured],
  },
  'message-too-big': {
    class: 'lost',
    title: 'The server announced a message that is too big for browsers',
    explanation: failureWords.tooBig,
    reader: [],
    owner: ['Send it in parts.'],
    sources: [measured],
  },
  'text-too-long': {
    class: 'protocol',
    title: 'A text message was too long and arrived empty',
    explanation: 'Chromium turns text of more than 512 MiB into an empty message, without an error.',
    reader: ['Repeat it in Firefox.'],
    owner: ['Send it in parts, or as binary.'],
    sources: ['own measurement, Chromium 156'],
  },
  'connection-lost': {
    class: 'lost',
    title: 'The connection ended without a close frame',
    explanation: 'The server crashed or was stopped, a proxy cut the connection, or the network broke.',
    reader: ['Connect again. If it repeats, note after how long or after which message.'],
    owner: ['Look for a crash, a restart or a proxy’s message in the logs at that moment.'],
    sources: ['RFC 6455 §7.1.5', measured],
  },
  'idle-timeout': {
    class: 'lost',
    title: 'A proxy or the server cut an idle connection',
    explanation: 'Nothing was sent for some time, and something on the way has a limit for that.',
    reader: ['Connect and wait again: the same time means a timer.', failureWords.keepBusy],
    owner: ['Send a ping every 25 s, or raise the idle limit of the proxy.'],
    sources: ['proxy-timeouts.ts', measured],
  },
  'lifetime-limit': {
    class: 'lost',
    title: 'Something limits how long a connection may live',
    explanation: 'Connections end at the same age, busy or not; some load balancers count their whole life.',
    reader: ['Reconnect when it ends.'],
    owner: ['Raise the backend timeout of the load balancer, and let clients reconnect.'],
    sources: ['proxy-timeouts.ts'],
  },
  'close-not-answered': {
    class: 'lost',
    title: 'The server did not answer our goodbye',
    explanation: 'We sent a close frame; the server must send one back and did not in time.',
    reader: ['Nothing is lost by it if all messages had arrived.'],
    owner: ['Answer a close frame with a close frame; check that the handler still reads.'],
    sources: ['RFC 6455 §5.5.1, §7.1.2', measured],
  },
  'close-cut-short': {
    class: 'lost',
    title: 'The server hung up instead of answering our goodbye',
    explanation:
      'We asked to close, and the server ended the connection without a close frame. It is harmless.',
    reader: [],
    owner: ['Answer a close frame with a close frame.'],
    sources: ['RFC 6455 §5.5.1', measured],
  },
  'server-stopped-reading': {
    class: 'lost',
    title: 'The server has stopped reading',
    explanation: 'What we send piles up in the browser. Browsers wait for ever and fire no event.',
    reader: ['Stop sending; disconnect and connect again.'],
    owner: ['Check for a handler that hangs, and for back-pressure that is never released.'],
    sources: ['own measurement: 22 MB stuck, no reaction in 100 s, Chromium 156 and Firefox 153'],
  },
  'closed-by-server': {
    class: 'closed',
    title: 'The server closed the connection',
    explanation:
      'A close frame came from the server, or from a proxy before it. Its code and reason say why.',
    reader: ['Read the code and the reason.'],
    owner: ['Close with a code and a reason that say why.'],
    sources: ['RFC 6455 §5.5.1, §7.4'],
  },
  'closed-by-page': {
    class: 'closed',
    title: 'It was ended on this side',
    explanation:
      'You or this page ended the attempt or the connection. A cancelled attempt shows an error and 1006 in every browser.',
    reader: [],
    owner: [],
    sources: ['WHATWG WebSockets, close()', measured],
  },
  unknown: {
    class: 'unknown',
    title: 'Nothing we know fits',
    explanation: 'What the browser told fits none of the causes we know.',
    reader: [
      'Look into the browser’s console and its network panel.',
      'Try the commands outside the browser.',
    ],
    owner: ['Look into the server’s log at that moment.'],
    sources: [],
  },
} as const satisfies Partial<Record<CauseId, CauseText>>;
