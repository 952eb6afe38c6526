import type { ReactiveControllerHost } from 'lit';

/**
 * A part of an element that is loaded only when it is needed, so that the first load of a page stays small. The host
 * is rendered again when it has come, or could not be had; asking again after a failure tries again.
 */
export class LazyModule<T> {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  #loading: Promise<T | undefined> | undefined;
  #value: T | undefined;
  #failed = false;

  /**
   * @param load a function with the `import()` in it, so that bundlers see where to split
   */
  constructor(host: ReactiveControllerHost, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** The module, if it is here. Does not load it. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Whether the last try to load it failed (no network, a policy, a missing file). */
  get failed(): boolean {
    return this.#failed;
  }

  /** Loads the module, once. Resolves with `undefined` if it cannot be had; never rejects. */
  load(): Promise<T | undefined> {
    this.#loading ??= this.#load().then(
      (value) => {
        this.#value = value;
        this.#failed = false;
        this.#host.requestUpdate();
        return value;
      },
      () => {
        this.#loading = undefined;
        this.#failed = true;
        this.#host.requestUpdate();
        return undefined;
      },
    );
    return this.#loading;
  }
}
