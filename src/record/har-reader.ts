import type { EntryLog } from '../core/entry-log.js';
import { readHeader, type FileHeader } from './file-header.js';
import type { Wanted } from './json-picker.js';
import type { ProblemList } from './import-problem.js';
import {
  checkTime,
  maxTimeMs,
  fieldsOf,
  pushRecord,
  readPayload,
  readRecord,
  RecordError,
  type ReadRecord,
} from './read-record.js';
import type { TimeSlices } from './time-slices.js';

/** What of a HAR is read, by the names that `HarReader.take` knows. */
export const wantedOfHar: Wanted = {
  fields: {
    version: { take: 'har-version' },
    _wsTester: { take: 'har-header' },
    entries: {
      items: {
        fields: {
          startedDateTime: { take: 'started' },
          _resourceType: { take: 'type' },
          request: { fields: { url: { take: 'url' } } },
          response: {
            fields: { status: { take: 'status' }, headers: { items: { take: 'response-header' } } },
          },
          _wsTester: { take: 'own' },
          _webSocketMessages: { items: { take: 'message' } },
        },
      },
    },
  },
};

/** Where a value stands in the file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A message or event of one HAR entry; `at` is the number of the message that it is, or stands before. */
interface HarItem {
  readonly at: number;
  readonly record: ReadRecord;
}

interface HarAttemptParts {
  started: number | undefined;
  type: unknown;
  url: string;
  status: number;
  protocol: string;
  extensions: string;
  isOwn: boolean;
  /** Events of ours, by place. */
  readonly events: HarItem[];
  readonly messages: HarItem[];
  messageCount: number;
}

/** Epoch seconds stay below until the year 5138, epoch milliseconds have been above since 1973. */
const leastMilliseconds = 1e11;

/**
 * Collects the WebSocket connections of a HAR and puts them into a log: each as `opened`, if it did, and its messages.
 * Connections of other writers are merged by time, so that the log tells what happened one after the other; the
 * messages of each keep their order. A file of ours gives the log that was written.
 *
 * Nobody but us writes how a connection ended, so nothing is said of it; an attempt that did not open becomes a remark.
 */
export class HarReader {
  /** Whether anything showed that the text is a HAR. */
  isHar = false;
  /** How many connections there were. */
  count = 0;
  /** What a file of ours says of itself. */
  header: FileHeader | undefined;
  readonly #problems: ProblemList;
  readonly #attempts: HarAttemptParts[] = [];
  #current: HarAttemptParts | undefined;
  #item = -1;
  readonly #notes: ReadRecord[] = [];

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** Takes a value of `wantedOfHar`. `item` is the number of the HAR entry that it is in, -1 outside of any. */
  take(name: string, value: unknown, item: number, place: () => Place): void {
    this.isHar = true;
    try {
      if (item < 0) this.#takeOfLog(name, value);
      else this.#takeOfEntry(name, value, item);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      const { line, column } = place();
      this.#problems.add(`${error.message}.`, line, column);
    }
  }

  /** Puts everything into the log. */
  async finish(log: EntryLog, slices: TimeSlices): Promise<void> {
    const attempts = this.#attempts.filter(isWebSocket);
    this.count = attempts.length;
    const isOwn = attempts.every((attempt) => attempt.isOwn);
    for (const { record } of isOwn ? oneByOne(attempts) : mergedByTime(attempts)) {
      pushRecord(log, record);
      if (slices.isOver) await slices.pause();
    }
    for (const note of this.#notes) pushRecord(log, note);
  }

  #takeOfLog(name: string, value: unknown): void {
    if (name !== 'har-header') return;
    this.header = readHeader(value);
    const { notes } = fieldsOf(value, '_wsTester');
    if (!Array.isArray(notes)) return;
    for (const note of notes) {
      this.#notes.push(readRecord({ ...fieldsOf(note, '_wsTester.notes[]'), kind: 'note' }));
    }
  }

  #takeOfEntry(name: string, value: unknown, item: number): void {
    if (item !== this.#item || !this.#current) {
      this.#item = item;
      this.#current = {
        ...{ started: undefined, type: undefined, url: '', status: 0, protocol: '', extensions: '' },
        ...{ isOwn: false, events: [], messages: [], messageCount: 0 },
      };
      this.#attempts.push(this.#current);
    }
    const attempt = this.#current;
    if (name === 'started') attempt.started = typeof value === 'string' ? Date.parse(value) : NaN;
    else if (name === 'type') attempt.type = value;
    else if (name === 'url') attempt.url = typeof value === 'string' ? value : '';
    else if (name === 'status') attempt.status = typeof value === 'number' ? value : 0;
    else if (name === 'response-header') takeHeader(attempt, value);
    else if (name === 'own') takeEvents(attempt, value);
    else attempt.messages.push({ at: attempt.messageCount++, record: readMessage(value) });
  }
}

function takeHeader(attempt: HarAttemptParts, header: unknown): void {
  if (typeof header !== 'object' || header === null) return;
  const { name, value } = header as Record<string, unknown>;
  if (typeof name !== 'string' || typeof value !== 'string') return;
  if (name.toLowerCase() === 'sec-websocket-protocol') attempt.protocol = value;
  if (name.toLowerCase() === 'sec-websocket-extensions') attempt.extensions = value;
}

function takeEvents(attempt: HarAttemptParts, own: unknown): void {
  const { events } = fieldsOf(own, '_wsTester');
  if (!Array.isArray(events)) return;
  attempt.isOwn = true;
  for (const event of events) {
    const { at } = fieldsOf(event, '_wsTester.events[]');
    if (typeof at !== 'number') throw new RecordError('_wsTester.events[].at must be a number');
    attempt.events.push({ at, record: readRecord(event) });
  }
}

const messageKinds: Readonly<Record<string, 'sent' | 'received'>> = { send: 'sent', receive: 'received' };

/** `timeMs` is still as in the file. */
function readMessage(value: unknown): ReadRecord {
  const { type, time, opcode, data, _wsTester: own } = fieldsOf(value, 'A message');
  const timeMs = checkTime(time, 'time');
  if (typeof data !== 'string') throw new RecordError('data must be a string');
  if (type === 'error') return { kind: 'note', timeMs, detail: `Error: ${data}` };
  const kind = typeof type === 'string' && Object.hasOwn(messageKinds, type) ? messageKinds[type] : undefined;
  if (!kind) throw new RecordError('type must be one of send, receive, error');
  if (typeof opcode !== 'number') throw new RecordError('opcode must be a number');
  // Control frames (RFC 6455 §5.5) are no messages; some recorders have them.
  if (opcode >= 8) return { kind: 'note', timeMs, detail: `Control frame ${opcode}, ${kind}: ${data}` };
  const wholeLength = own === undefined ? undefined : fieldsOf(own, '_wsTester')['wholeLength'];
  return { kind, timeMs, data: readPayload(opcode === 1 ? 'text' : 'binary', data, wholeLength) };
}

function isWebSocket({ type, url, isOwn, messageCount }: HarAttemptParts): boolean {
  return isOwn || type === 'websocket' || messageCount > 0 || /^wss?:/i.test(url);
}

/** All that is known of one connection, in order. */
function* recordsOf(attempt: HarAttemptParts): Generator<ReadRecord> {
  const { messages, isOwn } = attempt;
  const events = isOwn ? [...attempt.events] : [{ at: 0, record: beginning(attempt) }];
  let told = 0;
  for (const { at, record } of messages) {
    for (let event = events[told]; event && event.at <= at; event = events[++told]) yield event.record;
    yield timed(record, isOwn);
  }
  for (const { record } of events.slice(told)) yield record;
}

function timed(record: ReadRecord, isSeconds: boolean): ReadRecord {
  const { timeMs: time } = record;
  if (!isSeconds && Math.abs(time) >= leastMilliseconds) return record;
  // a double of epoch seconds carries microseconds (until 2033 all of them), and beyond that only noise
  const timeMs = Math.round(time * 1e6) / 1e3;
  return { ...record, timeMs: Math.max(-maxTimeMs, Math.min(maxTimeMs, timeMs)) };
}

/** What is known of how a connection of another writer began. */
function beginning({ url, protocol, extensions, status, started, messages }: HarAttemptParts): ReadRecord {
  const firstMessage = messages[0] && timed(messages[0].record, false);
  const timeMs = started === undefined || Number.isNaN(started) ? (firstMessage?.timeMs ?? 0) : started;
  if (status === 101 || firstMessage)
    return { kind: 'opened', timeMs, detail: { url, protocol, extensions } };
  const answer = status > 0 ? `status ${status}` : 'no status';
  return { kind: 'note', timeMs, detail: `Not opened, as the file has it: ${url} (${answer})` };
}

interface Stamped {
  readonly latestMs: number;
  readonly record: ReadRecord;
}

/** The records of one connection with the latest time so far: the order within it is as the file has it. */
function* stamped(attempt: HarAttemptParts): Generator<Stamped> {
  let latestMs = -Infinity;
  for (const record of recordsOf(attempt)) {
    latestMs = Math.max(latestMs, record.timeMs);
    yield { latestMs, record };
  }
}

function* oneByOne(attempts: readonly HarAttemptParts[]): Generator<Stamped> {
  for (const attempt of attempts) yield* stamped(attempt);
}

/** All connections as one run by time, halves first: nothing is sorted in one go. */
function* mergedByTime(attempts: readonly HarAttemptParts[]): Generator<Stamped> {
  if (attempts.length < 2) {
    yield* oneByOne(attempts);
    return;
  }
  const half = attempts.length >> 1;
  const left = mergedByTime(attempts.slice(0, half));
  const right = mergedByTime(attempts.slice(half));
  let one = left.next();
  let other = right.next();
  while (!one.done || !other.done) {
    if (!one.done && (other.done || one.value.latestMs <= other.value.latestMs)) {
      yield one.value;
      one = left.next();
    } else if (!other.done) {
      yield other.value;
      other = right.next();
    }
  }
}
