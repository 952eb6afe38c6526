import type { Phase } from '../../core/phase.js';
import type { Strings } from '../shared/en.js';

/** How full the list is, as far as words beside the rows depend on it. */
export type Fullness =
  /** The log holds nothing. */
  | 'empty'
  /** The log holds entries, and none of them is shown. */
  | 'none-shown'
  /** Only events of the connection. */
  | 'events'
  | 'messages';

/** What a hint is chosen by. */
export interface HintCircumstances {
  readonly fullness: Fullness;
  readonly phase: Phase | undefined;
  readonly wasCleared: boolean;
  readonly isPaused: boolean;
  readonly isImported: boolean;
}

/** What to say where there is no row, or none but events; `undefined` where the rows say all. */
export function hintWords(circumstances: HintCircumstances, { log }: Strings): string | undefined {
  const { fullness, phase, wasCleared, isPaused, isImported } = circumstances;
  if (fullness === 'messages') return undefined;
  if (fullness === 'none-shown') return isPaused ? log.nothingHeld : log.nothingFits;
  if (isImported) return fullness === 'empty' ? log.emptyFile : undefined;
  if (fullness === 'events') return phase === 'open' ? log.empty : undefined;
  if (isPaused) return log.nothingHeld;
  if (phase === 'connecting') return log.connecting;
  if (wasCleared) return log.cleared;
  return phase === 'open' ? log.empty : log.idle;
}
