import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** One visit to an endpoint: the upgrade request and the TCP connection it came by. */
export interface Visit {
  readonly request: IncomingMessage;
  /** The TCP connection. Endpoints write to it only where `ws` refuses to, as for an illegal close code. */
  readonly socket: Duplex;
  /** What stands after the `?`. */
  readonly search: URLSearchParams;
  /** What the address has in place of the `<…>` of {@link Endpoint.path}; empty for a path without one. */
  readonly pathValue: string;
  /** Aborts when the TCP connection is gone. Every timer of an endpoint hangs on it. */
  readonly signal: AbortSignal;
}

/**
 * What an endpoint does with the upgrade request.
 * - `accept`: answers 101, after `delayMs` if given, then calls `open` with the socket.
 * - `refuse`: answers with an HTTP status and a small text body, then ends the connection.
 * - `raw`: writes to the TCP connection itself, whatever no WebSocket library would write.
 * - `silence`: answers nothing; the lab drops the connection after `holdMs` if the client has not before.
 */
export type HandshakeAnswer =
  | { readonly kind: 'accept'; readonly delayMs?: number; readonly open: (socket: WebSocket) => void }
  | { readonly kind: 'refuse'; readonly status: number; readonly text: string }
  | { readonly kind: 'raw'; readonly serve: () => void }
  | { readonly kind: 'silence'; readonly holdMs: number };

/** A setting of an endpoint, as the index lists it. */
export interface Parameter {
  readonly name: string;
  /** What it does, with its unit, in one sentence. */
  readonly meaning: string;
}

/** A whole number in an address. Anything else than `min` to `max` is a {@link ParameterError}. */
export interface NumberParameter extends Parameter {
  readonly min: number;
  readonly max: number;
  /** Taken when the parameter is absent. A number that stands in the path has none. */
  readonly fallback?: number;
}

/** An example of an endpoint, as the index and the demo page offer it. */
export interface Example {
  /** What one sees, in a few words. */
  readonly label: string;
  /** Path and query below `/lab`, for example `/close/4401?reason=token%20expired`. */
  readonly path: string;
  /** Subprotocols to offer, comma separated, without which nothing is to be seen. Absent: none are needed. */
  readonly protocols?: string;
}

/** One row of the endpoint table: what the lab serves, and what the index says about it. */
export interface Endpoint {
  /** Path below `/lab`; a last segment in angle brackets takes any value: `/close/<code>`. */
  readonly path: string;
  /** What it does, in a sentence or two. */
  readonly summary: string;
  readonly parameters: readonly (Parameter | NumberParameter)[];
  readonly examples: readonly [Example, ...Example[]];
  /** Whether a client meets a failure there, so that the demo lists it under “Break it on purpose”. Default false. */
  readonly breaks?: boolean;
  /**
   * Decides about one upgrade request. A {@link ParameterError} thrown here is told to the client in a message
   * of its own, followed by close code 1008.
   */
  readonly answer: (visit: Visit) => HandshakeAnswer;
}

/** A setting in the address that the endpoint does not take; its message is written for the reader. */
export class ParameterError extends Error {
  /** Name of the offending parameter. */
  readonly parameter: string;

  constructor(parameter: string, message: string) {
    super(message);
    this.name = 'ParameterError';
    this.parameter = parameter;
  }
}

/**
 * Reads a whole number written in decimal digits. `1.5`, `1e3`, ` 7` and `-1` are refused, not rounded.
 *
 * @param text - The text in the address, or null when the parameter is absent (then the fallback is returned).
 * @throws {@link ParameterError} that names the allowed range.
 */
export function readNumber(parameter: NumberParameter, text: string | null): number {
  if (text === null && parameter.fallback !== undefined) return parameter.fallback;
  const value = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= parameter.min && value <= parameter.max) return value;
  const range = `a whole number from ${parameter.min} to ${parameter.max}`;
  const given = text === null ? 'nothing' : JSON.stringify(text.slice(0, 40));
  throw new ParameterError(parameter.name, `${parameter.name} must be ${range}, not ${given}.`);
}
