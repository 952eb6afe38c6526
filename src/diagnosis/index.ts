/** Why a WebSocket failed: evidence in, ranked causes out. Pure; runs in browsers, workers and Node. */
export * from './causes.js';
export * from './diagnose.js';
export * from './diagnosis.js';
export * from './evidence.js';
export * from './proxy-timeouts.js';
export * from './report.js';
