import { eachMessage, type MessagePack } from '../core/message-pack.js';
import type { Release, SocketEvent, SocketEventName, SocketLike, SocketPlace } from '../core/ports.js';
import type { SendData } from '../core/send-gate.js';
import { messageCopy, requireCloseArguments } from './socket-arguments.js';
import type {
  WorkerSocketCommand,
  WorkerSocketReport,
  WorkerSocketVersion,
} from './worker-socket-messages.js';

const version: WorkerSocketVersion = 1;

/** How long a socket that nobody listens to any more may take to say goodbye to its server. */
const farewellMs = 1_000;

type Listener = (event: SocketEvent) => void;
type Report<Tell extends WorkerSocketReport['tell']> = Extract<WorkerSocketReport, { readonly tell: Tell }>;

/**
 * A socket whose WebSocket lives in a worker; or, where no worker answers, a WebSocket of the page. Which of the two
 * is settled before anything is connected: see `place`.
 */
export class SocketInWorker implements SocketLike {
  binaryType = 'arraybuffer';

  readonly #protocols: readonly string[];
  readonly #startedMs = performance.now();
  readonly #listeners: Readonly<Record<SocketEventName, Set<Listener>>> = {
    open: new Set(),
    message: new Set(),
    error: new Set(),
    close: new Set(),
  };
  #takePack: ((pack: MessagePack) => void) | undefined;
  #url: string;
  #readyState = 0;
  #protocol = '';
  #extensions = '';
  #worker: Worker | undefined;
  #plain: WebSocket | undefined;
  #place: SocketPlace | undefined;
  #helloTimer: ReturnType<typeof setTimeout> | undefined;
  #farewellTimer: ReturnType<typeof setTimeout> | undefined;
  /** What to add to a time of the worker to have it on the page's scale. */
  #workerAheadMs = 0;
  /** Bytes given to the worker, those of them it gave to its socket, those that wait there, those sent too late. */
  #givenBytes = 0;
  #takenBytes = 0;
  #bufferedBytes = 0;
  #discardedBytes = 0;

  /**
   * Throws only what `new WebSocket()` throws where there is no worker at all.
   * @param url absolute, `ws:` or `wss:`
   * @param protocols checked already
   * @param start starts the worker; what it throws leads to a plain socket
   */
  constructor(url: string, protocols: readonly string[], start: () => Worker, helloWithinMs: number) {
    this.#url = url;
    this.#protocols = protocols;
    let worker: Worker;
    try {
      worker = start();
    } catch {
      this.#openPlain();
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerSocketReport>) => this.#onReport(data);
    worker.onmessageerror = () => this.#onWorkerError('A message of the worker could not be read.');
    worker.onerror = (event) => {
      // it is told of where it matters: by falling back, or by the end of the attempt
      event.preventDefault();
      this.#onWorkerError((event as Partial<ErrorEvent>).message || 'The worker ended with an error.');
    };
    this.#helloTimer = setTimeout(() => this.#fallBack(), helloWithinMs);
  }

  get url(): string {
    return this.#plain?.url ?? this.#url;
  }

  get readyState(): number {
    return this.#plain?.readyState ?? this.#readyState;
  }

  get protocol(): string {
    return this.#plain?.protocol ?? this.#protocol;
  }

  get extensions(): string {
    return this.#plain?.extensions ?? this.#extensions;
  }

  /** In bytes. Includes what is on its way to the worker; lags by some milliseconds behind what went out. */
  get bufferedAmount(): number {
    const onTheWay = this.#givenBytes - this.#takenBytes;
    return this.#plain?.bufferedAmount ?? onTheWay + this.#bufferedBytes + this.#discardedBytes;
  }

  /** Where the WebSocket lives; `undefined` until the worker was heard or given up. */
  get place(): SocketPlace | undefined {
    return this.#place;
  }

  /** Throws an `InvalidStateError` while CONNECTING. After `close()` it sends nothing and only counts. */
  send(data: SendData): void {
    if (this.#plain) {
      this.#plain.send(data);
      return;
    }
    if (this.#readyState === 0) {
      throw new DOMException('The socket is still in the CONNECTING state.', 'InvalidStateError');
    }
    const { payload, sizeBytes, transfer } = messageCopy(data);
    if (this.#readyState !== 1) {
      this.#discardedBytes += sizeBytes;
      return;
    }
    this.#givenBytes += sizeBytes;
    this.#command({ do: 'send', data: payload, sizeBytes }, transfer);
  }

  /** Throws an `InvalidAccessError` for a code and a `SyntaxError` for a reason that a page may not give. */
  close(code?: number, reason?: string): void {
    requireCloseArguments(code, reason);
    if (this.#plain) {
      this.#plain.close(code, reason);
      return;
    }
    if (this.#readyState < 2) {
      if (this.#place === undefined) {
        this.#closeBeforeConnecting();
        return;
      }
      this.#readyState = 2;
      if (code === undefined) this.#command({ do: 'close' });
      else this.#command({ do: 'close', code: Math.trunc(code), reason: reason ?? '' });
    }
    this.#leaveIfUnheard();
  }

  addEventListener(type: SocketEventName, listener: Listener): void {
    this.#listeners[type].add(listener);
    this.#plain?.addEventListener(type, listener as (event: Event) => void);
  }

  removeEventListener(type: SocketEventName, listener: Listener): void {
    this.#listeners[type].delete(listener);
    this.#plain?.removeEventListener(type, listener as (event: Event) => void);
    this.#leaveIfUnheard();
  }

  /** See `SocketLike.takePacks`. A socket that fell back to the page tells of messages by events. */
  takePacks(taker: (pack: MessagePack) => void): Release {
    this.#takePack = taker;
    return () => {
      if (this.#takePack === taker) this.#takePack = undefined;
    };
  }

  /** Events of this are not ours to make up: if somebody listens, a plain socket tells them. */
  #closeBeforeConnecting(): void {
    if (this.#isHeard) {
      this.#fallBack();
      this.#plain?.close();
    } else {
      this.#readyState = 3;
      this.#endWorker();
    }
  }

  #command(command: WorkerSocketCommand, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(command, transfer);
  }

  #onReport(report: WorkerSocketReport): void {
    switch (report.tell) {
      case 'hello':
        this.#onHello(report);
        break;
      case 'open':
        this.#onOpen(report);
        break;
      case 'pack':
        this.#onPack(report.pack);
        break;
      case 'buffered':
        this.#takenBytes = report.takenBytes;
        this.#bufferedBytes = report.bufferedBytes;
        break;
      case 'threw':
        this.#end({ type: 'error', threw: { name: report.name, message: report.message } });
        break;
      case 'error':
        // A `close` follows; an `error` is only fired of a socket that is CLOSED already (WHATWG WebSockets §4).
        this.#readyState = 3;
        this.#fire({ type: 'error', timeStamp: report.timeStamp + this.#workerAheadMs });
        break;
      case 'close': {
        const { code, reason, wasClean, timeStamp } = report;
        this.#end({ type: 'close', code, reason, wasClean, timeStamp: timeStamp + this.#workerAheadMs });
      }
    }
  }

  #onHello(hello: Report<'hello'>): void {
    if (this.#place !== undefined) return;
    if ((hello.version as number) !== version) {
      this.#fallBack();
      return;
    }
    clearTimeout(this.#helloTimer);
    this.#place = 'worker';
    this.#workerAheadMs = aheadMs(hello, this.#startedMs);
    this.#command({ do: 'connect', url: this.#url, protocols: this.#protocols });
  }

  #onOpen({ url, protocol, extensions, timeStamp }: Report<'open'>): void {
    this.#url = url;
    this.#protocol = protocol;
    this.#extensions = extensions;
    if (this.#readyState === 0) this.#readyState = 1;
    this.#fire({ type: 'open', timeStamp: timeStamp + this.#workerAheadMs });
  }

  #onPack(pack: MessagePack): void {
    const { times } = pack;
    for (let row = 0; row < times.length; row++) times[row] = (times[row] ?? 0) + this.#workerAheadMs;
    if (this.#takePack) {
      this.#takePack(pack);
      return;
    }
    eachMessage(pack, (data, timeStamp) => {
      const isBlob = this.binaryType === 'blob' && typeof data !== 'string';
      this.#fire({ type: 'message', data: isBlob ? new Blob([data]) : data, timeStamp });
    });
  }

  #onWorkerError(message: string): void {
    if (this.#place === undefined) this.#fallBack();
    else if (this.#worker) this.#end({ type: 'error', lost: message, timeStamp: performance.now() });
  }

  /** Nothing comes after this. */
  #end(event: SocketEvent): void {
    this.#readyState = 3;
    this.#endWorker();
    this.#fire(event);
  }

  #endWorker(): void {
    clearTimeout(this.#helloTimer);
    clearTimeout(this.#farewellTimer);
    const worker = this.#worker;
    if (!worker) return;
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
    this.#worker = undefined;
  }

  /** The worker has connected nothing yet, and will not. */
  #fallBack(): void {
    this.#endWorker();
    try {
      this.#openPlain();
    } catch (error) {
      const { name, message } = error as Error;
      this.#end({ type: 'error', threw: { name, message }, timeStamp: performance.now() });
    }
  }

  #openPlain(): void {
    this.#place = 'page';
    const plain = new WebSocket(this.#url, [...this.#protocols]);
    plain.binaryType = this.binaryType as BinaryType;
    for (const [type, listeners] of Object.entries(this.#listeners)) {
      for (const listener of listeners) plain.addEventListener(type, listener);
    }
    this.#plain = plain;
  }

  /** Ends a worker that nobody will ever hear again, after time for the closing handshake to begin. */
  #leaveIfUnheard(): void {
    if (!this.#worker || this.#isHeard || this.#readyState < 2 || this.#farewellTimer !== undefined) return;
    this.#farewellTimer = setTimeout(() => this.#endWorker(), farewellMs);
  }

  get #isHeard(): boolean {
    return Object.values(this.#listeners).some((listeners) => listeners.size > 0);
  }

  #fire(event: SocketEvent): void {
    for (const listener of [...this.#listeners[event.type as SocketEventName]]) listener(event);
  }
}

/**
 * How far the worker's clock is ahead of the page's: the difference of their time origins, which browsers take from
 * one clock. Where they do not agree with what is certain (the hello was said after the worker was started and
 * before it was heard), that counts.
 */
function aheadMs({ timeOriginMs, nowMs }: Report<'hello'>, startedMs: number): number {
  const told = timeOriginMs - performance.timeOrigin;
  return Math.min(performance.now() - nowMs, Math.max(startedMs - nowMs, told));
}
