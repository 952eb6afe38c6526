/**
 * What kind of thing went wrong: whose turn it is.
 *
 * - `address`: what was typed. `page`: the page or the browser stopped it. `network`: no conversation with a server.
 * - `tls`: encryption failed, or one side expected it and the other did not. `handshake`: a server spoke, but did
 *   not open a WebSocket. `protocol`: it opened, then the server broke the rules. `lost`: it opened, then the
 *   connection ended without a goodbye. `closed`: it was closed on purpose. `unknown`: nothing fits.
 */
export type CauseClass =
  'address' | 'page' | 'network' | 'tls' | 'handshake' | 'protocol' | 'lost' | 'closed' | 'unknown';

/**
 * The name of a cause. Public and stable: a name is never given another meaning; new ones may be added in a minor
 * version.
 */
export type CauseId =
  | 'invalid-url'
  | 'invalid-subprotocol'
  | 'bad-port'
  | 'mixed-content'
  | 'content-security-policy'
  | 'upgraded-to-wss'
  | 'local-network-access'
  | 'offline'
  | 'retries-throttled'
  | 'too-many-sockets'
  | 'prevented-by-page'
  | 'worker-stopped'
  | 'page-restored'
  | 'port-closed'
  | 'name-not-resolved'
  | 'connection-dropped'
  | 'no-answer'
  | 'tls-failed'
  | 'wss-to-plain-port'
  | 'ws-to-tls-port'
  | 'not-upgraded'
  | 'proxy-strips-upgrade'
  | 'redirect'
  | 'bad-handshake'
  | 'not-http'
  | 'subprotocol'
  | 'protocol-violation'
  | 'illegal-close-code'
  | 'message-too-big'
  | 'text-too-long'
  | 'connection-lost'
  | 'idle-timeout'
  | 'lifetime-limit'
  | 'close-not-answered'
  | 'close-cut-short'
  | 'server-stopped-reading'
  | 'closed-by-server'
  | 'closed-by-page'
  | 'unknown';

/** One thing that can be behind a failure or an end, and what to do about it. */
export interface Cause {
  readonly id: CauseId;
  readonly class: CauseClass;
  /** A short heading, a statement without a full stop. */
  readonly title: string;
  /** What happens then, in plain words. */
  readonly explanation: string;
  /** The forms it takes, where no page can tell them apart. Absent if there is but one. */
  readonly kinds?: readonly string[];
  /**
   * Narrower causes for which this one holds too: it is right, if less exact, when one of them is. Where nothing
   * separates them it stands first, and they follow.
   */
  readonly covers?: readonly CauseId[];
  /** What the reader of the page can do. Empty if nothing. */
  readonly reader: readonly string[];
  /** What the owner of the server, or of this page for the class `page`, can do. Empty if nothing. */
  readonly owner: readonly string[];
  /** Where the facts are from: a specification, a product's documentation, or our own measurement. */
  readonly sources: readonly string[];
}

/** A row of a table of causes: its key is the id. */
export type CauseText = Omit<Cause, 'id'>;
