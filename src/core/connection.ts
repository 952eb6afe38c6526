import { subprotocolNames } from '../protocol/subprotocol-entries.js';
import { Attempt, failed } from './attempt.js';
import type { AttemptEnd, Commander } from './attempt.js';
import { defaultSettings } from './connection-state.js';
import type { ConnectionSettings, ConnectionState, SendQueue } from './connection-state.js';
import { EntryLog } from './entry-log.js';
import type { Payload } from './entry.js';
import { globalPorts } from './global-ports.js';
import { PacedFrames } from './paced-frames.js';
import { nextPhase } from './phase.js';
import type { PhaseEvent } from './phase.js';
import type { Ports, Release, SocketLike } from './ports.js';
import { mayRetry, retryDelayMs, steadyAfterMs } from './reconnect.js';
import { SendGate } from './send-gate.js';
import type { SendData } from './send-gate.js';

/** An attempt that is about to be made. */
export interface ConnectRequest {
  readonly url: string;
  readonly protocols: string;
  /** Whose wish it is; `retry` for an automatic one. */
  readonly by: 'reader' | 'host' | 'retry';
}

/** What may stand between a command and the socket. The element that owns a connection turns these into events. */
export interface ConnectionHooks {
  /**
   * Asked before each attempt, also before each retry. Gives back what to connect to, or `undefined` to refuse.
   * A rejected promise refuses with its message.
   */
  readonly beforeConnect?: (
    request: ConnectRequest,
  ) =>
    | Pick<ConnectRequest, 'url' | 'protocols'>
    | undefined
    | Promise<Pick<ConnectRequest, 'url' | 'protocols'> | undefined>;
  /** Asked before each message. Gives back what to send, or `undefined` to refuse. */
  readonly beforeSend?: (data: SendData) => SendData | undefined;
}

/** How to make a connection. Everything may be left out. */
export interface ConnectionOptions extends Partial<ConnectionSettings> {
  /** Replaces what the connection takes from its surroundings. Default: the globals of a browser or Node. */
  readonly ports?: Partial<Ports>;
  /** Bound of the log by count. Default 100,000. */
  readonly maxEntries?: number;
  /** Bound of the log by bytes kept. Default 64 MiB. */
  readonly maxBytes?: number;
}

/** Why a message was not sent. `name` is `InvalidStateError` when the connection is not open, else `AbortError`. */
export class SendError extends Error {
  override readonly name: 'InvalidStateError' | 'AbortError';

  constructor(name: 'InvalidStateError' | 'AbortError', message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * A connection by its shape: what parts may rely on, also when another copy of this library made it.
 * Never test a connection with `instanceof`.
 */
export type ConnectionLike = Pick<Connection, keyof Connection>;

/**
 * One endpoint, one socket at a time, and the log of what went through it. Commands (`open`, `close`, `send`)
 * change nothing by themselves: `state` follows what the socket's events tell. It never connects by a setting.
 *
 * ```ts
 * const connection = new Connection({ url: 'wss://api.example.com/stream' });
 * connection.subscribe(() => console.log(connection.state.phase));
 * connection.open();
 * ```
 */
export class Connection {
  /** What went over the wire, and what happened to the connection. Has a subscription of its own. */
  readonly log: EntryLog;

  readonly #ports: Ports;
  readonly #gate: SendGate;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState;
  #hooks: ConnectionHooks = {};
  #attempt: Attempt | undefined;
  /** The attempt whose `beforeConnect` is awaited; a new object each time, so that a late answer is known. */
  #preparing: object | undefined;
  #stopWaiting: Release | undefined;
  #retries = 0;

  /** Takes settings and ports. Does not connect. */
  constructor(options: ConnectionOptions = {}) {
    const { ports, maxEntries, maxBytes, ...settings } = options;
    this.#ports = { ...globalPorts(), ...ports };
    const { clock } = this.#ports;
    const frames = new PacedFrames(clock);
    this.log = new EntryLog({
      ...(maxEntries !== undefined && { maxEntries }),
      ...(maxBytes !== undefined && { maxBytes }),
      requestFrame: (callback, gapMs) => frames.request(callback, gapMs),
    });
    this.#gate = new SendGate(
      clock,
      (data) => this.#hand(data),
      (sendQueue) => this.#change({ sendQueue }),
    );
    this.#state = Object.freeze({
      phase: 'idle',
      settings: Object.freeze({ ...defaultSettings, ...settings }),
      attempts: 0,
      preparing: false,
      stillTrying: false,
      failed: false,
    });
  }

  /** What is known now: a frozen object, replaced on each change. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls back after each change of `state`, at once, in the event that caused it. Not called for the log. */
  subscribe(listener: () => void): Release {
    // An object of its own for each call: the same function subscribed twice is released twice.
    const entry = () => {
      listener();
    };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Changes settings. They count from the next attempt on; a running one is not touched. Never connects. */
  configure(settings: Partial<ConnectionSettings>): void {
    const current: ConnectionSettings = this.#state.settings;
    const changed = Object.entries(settings).some(
      ([name, value]) => current[name as keyof ConnectionSettings] !== value,
    );
    if (changed) this.#change({ settings: Object.freeze({ ...current, ...settings }) });
  }

  /** Puts hooks between commands and the socket, in place of earlier ones. The release takes away only its own. */
  intercept(hooks: ConnectionHooks): Release {
    this.#hooks = hooks;
    return () => {
      if (this.#hooks === hooks) this.#hooks = {};
    };
  }

  /**
   * Begins an attempt; a waiting retry is brought forward. Does nothing while one runs or is open.
   * Never throws: what goes wrong is in `state.end`.
   */
  open(by: 'reader' | 'host' = 'host'): void {
    if (!nextPhase(this.#state.phase, 'start')) return;
    this.#retries = 0;
    this.#start(by);
  }

  /**
   * Asks for the end: cancels a wait or an attempt, closes an open socket. Does nothing when there is nothing
   * to end. Throws what `WebSocket.close()` throws for a bad code or reason (`checkCloseArguments` tells before).
   */
  close(code?: number, reason?: string, by: Commander = 'host'): void {
    if (this.#preparing) {
      this.#refuse(by);
      return;
    }
    if (this.#state.phase === 'waiting') {
      this.#stopWaiting?.();
      this.#move('stop', { retry: undefined });
      return;
    }
    this.#attempt?.close(by, {
      ...(code !== undefined && { code }),
      ...(reason !== undefined && { reason }),
    });
  }

  /**
   * Sends a message. Resolves when the socket has taken it, which is at once unless more than 8 MiB wait there.
   * Rejects with a `SendError` when the connection is not open, a hook refuses, or it ends before the message's
   * turn, and with a `TypeError` for what is no message: a socket would send the text "undefined" or
   * "[object Object]" instead. Nothing was sent then. A buffer may be changed by its owner afterwards: the log keeps a copy.
   */
  send(data: SendData): Promise<void> {
    const socket = this.#attempt?.socket;
    if (this.#state.phase !== 'open' || !socket || socket.readyState !== 1) {
      return Promise.reject(new SendError('InvalidStateError', 'Not sent: the connection is not open.'));
    }
    // `undefined` from a script is no message; from the hook it is a refusal.
    const replaced = isSendData(data) && this.#hooks.beforeSend ? this.#hooks.beforeSend(data) : data;
    if (replaced === undefined && isSendData(data)) {
      return Promise.reject(new SendError('AbortError', 'Not sent: this page refused the message.'));
    }
    if (!isSendData(replaced)) {
      return Promise.reject(
        new TypeError('Not sent: a message is a string, an ArrayBuffer, a view of one, or a Blob.'),
      );
    }
    return this.#gate.send(socket, replaced);
  }

  #start(by: ConnectRequest['by']): void {
    this.#stopWaiting?.();
    const { clock } = this.#ports;
    const { url, protocols } = this.#state.settings;
    const preparing = {};
    this.#preparing = preparing;
    this.#move('start', {
      attempts: this.#state.attempts + 1,
      preparing: true,
      stillTrying: false,
      failed: false,
      startedAtMs: clock.timeOriginMs + clock.now(),
      openedAtMs: undefined,
      socketUrl: undefined,
      protocol: undefined,
      extensions: undefined,
      socketLabel: undefined,
      socketPlace: undefined,
      end: undefined,
      retry: undefined,
      retriesUsedUp: undefined,
    });
    const go = (decision: Pick<ConnectRequest, 'url' | 'protocols'> | undefined) => {
      if (this.#preparing !== preparing) return;
      if (!decision) this.#refuse('host', 'This page refused the connection.');
      else if (decision.url.trim() === '') this.#refuse('host', 'There is no URL to connect to.');
      else this.#attemptWith(decision.url, decision.protocols);
    };
    const refuse = (error: unknown) => {
      if (this.#preparing !== preparing) return;
      const why = error instanceof Error ? error.message : String(error);
      this.#refuse('host', `This page refused the connection: ${why}`);
    };
    const request: ConnectRequest = Object.freeze({ url, protocols, by });
    try {
      const decision = this.#hooks.beforeConnect ? this.#hooks.beforeConnect(request) : request;
      if (decision instanceof Promise) decision.then(go, refuse);
      else go(decision);
    } catch (error) {
      refuse(error);
    }
  }

  #attemptWith(url: string, protocols: string): void {
    this.#preparing = undefined;
    const { clock } = this.#ports;
    const { handshakeTimeoutMs, closingTimeoutMs } = this.#state.settings;
    // read once: asking `performance` costs more than keeping a message does
    const { timeOriginMs } = clock;
    const attempt = new Attempt({
      url,
      protocols: subprotocolNames(protocols),
      handshakeTimeoutMs,
      closingTimeoutMs,
      ports: this.#ports,
      listener: {
        stillTrying: () => this.#change({ stillTrying: true }),
        opened: (socket, timeMs) => this.#onOpened(socket, timeMs),
        message: (data, timeMs) => {
          this.log.pushMessage('received', data as Payload, timeOriginMs + timeMs);
        },
        messages: (pack) => {
          this.log.pushMessages('received', pack, timeOriginMs);
        },
        closing: () => this.#move('closing', {}),
        ended: (end) => this.#onEnded(end),
      },
    });
    this.#attempt = attempt;
    attempt.start();
    // It may be over already: a constructor that throws ends it.
    if (this.#attempt !== attempt) return;
    const { socket } = attempt;
    this.#change({
      preparing: false,
      socketUrl: socket?.url,
      socketLabel: socket?.label,
    });
  }

  #onOpened(socket: SocketLike, timeMs: number): void {
    const atMs = this.#ports.clock.timeOriginMs + timeMs;
    const { url, protocol, extensions } = socket;
    this.log.pushEvent('opened', Object.freeze({ url, protocol, extensions }), atMs);
    this.#move('opened', {
      preparing: false,
      stillTrying: false,
      openedAtMs: atMs,
      socketUrl: url,
      socketLabel: socket.label,
      socketPlace: socket.place,
      protocol,
      extensions,
    });
  }

  #onEnded(end: AttemptEnd): void {
    this.#attempt = undefined;
    const unsent = this.#gate.refuse(
      new SendError('AbortError', 'Not sent: the connection ended before its turn came.'),
    );
    if (unsent) this.log.pushEvent('note', unsentNote(unsent), end.atMs);
    if (end.durationMs - (end.openedAfterMs ?? end.durationMs) >= steadyAfterMs) this.#retries = 0;
    this.#finish(end);
    this.#retryAfter(end);
  }

  #finish(end: AttemptEnd): void {
    const hasFailed = failed(end);
    this.log.pushEvent(hasFailed ? 'failed' : 'closed', end, end.atMs);
    this.#move('ended', { preparing: false, stillTrying: false, end, failed: hasFailed });
  }

  /** Ends an attempt for which no socket was made. */
  #refuse(endedBy: Commander, refused?: string): void {
    this.#preparing = undefined;
    const { clock } = this.#ports;
    const atMs = clock.timeOriginMs + clock.now();
    const durationMs = atMs - (this.#state.startedAtMs ?? atMs);
    this.#finish(
      Object.freeze({
        endedBy,
        opened: false,
        errorEvent: false,
        atMs,
        durationMs,
        idleMs: durationMs,
        ...(refused !== undefined && { refused }),
      }),
    );
  }

  #retryAfter(end: AttemptEnd): void {
    const { clock, random } = this.#ports;
    const maxAttempts = this.#state.settings.reconnectAttempts;
    // A listener told of the end may have opened again already.
    if (this.#state.phase !== 'closed' || maxAttempts === 0 || !mayRetry(end)) return;
    if (this.#retries >= maxAttempts) {
      this.#change({ retriesUsedUp: this.#retries });
      return;
    }
    this.#retries += 1;
    const delayMs = retryDelayMs(this.#retries, random());
    const atMs = clock.timeOriginMs + clock.now() + delayMs;
    this.#stopWaiting = clock.after(delayMs, () => this.#start('retry'));
    this.#move('wait', { retry: Object.freeze({ number: this.#retries, maxAttempts, delayMs, atMs }) });
  }

  #hand(data: SendData): void {
    const attempt = this.#attempt;
    const socket = attempt?.socket;
    if (!attempt || !socket)
      throw new SendError('InvalidStateError', 'Not sent: the connection is not open.');
    const kept = copyOf(data);
    socket.send(data);
    attempt.sent();
    const { clock } = this.#ports;
    this.log.pushMessage('sent', kept, clock.timeOriginMs + clock.now());
  }

  #move(event: PhaseEvent, changes: Changes): void {
    const phase = nextPhase(this.#state.phase, event);
    if (phase) this.#change({ ...changes, phase });
  }

  /** Replaces the snapshot; a field given as `undefined` is left out of it. */
  #change(changes: Changes): void {
    const told = Object.entries({ ...this.#state, ...changes }).filter(([, value]) => value !== undefined);
    this.#state = Object.freeze(Object.fromEntries(told)) as unknown as ConnectionState;
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        errors.push(error);
      }
    }
    // One listener's mistake must not keep the news from the others, nor be swallowed.
    for (const error of errors) {
      this.#ports.clock.after(0, () => {
        throw error;
      });
    }
  }
}

type Changes = { -readonly [K in keyof ConnectionState]?: ConnectionState[K] | undefined };

/** By tag, not by `instanceof`: a buffer may come from another frame. */
function isSendData(value: unknown): value is SendData {
  if (typeof value === 'string' || ArrayBuffer.isView(value)) return true;
  return /^\[object (ArrayBuffer|Blob|File)\]$/.test(Object.prototype.toString.call(value));
}

/** What the log keeps: a copy of memory that its owner may write to later. */
function copyOf(data: SendData): Payload {
  if (data instanceof ArrayBuffer) return data.slice(0);
  if (ArrayBuffer.isView(data)) {
    return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  }
  return data;
}

function unsentNote({ messages, sizeBytes }: SendQueue): string {
  const count = messages === 1 ? '1 message' : `${String(messages)} messages`;
  return `Not sent: ${count} of about ${String(sizeBytes)} bytes still waited when the connection ended.`;
}
