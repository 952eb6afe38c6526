import type { AttemptEnd } from '../../core/attempt.js';
import type { EntryKind, OpenedDetail, Payload } from '../../core/entry.js';
import type { EntryLog } from '../../core/entry-log.js';
import { showControls } from '../../decode/text.js';
import { endTone, type EndTone } from '../shared/end-tone.js';
import type { Strings } from '../shared/en.js';
import type { Localization } from '../shared/localization.js';

/** What one row says beside its time, ready for text nodes: nothing in it can turn round or hide its surroundings. */
export interface RowWords {
  readonly direction: string;
  /** `text` or `binary`; the close code of an end; empty for the rest. */
  readonly kind: string;
  readonly size: string;
  readonly preview: string;
  /** How the end of an open connection looks. Absent for the rest. */
  readonly tone?: EndTone;
}

/** The words and the number format of the element's language (`Localization`). */
export interface Wording {
  readonly strings: Strings;
  readonly number: (value: number) => string;
  /** The name of a close code; `undefined` while the table has not come. */
  readonly closeCodeName: (code: number) => string | undefined;
}

/** The words and numbers of a localization as they are when asked for. */
export function wordingOf(
  localization: Pick<Localization, 'strings' | 'number'>,
  closeCodeName: Wording['closeCodeName'],
): Wording {
  return {
    closeCodeName,
    get strings() {
      return localization.strings;
    },
    number: (value) => localization.number(value),
  };
}

/** How much of a message a row shows at most, in UTF-16 code units. The details show the rest. */
export const previewUnits = 400;

/** From here on a row rounds a size; the details tell it exactly. */
const roundedFromBytes = 1_000_000;

/** A length of time: whole milliseconds below ten seconds, tenths of a second from there. */
export function durationWords(durationMs: number, { strings, number }: Wording): string {
  if (durationMs < 9_999.5) return strings.log.milliseconds(number(Math.round(durationMs)));
  return strings.log.seconds(number(Math.round(durationMs / 100) / 10));
}

/** What the row of the entry at `index` says. Counts the bytes of its message, so it is called for visible rows only. */
export function rowWords(log: EntryLog, index: number, wording: Wording): RowWords {
  const kind = log.kindAt(index) ?? 'note';
  const direction = wording.strings.log[kind];
  if (kind === 'sent' || kind === 'received') return { direction, ...messageWords(log, index, wording) };
  const detail = log.at(index)?.detail;
  return { direction, size: '', ...eventWords(kind, detail, wording) };
}

/** `text` or `binary`, of a payload. */
export function payloadKind(data: Payload, { log }: Strings): string {
  return typeof data === 'string' ? log.text : log.binary;
}

/** A count of bytes with its unit, exact. */
export function bytesWords(sizeBytes: number, { strings, number }: Wording): string {
  return strings.common.bytes(number(sizeBytes));
}

function messageWords(log: EntryLog, index: number, wording: Wording): Omit<RowWords, 'direction'> {
  const words = wording.strings.log;
  const data = log.dataAt(index);
  const omitted = log.omittedAt(index);
  const isText = typeof data === 'string' || omitted?.type === 'text';
  const beginning = showControls(log.preview(index, previewUnits));
  const length = log.lengthAt(index) ?? 0;
  const shownUnits = isText ? previewUnits : previewUnits / 3;
  return {
    kind: isText ? words.text : words.binary,
    size: sizeWords(log.sizeBytesAt(index), length, wording),
    preview: omitted
      ? `${words.omitted} · ${beginning}…`
      : length === 0
        ? words.emptyMessage
        : data instanceof Blob
          ? words.unreadBlob
          : length > shownUnits
            ? `${beginning}…`
            : beginning,
  };
}

/** UTF-8 never takes fewer bytes than UTF-16 takes code units, so a length is at least true. */
function sizeWords(sizeBytes: number | undefined, length: number, wording: Wording): string {
  const { strings, number } = wording;
  const atLeast = sizeBytes === undefined ? '≥ ' : '';
  const size = sizeBytes ?? length;
  if (size < roundedFromBytes) return atLeast + bytesWords(size, wording);
  return atLeast + strings.log.megabytes(number(Math.round(size / 10_000) / 100));
}

function eventWords(
  kind: Exclude<EntryKind, 'sent' | 'received'>,
  detail: OpenedDetail | AttemptEnd | string | undefined,
  wording: Wording,
): Pick<RowWords, 'kind' | 'preview' | 'tone'> {
  if (detail === undefined) return { kind: '', preview: '' };
  if (typeof detail === 'string') return { kind: '', preview: showControls(detail.slice(0, previewUnits)) };
  if (kind === 'opened') {
    const { url, protocol } = detail as OpenedDetail;
    const words = wording.strings.log;
    const subprotocol = protocol === '' ? words.noSubprotocol : words.subprotocol(protocol);
    return { kind: '', preview: showControls(`${url.slice(0, previewUnits)} · ${subprotocol}`) };
  }
  const end = detail as AttemptEnd;
  return {
    kind: end.code === undefined ? '' : String(end.code),
    preview: showControls(endSummary(end, wording)),
    ...(end.opened && { tone: endTone(end) }),
  };
}

/** The first row that fits an end tells it; the last fits them all. Made of the end record and nothing else. */
const endSummaries: readonly {
  readonly fits: (end: AttemptEnd) => boolean;
  readonly tell: (end: AttemptEnd, wording: Wording) => string;
}[] = [
  { fits: (end) => end.refused !== undefined, tell: (end) => end.refused ?? '' },
  {
    fits: (end) => end.cspViolation !== undefined,
    tell: (end, { strings }) => strings.log.blockedByPolicy(end.cspViolation?.effectiveDirective ?? ''),
  },
  {
    fits: (end) => end.threw !== undefined,
    tell: (end, { strings }) => strings.log.threw(thrownWords(end)),
  },
  { fits: (end) => end.lost !== undefined, tell: (end, { strings }) => strings.status.lost(end.lost ?? '') },
  {
    fits: (end) => end.timeout === 'handshake',
    tell: (end, wording) => wording.strings.log.noAnswer(durationWords(end.durationMs, wording)),
  },
  { fits: (end) => end.timeout === 'closing', tell: (_, { strings }) => strings.log.closeUnanswered },
  {
    fits: (end) => !end.opened && end.endedBy === 'reader',
    tell: (_, { strings }) => strings.log.cancelledByReader,
  },
  {
    fits: (end) => !end.opened && end.endedBy === 'host',
    tell: (_, { strings }) => strings.log.cancelledByHost,
  },
  {
    fits: (end) => !end.opened && end.endedBy === 'removal',
    tell: (_, { strings }) => strings.log.cancelledByRemoval,
  },
  {
    fits: (end) => !end.opened,
    tell: (end, wording) => [wording.strings.log.neverOpened, ...codeAndReason(end, wording)].join(' · '),
  },
  {
    fits: () => true,
    tell: (end, wording) => {
      const notClean = end.wasClean === false ? [wording.strings.log.notClean] : [];
      return [...codeAndReason(end, wording), ...notClean].join(' · ');
    },
  },
];

/** How an attempt ended, in one line. */
export function endSummary(end: AttemptEnd, wording: Wording): string {
  return endSummaries.find(({ fits }) => fits(end))?.tell(end, wording) ?? '';
}

/** What the constructor threw, as `name: message`. */
export function thrownWords({ threw }: AttemptEnd): string {
  return threw ? [threw.name, threw.message].filter(Boolean).join(': ') : '';
}

function codeAndReason({ code, reason }: AttemptEnd, { strings, closeCodeName }: Wording): string[] {
  if (code === undefined) return [strings.log.noCode];
  return [closeCodeName(code), reason].filter((words) => words !== undefined && words !== '') as string[];
}
