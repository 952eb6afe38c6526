import { globalClock } from '../src/core/global-ports.js';
import type { Clock } from '../src/core/ports.js';

/**
 * The real clock, but what shall happen at once does: browsers make a chain of timers of 0 ms wait 4 ms each (HTML
 * Standard, timers), which is four seconds for a thousand messages.
 */
export const promptClock: Clock = {
  timeOriginMs: globalClock.timeOriginMs,
  now: () => globalClock.now(),
  frame: (callback) => globalClock.frame(callback),
  after(delayMs, callback) {
    if (delayMs > 0) return globalClock.after(delayMs, callback);
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) callback();
    });
    return () => {
      isWanted = false;
    };
  },
};
