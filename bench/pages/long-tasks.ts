/** Tasks of the main thread that took longer than 50 ms (W3C Long Tasks). */
export interface LongTaskReport {
  readonly longTasks: number;
  /** 0 where there was none. */
  readonly longestTaskMs: number;
}

/** Collects long tasks until it is stopped. */
export function recordLongTasks(): () => LongTaskReport {
  const durationsMs: number[] = [];
  const take = (entries: PerformanceEntryList) => {
    durationsMs.push(...entries.map(({ duration }) => duration));
  };
  const observer = new PerformanceObserver((list) => {
    take(list.getEntries());
  });
  observer.observe({ type: 'longtask' });
  return () => {
    take(observer.takeRecords());
    observer.disconnect();
    return { longTasks: durationsMs.length, longestTaskMs: Math.max(0, ...durationsMs) };
  };
}
