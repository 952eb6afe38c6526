/**
 * Runs `run` once after `delayMs`, unless `signal` aborts first; then the timer is gone at once, so that no
 * timer of the lab outlives the socket it was started for.
 */
export function after(signal: AbortSignal, delayMs: number, run: () => void): void {
  if (signal.aborted) return;
  const stop = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop);
    run();
  }, delayMs);
  signal.addEventListener('abort', stop, { once: true });
}

/**
 * Runs `run` every `periodMs` (the first time after one period) until `signal` aborts or the returned function
 * is called.
 */
export function every(signal: AbortSignal, periodMs: number, run: () => void): () => void {
  if (signal.aborted) return () => undefined;
  const timer = setInterval(run, periodMs);
  const stop = (): void => {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
  };
  signal.addEventListener('abort', stop, { once: true });
  return stop;
}
