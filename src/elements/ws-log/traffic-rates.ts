import type { EntryLog, MessageGlance } from '../../core/entry-log.js';
import type { MessageKind } from '../../core/entry.js';

/** How many seconds are told: the last minute. */
export const toldSeconds = 60;

/** One more than are told, for the second that runs, and a few that come early; a power of two. */
const ringSeconds = 64;

/** An entry may be ahead of the clock by so many seconds: two clocks are read. Beyond, it is not counted. */
const aheadSeconds = 2;

/** The times of entries may be so much before they were pushed. */
const lateMs = 250;

/** How many entries are gone over at one go: one or two milliseconds, a few while the code is not compiled yet. */
const entriesPerGo = 32_768;

/** How many code units of text are read at one go to know their bytes: about a millisecond. */
const readUnitsPerGo = 1_048_576;

/** What went one way in one second. */
export interface TrafficFigures {
  readonly messages: number;
  /** Bytes on the wire without framing and compression: UTF-8 bytes of text, bytes of binary. */
  readonly sizeBytes: number;
}

/** One whole second of traffic. */
export interface TrafficSecond {
  readonly sent: TrafficFigures;
  readonly received: TrafficFigures;
  /** Whether there may have been more messages: the log dropped some before they were counted. */
  readonly isMessagesAtLeast: boolean;
  /**
   * Whether there may have been more bytes: for the same reason, or because there was too much text outside ASCII to
   * read. Each UTF-16 code unit of that counts as one byte, the least that it can be.
   */
  readonly isBytesAtLeast: boolean;
}

/**
 * Counts what went over the wire each second of the last minute, from the times of a log's entries: when it is told
 * to count makes no difference to the figures. Costs nothing per message as it comes; about 50 ns when it is counted (measured, Chromium 156).
 *
 * Each message is counted once, so that what the log drops later stays counted. What the log dropped before it was
 * counted is told by the log's own counts where it can only have been in one second; otherwise the seconds that it
 * may have been in are told as "at least".
 */
export class TrafficRates {
  readonly #log: EntryLog;
  /** The second that each place of the ring is about; `-Infinity` for none. */
  readonly #second = new Float64Array(ringSeconds).fill(-Infinity);
  readonly #messages = { sent: new Float64Array(ringSeconds), received: new Float64Array(ringSeconds) };
  readonly #bytes = { sent: new Float64Array(ringSeconds), received: new Float64Array(ringSeconds) };
  readonly #lessMessages = new Uint8Array(ringSeconds);
  readonly #lessBytes = new Uint8Array(ringSeconds);
  /** The first entry not counted yet. */
  #next: number;
  /** How many messages are counted, each way. */
  #total = { sent: 0, received: 0 };
  /** No entry that is not counted is of an earlier second. */
  #from = -Infinity;
  /** The first second of entries that were counted after some were lost. */
  #to: number | undefined;
  #isLost: boolean;
  #nowSecond = 0;
  #unitsLeft = 0;

  constructor(log: EntryLog) {
    this.#log = log;
    this.#next = log.first;
    this.#isLost = log.dropped > 0;
  }

  /** Whether there are entries that are not counted. */
  get isBehind(): boolean {
    return this.#next < this.#log.next;
  }

  /** Whether the log may soon drop what is not counted, so that counting must not wait. Costs a few comparisons. */
  get isPressing(): boolean {
    const { next, first, maxEntries, maxBytes, sizeBytes } = this.#log;
    const share = (next - this.#next) * 4;
    return share > maxEntries || (share > next - first && sizeBytes * 2 > maxBytes);
  }

  /** Counts on from where it was: at most 32,768 entries at one go, so `isBehind` may still be true. */
  count(nowMs: number): void {
    const log = this.#log;
    if (log.sentCount < this.#total.sent || log.receivedCount < this.#total.received) this.clear();
    this.#nowSecond = secondOf(nowMs);
    this.#unitsLeft = readUnitsPerGo;
    if (log.first > this.#next) {
      this.#isLost = true;
      this.#next = log.first;
    }
    const end = Math.min(log.next, this.#next + entriesPerGo);
    log.visitMessages(this.#next, end, this.#visit);
    this.#next = end;
    if (end < log.next) return;
    if (this.#isLost) this.#tellLost();
    this.#from = secondOf(nowMs - lateMs);
  }

  /** Starts anew, as when the log was cleared. */
  clear(): void {
    this.#second.fill(-Infinity);
    this.#next = this.#log.first;
    this.#total = { sent: 0, received: 0 };
    this.#to = undefined;
    this.#isLost = this.#log.dropped > 0;
  }

  /** The last 60 whole seconds, the oldest first. What is not counted yet is missing. */
  seconds(nowMs: number): TrafficSecond[] {
    const running = secondOf(nowMs);
    return Array.from({ length: toldSeconds }, (_, index) => this.#tell(running - toldSeconds + index));
  }

  /** Whether there was nothing in the last 60 seconds, nor in the one that runs. */
  isQuiet(nowMs: number): boolean {
    const oldest = secondOf(nowMs) - toldSeconds;
    return this.#second.every((second) => second < oldest);
  }

  #tell(second: number): TrafficSecond {
    const place = placeOf(second);
    const isKnown = this.#second[place] === second;
    const figures = (kind: MessageKind): TrafficFigures => ({
      messages: isKnown ? (this.#messages[kind][place] ?? 0) : 0,
      sizeBytes: isKnown ? (this.#bytes[kind][place] ?? 0) : 0,
    });
    return {
      sent: figures('sent'),
      received: figures('received'),
      isMessagesAtLeast: isKnown && this.#lessMessages[place] === 1,
      isBytesAtLeast: isKnown && this.#lessBytes[place] === 1,
    };
  }

  readonly #visit = ({ sequence, kind, timeMs, units, knownBytes }: MessageGlance): void => {
    this.#total[kind]++;
    const second = secondOf(timeMs);
    if (this.#isLost) this.#to ??= second;
    const place = this.#placeFor(second);
    if (place < 0) return;
    let sizeBytes = knownBytes;
    if (sizeBytes === undefined && units <= this.#unitsLeft) {
      this.#unitsLeft -= units;
      sizeBytes = this.#log.sizeBytesAt(sequence - this.#log.first);
    }
    if (sizeBytes === undefined) this.#lessBytes[place] = 1;
    add(this.#messages[kind], place, 1);
    add(this.#bytes[kind], place, sizeBytes ?? units);
  };

  /** Accounts for messages that were dropped before they were counted, now that all others are. */
  #tellLost(): void {
    const { sentCount, receivedCount } = this.#log;
    const lost = { sent: sentCount - this.#total.sent, received: receivedCount - this.#total.received };
    this.#total = { sent: sentCount, received: receivedCount };
    this.#isLost = false;
    const to = this.#to ?? this.#nowSecond;
    this.#to = undefined;
    if (lost.sent + lost.received === 0) return;
    const isOneSecond = this.#from === to;
    for (let second = Math.max(this.#from, this.#nowSecond - toldSeconds); second <= to; second++) {
      const place = this.#placeFor(second);
      if (place < 0) continue;
      this.#lessBytes[place] = 1;
      if (isOneSecond) {
        add(this.#messages.sent, place, lost.sent);
        add(this.#messages.received, place, lost.received);
      } else this.#lessMessages[place] = 1;
    }
  }

  /** The place of a second in the ring, made ready for it; -1 for a second that is not of interest. */
  #placeFor(second: number): number {
    const age = this.#nowSecond - second;
    if (!(age <= toldSeconds && age >= -aheadSeconds)) return -1;
    const place = placeOf(second);
    if (this.#second[place] !== second) {
      this.#second[place] = second;
      this.#lessMessages[place] = this.#lessBytes[place] = 0;
      for (const column of [this.#messages, this.#bytes]) column.sent[place] = column.received[place] = 0;
    }
    return place;
  }
}

function secondOf(timeMs: number): number {
  return Math.floor(timeMs / 1_000);
}

function placeOf(second: number): number {
  return ((second % ringSeconds) + ringSeconds) % ringSeconds;
}

function add(column: Float64Array, place: number, amount: number): void {
  column[place] = (column[place] ?? 0) + amount;
}
