import { LitElement, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ConnectionOwner } from '../../controller/connection-owner.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { SocketFactory } from '../../core/ports.js';
import type { SendData } from '../../core/send-gate.js';
import { version } from '../../version.js';
import { knownValue, themes } from '../shared/known-value.js';
import { partTags } from '../shared/part-tags.js';
import { tokens } from '../shared/tokens.styles.js';
import { exportedParts } from './exported-parts.js';
import { styles } from './ws-tester.styles.js';

const anyPart = partTags.join(',');

/**
 * A whole WebSocket console for a documentation page: endpoint and Connect button, state, log, a composer,
 * and after a failure a diagnosis.
 *
 * ```html
 * <ws-tester url="wss://example.com/stream" format="json" message='{"type":"subscribe"}'>
 *   This page has a live WebSocket console; it needs JavaScript.
 * </ws-tester>
 * ```
 *
 * It connects only when the reader presses Connect (or Enter in a field), or when the page calls `connect()`. No
 * setting connects, and none sends.
 *
 * **Content.** Text and other content, such as the sentence above, shows until the element is defined. One of our
 * parts anywhere inside (`ws-connect`, `ws-status`, `ws-log`, `ws-composer`, …) replaces the default layout by the
 * content, so a page can lay the parts out itself. Parts elsewhere may name the tester by `for="id"`.
 *
 * **Size.** It takes the height the page gives it, and the log scrolls inside. Otherwise it is 48rem high, 54rem in a
 * window up to 40rem wide, where its parts stack. Below about 28rem (36rem stacked) all of it scrolls. So that
 * nothing moves when the script arrives, let the page keep the same room before:
 *
 * ```css
 * ws-tester:not(:defined) {
 *   display: block;
 *   block-size: 48rem;
 *   overflow: hidden;
 * }
 * @media (max-width: 40rem) {
 *   ws-tester:not(:defined) {
 *     block-size: 54rem;
 *   }
 * }
 * ```
 *
 * It closes its socket when it leaves the document for longer than the running task.
 *
 * @summary The whole console in one element.
 * @tagname ws-tester
 * @slot - Shown until the element is defined. If one of our parts is in it, it replaces the default layout.
 * @fires {WsBeforeConnectEvent} ws-before-connect - Before each attempt, also each automatic retry. Rewrite `url`
 *   or `protocols`, call `waitUntil(promise)`, or refuse by `preventDefault()`. Bubbles.
 * @fires {WsBeforeSendEvent} ws-before-send - Before each message. Replace `data`, or refuse by
 *   `preventDefault()`. Bubbles.
 * @fires {WsOpenEvent} ws-open - The socket opened.
 * @fires {WsCloseEvent} ws-close - An attempt ended without a failure.
 * @fires {WsFailureEvent} ws-failure - An attempt failed.
 * @fires {WsMessagesEvent} ws-messages - The log grew; at most once a frame, with the range of new entries.
 * @csspart console - The frame around the default layout.
 * @csspart connect - The `ws-connect` of the default layout.
 * @csspart status - The `ws-status` of the default layout.
 * @csspart diagnosis - The `ws-diagnosis` of the default layout; empty until something failed.
 * @csspart log - The `ws-log` of the default layout.
 * @csspart composer - The `ws-composer` of the default layout. The parts of all five are parts of the tester too:
 *   `ws-tester::part(send-button)`.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of what stands out.
 * @cssprop [--ws-border] - Colour of the frame and of the lines between the parts.
 * @cssprop [--ws-border-control] - Colour of the borders of fields and buttons.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Background of the primary buttons.
 * @cssprop [--ws-accent-text] - Text of the primary buttons.
 * @cssprop [--ws-sent] - Colour of what was sent.
 * @cssprop [--ws-received] - Colour of what was received.
 * @cssprop [--ws-good] - Colour of what is well.
 * @cssprop [--ws-warn] - Colour of warnings.
 * @cssprop [--ws-bad] - Colour of errors.
 * @cssprop [--ws-focus] - Colour of the focus ring.
 * @cssprop [--ws-radius=6px] - Radius of corners.
 * @cssprop [--ws-font-mono] - Font of everything that goes over the wire.
 * @cssState idle - Nobody has connected yet.
 * @cssState connecting - An attempt runs.
 * @cssState open - Messages can go both ways.
 * @cssState closing - The close is on its way.
 * @cssState closed - The last attempt is over.
 * @cssState waiting - An automatic retry waits for its time.
 * @cssState failed - The last attempt failed.
 * @cssState own-layout - The page's own layout of parts is shown instead of the default one.
 */
export class WsTester extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, styles];

  /**
   * The endpoint, `ws:`, `wss:`, `http:`, `https:` or relative. Default `''`. May be wrong: the field then says
   * where. Counts from the next attempt on; setting it never connects. Follows what the reader types.
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
   * The text the composer of the default layout begins with. Default `''`. Setting it later shows the new text
   * unless the reader has written. Never sends.
   */
  @property() message?: string;

  /**
   * How the composer of the default layout reads its text: `text` (default), `json`, `base64` or `hex`. Anything
   * else counts as `text`, with one `console.warn`.
   */
  @property() format?: string;

  /**
   * The key that pairs a request and its reply in the log of the default layout, such as `id` or `meta.id`: replies
   * then tell how long they took. None by default. See `round-trip-key` of `ws-log`.
   */
  @property({ attribute: 'round-trip-key' }) roundTripKey?: string;

  /** Shows messages that repeat the one before them as one row with a count: see `ws-log`. Default false. */
  @property({ attribute: 'fold-repeats', type: Boolean }) foldRepeats: boolean | string = false;

  /** What messages also share a row, while repeats are folded: text or `/expression/flags`. Default none. */
  @property({ attribute: 'fold-pattern' }) foldPattern?: string;

  /** Takes “Find out more” away from the diagnosis, so that it never makes a request. Default false. */
  @property({ attribute: 'no-probes', type: Boolean }) noProbes: boolean | string = false;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. Counts for the parts too. */
  @property({ reflect: true }) theme?: string;

  readonly #internals = this.attachInternals();
  readonly #owner = new ConnectionOwner(this, this.#internals);

  /** Whether one of our parts is among the descendants. */
  @state() private hasOwnLayout = false;

  readonly #contentObserver = new MutationObserver(() => {
    this.#lookAtContent();
  });

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

  override connectedCallback(): void {
    super.connectedCallback();
    // Parts may be parsed, or put in by a framework, after the element itself.
    this.#contentObserver.observe(this, { childList: true, subtree: true });
    this.#lookAtContent();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#contentObserver.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    if (this.hasOwnLayout) return html`<slot></slot>`;
    return html`
      <div class="console" part="console">
        <ws-connect part="connect" exportparts=${exportedParts.connect}></ws-connect>
        <ws-status part="status" exportparts=${exportedParts.status}></ws-status>
        <ws-diagnosis
          part="diagnosis"
          exportparts=${exportedParts.diagnosis}
          .noProbes=${this.noProbes}
        ></ws-diagnosis>
        <ws-log
          part="log"
          exportparts=${exportedParts.log}
          .roundTripKey=${this.roundTripKey}
          .foldRepeats=${this.foldRepeats}
          .foldPattern=${this.foldPattern}
        ></ws-log>
        <ws-composer
          part="composer"
          exportparts=${exportedParts.composer}
          .message=${this.message}
          .format=${this.format}
        ></ws-composer>
      </div>
    `;
  }

  #lookAtContent(): void {
    this.hasOwnLayout = this.querySelector(anyPart) !== null;
    if (this.hasOwnLayout) this.#internals.states.add('own-layout');
    else this.#internals.states.delete('own-layout');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-tester': WsTester;
  }
}
