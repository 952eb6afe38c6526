/**
 * Classes, the connection, events and types. Importing it defines no element and has no other side effect:
 * `ws-tester/define/*` defines one element, `ws-tester/all` all of them.
 */
export * from './core/index.js';
export * from './events.js';
export { connectionContext, type ConnectionCallback } from './controller/connection-context.js';
export {
  ConnectionController,
  type ConnectionControllerOptions,
  type ConnectionHost,
  type ConnectionProblem,
} from './controller/connection-controller.js';
export { registerStrings, type StringsOverlay } from './elements/shared/localization.js';
export type { Strings } from './elements/shared/en.js';
export { WsCloseCodes } from './elements/ws-close-codes/ws-close-codes.js';
export { WsComposer } from './elements/ws-composer/ws-composer.js';
export { WsConnect } from './elements/ws-connect/ws-connect.js';
export { WsConnection } from './elements/ws-connection/ws-connection.js';
export { WsDiagnosis } from './elements/ws-diagnosis/ws-diagnosis.js';
export { WsFrame } from './elements/ws-frame/ws-frame.js';
export { WsLog } from './elements/ws-log/ws-log.js';
export { WsSnippet } from './elements/ws-snippet/ws-snippet.js';
export { WsStatus } from './elements/ws-status/ws-status.js';
export { WsTester } from './elements/ws-tester/ws-tester.js';
export { version } from './version.js';
