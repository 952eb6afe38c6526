import type { RecordedStep, Recording } from '../src/record/replay-socket.js';

/** Exchanges with servers that do not exist, for the stories to play. */

const opened: RecordedStep = {
  type: 'open',
  afterMs: 84,
  protocol: 'chat.v2',
  extensions: 'permessage-deflate',
};

/** A server that never answers. */
export const unanswered: Recording = [];

/** Opens, and nothing more. */
export const openOnly: Recording = [opened];

/** Opens without a subprotocol or an extension. */
export const openPlain: Recording = [{ type: 'open', afterMs: 84 }];

/** Answers each of the first hundred messages. */
export const answering: Recording = [
  { ...opened, afterMs: 300 },
  ...Array.from({ length: 100 }, (_, index): RecordedStep[] => [
    { type: 'sent' },
    { type: 'message', afterMs: 120, data: JSON.stringify({ type: 'ack', id: index + 1 }) },
  ]).flat(),
];

/** A little of everything: answers, a picture, a sentence, silence. */
export const exchange: Recording = [
  opened,
  { type: 'message', afterMs: 12, data: '{"type":"welcome","session":"9f1c","heartbeat":30000}' },
  { type: 'sent' },
  {
    type: 'message',
    afterMs: 38,
    data: '{"type":"subscribed","channel":"trades","symbols":["BTC-EUR","ETH-EUR"],"snapshot":12345678901234567890}',
  },
  { type: 'message', afterMs: 700, data: trade(1) },
  { type: 'message', afterMs: 450, data: trade(2) },
  { type: 'message', afterMs: 130, data: bytes(64) },
  { type: 'message', afterMs: 900, data: 'Markets close in five minutes.' },
  { type: 'sent' },
  { type: 'message', afterMs: 25, data: '{"type":"pong"}' },
];

/** What the reader sent during it. */
export const exchangeSent = [
  '{"type":"subscribe","channel":"trades","symbols":["BTC-EUR","ETH-EUR"]}',
  '{"type":"ping"}',
] as const;

/** A server that sends so many trades, ten at a time. */
export function ticker(count: number, everyMs: number): Recording {
  return [
    opened,
    ...Array.from({ length: count }, (_, index): RecordedStep => ({
      type: 'message',
      afterMs: index % 10 === 0 ? everyMs * 10 : 0,
      data: trade(index),
    })),
  ];
}

/** Opens, and is closed by the server. */
export function closedWith(code: number, reason = '', wasClean = code !== 1006): Recording {
  return [
    opened,
    { type: 'message', afterMs: 40, data: '{"type":"welcome"}' },
    { type: 'close', afterMs: 8_200, code, reason, wasClean },
  ];
}

/** Never opens: an error and 1006, which is all that a browser tells. */
export const neverOpened: Recording = [
  { type: 'error', afterMs: 63 },
  { type: 'close', code: 1006 },
];

/** What Chromium fires where a Content Security Policy blocks: an error, and no close event. */
export const errorWithoutClose: Recording = [{ type: 'error', afterMs: 4 }];

/** Messages that are hard to show: a line of 10 kB, controls that turn text around, a line of many lines. */
export const hardToShow: Recording = [
  { ...opened, protocol: 'a-subprotocol-with-a-name-that-is-longer-than-any-server-should-choose.v2026' },
  { type: 'message', afterMs: 40, data: longLine(10_000) },
  {
    type: 'message',
    afterMs: 40,
    data: 'invoice_\u202Efdp.exe \u0000 \u2066isolated\u2069 \u200Fright to left',
  },
  { type: 'message', afterMs: 40, data: 'first line\nsecond line\r\n\tthird line' },
  { type: 'message', afterMs: 40, data: 'مرحبا بالعالم — שלום עולם — héllo wörld 👩‍👩‍👧‍👦' },
  { type: 'message', afterMs: 40, data: '' },
  { type: 'message', afterMs: 40, data: '<img src=x onerror=alert(1)>' },
  { type: 'message', afterMs: 40, data: bytes(4096) },
];

/** A close reason as a hostile server might write it. It has 111 bytes; 123 are allowed (RFC 6455 §5.5). */
export const hostileReason =
  'quota \u202Edeceecxe\u202C: <b>contact</b> billing-and-accounts@example.com\u0000 before the end of the month please';

/** One line of so many characters. */
export function longLine(length: number): string {
  return `{"data":"${'The quick brown fox jumps over the lazy dog. '.repeat(length / 40)}`.slice(0, length);
}

function trade(number: number): string {
  const symbol = ['BTC-EUR', 'ETH-EUR', 'SOL-EUR'][number % 3] ?? '';
  const price = (61_250 + 40 * Math.sin(number / 7)).toFixed(2);
  return `{"type":"trade","id":${String(90_071 + number)},"symbol":"${symbol}","price":"${price}","size":"0.${String(100 + (number % 900))}"}`;
}

function bytes(length: number): ArrayBuffer {
  return Uint8Array.from({ length }, (_, index) => (index * 37 + 137) % 256).buffer;
}
