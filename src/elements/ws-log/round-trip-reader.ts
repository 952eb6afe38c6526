import type { EntryLog } from '../../core/entry-log.js';
import type { RoundTripKey } from './round-trip-id.js';
import { RoundTrips } from './round-trips.js';

/** How long one slice of reading takes at most, one a frame: half of what a frame has to spare. */
const sliceMs = 4;

/** Keeps the round trips of a log up to date: a slice a frame while there is something to read, and none while paused. */
export class RoundTripReader {
  readonly #onFound: (isFirst: boolean) => void;
  #trips: RoundTrips | undefined;
  #frame: number | undefined;
  #isPaused = false;
  #hasCaughtUp = false;

  /** @param onFound called after each slice that found some, and with `true` when all was read for the first time */
  constructor(onFound: (isFirst: boolean) => void) {
    this.#onFound = onFound;
  }

  /** The round trips found so far. `undefined` while nothing says what pairs them. */
  get trips(): RoundTrips | undefined {
    return this.#trips;
  }

  /** Whether what the log held at first is read. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  /** Begins anew with a log and a key; without either, there is nothing to read. */
  start(log: EntryLog | undefined, key: RoundTripKey | undefined): void {
    this.stop();
    this.#hasCaughtUp = false;
    this.#trips = log && key && new RoundTrips(log, key);
    this.readSoon();
  }

  /** Call it when the log has grown. Costs a comparison. */
  readSoon(): void {
    if (this.#isPaused || !this.#trips?.isBehind) return;
    this.#frame ??= requestAnimationFrame(this.#read);
  }

  /** Whether reading waits until nobody is kept waiting by it. */
  set isPaused(isPaused: boolean) {
    this.#isPaused = isPaused;
    if (isPaused) this.stop();
    else this.readSoon();
  }

  /** Calls off the next slice. What was found stays. */
  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  readonly #read = (): void => {
    this.#frame = undefined;
    const trips = this.#trips;
    if (!trips) return;
    const hasFound = trips.read(sliceMs);
    const isFirst = !this.#hasCaughtUp && !trips.isBehind;
    this.#hasCaughtUp ||= isFirst;
    this.readSoon();
    if (hasFound || isFirst) this.#onFound(isFirst);
  };
}
