/** Code that does what the reader did, in several languages. Pure: no socket, no page. */
export * from './code-tokens.js';
export * from './languages.js';
export * from './snippet-language.js';
export * from './snippet-request.js';
