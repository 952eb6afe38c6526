import { LitElement, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionOwner } from '../../controller/connection-owner.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { SocketFactory } from '../../core/ports.js';
import type { SendData } from '../../core/send-gate.js';
import { version } from '../../version.js';
import { knownValue, themes } from '../shared/known-value.js';
import { styles } from './ws-connection.styles.js';

/**
 * Holds one WebSocket connection for the parts inside it, and for parts elsewhere that name its id. Shows nothing.
 *
 * ```html
 * <ws-connection url="wss://api.example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-log></ws-log>
 * </ws-connection>
 * ```
 *
 * It connects only on a reader's gesture in a part, or when the page calls `connect()`; never by a setting. It
 * closes its socket when it leaves the document for longer than the running task.
 *
 * @summary Provides a connection to the parts inside it and shows nothing.
 * @tagname ws-connection
 * @slot - The parts, in any layout.
 * @fires {WsBeforeConnectEvent} ws-before-connect - Before each attempt, also each automatic retry. Rewrite `url`
 *   or `protocols`, call `waitUntil(promise)`, or refuse by `preventDefault()`. Bubbles.
 * @fires {WsBeforeSendEvent} ws-before-send - Before each message. Replace `data`, or refuse by
 *   `preventDefault()`. Bubbles.
 * @fires {WsOpenEvent} ws-open - The socket opened.
 * @fires {WsCloseEvent} ws-close - An attempt ended without a failure.
 * @fires {WsFailureEvent} ws-failure - An attempt failed.
 * @fires {WsMessagesEvent} ws-messages - The log grew; at most once a frame, with the range of new entries.
 * @cssState idle - Nobody has connected yet.
 * @cssState connecting - An attempt runs.
 * @cssState open - Messages can go both ways.
 * @cssState closing - The close is on its way.
 * @cssState closed - The last attempt is over.
 * @cssState waiting - An automatic retry waits for its time.
 * @cssState failed - The last attempt failed.
 */
export class WsConnection extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = styles;

  /**
   * The endpoint, `ws:`, `wss:`, `http:`, `https:` or relative. Default `''`. May be wrong: connecting then ends
   * with the reason. Counts from the next attempt on; setting it never connects. Follows what the reader types.
   */
  @property()
  get url(): string {
    return this.#owner.get('url');
  }

  set url(value: string) {
    this.#owner.set('url', value);
  }

  /**
   * Subprotocols to offer, comma separated, in order of preference; an array, or the text of a JSON array, is
   * taken too. Default `''`: none. Counts from the next attempt on.
   */
  @property()
  get protocols(): string {
    return this.#owner.get('protocols');
  }

  set protocols(value: string | readonly string[]) {
    this.#owner.set('protocols', value);
  }

  /**
   * How many times to try again by itself after a failure, with growing random waits. As an attribute without a
   * value: 10. Default 0: never. Nothing is retried that was ended on purpose (a clean 1000, 1008, 3000, 3003,
   * 4000-4999, the reader, the page).
   */
  @property()
  get reconnect(): number {
    return this.#owner.get('reconnect');
  }

  set reconnect(value: number | string | boolean) {
    this.#owner.set('reconnect', value);
  }

  /**
   * How long an attempt may stay unanswered, in milliseconds. Default 10,000. Counts from when the socket is made: the
   * time that `ws-before-connect` listeners take by `waitUntil()` has no limit, and is told to the reader.
   */
  @property({ attribute: 'handshake-timeout' })
  get handshakeTimeout(): number {
    return this.#owner.get('handshakeTimeout');
  }

  set handshakeTimeout(value: number | string) {
    this.#owner.set('handshakeTimeout', value);
  }

  /** How many entries the log keeps at most; the oldest go first. Default 100,000. */
  @property({ attribute: 'max-entries' })
  get maxEntries(): number {
    return this.#owner.get('maxEntries');
  }

  set maxEntries(value: number | string) {
    this.#owner.set('maxEntries', value);
  }

  /** How many bytes the log keeps at most; the oldest entries go first. Default 67,108,864 (64 MiB). */
  @property({ attribute: 'max-bytes' })
  get maxBytes(): number {
    return this.#owner.get('maxBytes');
  }

  set maxBytes(value: number | string) {
    this.#owner.set('maxBytes', value);
  }

  /** Keeps the reader from changing `url` and `protocols`; the page still can. Default false. */
  @property({ attribute: 'lock-url' })
  get lockUrl(): boolean {
    return this.#owner.get('lockUrl');
  }

  set lockUrl(value: boolean | string) {
    this.#owner.set('lockUrl', value);
  }

  /**
   * Makes the sockets instead of the browser's `WebSocket`: `(url, protocols) => socket`, with anything shaped like
   * one, such as a proxy or a recorded exchange (`replaySocket()`). A `label` of the socket is shown to the reader.
   * Counts from the next attempt on; setting it never connects, and a running attempt keeps its socket.
   */
  @property({ attribute: false })
  get socket(): SocketFactory | undefined {
    return this.#owner.socket;
  }

  set socket(value: SocketFactory | null | undefined) {
    this.#owner.socket = value;
  }

  /**
   * `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. Counts for all that is inside, but
   * not for parts that name the element from elsewhere.
   */
  @property({ reflect: true }) theme?: string;

  readonly #owner = new ConnectionOwner(this, this.attachInternals());

  /** The connection, with `state`, `log` and `subscribe()`. The same object for the life of the element. */
  get connection(): ConnectionLike {
    return this.#owner.connection;
  }

  /**
   * Begins an attempt; brings a waiting retry forward. Does nothing while one runs or is open. Never throws: what
   * goes wrong comes as `ws-failure`.
   */
  connect(): void {
    // Lit hands over properties that were set before the upgrade only with the first update.
    if (!this.hasUpdated) this.performUpdate();
    this.#owner.connect();
  }

  /**
   * Closes the socket, cancels an attempt, or cancels a waiting retry. Does nothing when there is nothing to end.
   * Throws what `WebSocket.close()` throws for a code other than 1000 and 3000-4999 or a reason over 123 bytes.
   */
  disconnect(code?: number, reason?: string): void {
    this.#owner.disconnect(code, reason);
  }

  /**
   * Sends a message. Resolves when the socket has taken it; rejects, and sends nothing, when the connection is
   * not open or a `ws-before-send` listener refused.
   */
  send(data: SendData): Promise<void> {
    return this.#owner.send(data);
  }

  /** Empties the log. The connection is not touched. */
  clear(): void {
    this.#owner.clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-connection': WsConnection;
  }
}
