import type { ConnectionState } from '../core/connection-state.js';

/**
 * The custom states by which a page's stylesheet may tell how a connection stands, as in `ws-tester:state(open)`.
 * One for each phase, and `failed` beside `closed` or `waiting` when the last attempt failed.
 */
export const connectionStates = [
  'idle',
  'connecting',
  'open',
  'closing',
  'closed',
  'waiting',
  'failed',
] as const satisfies readonly (ConnectionState['phase'] | 'failed')[];

/** Sets those of an element's custom states that hold now, and takes the others away. */
export function reflectState(internals: ElementInternals, state: ConnectionState): void {
  const { states } = internals;
  for (const name of connectionStates) {
    if (name === state.phase || (name === 'failed' && state.failed)) states.add(name);
    else states.delete(name);
  }
}
