/** The connection and its log, without a page: runs in browsers, workers and Node. */
export * from './attempt.js';
export * from './connection-state.js';
export * from './connection.js';
export * from './entry-log.js';
export * from './entry.js';
export * from './global-ports.js';
export * from './phase.js';
export * from './ports.js';
export * from './reconnect.js';
export { gateBytes, type SendData } from './send-gate.js';
