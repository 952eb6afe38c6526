/** The rules of both fields in one module, loaded when a field is entered or holds something that may be wrong. */
export { redactUrl } from '../../protocol/redact-url.js';
export { parseSubprotocols } from '../../protocol/subprotocol.js';
export { checkUrl } from '../../protocol/url.js';
