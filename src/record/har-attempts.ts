import type { ExportSource } from './export-source.js';

/** The entries of one connection attempt, as a run of the log: what a HAR has one entry for. */
export interface HarAttempt {
  readonly first: number;
  /** The sequence after the last. */
  end: number;
  /** The sequence of its `opened` entry. Absent where the bounds of the log pushed that out, or it never opened. */
  opened?: number;
  /** The sequence of its `closed` or `failed` entry. Absent while it is open. */
  ended?: number;
  hasMessages: boolean;
}

/** So many entries are looked at between two steps of the generator. */
const entriesAStep = 2_048;

/**
 * Divides a log into attempts. One begins where the one before has ended, or at an `opened` where none was expected;
 * remarks belong to the attempt that they follow, the first ones to the first. Yields now and then, for the caller to
 * look at the clock. Nothing but remarks is no attempt.
 */
export function* harAttempts(source: ExportSource): Generator<'', readonly HarAttempt[]> {
  const attempts: HarAttempt[] = [];
  const [first, next] = source.range;
  let current: HarAttempt = { first, end: next, hasMessages: false };
  const beginAt = (sequence: number) => {
    current.end = sequence;
    attempts.push(current);
    current = { first: sequence, end: next, hasMessages: false };
  };
  for (let sequence = first; sequence < next; sequence++) {
    const kind = source.kindOf(sequence);
    const hasEnded = current.ended !== undefined;
    if (kind === 'sent' || kind === 'received') {
      if (hasEnded) beginAt(sequence);
      current.hasMessages = true;
    } else if (kind === 'opened') {
      if (hasEnded || current.opened !== undefined || current.hasMessages) beginAt(sequence);
      current.opened = sequence;
    } else if (kind === 'closed' || kind === 'failed') {
      if (hasEnded) beginAt(sequence);
      current.ended = sequence;
    }
    if (sequence % entriesAStep === 0) yield '';
  }
  if (current.hasMessages || current.opened !== undefined || current.ended !== undefined) {
    attempts.push(current);
  }
  return attempts;
}
