import type { ConnectionLike } from '../core/connection.js';

/**
 * The key under which a connection is asked for by the web-components community context protocol. From the global
 * symbol registry, so that two copies of this library on one page find each other; the number changes when the
 * shape of `ConnectionLike` changes incompatibly.
 */
export const connectionContext: unique symbol = Symbol.for('ws-tester.connection/1') as never;

/** Receives a connection; with `subscribe`, again whenever the provider changes it. */
export type ConnectionCallback = (connection: ConnectionLike | undefined, unsubscribe?: () => void) => void;
