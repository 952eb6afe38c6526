/** The connection and its log, without a page: runs in browsers, workers and Node. */
export { failed, type AttemptEnd, type CloseArguments, type Commander, type EndedBy } from './attempt.js';
export type { ConnectionSettings, ConnectionState, PendingRetry, SendQueue } from './connection-state.js';
export {
  Connection,
  SendError,
  type ConnectionHooks,
  type ConnectionLike,
  type ConnectionOptions,
  type ConnectRequest,
} from './connection.js';
export { EntryLog, type LogRange, type MessageGlance } from './entry-log.js';
export type * from './entry.js';
export { globalPorts } from './global-ports.js';
export { eachMessage, packPlaces, type MessagePack } from './message-pack.js';
export type { Phase } from './phase.js';
export type * from './ports.js';
export type { SendData } from './send-gate.js';
