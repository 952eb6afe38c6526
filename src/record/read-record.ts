import type { AttemptEnd } from '../core/attempt.js';
import type { EntryLog } from '../core/entry-log.js';
import type { MessageKind, OpenedDetail, Payload } from '../core/entry.js';
import { OmittedMessage } from '../core/entry-value.js';
import { parseBase64 } from '../decode/base64.js';

/** An entry as a file tells it, checked. */
export type ReadRecord =
  | { readonly kind: MessageKind; readonly timeMs: number; readonly data: Payload | OmittedMessage }
  | { readonly kind: 'opened'; readonly timeMs: number; readonly detail: OpenedDetail }
  | { readonly kind: 'closed' | 'failed'; readonly timeMs: number; readonly detail: AttemptEnd }
  | { readonly kind: 'note'; readonly timeMs: number; readonly detail: string };

/** What is wrong with a record, in plain words that name the field. */
export class RecordError extends Error {}

/** Gives the value, if it is what it should be; throws a `RecordError` that names the field otherwise. */
type Check<T> = (value: unknown, name: string) => T;

/** No text of an event is longer: the longest addresses that browsers take are 2 MB, but none that is of use. */
const maxEventUnits = 65_536;

const text: Check<string> = (value, name) => {
  if (typeof value !== 'string') throw new RecordError(`${name} must be a string`);
  return value;
};

const eventText: Check<string> = (value, name) => {
  if (text(value, name).length > maxEventUnits) {
    throw new RecordError(`${name} is longer than ${maxEventUnits} characters`);
  }
  return value as string;
};

const number: Check<number> = (value, name) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RecordError(`${name} must be a number`);
  return value;
};

const count: Check<number> = (value, name) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw new RecordError(`${name} must be a whole number`);
  }
  return value as number;
};

/** The farthest from 1970 that a `Date` can hold, in milliseconds (ECMA-262, TimeClip). */
export const maxTimeMs = 8.64e15;

/** Gives a number that a `Date` can hold as milliseconds; throws a `RecordError` otherwise. */
export const checkTime: Check<number> = (value, name) => {
  if (Math.abs(number(value, name)) > maxTimeMs) throw new RecordError(`${name} must be a time`);
  return value as number;
};

const boolean: Check<boolean> = (value, name) => {
  if (typeof value !== 'boolean') throw new RecordError(`${name} must be true or false`);
  return value;
};

const oneOf =
  <const T extends string>(...words: readonly T[]): Check<T> =>
  (value, name) => {
    if (!words.some((word) => word === value))
      throw new RecordError(`${name} must be one of ${words.join(', ')}`);
    return value as T;
  };

const listOf =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (value, name) => {
    if (!Array.isArray(value) || value.length > 1_000) {
      throw new RecordError(`${name} must be a list of at most 1,000`);
    }
    return Object.freeze(value.map((item, index) => check(item, `${name}[${index}]`)));
  };

type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** An object of known fields; others are left out. Every field of the type has to be in the table. */
const object =
  <T extends object>(
    checks: { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> },
    optional: readonly OptionalKeys<T>[] = [],
  ): Check<T> =>
  (value, name) => {
    const given = fieldsOf(value, name);
    const read: Partial<Record<keyof T, unknown>> = {};
    for (const key of Object.keys(checks) as (keyof T & string)[]) {
      if (given[key] === undefined && (optional as readonly unknown[]).includes(key)) continue;
      read[key] = checks[key](given[key], `${name}.${key}`);
    }
    return Object.freeze(read) as T;
  };

const openedDetail = object<OpenedDetail>({ url: eventText, protocol: eventText, extensions: eventText });

const attemptEnd = object<AttemptEnd>(
  {
    endedBy: oneOf('reader', 'host', 'timeout', 'removal', 'peer'),
    opened: boolean,
    code: number,
    reason: eventText,
    wasClean: boolean,
    errorEvent: boolean,
    events: listOf(oneOf('open', 'message', 'error', 'close')),
    offered: listOf(eventText),
    threw: object<NonNullable<AttemptEnd['threw']>>({ name: eventText, message: eventText }),
    lost: eventText,
    refused: eventText,
    cspViolation: object<NonNullable<AttemptEnd['cspViolation']>>({
      effectiveDirective: eventText,
      blockedUri: eventText,
      disposition: oneOf('enforce', 'report'),
    }),
    timeout: oneOf('handshake', 'closing'),
    closeArgs: object<NonNullable<AttemptEnd['closeArgs']>>({ code: number, reason: eventText }, [
      'code',
      'reason',
    ]),
    atMs: checkTime,
    durationMs: number,
    openedAfterMs: number,
    idleMs: number,
  },
  [
    ...(['code', 'reason', 'wasClean', 'events', 'offered', 'threw', 'refused', 'cspViolation'] as const),
    ...(['lost', 'timeout', 'closeArgs', 'openedAfterMs'] as const),
  ],
);

const kindOf = oneOf('sent', 'received', 'opened', 'closed', 'failed', 'note');

/** Reads a `LogRecord`, or an event of a HAR of ours. Throws a `RecordError` for anything else. */
export function readRecord(value: unknown): ReadRecord {
  const given = fieldsOf(value, 'An entry');
  const kind = kindOf(given['kind'], 'kind');
  const timeMs = checkTime(given['timeMs'], 'timeMs');
  switch (kind) {
    case 'opened':
      return { kind, timeMs, detail: openedDetail(given['detail'], 'detail') };
    case 'closed':
    case 'failed':
      return { kind, timeMs, detail: attemptEnd(given['detail'], 'detail') };
    case 'note':
      return { kind, timeMs, detail: eventText(given['detail'], 'detail') };
    default: {
      const type = oneOf('text', 'binary')(given['type'], 'type');
      return { kind, timeMs, data: readPayload(type, given['data'], given['wholeLength']) };
    }
  }
}

/** Reads what a message carried. `wholeLength` is set where `data` is only its beginning. */
export function readPayload(
  type: 'text' | 'binary',
  data: unknown,
  wholeLength?: unknown,
): Payload | OmittedMessage {
  const written = text(data, 'data');
  const payload = type === 'text' ? written : binary(written);
  if (wholeLength === undefined) return payload;
  return new OmittedMessage(type, count(wholeLength, 'wholeLength'), payload);
}

/** Appends an entry to a log. */
export function pushRecord(log: EntryLog, record: ReadRecord): void {
  switch (record.kind) {
    case 'sent':
    case 'received':
      log.pushMessage(record.kind, record.data, record.timeMs);
      break;
    case 'opened':
      log.pushEvent('opened', record.detail, record.timeMs);
      break;
    case 'note':
      log.pushEvent('note', record.detail, record.timeMs);
      break;
    default:
      log.pushEvent(record.kind, record.detail, record.timeMs);
  }
}

/** The fields of an object, if it is one. */
export function fieldsOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RecordError(`${name} must be an object`);
  }
  return value as Record<string, unknown>;
}

function binary(base64: string): ArrayBuffer {
  const read = parseBase64(base64);
  if (!read.valid) throw new RecordError(`data is not Base64: ${read.error.message.replace(/\.$/, '')}`);
  return read.bytes.buffer;
}
