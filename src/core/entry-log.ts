import type { AttemptEnd } from './attempt.js';
import type { Entry, EntryKind, MessageKind, OpenedDetail, Payload } from './entry.js';

/** What changed between two notifications of one subscriber. */
export interface LogRange {
  /** The sequence of the first entry added since the last notification; equals `next` when none was added. */
  readonly first: number;
  /** The sequence the next entry will get. Ranges tile: the next notification's `first` is this one's `next`. */
  readonly next: number;
  /** How many entries the bounds pushed out since the last notification, oldest first. */
  readonly dropped: number;
  /** Whether `clear()` was called since the last notification. */
  readonly cleared: boolean;
}

/** Settings of an `EntryLog`, all of them optional. */
export interface EntryLogOptions {
  /** How many entries are held at most. Default 100,000. */
  readonly maxEntries?: number;
  /** How many bytes are held at most, by the estimate `sizeBytes` describes. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Calls back once, soon, and returns a function that calls it off. Default: a microtask. */
  readonly requestFrame?: (callback: () => void) => () => void;
}

/** Signatures first; the columns follow. */
export declare class EntryLog {
  constructor(options?: EntryLogOptions);
  get length(): number;
  get first(): number;
  get next(): number;
  get dropped(): number;
  get sizeBytes(): number;
  get sentCount(): number;
  get receivedCount(): number;
  maxEntries: number;
  maxBytes: number;
  at(index: number): Entry | undefined;
  get(sequence: number): Entry | undefined;
  kindAt(index: number): EntryKind | undefined;
  timeAt(index: number): number | undefined;
  dataAt(index: number): Payload | undefined;
  sizeBytesAt(index: number): number | undefined;
  preview(index: number, maxChars?: number): string;
  pushMessage(kind: MessageKind, data: Payload, timeMs: number): void;
  pushEvent(kind: 'opened', detail: OpenedDetail, timeMs: number): void;
  pushEvent(kind: 'closed' | 'failed', detail: AttemptEnd, timeMs: number): void;
  pushEvent(kind: 'note', detail: string, timeMs: number): void;
  clear(): void;
  subscribe(listener: (range: LogRange) => void): () => void;
}
