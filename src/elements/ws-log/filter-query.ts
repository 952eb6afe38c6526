import type { LocatedError } from '../../decode/decoder.js';
import { parseWhere, type JsonWhere } from './json-where.js';
import { parsePattern, type TextPattern } from './text-pattern.js';

/** The directions to choose from. `sent` and `received` leave out the events of the connection, which have none. */
export const filterDirections = ['all', 'sent', 'received'] as const;

/** The kinds to choose from. `events` are those of the connection and remarks; `text` and `binary` leave them out. */
export const filterKinds = ['all', 'text', 'binary', 'events'] as const;

/** A direction of `filterDirections`. */
export type FilterDirection = (typeof filterDirections)[number];

/** A kind of `filterKinds`. */
export type FilterKind = (typeof filterKinds)[number];

/** What a reader entered, as it stands in the fields. */
export interface FilterFields {
  readonly include: string;
  readonly exclude: string;
  readonly where: string;
  readonly direction: FilterDirection;
  readonly kind: FilterKind;
}

/** The fields that are read by a grammar, and so can be wrong. */
export type WrittenField = 'include' | 'exclude' | 'where';

/**
 * What an entry must be to be shown. All of it has to hold at once.
 *
 * Text is searched for in what a message says: in the whole of a text message; in the bytes of a binary one as its
 * row shows them (`01 02 03`, the first 133); in what was kept of one too large to keep; in the words of the row of
 * an event, so that “closed” or “4401” finds it. It is not searched for in times, sizes and kinds.
 */
export interface FilterQuery {
  readonly include: TextPattern | undefined;
  /** What hides an entry that has it. */
  readonly exclude: TextPattern | undefined;
  /** Leaves only text messages that are JSON and have a value at a place. */
  readonly where: JsonWhere | undefined;
  readonly direction: FilterDirection;
  readonly kind: FilterKind;
}

/** The fields of a filter that shows everything. */
export const emptyFields: FilterFields = {
  include: '',
  exclude: '',
  where: '',
  direction: 'all',
  kind: 'all',
};

/** What fields say: a query, none where everything is shown, or what is wrong with them. */
export interface ReadFields {
  /** `undefined` where nothing is filtered, and where `errors` has anything. */
  readonly query: FilterQuery | undefined;
  readonly errors: Readonly<Partial<Record<WrittenField, LocatedError>>>;
}

/** Reads the fields. Never throws. */
export function readFields(fields: FilterFields): ReadFields {
  const include = parsePattern(fields.include);
  const exclude = parsePattern(fields.exclude);
  const where = parseWhere(fields.where);
  const errors = {
    ...(!include.valid && { include: include.error }),
    ...(!exclude.valid && { exclude: exclude.error }),
    ...(!where.valid && { where: where.error }),
  };
  if (!include.valid || !exclude.valid || !where.valid || filtersNothing(fields)) {
    return { query: undefined, errors };
  }
  const { direction, kind } = fields;
  return {
    query: { include: include.pattern, exclude: exclude.pattern, where: where.where, direction, kind },
    errors,
  };
}

/** Whether the fields let everything through. */
export function filtersNothing({ include, exclude, where, direction, kind }: FilterFields): boolean {
  return include === '' && exclude === '' && where.trim() === '' && direction === 'all' && kind === 'all';
}
