import { globalClock } from '../core/global-ports.js';
import type {
  Clock,
  Release,
  SocketEvent,
  SocketEventName,
  SocketFactory,
  SocketLike,
} from '../core/ports.js';
import type { SendData } from '../core/send-gate.js';

/**
 * One step of a recorded exchange. `afterMs` counts from the step before (default 0). A `sent` step waits until
 * the reader sends a message, whatever is in it.
 */
export type RecordedStep =
  | {
      readonly type: 'open';
      readonly afterMs?: number;
      readonly protocol?: string;
      readonly extensions?: string;
    }
  | { readonly type: 'message'; readonly afterMs?: number; readonly data: string | ArrayBuffer }
  | { readonly type: 'sent' }
  | { readonly type: 'error'; readonly afterMs?: number }
  | {
      readonly type: 'close';
      readonly afterMs?: number;
      readonly code: number;
      readonly reason?: string;
      readonly wasClean?: boolean;
    };

/** A recorded exchange, in its order. Without an `open` step it stays CONNECTING. */
export type Recording = readonly RecordedStep[];

/** How to play a recording. */
export interface ReplayOptions {
  /** Default: the globals' clock. */
  readonly clock?: Clock;
  /** What the reader is told this is. Default "Recording". It cannot be left empty: a recording never passes for a server. */
  readonly label?: string;
}

/**
 * A socket factory that plays a recorded exchange where no server runs: in stories, on a static site, in a talk.
 * It opens no network connection. Whatever it feeds is labelled, and `ws-status` shows the label.
 *
 * ```ts
 * const socket = replaySocket([{ type: 'open' }, { type: 'message', data: 'hello', afterMs: 300 }]);
 * const connection = new Connection({ url: 'wss://api.example.com/', ports: { socket } });
 * ```
 */
export function replaySocket(recording: Recording, options: ReplayOptions = {}): SocketFactory {
  const { clock = globalClock } = options;
  const label = options.label?.trim() ? options.label : 'Recording';
  return (url) => new ReplaySocket(url, recording, clock, label);
}

class ReplaySocket implements SocketLike {
  readonly url: string;
  readonly label: string;
  readyState = 0;
  protocol = '';
  extensions = '';
  readonly bufferedAmount = 0;
  binaryType = 'arraybuffer';

  readonly #recording: Recording;
  readonly #clock: Clock;
  readonly #listeners = new Map<SocketEventName, Set<(event: SocketEvent) => void>>();
  #position = 0;
  #stop: Release | undefined;

  constructor(url: string, recording: Recording, clock: Clock, label: string) {
    this.url = url;
    this.label = label;
    this.#recording = recording;
    this.#clock = clock;
    this.#scheduleNext();
  }

  addEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  removeEventListener(type: SocketEventName, listener: (event: SocketEvent) => void): void {
    this.#listeners.get(type)?.delete(listener);
  }

  send(_data: SendData): void {
    if (this.readyState === 0) throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    if (this.#recording[this.#position]?.type !== 'sent') return;
    this.#position += 1;
    this.#scheduleNext();
  }

  close(code?: number, reason = ''): void {
    if (this.readyState >= 2) return;
    const opened = this.readyState === 1;
    this.readyState = 2;
    this.#stop?.();
    // As a browser tells it when the peer answers (1005: no code was given), or when a handshake is cancelled.
    this.#stop = this.#clock.after(0, () => {
      if (!opened) this.#fire('error', 3);
      this.#fire(
        'close',
        3,
        opened ? { code: code ?? 1005, reason, wasClean: true } : { code: 1006, reason: '', wasClean: false },
      );
    });
  }

  #scheduleNext(): void {
    const step = this.#recording[this.#position];
    if (!step || step.type === 'sent') return;
    this.#stop = this.#clock.after(step.afterMs ?? 0, () => {
      this.#position += 1;
      this.#play(step);
      if (this.readyState === 1) this.#scheduleNext();
      else if (step.type === 'error') this.#scheduleNext();
    });
  }

  #play(step: Exclude<RecordedStep, { type: 'sent' }>): void {
    switch (step.type) {
      case 'open':
        this.protocol = step.protocol ?? '';
        this.extensions = step.extensions ?? '';
        this.#fire('open', 1);
        break;
      case 'message':
        this.#fire('message', this.readyState, { data: step.data });
        break;
      case 'error':
        this.#fire('error', 3);
        break;
      case 'close':
        this.#fire('close', 3, {
          code: step.code,
          reason: step.reason ?? '',
          wasClean: step.wasClean ?? step.code !== 1006,
        });
    }
  }

  #fire(type: SocketEventName, readyState: number, fields: Partial<SocketEvent> = {}): void {
    this.readyState = readyState;
    const event: SocketEvent = { type, timeStamp: this.#clock.now(), ...fields };
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event);
  }
}
