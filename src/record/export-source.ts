import type { EntryLog } from '../core/entry-log.js';
import type { Entry, EntryKind } from '../core/entry.js';
import type { LogHeader } from './log-record.js';

/** The part of an `EntryLog` that an export reads. */
export type ReadableLog = Pick<EntryLog, 'first' | 'next' | 'dropped' | 'get' | 'kindAt'>;

/** What a writer writes: the chosen entries, as they may be shown. */
export interface ExportSource {
  readonly header: LogHeader;
  /** How many entries were chosen. */
  readonly count: number;
  /** The sequence of a chosen entry, by place from 0. They rise. */
  sequenceAt(place: number): number;
  /** The place of the first chosen entry with this sequence or a later one; `count` where there is none. */
  placeOf(sequence: number): number;
  /** A chosen entry by place, redacted if that was asked for; `undefined` if it is gone. Each is taken once, in order. */
  take(place: number): Entry | undefined;
  /** Any entry of the log, chosen or not, redacted if that was asked for; `undefined` if it is gone. */
  get(sequence: number): Entry | undefined;
  /** The kind of any entry of the log; `undefined` if it is gone. */
  kindOf(sequence: number): EntryKind | undefined;
  /** The sequences of the whole log as the export began: from the first up to, not including, the second. */
  readonly range: readonly [number, number];
}
