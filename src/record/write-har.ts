import type { AttemptEnd } from '../core/attempt.js';
import type { Entry, OpenedDetail } from '../core/entry.js';
import {
  jsonEscape,
  payloadParts,
  readEntry,
  shortText,
  writtenPayload,
  type ExportParts,
  type ReadMessage,
} from './export-part.js';
import type { ExportSource } from './export-source.js';
import { harAttempts, type HarAttempt } from './har-attempts.js';
import { isoTime } from './iso-time.js';

/** What a reader of the file has to know, in the place that HAR has for it. */
const comment =
  'Written from what a browser tells a page: WebSocket headers other than the negotiated ones, the HTTP version, the ' +
  'status text and all sizes are not known to it and left empty. _wsTester has what else was recorded.';

/** An event of an attempt in `_wsTester.events` of its HAR entry. */
export interface HarEvent {
  /** How many of the entry's `_webSocketMessages` stand before it. */
  readonly at: number;
  readonly kind: 'opened' | 'closed' | 'failed' | 'note';
  readonly timeMs: number;
  /** As in a `LogRecord`. */
  readonly detail: unknown;
}

/**
 * HTTP Archive 1.2 with `_webSocketMessages`, one entry for each connection attempt of which anything was chosen: its
 * opening and its end are always told. Message times are epoch seconds, as Chrome writes them. The fields
 * `_wsTester`, which other readers skip, carry what HAR has no place for: a `LogHeader` at the log, `events` and
 * at a message the `wholeLength` of which its data is the beginning.
 */
export function* writeHar(source: ExportSource): ExportParts {
  const { header } = source;
  const attempts = yield* harAttempts(source);
  const log = { version: '1.2', creator: header.creator, comment, pages: [] };
  yield `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[`;
  let separator = '\n';
  for (const attempt of attempts) {
    const place = source.placeOf(attempt.first);
    const isChosen = place < source.count && source.sequenceAt(place) < attempt.end;
    if (!isChosen) continue;
    yield* entryParts(separator, source, attempt);
    separator = ',\n';
  }
  const notes = attempts.length === 0 ? [...chosenNotes(source)] : [];
  yield `\n],"_wsTester":${JSON.stringify({ ...header, notes })}}}\n`;
}

function* entryParts(before: string, source: ExportSource, attempt: HarAttempt): ExportParts {
  const events: HarEvent[] = [];
  const pending = [attempt.opened, attempt.ended].filter((sequence) => sequence !== undefined);
  pending.sort((one, other) => one - other);
  let count = 0;
  const tell = (entry: Entry | undefined) => {
    if (!entry || entry.kind === 'sent' || entry.kind === 'received') return;
    events.push({ at: count, kind: entry.kind, timeMs: entry.timeMs, detail: entry.detail });
  };
  const tellBefore = (sequence: number) => {
    while (pending[0] !== undefined && pending[0] < sequence) tell(source.get(pending.shift() ?? 0));
  };
  yield `${before}${JSON.stringify(harEntry(source, attempt)).slice(0, -1)},"_webSocketMessages":[`;
  for (let place = source.placeOf(attempt.first); place < source.count; place++) {
    const sequence = source.sequenceAt(place);
    if (sequence >= attempt.end) break;
    tellBefore(sequence);
    const entry = source.take(place);
    if (entry?.kind === 'note') tell(entry);
    if (entry?.kind !== 'sent' && entry?.kind !== 'received') continue;
    const before = count === 0 ? '\n' : ',\n';
    const text = shortText(entry);
    if (text !== undefined) yield `${before}${messageStart(entry, 1)}${JSON.stringify(text)}}`;
    else yield* messageParts(before, (yield* readEntry(entry)) as ReadMessage);
    count++;
  }
  tellBefore(Infinity);
  yield `],"_wsTester":${JSON.stringify({ events })}}`;
}

/** Up to the value of `data`. */
function messageStart({ kind, timeMs }: Entry, opcode: 1 | 2): string {
  const direction = kind === 'sent' ? 'send' : 'receive';
  return `{"type":"${direction}","time":${JSON.stringify(timeMs / 1000)},"opcode":${opcode},"data":`;
}

function* messageParts(before: string, message: ReadMessage): ExportParts {
  const { type, data, wholeLength } = writtenPayload(message);
  const opcode = type === 'text' ? 1 : 2; // RFC 6455 §5.2
  yield* payloadParts(
    `${before}${messageStart(message, opcode)}"`,
    { data, escape: jsonEscape },
    wholeLength === undefined ? '"}' : `","_wsTester":{"wholeLength":${wholeLength}}}`,
  );
}

/** All of a HAR entry but its messages. */
function harEntry(source: ExportSource, attempt: HarAttempt): object {
  const openedEntry = attempt.opened === undefined ? undefined : source.get(attempt.opened);
  const endedEntry = attempt.ended === undefined ? undefined : source.get(attempt.ended);
  const opened = openedEntry?.detail as OpenedDetail | undefined;
  const end = endedEntry?.detail as AttemptEnd | undefined;
  // a message proves that it opened, also where the log has let go of the opening
  const hasOpened = opened !== undefined || end?.opened === true || attempt.hasMessages;
  const startMs = end
    ? end.atMs - end.durationMs
    : (openedEntry?.timeMs ?? source.get(attempt.first)?.timeMs ?? 0);
  const durationMs = end ? end.durationMs : (source.get(attempt.end - 1)?.timeMs ?? startMs) - startMs;
  const waitMs = Math.max(0, end?.openedAfterMs ?? 0);
  const receiveMs = Math.max(0, durationMs - waitMs);
  const url = opened?.url ?? '';
  const remarks = [
    ...(url === '' ? ['The log does not have the address of this attempt.'] : []),
    ...(end ? [] : ['Not ended in this log: the time is that of its last entry.']),
  ];
  return {
    startedDateTime: isoTime(startMs),
    time: waitMs + receiveMs,
    request: {
      method: 'GET', // RFC 6455 §4.1; over HTTP/2 it is CONNECT (RFC 8441 §4), which a page cannot see
      url,
      httpVersion: '',
      cookies: [],
      headers: [],
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: hasOpened ? 101 : 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [
        ...headers('Sec-WebSocket-Protocol', opened?.protocol),
        ...headers('Sec-WebSocket-Extensions', opened?.extensions),
      ],
      content: { size: hasOpened ? 0 : -1, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: waitMs, receive: receiveMs },
    ...(remarks.length > 0 && { comment: remarks.join(' ') }),
    _resourceType: 'websocket',
  };
}

function headers(name: string, value = ''): readonly object[] {
  return value === '' ? [] : [{ name, value }];
}

function queryOf(url: string): readonly object[] {
  try {
    return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
  } catch {
    return [];
  }
}

function* chosenNotes(source: ExportSource): Generator<object> {
  for (let place = 0; place < source.count; place++) {
    const entry = source.take(place);
    if (entry?.kind === 'note') yield { timeMs: entry.timeMs, detail: entry.detail };
  }
}
