import { describeCloseCode } from '../protocol/close-codes.js';
import type { Cause } from './cause.js';

/**
 * What a cause means here: of a close by the server what the table of close codes says of its code, else the cause’s
 * own explanation.
 */
export function meaningOf(cause: Cause, closeCode: number | undefined): string {
  return cause.id === 'closed-by-server' && closeCode !== undefined
    ? describeCloseCode(closeCode).meaning
    : cause.explanation;
}
