import type { Expressions, TextPack, ThreadAnswer, ThreadRequest } from './expression-thread.js';

/** Why a worker is of no use any more: none can run on this page, or an expression did not end in time. */
export type WorkerEnd = 'unavailable' | 'overdue';

/** How long an expression may take for one pack, in milliseconds. */
export const expressionLimitMs = 1_000;

/** How long a worker may take to start. One that a policy blocks without an error is silent. */
const startLimitMs = 2_000;

/** A page that was busy for longer than this when the limit was over gives the answers a chance to be heard. */
const lateMs = 100;

/** A text longer than this is posted in parts: posting copies, and one long copy would hold the page up. */
const partUnits = 1_048_576;

/** Once no worker could be made on this page, it is not tried again: each try may be reported to the page's console. */
let isKnownUnavailable = false;

/** Makes all pages' workers unavailable, or available again. For tests only. */
export function forgetWorkers(): void {
  isKnownUnavailable = false;
}

type Answered = (answer: ThreadAnswer) => void;

/**
 * A worker that runs expressions of a reader's, which may run for ever: it is ended then, and the page never waits.
 * Tries the script of the published modules first (a page from another origin than the script may not), then the same
 * code from a `blob:` address (a policy may forbid that). Neither may be allowed under Trusted Types.
 */
export class ExpressionWorker {
  readonly #expressions: Expressions;
  readonly #onEnd: (end: WorkerEnd) => void;
  readonly #waiting = new Map<number, Answered>();
  readonly #ways: (() => Worker | Promise<Worker>)[] = [workerFromScript, workerFromText];
  /** What was asked before the worker answered for the first time. */
  #early: ThreadRequest[] = [];
  #worker: Worker | undefined;
  #isReady = false;
  #isOver = false;
  #lastId = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueMs = 0;

  /** @param onEnd called once, later, unless `stop()` was called: nothing will be answered any more */
  constructor(expressions: Expressions, onEnd: (end: WorkerEnd) => void) {
    this.#expressions = expressions;
    this.#onEnd = onEnd;
    if (isKnownUnavailable) this.#ways = [];
    // Not now: whoever makes one has to have it before it can end.
    queueMicrotask(() => {
      if (!this.#isOver) void this.#start();
    });
  }

  /** Whether the worker has begun to answer. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** How many packs have not been answered. */
  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Tests texts. `answered` gets a mark for each: 1 for one that passes, plus 2 for one to be folded. */
  test(pack: TextPack, answered: (marks: Uint8Array) => void): void {
    let { text } = pack;
    if (pack.ends.length === 1) {
      for (; text.length > partUnits; text = text.slice(partUnits)) {
        this.#post({ type: 'part', text: text.slice(0, partUnits) });
      }
    }
    this.#ask({ type: 'test', id: ++this.#lastId, pack: { text, ends: pack.ends } }, (answer) => {
      if (answer.type === 'test') answered(answer.marks);
    });
  }

  /** Finds the matches of `include`: for each three numbers, which text, its start and its end there. */
  find(pack: TextPack, answered: (places: Uint32Array) => void): void {
    this.#ask({ type: 'find', id: ++this.#lastId, pack }, (answer) => {
      if (answer.type === 'find') answered(answer.places);
    });
  }

  /** Ends the worker. Nothing is called afterwards. */
  stop(): void {
    this.#isOver = true;
    this.#letGo();
    this.#waiting.clear();
    this.#early = [];
  }

  #ask(request: ThreadRequest & { readonly id: number }, answered: Answered): void {
    if (this.#isOver) return;
    const wasIdle = this.#waiting.size === 0;
    this.#waiting.set(request.id, answered);
    this.#post(request);
    if (wasIdle && this.#isReady) this.#watch(expressionLimitMs);
  }

  #post(request: ThreadRequest): void {
    if (this.#isReady) this.#worker?.postMessage(request);
    else if (!this.#isOver) this.#early.push(request);
  }

  /** Tries the next way to make a worker. */
  async #start(): Promise<void> {
    this.#letGo();
    for (let way = this.#ways.shift(); way; way = this.#ways.shift()) {
      try {
        this.#worker = await way();
        break;
      } catch {
        // the next way, or none
      }
    }
    const worker = this.#worker;
    if (this.#isOver) {
      this.#letGo();
      return;
    }
    if (!worker) {
      isKnownUnavailable = true;
      this.#end('unavailable');
      return;
    }
    worker.onmessage = ({ data }: MessageEvent<ThreadAnswer>) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker && !this.#isReady) void this.#start();
    };
    this.#watch(startLimitMs);
  }

  #hear(answer: ThreadAnswer): void {
    clearTimeout(this.#timer);
    if (answer.type === 'ready') {
      this.#isReady = true;
      this.#post({ type: 'expressions', expressions: this.#expressions });
      for (const request of this.#early) this.#post(request);
      this.#early = [];
    } else {
      const answered = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      answered?.(answer);
    }
    if (this.#waiting.size > 0) this.#watch(expressionLimitMs);
  }

  #watch(limitMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isOver) return;
    this.#dueMs = performance.now() + limitMs;
    this.#timer = setTimeout(() => {
      // A page that was held up itself has not heard the answers that are there.
      if (performance.now() - this.#dueMs > lateMs) this.#watch(lateMs);
      else if (this.#isReady) this.#end('overdue');
      else void this.#start();
    }, limitMs);
  }

  #end(end: WorkerEnd): void {
    if (this.#isOver) return;
    this.stop();
    this.#onEnd(end);
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function workerFromScript(): Worker {
  return new Worker(new URL('./expression-thread.js', import.meta.url), { type: 'module' });
}

/** Not imported from the beginning: bundlers leave the script whole, as a worker needs it, only so. */
async function workerFromText(): Promise<Worker> {
  const { serveExpressions } = await import('./expression-thread.js');
  const address = URL.createObjectURL(
    new Blob([`(${serveExpressions.toString()})(self)`], { type: 'text/javascript' }),
  );
  const worker = new Worker(address);
  // It was fetched, or refused, by the time that anything else comes from it.
  const forget = () => URL.revokeObjectURL(address);
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  return worker;
}
