import type { ConnectionProblem } from '../../controller/connection-controller.js';
import type { Strings } from './en.js';

/**
 * What a part says in place of its content while it has no connection, and how to mend it. `undefined` where nothing
 * is to be said: it has one, it is too early to tell, or `for=""` wants none.
 */
export function noConnection(
  problem: ConnectionProblem,
  forId: string | null | undefined,
  { common }: Strings,
): string | undefined {
  switch (problem) {
    case 'missing':
      return common.noConnection;
    case 'dangling-for':
      return common.danglingFor(forId ?? '');
    case 'silent-for':
      return common.silentFor(forId ?? '');
    default:
      return undefined;
  }
}
