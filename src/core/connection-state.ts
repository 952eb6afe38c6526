import type { AttemptEnd } from './attempt.js';
import type { Phase } from './phase.js';
import type { SocketPlace } from './ports.js';

/** What a connection is set to do at its next attempt. Frozen; replaced when a setting changes. */
export interface ConnectionSettings {
  /** The endpoint as written; may be wrong. Default `''`. */
  readonly url: string;
  /** Subprotocols as written, comma separated; may be wrong. Default `''`. */
  readonly protocols: string;
  /** How many automatic retries may follow a failure. Default 0: none. */
  readonly reconnectAttempts: number;
  /** How long an attempt may stay unanswered. Default 10,000. */
  readonly handshakeTimeoutMs: number;
  /** How long a close may stay unanswered. Default 5,000. */
  readonly closingTimeoutMs: number;
  /** True: the reader must not change `url` and `protocols`. The host still can. Default false. */
  readonly lockUrl: boolean;
}

/** A retry that waits for its time. */
export interface PendingRetry {
  /** 1 for the first retry after a failure. */
  readonly number: number;
  readonly maxAttempts: number;
  readonly delayMs: number;
  /** When it starts, Unix epoch milliseconds. */
  readonly atMs: number;
}

/** Messages that wait because the socket's own buffer is full (more than 8 MB of `bufferedAmount`). */
export interface SendQueue {
  readonly messages: number;
  readonly sizeBytes: number;
}

/**
 * Everything to show about a connection, but for its log. Frozen; replaced on change, so `===` tells whether
 * anything changed. Optional fields are absent where the browser did not tell.
 */
export interface ConnectionState {
  readonly phase: Phase;
  readonly settings: ConnectionSettings;
  /** How many attempts there were since construction. */
  readonly attempts: number;
  /** True while the host's `ws-before-connect` promise is awaited and no socket exists yet. */
  readonly preparing: boolean;
  /** True when an attempt is unanswered for 5 s. */
  readonly stillTrying: boolean;
  /** When the running or last attempt began, Unix epoch milliseconds. */
  readonly startedAtMs?: number;
  /** When it opened, Unix epoch milliseconds; absent if it did not. */
  readonly openedAtMs?: number;
  /** The URL of the running or last socket as the browser resolved it (`WebSocket.url`). */
  readonly socketUrl?: string;
  /** The subprotocol the server chose; `''` for none. Absent before opening. */
  readonly protocol?: string;
  /** The extensions in use (`WebSocket.extensions`); `''` for none. Absent before opening. */
  readonly extensions?: string;
  /** What the socket calls itself when it is not a plain one, such as "Recording". */
  readonly socketLabel?: string;
  /**
   * Where the running or last socket lives, if it was asked to live in a worker (`ws-tester/worker-socket`): there, or
   * on the page because no worker could run. Absent before opening, and for every other socket.
   */
  readonly socketPlace?: SocketPlace;
  /** How the last attempt ended. Absent while one runs and before the first. */
  readonly end?: AttemptEnd;
  /** Whether the last attempt failed, see `failed()` in `attempt.ts`. */
  readonly failed: boolean;
  readonly retry?: PendingRetry;
  /** How many automatic retries there were when the last allowed one ended badly too. Absent where none was allowed. */
  readonly retriesUsedUp?: number;
  readonly sendQueue?: SendQueue;
}

/** The settings of a connection that nobody set up. */
export const defaultSettings: ConnectionSettings = Object.freeze({
  url: '',
  protocols: '',
  reconnectAttempts: 0,
  handshakeTimeoutMs: 10_000,
  closingTimeoutMs: 5_000,
  lockUrl: false,
});
