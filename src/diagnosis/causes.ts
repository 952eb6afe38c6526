import type { Cause, CauseId, CauseText } from './cause.js';
import { causesAfterOpen } from './causes-opened.js';
import { causesBeforeServer, causesOfHandshake } from './causes-unopened.js';

export type { Cause, CauseClass, CauseId } from './cause.js';

const texts: Readonly<Record<CauseId, CauseText>> = {
  ...causesBeforeServer,
  ...causesOfHandshake,
  ...causesAfterOpen,
};

/** Every cause `diagnose()` can name, in the order in which things go wrong on the way. */
export const causes: readonly Cause[] = Object.entries(texts).map(([id, text]) =>
  Object.freeze({ id: id as CauseId, ...text }),
);

/** The ids of all causes, in the order of `causes`. */
export const causeIds: readonly CauseId[] = causes.map((cause) => cause.id);

const byId: ReadonlyMap<CauseId, Cause> = new Map(causes.map((cause) => [cause.id, cause]));

/** The cause of that id. Never undefined: the ids are a closed union. */
export function causeOf(id: CauseId): Cause {
  return byId.get(id) ?? { id, ...texts[id] };
}
