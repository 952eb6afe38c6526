/** Defines every element of this library: the one import of a page that wants them all. */
import './define/ws-close-codes.js';
import './define/ws-connection.js';
import './define/ws-tester.js';
