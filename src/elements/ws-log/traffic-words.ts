import { lazyWords, type Localization } from '../shared/localization.js';

/** The English words of the traffic strip, which come with its module. */
const english = {
  label: 'Traffic',
  perSecond: (amount: string) => `${amount}/s`,
  atLeast: (amount: string) => `≥ ${amount}`,
  bytes: (count: string) => `${count} B`,
  kilobytes: (count: string) => `${count} kB`,
  megabytes: (count: string) => `${count} MB`,
  gigabytes: (count: string) => `${count} GB`,
  messagesPlot: 'Messages a second over the last minute.',
  bytesPlot: 'Bytes a second over the last minute.',
  received: (now: string, most: string, all: string) =>
    `Received: now ${now}, at most ${most}, ${all} in all.`,
  sent: (now: string, most: string, all: string) => `Sent: now ${now}, at most ${most}, ${all} in all.`,
  lessThanAll: 'There was more than could be counted, so these are the least that it can be.',
  sentNow: 'sent',
  receivedNow: 'received',
  roundTrips: 'Round trips',
  pairBy: 'Pair by',
  pairByExample: 'id or meta.id',
  pairByHint: 'The key whose value is the same in a JSON request and in its reply.',
  noKey: 'Write a key such as id or meta.id.',
  half: 'p50',
  halfHint: 'Half of them took no longer.',
  most: 'p95',
  mostHint: '95 of 100 took no longer.',
  longest: 'max',
  longestHint: 'The longest.',
  replies: (count: number, shown: string) => (count === 1 ? '1 reply' : `${shown} replies`),
  newestReplies: (shown: string) => `newest ${shown} replies`,
  waiting: (shown: string) => `${shown} unanswered`,
  reading: 'Reading…',
  measured: 'From send() to the reply’s message event, of the replies in this log.',
  milliseconds: (count: string) => `${count} ms`,
  seconds: (count: string) => `${count} s`,
};

/** The words of the traffic strip. */
export type TrafficWords = typeof english;

/** What the strip needs of a localization. */
export type TrafficLanguage = Pick<Localization, 'strings' | 'language'>;

/** The words of the traffic strip in a language, and its figures. */
export class TrafficWording {
  readonly words: TrafficWords;
  /** Of which language; `strings` tells two locales of one language apart. */
  readonly of: TrafficLanguage['strings'];
  readonly #whole: Intl.NumberFormat;
  readonly #tenths: Intl.NumberFormat;

  constructor({ strings, language }: TrafficLanguage) {
    this.of = strings;
    this.words = lazyWords(strings, 'traffic', english);
    this.#whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.#tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  /** A whole number. */
  count(value: number): string {
    return this.#whole.format(value);
  }

  /** A number of bytes in the unit that keeps it short: with a tenth below a hundred, so that it does not flutter. */
  size(sizeBytes: number): string {
    const { bytes, kilobytes, megabytes, gigabytes } = this.words;
    if (sizeBytes < 999.5) return bytes(this.count(sizeBytes));
    const units = [kilobytes, megabytes, gigabytes] as const;
    let value = sizeBytes / 1_000;
    let unit = 0;
    for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1_000;
    const shown = value < 99.95 ? this.#tenths.format(value) : this.count(value);
    return (units[unit] ?? gigabytes)(shown);
  }

  /** A length of time: tenths of a millisecond, which is what a browser's clock tells, while that can matter. */
  duration(durationMs: number): string {
    const { milliseconds, seconds } = this.words;
    if (durationMs >= 9_999.5) return seconds(this.#tenths.format(durationMs / 1_000));
    return milliseconds(durationMs < 99.95 ? this.#tenths.format(durationMs) : this.count(durationMs));
  }
}
