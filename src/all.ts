/**
 * Defines every element of this library: the one import of a page that wants them all, and what the files for a
 * script tag are made of. Gives the classes and the connection too, as the classic script does by its one global.
 */
import './define/ws-close-codes.js';
import './define/ws-connection.js';
import './define/ws-frame.js';
import './define/ws-snippet.js';
import './define/ws-tester.js';

export * from './index.js';
