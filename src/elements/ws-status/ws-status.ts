import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { AttemptEnd } from '../../core/attempt.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { ConnectionLike } from '../../core/connection.js';
import { showControls } from '../../decode/text.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { clockTime, duration } from './duration.js';
import { explainEnd } from './end-explanation.js';
import { LogCounts } from './log-counts.js';
import { phaseLooks, phaseWord } from './phase-word.js';
import { VisibleTicker } from './visible-ticker.js';
import { styles } from './ws-status.styles.js';

/**
 * Tells how one connection stands: its phase in a word, for how long it is open, what was negotiated, how many
 * messages went each way, and after the end the close code, the reason and one line of advice.
 *
 * It tells only what the browser told. Where a page cannot know why an attempt failed, it says so.
 *
 * ```html
 * <ws-connection url="wss://example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-status></ws-status>
 * </ws-connection>
 * ```
 *
 * @summary The state of a connection in words.
 * @tagname ws-status
 * @csspart phase - The word for the phase, with its icon. It is the `role=status` named "Connection".
 * @csspart badge - What a socket calls itself when it is not a plain one, such as "Recording".
 * @csspart clock - How long the connection has been open.
 * @csspart sent - The count of messages sent.
 * @csspart received - The count of messages received.
 * @csspart details - What was negotiated, or how it ended.
 * @csspart close-code - The close code.
 * @csspart reason - The close reason.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-good] - Colour of "Connected".
 * @cssprop [--ws-warn] - Colour of "Still trying" and "Waiting to reconnect".
 * @cssprop [--ws-bad] - Colour of "Failed".
 * @cssprop [--ws-font-mono] - Font of everything that came over the wire.
 */
export class WsStatus extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is only looked at, never opened or closed. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  readonly #counts = new LogCounts(() => this.requestUpdate());
  readonly #state = new ConnectionController(this, (state) => state, {
    onConnection: (connection) => {
      this.#counts.follow(connection);
    },
  });
  readonly #localization = new Localization(this);

  constructor() {
    super();
    new VisibleTicker(this, () => untilNextTickMs(this.#state.value));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    const state = this.#state.value;
    const { strings } = this.#localization;
    if (!state) return this.#renderNoConnection();
    const word = phaseWord(state);
    const look = phaseLooks[word];
    return html`
      <div class="bar">
        <div role="status" aria-label=${strings.status.label} class="phase ${look.tone}" part="phase">
          ${icon(look.icon)}<span>${strings.status[word]}</span>
        </div>
        ${this.#renderRetry(state)}
        ${state.socketLabel ? html`<bdi class="badge" part="badge">${showControls(state.socketLabel)}</bdi>` : nothing}
        <div class="figures">
          ${this.#renderClock(state)}
          <span class="count sent" part="sent">
            ${icon('arrow-up')}<span class="number">${this.#localization.number(this.#counts.sent)}</span>
            <span class="word">${strings.status.sent}</span>
          </span>
          <span class="count received" part="received">
            ${icon('arrow-down')}<span class="number"
              >${this.#localization.number(this.#counts.received)}</span
            >
            <span class="word">${strings.status.received}</span>
          </span>
        </div>
      </div>
      <p class="details" part="details">${this.#renderDetails(state)}</p>
    `;
  }

  #renderNoConnection() {
    const message = noConnection(this.#state.problem, this.htmlFor, this.#localization.strings);
    return message ? html`<p class="details" part="no-connection">${message}</p>` : nothing;
  }

  #renderClock({ phase, openedAtMs }: ConnectionState) {
    const isOpen = phase === 'open' && openedAtMs !== undefined;
    return html`<span class="clock" part="clock" title=${this.#localization.strings.status.timeOpen}
      >${isOpen ? clockTime(nowMs() - openedAtMs) : nothing}</span
    >`;
  }

  #renderRetry({ phase, retry }: ConnectionState) {
    if (phase !== 'waiting' || !retry) return nothing;
    const { strings } = this.#localization;
    const seconds = Math.max(0, Math.ceil((retry.atMs - nowMs()) / 1000));
    return html`<span class="retry" part="retry"
      >${strings.status.retryIn(this.#localization.number(seconds))} ·
      ${strings.status.retryNumber(String(retry.number), String(retry.maxAttempts))}</span
    >`;
  }

  #renderDetails(state: ConnectionState) {
    const words = this.#localization.strings.status;
    switch (state.phase) {
      case 'idle':
        return words.idleHint;
      case 'connecting':
        if (state.preparing) return words.preparing;
        return state.stillTrying
          ? words.stillTryingHint(this.#duration(state.settings.handshakeTimeoutMs))
          : words.connectingHint;
      case 'open':
        return this.#renderNegotiated(state);
      case 'closing':
        return words.closingHint;
      default:
        return state.end ? this.#renderEnd(state.end) : nothing;
    }
  }

  #renderNegotiated({ protocol, extensions, sendQueue }: ConnectionState) {
    const words = this.#localization.strings.status;
    return html`${
        protocol
          ? html`${words.subprotocol} <bdi part="protocol">${showControls(protocol)}</bdi>`
          : words.noSubprotocol
      }<span class="dot"></span> ${
        extensions
          ? html`${words.extensions} <bdi part="extensions">${showControls(extensions)}</bdi>`
          : words.noExtensions
      }${
        sendQueue
          ? html`<span class="dot"></span> ${words.queued(this.#localization.number(sendQueue.messages))}`
          : nothing
      }`;
  }

  #renderEnd(end: AttemptEnd): TemplateResult {
    const words = this.#localization.strings.status;
    const { closeCode, reason, facts, advice } = explainEnd(end, words, (ms) => this.#duration(ms));
    const dot = html`<span class="dot"></span> `;
    // Facts of a close are phrases in a row; without a code they are sentences.
    return html`${
      closeCode
        ? html`<span class="code" part="close-code">${closeCode.code} ${closeCode.name}</span> ${dot}`
        : nothing
    }${
      reason === undefined
        ? nothing
        : reason
          ? html`<q part="reason"><bdi>${reason}</bdi></q> ${dot}`
          : html`${words.noReason} ${dot}`
    }${facts.map(
      (fact, index) => html`${index > 0 && closeCode ? dot : ' '}<span class="fact">${fact}</span>`,
    )}${advice ? html` <span part="advice">${closeCode ? dot : nothing}${advice}</span>` : nothing}`;
  }

  #duration(durationMs: number): string {
    return duration(durationMs, this.#localization.language);
  }
}

/** Now, on the scale of the times in a connection's state: monotonic, unlike `Date.now()`. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The clock changes when a full second is over, the countdown when one is left. */
function untilNextTickMs(state: ConnectionState | undefined): number | undefined {
  if (state?.phase === 'open' && state.openedAtMs !== undefined) {
    return 1000 - ((nowMs() - state.openedAtMs) % 1000);
  }
  if (state?.phase === 'waiting' && state.retry) {
    const leftMs = state.retry.atMs - nowMs();
    return leftMs > 0 ? leftMs % 1000 || 1000 : undefined;
  }
  return undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-status': WsStatus;
  }
}
