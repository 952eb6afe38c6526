import type { ConnectionLike } from '../../core/connection.js';
import type { Release } from '../../core/ports.js';
import {
  maxSnippetMessageBytes,
  maxSnippetMessages,
  type SnippetMessage,
} from '../../snippets/snippet-request.js';

/** What the reader sent in the running or last attempt: the last few messages, and how many there were before. */
export class SentMessages {
  readonly #connection: ConnectionLike;
  readonly #onChange: () => void;
  readonly #release: Release;
  #attempt: number | undefined;
  #sequences: number[] = [];
  #count = 0;

  /** Follows the log until `release()`. @param onChange called after messages were sent, once a frame at most */
  constructor(connection: ConnectionLike, onChange: () => void) {
    this.#connection = connection;
    this.#onChange = onChange;
    this.#release = connection.log.subscribe(({ first, next, cleared }) => {
      if (cleared) this.#forget();
      if (this.#take(first, next) || cleared) this.#onChange();
    });
  }

  /** Lets go of the log. */
  release(): void {
    this.#release();
  }

  /** How many there were before those of `read()`. */
  get earlier(): number {
    return this.#count - this.#sequences.length;
  }

  /** The last ones; a number, its size, for one whose content is too large or not at hand. */
  read(): readonly (SnippetMessage | number)[] {
    const { log, state } = this.#connection;
    if (state.attempts !== this.#attempt) {
      this.#attempt = state.attempts;
      this.#forget();
      this.#take(log.first, log.next);
    }
    return this.#sequences.flatMap((sequence): (SnippetMessage | number)[] => {
      const entry = log.get(sequence);
      if (entry?.kind !== 'sent') return [];
      const { data, omitted } = entry;
      if (data === undefined) return omitted ? [omitted.length] : [];
      if (typeof data === 'string') return [data.length > maxSnippetMessageBytes ? data.length : data];
      if (data instanceof Blob) return [data.size];
      return [data.byteLength > maxSnippetMessageBytes ? data.byteLength : new Uint8Array(data)];
    });
  }

  #forget(): void {
    this.#sequences = [];
    this.#count = 0;
  }

  /** Only of the attempt that `read()` knows: another one is taken whole when it is read. */
  #take(first: number, next: number): boolean {
    const { log, state } = this.#connection;
    if (state.attempts !== this.#attempt) return true;
    const before = this.#count;
    const last = this.#sequences.at(-1) ?? -1;
    const sinceMs = state.startedAtMs ?? 0;
    log.visitMessages(first, next, ({ kind, sequence, timeMs }) => {
      if (kind !== 'sent' || sequence <= last || timeMs < sinceMs) return;
      this.#count++;
      this.#sequences.push(sequence);
    });
    this.#sequences.splice(0, this.#sequences.length - maxSnippetMessages);
    return this.#count !== before;
  }
}
