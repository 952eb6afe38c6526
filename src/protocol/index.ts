export * from './bad-ports.js';
export * from './close-args.js';
export * from './close-codes.js';
export * from './problem.js';
export * from './redact-url.js';
export * from './subprotocol.js';
export * from './url.js';
export * from './utf8.js';
