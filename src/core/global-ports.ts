import type { Clock, Ports, SocketLike } from './ports.js';

/** How long a frame may be awaited: a hidden page paints none, yet its host wants to hear of messages. */
const longestFrameMs = 250;

interface Surroundings {
  readonly WebSocket?: new (url: string, protocols?: string[]) => unknown;
  readonly performance: { readonly timeOrigin: number; now(): number };
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
  requestAnimationFrame?(callback: () => void): number;
  cancelAnimationFrame?(frame: number): void;
}

/** The one place where the core looks at the globals, and only when a connection is made without ports. */
const surroundings = globalThis as unknown as Surroundings;

/** Time from `performance`, timers and, where there are any, animation frames. */
export const globalClock: Clock = {
  get timeOriginMs() {
    return surroundings.performance.timeOrigin;
  },
  now: () => surroundings.performance.now(),
  after(delayMs, callback) {
    const timer = surroundings.setTimeout(callback, delayMs);
    return () => {
      surroundings.clearTimeout(timer);
    };
  },
  frame(callback) {
    const release = () => {
      surroundings.clearTimeout(timer);
      if (frame !== undefined) surroundings.cancelAnimationFrame?.(frame);
    };
    const once = () => {
      release();
      callback();
    };
    const timer = surroundings.setTimeout(once, surroundings.requestAnimationFrame ? longestFrameMs : 16);
    const frame = surroundings.requestAnimationFrame?.(once);
    return release;
  },
};

/**
 * Ports made of the globals of a browser, a worker or Node. Where there is no global `WebSocket` (Node 20),
 * the socket factory throws with advice; give `ports: { socket: (url, protocols) => new WebSocket(…) }` with the
 * `ws` package.
 */
export function globalPorts(): Ports {
  return {
    socket(url, protocols) {
      if (!surroundings.WebSocket) {
        throw new TypeError(
          'There is no WebSocket here. Give a socket factory: new Connection({ ports: { socket } }).',
        );
      }
      return new surroundings.WebSocket(url, [...protocols]) as SocketLike;
    },
    clock: globalClock,
    random: Math.random,
  };
}
