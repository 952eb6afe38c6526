import type { MessagePack } from '../core/message-pack.js';

/**
 * The number both sides of a worker socket must agree on; it rises with every change of what they say to each
 * other. A host may serve a copy of the worker's script that is older or newer than the rest.
 */
export type WorkerSocketVersion = 1;

/** What the page tells the worker. Nothing comes before its hello, and `connect` comes once. */
export type WorkerSocketCommand =
  | { readonly do: 'connect'; readonly url: string; readonly protocols: readonly string[] }
  | { readonly do: 'send'; readonly data: string | ArrayBuffer | Blob; readonly sizeBytes: number }
  | { readonly do: 'close'; readonly code?: number; readonly reason?: string };

/** What the worker tells the page, in the order in which it happened. Times are `event.timeStamp` of the worker. */
export type WorkerSocketReport =
  /** The script runs. It has not connected and will not before it is told to. */
  | {
      readonly tell: 'hello';
      readonly version: WorkerSocketVersion;
      readonly timeOriginMs: number;
      readonly nowMs: number;
    }
  /** `new WebSocket()` threw: nothing was connected. */
  | { readonly tell: 'threw'; readonly name: string; readonly message: string }
  | {
      readonly tell: 'open';
      readonly url: string;
      readonly protocol: string;
      readonly extensions: string;
      readonly timeStamp: number;
    }
  | { readonly tell: 'pack'; readonly pack: MessagePack }
  /** What became of commands to send: `takenBytes` of their `sizeBytes`, since the beginning, were given to the socket. */
  | { readonly tell: 'buffered'; readonly takenBytes: number; readonly bufferedBytes: number }
  | { readonly tell: 'error'; readonly timeStamp: number }
  | {
      readonly tell: 'close';
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
      readonly timeStamp: number;
    };
