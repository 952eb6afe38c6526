/** Where a connection stands. `waiting` is between two automatic attempts. */
export type Phase = 'idle' | 'connecting' | 'open' | 'closing' | 'closed' | 'waiting';

/**
 * What can happen to a connection.
 * `start`: an attempt begins. `opened`: the socket's `open` event. `closing`: the socket went to CLOSING.
 * `ended`: the attempt is over. `wait`: a retry was scheduled. `stop`: the wait was cancelled or gave up.
 */
export type PhaseEvent = 'start' | 'opened' | 'closing' | 'ended' | 'wait' | 'stop';

/** The whole state machine. What is not in the table cannot happen and changes nothing. */
export const phaseTable: Readonly<Record<Phase, Readonly<Partial<Record<PhaseEvent, Phase>>>>> = {
  idle: { start: 'connecting' },
  connecting: { opened: 'open', closing: 'closing', ended: 'closed' },
  open: { closing: 'closing', ended: 'closed' },
  closing: { ended: 'closed' },
  closed: { start: 'connecting', wait: 'waiting' },
  waiting: { start: 'connecting', stop: 'closed' },
};

/** The phase after an event, or `undefined` where the table has none: the caller then does nothing. */
export function nextPhase(phase: Phase, event: PhaseEvent): Phase | undefined {
  return phaseTable[phase][event];
}
