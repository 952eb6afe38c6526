/**
 * The five ranges of RFC 6455 §7.4.2, and `invalid` for a number that no close frame can carry:
 * `unused` 0-999, `protocol` 1000-2999, `library` 3000-3999, `private` 4000-4999, `beyond` 5000-65535.
 */
export type CloseCodeRangeId = 'unused' | 'protocol' | 'library' | 'private' | 'beyond' | 'invalid';

/** Who may put a close code into a close frame. `nobody`: it is never sent, or must not be. */
export type CloseCodeSender = 'either' | 'client' | 'server' | 'nobody';

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
  /** Whether the standards allow it in a close frame. Servers break this; browsers deliver some anyway. */
  readonly onWire: boolean;
  /** Whether `WebSocket.close(code)` takes it: 1000 and 3000-4999 only (WHATWG WebSockets, `close()`). */
  readonly closeArgument: boolean;
  readonly meaning: string;
  /** What usually lies behind it, most frequent first. Empty if nothing can be said. */
  readonly causes: readonly string[];
  /** What to do. The first line stands on its own as one-line advice. Never empty. */
  readonly advice: readonly string[];
  /** What browsers were seen to do with it. Empty if there is nothing to add. */
  readonly observed: readonly string[];
  readonly source: string;
  /** Whether the IANA WebSocket Close Code Number Registry lists it by itself (not merely its range). */
  readonly registered: boolean;
}

/** The ranges of RFC 6455 §7.4.2 in order; together they cover 0-65535. `invalid` is not among them. */
export const closeCodeRanges: readonly CloseCodeRange[] = [];

/** Every close code that has an entry of its own in the IANA registry, in ascending order. */
export const closeCodes: readonly CloseCode[] = [];

/**
 * What is known about any number. A registered code gives its entry; any other gives the honest facts of its
 * range. A number that cannot be in a close frame (a fraction, negative, above 65535, NaN) gives an entry of
 * the range `invalid`. Never throws, never guesses an application's own meaning of 4000-4999.
 */
export function describeCloseCode(code: number): CloseCode {
  return {
    code,
    name: 'Unknown',
    range: 'invalid',
    sentBy: 'nobody',
    onWire: false,
    closeArgument: false,
    meaning: '',
    causes: [],
    advice: [''],
    observed: [],
    source: 'RFC 6455 §7.4.2',
    registered: false,
  };
}

/** Whether `WebSocket.close(code)` takes this whole number (WHATWG WebSockets, `close()`). */
export function isCloseArgument(code: number): boolean {
  return code === 1000 || (Number.isInteger(code) && code >= 3000 && code <= 4999);
}
