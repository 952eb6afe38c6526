import type { AttemptEnd } from '../core/attempt.js';
import type { OpenedDetail } from '../core/entry.js';
import type { ownFormatName } from './log-format.js';

/** What stands at the beginning of our own formats: the first line of NDJSON, the first fields of JSON. */
export interface LogHeader {
  /** Always `ws-tester-log`. */
  readonly format: typeof ownFormatName;
  /** 1. A reader refuses a higher one; new fields alone do not raise it, and are ignored by readers. */
  readonly version: number;
  /** What wrote the file: the name and version of this library. */
  readonly creator: { readonly name: string; readonly version: string };
  /** When, as ISO 8601 in UTC. */
  readonly exportedAt: string;
  /** How many older entries the log had pushed out of its bounds before: they are not in the file. */
  readonly dropped: number;
  /** Whether the file has a chosen part of the entries. The gaps show in `sequence`. */
  readonly isPart: boolean;
  /** Whether secrets in addresses were replaced by `…`. Message contents are never redacted. */
  readonly redacted: boolean;
}

interface RecordBase {
  /**
   * The entry's number in the log that was written. Numbers rise, and those left out were not exported. A log read
   * from a file counts anew from 0.
   */
  readonly sequence: number;
  /** When it happened: Unix epoch milliseconds, with a fraction. */
  readonly timeMs: number;
}

/** A message. */
export interface MessageRecord extends RecordBase {
  readonly kind: 'sent' | 'received';
  readonly type: 'text' | 'binary';
  /** Text as it is (halves of surrogate pairs as `\ud800` escapes), binary as Base64 (RFC 4648 §4). */
  readonly data: string;
  /**
   * Set where `data` is only the beginning, because the message was too large to keep or could not be read: the
   * length of the whole, UTF-16 code units of text, bytes of binary.
   */
  readonly wholeLength?: number;
}

/** An attempt that opened. */
export interface OpenedRecord extends RecordBase {
  readonly kind: 'opened';
  readonly detail: OpenedDetail;
}

/** An attempt that ended, with all that the browser told of it. */
export interface EndedRecord extends RecordBase {
  readonly kind: 'closed' | 'failed';
  readonly detail: AttemptEnd;
}

/** A remark of this library, in words. */
export interface NoteRecord extends RecordBase {
  readonly kind: 'note';
  readonly detail: string;
}

/** One entry of a log as a line of NDJSON or an item of `entries`. `kind` tells which fields it has. */
export type LogRecord = MessageRecord | OpenedRecord | EndedRecord | NoteRecord;
