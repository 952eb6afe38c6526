import { toHex } from '../decode/hex.js';
import type { AttemptEnd } from './attempt.js';
import { OpenChunk, SealedChunk, type EntryChunk } from './entry-chunk.js';
import { EntrySubscribers, type LogRange, type RequestFrame } from './entry-subscribers.js';
import {
  byteSize,
  cut,
  entryBytes,
  entryKinds,
  fitValue,
  isEvent,
  kindCodes,
  LargeText,
  largeTextUnits,
  OmittedMessage,
  storedBytes,
  type StoredValue,
} from './entry-value.js';
import type { Entry, EntryKind, MessageKind, OmittedPayload, OpenedDetail, Payload } from './entry.js';
import { eachMessage, type MessagePack } from './message-pack.js';
import { OpeningTimes } from './opening-times.js';
import type { Release } from './ports.js';

export type { LogRange } from './entry-subscribers.js';

/** Settings of an `EntryLog`, all of them optional. */
export interface EntryLogOptions {
  /** How many entries are held at most. Default 100,000. */
  readonly maxEntries?: number;
  /** How many bytes are held at most, by the estimate `sizeBytes` describes. Default 64 MiB (67,108,864). */
  readonly maxBytes?: number;
  /** How subscribers' news are put together: a `PacedFrames` of the clock. Default: what one task brought, in a microtask. */
  readonly requestFrame?: RequestFrame;
}

/** What can be told of a message at a glance: see `EntryLog.visitMessages()`. */
export interface MessageGlance {
  readonly sequence: number;
  readonly kind: MessageKind;
  /** Unix epoch milliseconds. */
  readonly timeMs: number;
  /** UTF-16 code units of text, bytes of binary. UTF-8 takes at least one byte a unit, and three at most. */
  readonly units: number;
  /** The size in bytes; `undefined` for text that nobody has read yet, or that is not ASCII. */
  readonly knownBytes: number | undefined;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How many entries are held unless told otherwise. */
export const defaultMaxEntries = 100_000;

/** How many bytes are held unless told otherwise: 64 MiB. */
export const defaultMaxBytes = 67_108_864;

/** A remark longer than this is cut. */
const maxNoteUnits = 4_096;

/** A chunk of text is sealed from here: below, V8 wastes page slack (measured: 318 B instead of 287 B a message). */
const sealedUnits = 262_144;
const sealedEntries = 4_096;

/** A bound is made of at least this many chunks, so that dropping one keeps nearly all of what is allowed. */
const chunksPerBound = 16;

/**
 * What went over one connection, in order: append-only, bounded, columnar. A message costs a few pushes to arrays
 * and nothing else: it is not parsed, copied, measured or announced by itself.
 *
 * **Bounds.** Neither bound is ever exceeded, not even for a moment that anybody could see. When an entry would not
 * fit, the oldest chunk goes as a whole, which is a sixteenth of a bound or less (except where one message alone is
 * more), and `dropped` counts its entries. What is held is always an unbroken run up to the newest.
 *
 * **A message too large for `maxBytes` by itself** is not kept, and nothing older is dropped for its sake: its
 * entry holds `omitted` (kind, length and the first 1,024 characters or bytes) instead of `data`, so that a reader
 * sees that it came. It cannot be had back by raising the bound. Only where not even that fits (a `maxBytes` of a
 * few bytes, a `maxEntries` of 0) the log holds nothing, and the entry counts as dropped.
 *
 * @example
 * const log = new EntryLog({ maxEntries: 1_000 });
 * log.pushMessage('received', 'hello', Date.now());
 * log.at(-1)?.data; // 'hello'
 */
export class EntryLog {
  readonly #subscribers: EntrySubscribers;
  readonly #openings = new OpeningTimes();
  #maxEntries: number;
  #maxBytes: number;
  #capacityEntries = 1;
  #capacityUnits = 1;
  #capacityBytes = 1;
  #chunks: SealedChunk[] = [];
  #tail = new OpenChunk(0);
  /** The chunk that `#seek` found last. Reads tend to stay near. */
  #read: EntryChunk = this.#tail;
  #first = 0;
  #next = 0;
  #sizeBytes = 0;
  #sentCount = 0;
  #receivedCount = 0;
  #dropped = 0;
  /** As `#dropped`, but never set back: subscribers count by it. */
  #droppedEver = 0;
  #clearings = 0;

  /** Throws a `RangeError` where a bound is negative or not a number. `Infinity` is no bound. */
  constructor(options: EntryLogOptions = {}) {
    this.#maxEntries = checkBound('maxEntries', options.maxEntries ?? defaultMaxEntries);
    this.#maxBytes = checkBound('maxBytes', options.maxBytes ?? defaultMaxBytes);
    this.#subscribers = new EntrySubscribers(
      () => ({ next: this.#next, droppedEver: this.#droppedEver, clearings: this.#clearings }),
      options.requestFrame,
    );
    this.#setCapacity();
  }

  /** How many entries are held. */
  get length(): number {
    return this.#next - this.#first;
  }

  /** The sequence of the oldest entry held; equals `next` when none is. */
  get first(): number {
    return this.#first;
  }

  /** The sequence that the next entry will get. */
  get next(): number {
    return this.#next;
  }

  /** How many entries the bounds pushed out since the log was made or cleared. Clearing itself drops none. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * What the held entries are taken to cost in memory, which is what `maxBytes` bounds: 16 bytes an entry; text one
   * byte a code unit once it is known to be ASCII, otherwise two (so also everything not sealed yet, and every text
   * of 65,536 units or more); binary its length; events about what their strings take. Not the size on the wire.
   */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** How many messages were sent since the log was made or cleared. Dropping does not lower it. */
  get sentCount(): number {
    return this.#sentCount;
  }

  /** How many messages were received since the log was made or cleared. Dropping does not lower it. */
  get receivedCount(): number {
    return this.#receivedCount;
  }

  /**
   * How many entries are held at most. Lowering it drops the oldest at once; raising it brings none back. A fraction
   * is rounded down. Throws a `RangeError` for what is negative or not a number.
   */
  get maxEntries(): number {
    return this.#maxEntries;
  }

  set maxEntries(value: number) {
    const isLower = checkBound('maxEntries', value) < this.#maxEntries;
    this.#maxEntries = checkBound('maxEntries', value);
    this.#setCapacity();
    if (isLower) this.#shrink();
  }

  /**
   * How many bytes are held at most, by the estimate of `sizeBytes`. Lowering it drops the oldest at once; raising
   * it brings none back. Throws a `RangeError` for what is negative or not a number.
   */
  get maxBytes(): number {
    return this.#maxBytes;
  }

  set maxBytes(value: number) {
    const isLower = checkBound('maxBytes', value) < this.#maxBytes;
    this.#maxBytes = checkBound('maxBytes', value);
    this.#setCapacity();
    if (isLower) this.#shrink();
  }

  /** An entry by place: 0 is the oldest held, -1 the newest, as `Array.prototype.at`. A new object at each call. */
  at(index: number): Entry | undefined {
    return this.get(this.#sequenceAt(index));
  }

  /** An entry by its identity. `undefined` when it was dropped or cleared, or has not come yet. */
  get(sequence: number): Entry | undefined {
    const row = this.#seek(sequence);
    if (row < 0) return undefined;
    const value = this.#read.value(row);
    const kind = entryKinds[this.#read.kindCode(row)];
    const base = { sequence, kind, timeMs: this.#read.timeMs(row) };
    if (kind !== 'sent' && kind !== 'received') return { ...base, detail: value } as Entry;
    if (value instanceof OmittedMessage) return { ...base, kind, omitted: value };
    return { ...base, kind, data: value instanceof LargeText ? value.text : (value as Payload) };
  }

  /** The kind of an entry, without building one. Places count as in `at()`. */
  kindAt(index: number): EntryKind | undefined {
    const row = this.#seek(this.#sequenceAt(index));
    return row < 0 ? undefined : entryKinds[this.#read.kindCode(row)];
  }

  /** When an entry happened, in Unix epoch milliseconds, without building one. Places count as in `at()`. */
  timeAt(index: number): number | undefined {
    const row = this.#seek(this.#sequenceAt(index));
    return row < 0 ? undefined : this.#read.timeMs(row);
  }

  /**
   * When the attempt that an entry belongs to opened, in Unix epoch milliseconds; also after the entry that says so was
   * dropped. `undefined` where it never opened or had ended before, and for a sequence that no held entry has.
   */
  openedMsAt(sequence: number): number | undefined {
    return sequence >= this.#first && sequence < this.#next ? this.#openings.at(sequence) : undefined;
  }

  /** The payload of a message, without building an entry. `undefined` for events and for what was not kept. */
  dataAt(index: number): Payload | undefined {
    const value = this.#messageAt(index);
    if (value instanceof OmittedMessage) return undefined;
    return value instanceof LargeText ? value.text : value;
  }

  /** What is left of a message too large to keep; `undefined` for every other entry. */
  omittedAt(index: number): OmittedPayload | undefined {
    const value = this.#messageAt(index);
    return value instanceof OmittedMessage ? value : undefined;
  }

  /**
   * The length of a message, also of one that was not kept: UTF-16 code units of text, bytes of binary. Always known
   * and never counted. `undefined` for events.
   */
  lengthAt(index: number): number | undefined {
    const row = this.#seek(this.#sequenceAt(index));
    return row < 0 || isEvent(this.#read.kindCode(row)) ? undefined : this.#read.lengthOf(row);
  }

  /**
   * The size of a message on the wire, without framing and compression: UTF-8 bytes of text, bytes of binary.
   * Counted when asked for. `undefined` for events, and where counting would hold the page up or the message is gone:
   * text of more than 8,388,608 code units that is not known to be ASCII, and omitted text. Show `lengthAt()` then,
   * as characters.
   */
  sizeBytesAt(index: number): number | undefined {
    const value = this.#messageAt(index);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return this.#read.textBytes(this.#seek(this.#sequenceAt(index)));
    if (value instanceof LargeText) return value.sizeBytes;
    if (value instanceof OmittedMessage) return value.type === 'binary' ? value.length : undefined;
    return byteSize(value);
  }

  /**
   * The beginning of a message or a note, for one line of a list, at most `maxChars` UTF-16 code units and never half
   * a surrogate pair: text as it came (control characters are not escaped here: see `showControls`), binary as
   * hexadecimal pairs. `''` for `opened`, `closed` and `failed`, for a `Blob`, which cannot be read at once, and for
   * an index outside the log.
   */
  preview(index: number, maxChars = 400): string {
    const row = this.#seek(this.#sequenceAt(index));
    if (row < 0) return '';
    const value = this.#read.value(row);
    if (typeof value === 'string') return cut(value, maxChars);
    if (value instanceof LargeText) return cut(value.text, maxChars);
    if (isEvent(this.#read.kindCode(row))) return '';
    const data = value instanceof OmittedMessage ? value.head : (value as ArrayBuffer | Blob);
    if (typeof data === 'string') return cut(data, maxChars);
    // a detached buffer has no bytes, and none can be viewed
    if (!('byteLength' in data) || data.byteLength === 0) return '';
    const shown = Math.max(0, Math.floor((maxChars + 1) / 3));
    return toHex(new Uint8Array(data, 0, Math.min(shown, data.byteLength)), ' ');
  }

  /**
   * Goes over the held messages whose sequences are from `first` up to, not including, `next`, oldest first. Builds
   * nothing and reads no text: some ten nanoseconds a message. `visit` is given the same object again and again, and
   * must not change the log.
   */
  visitMessages(first: number, next: number, visit: (message: MessageGlance) => void): void {
    const glance: Writable<MessageGlance> = { sequence: 0, kind: 'sent', timeMs: 0, units: 0, knownBytes: 0 };
    for (let sequence = Math.max(first, this.#first); sequence < next;) {
      const firstRow = this.#seek(sequence);
      if (firstRow < 0) return;
      const chunk = this.#read;
      const rows = Math.min(chunk.count, next - chunk.first);
      for (let row = firstRow; row < rows; row++) {
        const code = chunk.kindCode(row);
        if (isEvent(code)) continue;
        glance.sequence = chunk.first + row;
        glance.kind = code === kindCodes.sent ? 'sent' : 'received';
        glance.timeMs = chunk.timeMs(row);
        glance.units = chunk.lengthOf(row);
        glance.knownBytes = chunk.knownBytes(row);
        visit(glance);
      }
      sequence = chunk.first + rows;
    }
  }

  /**
   * The run of entries that holds one, for code that reads very many of them; `undefined` when the entry is not held.
   * Internal to this library: it tells how the log keeps things, which may change. The newest run grows. A run stays
   * readable after the log let go of it, and keeps its memory as long as anybody holds it.
   */
  chunkAt(sequence: number): EntryChunk | undefined {
    return this.#seek(sequence) < 0 ? undefined : this.#read;
  }

  /**
   * Appends a message. Nothing is read, copied or counted, and nobody is called before the next frame: about 0.1 µs.
   * `timeMs` is Unix epoch milliseconds. The payload must not be written to afterwards. An `OmittedMessage`, from a
   * file, stays what it is.
   */
  pushMessage(kind: MessageKind, data: Payload | OmittedMessage, timeMs: number): void {
    this.#pushMessage(kind, data, timeMs);
    this.#subscribers.announce();
  }

  /** Appends the messages of a pack, in their order. Its times are milliseconds since `timeOriginMs`, Unix epoch. */
  pushMessages(kind: MessageKind, pack: MessagePack, timeOriginMs: number): void {
    eachMessage(pack, (data, timeStamp) => {
      this.#pushMessage(kind, data, timeOriginMs + timeStamp);
    });
    if (pack.count > 0) this.#subscribers.announce();
  }

  /** Appends an event of the connection, or a remark of ours, which is cut after 4,096 code units. */
  pushEvent(kind: 'opened', detail: OpenedDetail, timeMs: number): void;
  pushEvent(kind: 'closed' | 'failed', detail: AttemptEnd, timeMs: number): void;
  pushEvent(kind: 'note', detail: string, timeMs: number): void;
  pushEvent(kind: EntryKind, detail: OpenedDetail | AttemptEnd | string, timeMs: number): void {
    this.#openings.note(kind, this.#next, timeMs);
    if (typeof detail !== 'string') this.#push(kindCodes[kind], detail, timeMs);
    else {
      const note = detail.length > maxNoteUnits ? `${cut(detail, maxNoteUnits - 1)}…` : detail;
      this.#pushText(kindCodes[kind], note, timeMs);
    }
    this.#subscribers.announce();
  }

  /** Forgets every entry and starts the counts anew. Sequence numbers run on: none is ever used twice. */
  clear(): void {
    this.#forget();
    this.#first = this.#next;
    this.#openings.forgetBefore(this.#first);
    this.#sentCount = this.#receivedCount = this.#dropped = 0;
    this.#clearings++;
    this.#subscribers.announce();
  }

  /**
   * Calls back with what changed, once a frame at most and never during a push. Returns its own release. The first
   * notification tells of changes after subscribing only. What a listener throws is reported as an uncaught
   * error and keeps nobody else from being called.
   */
  subscribe(listener: (range: LogRange) => void): Release {
    return this.#subscribers.add(listener);
  }

  #pushMessage(kind: MessageKind, data: Payload | OmittedMessage, timeMs: number): void {
    if (kind === 'sent') this.#sentCount++;
    else this.#receivedCount++;
    if (typeof data === 'string' && data.length < largeTextUnits)
      this.#pushText(kindCodes[kind], data, timeMs);
    else this.#push(kindCodes[kind], typeof data === 'string' ? new LargeText(data, false) : data, timeMs);
  }

  /** A flood passes here: a text, and room for it. The rest is the slow way. */
  #pushText(code: number, text: string, timeMs: number): void {
    const sizeBytes = entryBytes + text.length * 2;
    if (
      this.#sizeBytes + sizeBytes > this.#maxBytes ||
      this.#next - this.#first >= this.#maxEntries ||
      sizeBytes > this.#capacityBytes
    ) {
      this.#push(code, text, timeMs);
      return;
    }
    const tail = this.#tail;
    tail.kinds.push(code);
    tail.times.push(timeMs);
    tail.values.push(text);
    tail.units += text.length;
    this.#sizeBytes += sizeBytes;
    this.#next++;
    if (tail.units >= this.#capacityUnits || tail.kinds.length >= this.#capacityEntries) this.#seal();
  }

  #push(code: number, given: StoredValue, timeMs: number): void {
    const value = fitValue(code, given, this.#maxBytes);
    const sizeBytes = entryBytes + storedBytes(code, value);
    if (sizeBytes > this.#maxBytes || this.#maxEntries < 1) {
      this.#next++;
      this.#forget();
      this.#countDropped(this.#next - this.#first);
      this.#first = this.#next;
      this.#tail = this.#read = new OpenChunk(this.#next);
      return;
    }
    // A large value gets a chunk of its own, so that it does not take its neighbours along when it is dropped.
    if (sizeBytes > this.#capacityBytes) this.#seal();
    while (this.length >= this.#maxEntries || this.#sizeBytes + sizeBytes > this.#maxBytes)
      this.#dropOldest();
    const tail = this.#tail;
    tail.kinds.push(code);
    tail.times.push(timeMs);
    tail.values.push(value);
    if (typeof value === 'string') tail.units += value.length;
    else tail.otherBytes += sizeBytes - entryBytes;
    this.#sizeBytes += sizeBytes;
    this.#next++;
    if (
      tail.units >= this.#capacityUnits ||
      tail.count >= this.#capacityEntries ||
      tail.sizeBytes >= this.#capacityBytes
    ) {
      this.#seal();
    }
  }

  #seal(): void {
    const tail = this.#tail;
    if (tail.count === 0) return;
    const sealed = new SealedChunk(tail);
    this.#sizeBytes += sealed.sizeBytes - tail.sizeBytes;
    this.#chunks.push(sealed);
    this.#tail = this.#read = new OpenChunk(this.#next);
  }

  #dropOldest(): void {
    const oldest = this.#chunks.shift() ?? this.#tail;
    if (oldest === this.#tail) this.#tail = new OpenChunk(this.#next);
    this.#read = this.#tail;
    this.#sizeBytes -= oldest.sizeBytes;
    this.#first += oldest.count;
    this.#countDropped(oldest.count);
    this.#openings.forgetBefore(this.#first);
  }

  #countDropped(count: number): void {
    this.#dropped += count;
    this.#droppedEver += count;
  }

  #forget(): void {
    this.#chunks = [];
    this.#tail = this.#read = new OpenChunk(this.#next);
    this.#sizeBytes = 0;
  }

  #setCapacity(): void {
    const share = (bound: number, most: number) =>
      Math.max(1, Math.min(most, Math.floor(bound / chunksPerBound)));
    const entries = Math.min(this.#maxEntries, this.#maxBytes / entryBytes);
    this.#capacityEntries = share(entries, sealedEntries);
    this.#capacityUnits = share(this.#maxBytes / 2, sealedUnits);
    this.#capacityBytes = share(this.#maxBytes, Infinity);
  }

  /** Makes the held entries fit lower bounds, in chunks that are small beside those. */
  #shrink(): void {
    const fits = (chunk: EntryChunk) =>
      chunk.count <= this.#capacityEntries && chunk.sizeBytes <= this.#capacityBytes;
    const isWithin = this.length <= this.#maxEntries && this.#sizeBytes <= this.#maxBytes;
    if (isWithin && fits(this.#tail) && this.#chunks.every(fits)) return;
    for (;;) {
      const oldest = this.#chunks[0];
      if (!oldest) break;
      const isNeedless =
        this.length - oldest.count >= this.#maxEntries ||
        this.#sizeBytes - oldest.sizeBytes >= this.#maxBytes;
      if (!isNeedless) break;
      this.#dropOldest();
    }
    const held: readonly EntryChunk[] = [...this.#chunks, this.#tail];
    this.#next = this.#first;
    this.#forget();
    for (const chunk of held) {
      for (let row = 0; row < chunk.count; row++) {
        this.#push(chunk.kindCode(row), chunk.value(row), chunk.timeMs(row));
      }
    }
    this.#subscribers.announce();
  }

  #sequenceAt(index: number): number {
    const whole = Math.trunc(index) || 0;
    return whole < 0 ? this.#next + whole : this.#first + whole;
  }

  /** Makes `#read` the chunk that holds an entry and gives the entry's row in it; -1 when it is not held. */
  #seek(sequence: number): number {
    if (!(sequence >= this.#first && sequence < this.#next) || !Number.isInteger(sequence)) return -1;
    if (sequence >= this.#tail.first) this.#read = this.#tail;
    else if (sequence < this.#read.first || sequence >= this.#read.first + this.#read.count) {
      let low = 0;
      let high = this.#chunks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((this.#chunks[middle]?.first ?? 0) <= sequence) low = middle;
        else high = middle - 1;
      }
      this.#read = this.#chunks[low] ?? this.#tail;
    }
    return sequence - this.#read.first;
  }

  #messageAt(index: number): Payload | LargeText | OmittedMessage | undefined {
    const row = this.#seek(this.#sequenceAt(index));
    if (row < 0 || isEvent(this.#read.kindCode(row))) return undefined;
    return this.#read.value(row) as Payload | LargeText | OmittedMessage;
  }
}

function checkBound(name: string, value: number): number {
  if (typeof value !== 'number' || !(value >= 0)) {
    throw new RangeError(`${name} must be a number from 0 upwards, not ${String(value)}.`);
  }
  return Math.floor(value);
}
