import type { AttemptEnd } from './attempt.js';

/** What an entry of the log tells of: a message in one of two directions, a step of an attempt, or our own remark. */
export type EntryKind = 'sent' | 'received' | 'opened' | 'closed' | 'failed' | 'note';

/** The kinds that carry a payload. */
export type MessageKind = 'sent' | 'received';

/** A message as the socket gave or took it. Binary is kept by reference, so nobody may write to it afterwards. */
export type Payload = string | ArrayBuffer | Blob;

/** What the socket told when it opened (WHATWG WebSockets: `url`, `protocol`, `extensions`). */
export interface OpenedDetail {
  /** The URL as the socket normalised it. */
  readonly url: string;
  /** The subprotocol the server selected, or `''` for none. */
  readonly protocol: string;
  /** The negotiated extensions, as the header spells them, or `''` for none. */
  readonly extensions: string;
}

/**
 * What is left of a message that alone is larger than the log's `maxBytes`: its beginning and its length.
 * The rest was let go when it arrived and cannot be had back; raising the bound does not change that.
 */
export interface OmittedPayload {
  /** Whether the message was text, or binary (`ArrayBuffer` or `Blob`). */
  readonly type: 'text' | 'binary';
  /** The whole message's length: UTF-16 code units of text, bytes of binary. */
  readonly length: number;
  /** The first characters, or the first bytes; empty for a `Blob`, which cannot be read at once. */
  readonly head: string | ArrayBuffer;
}

interface EntryBase {
  /** The entry's identity: counts from 0, is never reused, also not after the log was cleared. Not a time. */
  readonly sequence: number;
  /** When it happened: Unix epoch milliseconds, with a fraction. Not guaranteed to rise from entry to entry. */
  readonly timeMs: number;
}

/** A message that was sent or received. */
export interface MessageEntry extends EntryBase {
  readonly kind: MessageKind;
  /** The message. Absent only where `omitted` is there instead. */
  readonly data?: Payload;
  /** Set when the message was too large to keep. */
  readonly omitted?: OmittedPayload;
  readonly detail?: undefined;
}

/** An attempt that opened. */
export interface OpenedEntry extends EntryBase {
  readonly kind: 'opened';
  readonly detail: OpenedDetail;
  readonly data?: undefined;
  readonly omitted?: undefined;
}

/** An attempt that ended: `failed` as `Attempt` defines a failure, otherwise `closed`. */
export interface EndedEntry extends EntryBase {
  readonly kind: 'closed' | 'failed';
  readonly detail: AttemptEnd;
  readonly data?: undefined;
  readonly omitted?: undefined;
}

/** A remark of ours, in words. Never something that went over the wire. */
export interface NoteEntry extends EntryBase {
  readonly kind: 'note';
  readonly detail: string;
  readonly data?: undefined;
  readonly omitted?: undefined;
}

/**
 * One line of the log. Built when asked for, so two reads of one entry are two objects: compare `sequence`.
 * `kind` narrows the type of `detail`.
 */
export type Entry = MessageEntry | OpenedEntry | EndedEntry | NoteEntry;
