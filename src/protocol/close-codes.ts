import { closeCodeTable, type CloseCodeEntry } from './close-code-table.js';
import { failureWords } from './failure-words.js';
import { isCloseArgument } from './is-close-argument.js';

/**
 * The five ranges of RFC 6455 §7.4.2, and `invalid` for a number that no close frame can carry:
 * `unused` 0-999, `protocol` 1000-2999, `library` 3000-3999, `private` 4000-4999, `beyond` 5000-65535.
 */
export type CloseCodeRangeId = 'unused' | 'protocol' | 'library' | 'private' | 'beyond' | 'invalid';

/** Who may put a close code into a close frame. `nobody`: `onWire` tells whether it is sent all the same. */
export type CloseCodeSender = 'either' | 'client' | 'server' | 'nobody';

/**
 * Whether a close frame carries a code. `allowed`: the standards let one side send it. `disallowed`: they do not (RFC
 * 6455 §7.4.1, §7.4.2), but servers send such numbers and browsers deliver them as a clean close (measured, Chromium
 * 156 and Firefox ESR 153). `never`: it stands for what did not come and is put in on this side (1005, 1006 and 1015),
 * or it does not fit into the two bytes (RFC 6455 §5.5.1).
 */
export type CloseCodeOnWire = 'allowed' | 'disallowed' | 'never';

/** One range of close codes. */
export interface CloseCodeRange {
  readonly id: CloseCodeRangeId;
  readonly first: number;
  readonly last: number;
  /** A short title for a group heading. */
  readonly title: string;
  /** Who defines the codes of this range, in a sentence. */
  readonly meaning: string;
  readonly source: string;
}

/** What is known about one close code. */
export interface CloseCode {
  readonly code: number;
  /** The registered name (`Going Away`), or a name for its kind (`Private Use`) if it has none. */
  readonly name: string;
  readonly range: CloseCodeRangeId;
  readonly sentBy: CloseCodeSender;
  /** Whether a close frame may carry it, and if not, whether one can. */
  readonly onWire: CloseCodeOnWire;
  /** Whether `WebSocket.close(code)` takes it: 1000 and 3000-4999 only (WHATWG WebSockets, `close()`). */
  readonly closeArgument: boolean;
  readonly meaning: string;
  /** What usually lies behind it, most frequent first. Empty if nothing can be said. */
  readonly causes: readonly string[];
  /** What to do. The first line stands on its own as one-line advice. Never empty. */
  readonly advice: readonly string[];
  /** What browsers were seen to do with it (Chromium 156, Firefox ESR 153). Empty if nothing is to be added. */
  readonly observed: readonly string[];
  readonly source: string;
  /** Whether the IANA WebSocket Close Code Number Registry lists it by itself (not merely its range). */
  readonly registered: boolean;
}

const source = 'RFC 6455 §7.4.2';

/** The ranges of RFC 6455 §7.4.2 in order; together they cover 0-65535. `invalid` is not among them. */
export const closeCodeRanges: readonly CloseCodeRange[] = [
  {
    id: 'unused',
    first: 0,
    last: 999,
    title: 'Not used',
    meaning: 'No endpoint may send these.',
    source,
  },
  {
    id: 'protocol',
    first: 1000,
    last: 2999,
    title: 'Protocol',
    meaning: 'For the WebSocket protocol itself and its extensions.',
    source,
  },
  {
    id: 'library',
    first: 3000,
    last: 3999,
    title: 'Libraries and frameworks',
    meaning: 'For libraries, frameworks and applications, which register them with IANA.',
    source,
  },
  {
    id: 'private',
    first: 4000,
    last: 4999,
    title: 'Private use',
    meaning: 'For the two sides to agree on. Only the documentation of the service can say what one means.',
    source,
  },
  {
    id: 'beyond',
    first: 5000,
    last: 65535,
    title: 'Beyond the ranges',
    meaning: 'Two bytes can hold these numbers, but no range gives them a meaning.',
    source,
  },
];

/** What can be said of a code that has no entry of its own, by its range. */
const unlisted: Readonly<Record<CloseCodeRangeId, Omit<CloseCodeEntry, 'code' | 'source'>>> = {
  unused: {
    name: 'Not Used',
    sentBy: 'nobody',
    onWire: 'disallowed',
    meaning: 'Codes below 1000 are not used; no endpoint may send one.',
    causes: ['The server sends a number that is no close code, such as an error number of its own.'],
    advice: [failureWords.validCodes],
    observed: ['Browsers pass such a code on as a clean close.'],
  },
  protocol: {
    name: 'Unassigned',
    sentBy: 'nobody',
    onWire: 'disallowed',
    meaning: 'Kept for later versions of the protocol and for extensions; it has no meaning yet.',
    causes: ['The server took a code of this range for a purpose of its own.'],
    advice: ['Ask the service what it means; a code of its own belongs in 4000-4999.'],
    observed: ['Browsers pass such a code on as a clean close.'],
  },
  library: {
    name: 'Unregistered',
    sentBy: 'either',
    onWire: 'allowed',
    meaning: 'For libraries, frameworks and applications; we know of no registration for this one.',
    causes: [],
    advice: ['Look it up in the documentation of the service or of its library.'],
    observed: [],
  },
  private: {
    name: 'Private Use',
    sentBy: 'either',
    onWire: 'allowed',
    meaning: 'The service chose this code itself; no standard says what it means.',
    causes: [],
    advice: ['Look it up in the documentation of the service, and read the reason.'],
    observed: [],
  },
  beyond: {
    name: 'Out of Range',
    sentBy: 'nobody',
    onWire: 'disallowed',
    meaning: 'Close codes end at 4999; this number has no meaning.',
    causes: ['The server sends a number that is no close code.'],
    advice: [failureWords.validCodes],
    observed: ['Browsers pass such a code on as a clean close.'],
  },
  invalid: {
    name: 'Not a Close Code',
    sentBy: 'nobody',
    onWire: 'never',
    meaning: 'A close code is a whole number from 0 to 65535, because it travels in two bytes.',
    causes: [],
    advice: ['Use 1000, or a number from 3000 to 4999.'],
    observed: [],
  },
};

/** Every close code that has an entry of its own in the IANA registry, in ascending order. */
export const closeCodes: readonly CloseCode[] = closeCodeTable.map((entry) => complete(entry, true));

const byCode: ReadonlyMap<number, CloseCode> = new Map(closeCodes.map((entry) => [entry.code, entry]));

/**
 * What is known about any number. A registered code gives its entry; any other gives the honest facts of its
 * range. A number that cannot be in a close frame (a fraction, negative, above 65535, NaN) gives an entry of
 * the range `invalid`. Never throws, never guesses an application's own meaning of 4000-4999.
 */
export function describeCloseCode(code: number): CloseCode {
  const known = byCode.get(code);
  if (known) return known;
  const entry = unlisted[closeCodeRangeOf(code)];
  return complete({ ...entry, code, source: entry === unlisted.invalid ? 'RFC 6455 §5.5.1' : source }, false);
}

/** The range that a number falls into; `invalid` for what no close frame can carry (RFC 6455 §7.4.2). */
export function closeCodeRangeOf(code: number): CloseCodeRangeId {
  if (!Number.isInteger(code)) return 'invalid';
  return closeCodeRanges.find((range) => code >= range.first && code <= range.last)?.id ?? 'invalid';
}

function complete(entry: CloseCodeEntry, registered: boolean): CloseCode {
  return {
    ...entry,
    range: closeCodeRangeOf(entry.code),
    closeArgument: isCloseArgument(entry.code),
    registered,
  };
}
