import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { readNumber } from '../endpoint.js';
import type { Endpoint, NumberParameter } from '../endpoint.js';
import { every } from '../timers.js';

const rate: NumberParameter = {
  name: 'rate',
  meaning: 'Messages a second; 0 sends as fast as the connection takes them.',
  min: 0,
  max: 100_000,
  fallback: 10,
};

const size: NumberParameter = {
  name: 'size',
  meaning: 'Length of each message in bytes.',
  min: 64,
  max: 1024 * 1024,
  fallback: 200,
};

const count: NumberParameter = {
  name: 'count',
  meaning: 'How many messages; then the connection closes with 1000.',
  min: 1,
  max: 10_000_000,
  fallback: 1_000,
};

/** Nothing more is sent while this much waits to go out. */
const fullAtBytes = 512 * 1024;

/** Messages sent in one go before other connections get their turn. */
const batch = 512;

/** At higher rates several messages leave together: Node's timers are no finer than a millisecond or so. */
const shortestPeriodMs = 10;

/** `/lab/ticker` */
export const ticker: Endpoint = {
  path: '/ticker',
  summary:
    'Streams JSON messages, each one different, of a given length at a given rate. Waits for clients that read slowly.',
  parameters: [rate, size, count],
  examples: [
    { label: 'Ten a second', path: '/ticker' },
    { label: '1,000 a second', path: '/ticker?rate=1000&count=30000' },
    { label: 'Flood of 100,000', path: '/ticker?rate=0&count=100000' },
  ],
  answer: ({ search, signal, socket: tcp }) => {
    const perSecond = readNumber(rate, search.get('rate'));
    const messages = tickerMessages(
      readNumber(size, search.get('size')),
      readNumber(count, search.get('count')),
    );
    return {
      kind: 'accept',
      open: (socket) => {
        const stream = new Stream(socket, tcp, messages);
        if (perSecond === 0) stream.flood(signal);
        else stream.pace(signal, perSecond);
      },
    };
  },
};

/**
 * `count` different JSON texts of exactly `sizeBytes` bytes each: a sequence number, the time of sending, a price
 * that walks up and down in the same way in every run, and padding. The last value returned is how many there were.
 */
export function* tickerMessages(sizeBytes: number, messageCount: number): Generator<string, number> {
  const padding = 'abcdefghijklmnopqrstuvwxyz'.repeat(Math.ceil(sizeBytes / 26));
  let cents = 6_125_050;
  let noise = 1;
  for (let seq = 1; seq <= messageCount; seq += 1) {
    // A linear congruential generator (multiplier and increment as in ISO C's example of rand) is random enough.
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
    cents = Math.min(9_999_999, Math.max(1_000_000, cents + ((noise >> 16) % 1_001) - 500));
    const head = `{"seq":${seq},"atMs":${Date.now()},"price":${(cents / 100).toFixed(2)},"pad":"`;
    yield `${head}${padding.slice(0, sizeBytes - head.length - 2)}"}`;
  }
  return messageCount;
}

/** One run of the ticker on one connection. */
class Stream {
  readonly #socket: WebSocket;
  readonly #tcp: Duplex;
  readonly #messages: Generator<string, number>;
  #sent = 0;

  constructor(socket: WebSocket, tcp: Duplex, messages: Generator<string, number>) {
    this.#socket = socket;
    this.#tcp = tcp;
    this.#messages = messages;
  }

  /** Sends as fast as the connection takes. */
  flood(signal: AbortSignal): void {
    if (signal.aborted || this.#send(batch)) return;
    if (this.#isFull) this.#whenDrained(signal, () => this.flood(signal));
    else setImmediate(() => this.flood(signal));
  }

  /** Sends `perSecond`; a client that falls behind is sent at most one second's worth at once later. */
  pace(signal: AbortSignal, perSecond: number): void {
    let startMs = performance.now();
    const tick = (): boolean => {
      const due = 1 + Math.floor(((performance.now() - startMs) * perSecond) / 1_000);
      const late = due - this.#sent - perSecond;
      if (late > 0) startMs += (late * 1_000) / perSecond;
      return this.#send(Math.min(due - this.#sent, perSecond));
    };
    if (tick()) return;
    const stop = every(signal, Math.max(shortestPeriodMs, Math.min(1_000 / perSecond, 1_000)), () => {
      if (tick()) stop();
    });
  }

  get #isFull(): boolean {
    return this.#socket.bufferedAmount >= fullAtBytes;
  }

  /** Sends up to `most` messages; returns true when the run is over. */
  #send(most: number): boolean {
    if (this.#socket.readyState !== this.#socket.OPEN) return true;
    // Corked, the messages of one turn leave in one system call instead of one each.
    this.#tcp.cork();
    let over = false;
    for (let left = most; left > 0 && !over && !this.#isFull; left -= 1) {
      const next = this.#messages.next();
      if (next.done) {
        over = true;
        this.#socket.close(1000, `${next.value} messages sent`);
      } else {
        this.#sent += 1;
        this.#socket.send(next.value);
      }
    }
    this.#tcp.uncork();
    return over;
  }

  #whenDrained(signal: AbortSignal, run: () => void): void {
    const stop = every(signal, 1, () => {
      if (this.#isFull) return;
      stop();
      run();
    });
  }
}
