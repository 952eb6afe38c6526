import type { ConnectionState } from '../../core/connection-state.js';
import { endTone } from '../shared/end-tone.js';
import type { IconName } from '../shared/icons.js';

/** The words a reader is told for the state of a connection; each is a key of `en.status` too. */
export type PhaseWord =
  | 'notConnected'
  | 'connecting'
  | 'stillTrying'
  | 'connected'
  | 'closing'
  | 'closed'
  | 'cancelled'
  | 'failed'
  | 'waiting';

/** How a word looks: never by its colour alone. */
export interface PhaseLook {
  readonly icon: IconName;
  readonly tone: 'quiet' | 'busy' | 'good' | 'warn' | 'bad';
}

const phaseLooks: Readonly<Record<PhaseWord, PhaseLook>> = {
  notConnected: { icon: 'circle', tone: 'quiet' },
  connecting: { icon: 'plug', tone: 'busy' },
  stillTrying: { icon: 'clock', tone: 'warn' },
  connected: { icon: 'disc', tone: 'good' },
  closing: { icon: 'plug', tone: 'busy' },
  closed: { icon: 'check', tone: 'quiet' },
  cancelled: { icon: 'close', tone: 'quiet' },
  failed: { icon: 'warning', tone: 'bad' },
  waiting: { icon: 'clock', tone: 'warn' },
};

/** The look of a word in a state: a close with a code that tells of trouble must not look like success. */
export function phaseLook(word: PhaseWord, { end }: ConnectionState): PhaseLook {
  if (word === 'closed' && end && endTone(end) !== 'good') return { icon: 'close', tone: 'warn' };
  return phaseLooks[word];
}

/** The one word for a state. A failure is one by the core's own rule; an attempt that we ended before it opened was cancelled. */
export function phaseWord(state: ConnectionState): PhaseWord {
  switch (state.phase) {
    case 'idle':
      return 'notConnected';
    case 'connecting':
      return state.stillTrying ? 'stillTrying' : 'connecting';
    case 'open':
      return 'connected';
    case 'closed':
      if (state.failed) return 'failed';
      return state.end?.opened === false ? 'cancelled' : 'closed';
    default:
      return state.phase;
  }
}
