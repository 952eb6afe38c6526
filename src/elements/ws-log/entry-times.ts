import type { EntryLog } from '../../core/entry-log.js';

/** How an entry lies in time. What the log does not know any more is missing. */
export interface EntryTimes {
  /** Milliseconds since the message before it, of either direction. Below 0 where the clock was set back. */
  readonly sincePreviousMs?: number;
  /** Milliseconds since the connection opened that it belongs to. */
  readonly sinceOpenMs?: number;
}

/** No message is looked for further back: a log of events alone has none. */
const mostEvents = 1_000;

/** Looks up what a log holds of the time before an entry. */
export function entryTimes(log: EntryLog, sequence: number): EntryTimes {
  const index = sequence - log.first;
  const timeMs = log.timeAt(index);
  if (timeMs === undefined) return {};
  const openedMs = log.openedMsAt(sequence);
  const previousMs = previousMessageMs(log, index);
  return {
    ...(previousMs !== undefined && { sincePreviousMs: timeMs - previousMs }),
    ...(openedMs !== undefined && { sinceOpenMs: timeMs - openedMs }),
  };
}

function previousMessageMs(log: EntryLog, index: number): number | undefined {
  for (let at = index - 1; at >= Math.max(0, index - mostEvents); at--) {
    const kind = log.kindAt(at);
    if (kind === 'sent' || kind === 'received') return log.timeAt(at);
  }
  return undefined;
}
