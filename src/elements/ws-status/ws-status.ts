import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { AttemptEnd } from '../../core/attempt.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { ConnectionLike } from '../../core/connection.js';
import { stillTryingAfterMs } from '../../core/attempt.js';
import { showControls } from '../../decode/text.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { clockTime, duration } from './duration.js';
import { LogCounts } from './log-counts.js';
import { phaseLook, phaseWord } from './phase-word.js';
import { VisibleTicker } from './visible-ticker.js';
import { styles } from './ws-status.styles.js';

/**
 * Tells how one connection stands: its phase in a word, for how long it is open, what was negotiated, how many
 * messages went each way, and after the end the close code, the reason and one line of advice.
 *
 * It tells only what the browser told. Where a page cannot know why an attempt failed, it says so.
 *
 * Its height is the same in every phase: two lines are kept for the details, three where it is narrow, and the button
 * "More" shows what does not fit in them.
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
 * @csspart retry - How long until the next retry, and which one it is.
 * @csspart badge - What a socket calls itself when it is not a plain one, such as "Recording".
 * @csspart clock - How long the connection has been open.
 * @csspart sent-count - How many messages were sent.
 * @csspart received-count - How many messages were received.
 * @csspart details-line - What was negotiated, or how it ended.
 * @csspart protocol - The subprotocol the server chose.
 * @csspart extensions - The extensions in use.
 * @csspart close-code - The close code and its name.
 * @csspart reason - The close reason.
 * @csspart advice - What to do about an end.
 * @csspart more-details-button - The button More / Less, where the details are longer than their room.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-good] - Colour of "Connected".
 * @cssprop [--ws-warn] - Colour of "Still trying", "Waiting to reconnect", and "Closed" after a code that tells of trouble.
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
  readonly #explanation = new LazyModule(this, () => import('./end-explanation.js'));

  /** Whether the reader asked for all of the details. Until the next change of phase. */
  @state() private allDetails = false;

  @query('.details') private readonly detailsRoom!: HTMLElement | null;
  @query('.figures') private readonly figures!: HTMLElement | null;
  @query('.more') private readonly moreButton!: HTMLButtonElement | null;

  readonly #resizeObserver = new ResizeObserver(() => {
    this.#offerMore();
  });
  #phase: ConnectionState['phase'] | undefined;
  /** For which words it was last looked whether they fit. */
  #offered = '';

  constructor() {
    super();
    new VisibleTicker(this, () => untilNextTickMs(this.#state.value));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizeObserver.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizeObserver.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    if (this.#phase !== this.#state.value?.phase) this.allDetails = false;
    this.#phase = this.#state.value?.phase;
    // From the first attempt on an end is to be explained; it is not far, or here already.
    if (this.#state.value && this.#state.value.phase !== 'idle') void this.#explanation.load();
  }

  protected override updated(): void {
    // Looking how much room there is lays the page out: not for each tick, unless the figures take more room by it.
    const figuresLength = this.figures?.textContent.length ?? 0;
    const offered = `${this.allDetails} ${figuresLength} ${this.detailsRoom?.textContent ?? ''}`;
    if (offered !== this.#offered) this.#offerMore();
    this.#offered = offered;
  }

  protected override render() {
    const state = this.#state.value;
    const { strings } = this.#localization;
    if (!state) return this.#renderNoConnection();
    const word = isLongPreparing(state) ? 'stillTrying' : phaseWord(state);
    const look = phaseLook(word, state);
    return html`
      <div class="status">
        <div class="heading">
          <div role="status" aria-label=${strings.status.label} class="phase ${look.tone}" part="phase">
            ${icon(look.icon)}<span>${strings.status[word]}</span>
          </div>
          ${renderBadge(state)}
        </div>
        <div class="figures">
          ${this.#renderClock(state)} ${this.#renderCount('sent', 'arrow-up')}
          ${this.#renderCount('received', 'arrow-down')}
        </div>
        ${this.#renderDetailsRoom(state)}
      </div>
    `;
  }

  #renderNoConnection() {
    const message = noConnection(this.#state.problem, this.htmlFor, this.#localization.strings);
    return message ? html`<p class="no-connection" part="no-connection">${message}</p>` : nothing;
  }

  #renderClock({ phase, openedAtMs }: ConnectionState) {
    const isOpen = phase === 'open' && openedAtMs !== undefined;
    return html`<span class="clock" part="clock" title=${this.#localization.strings.status.timeOpen}
      >${isOpen ? clockTime(nowMs() - openedAtMs) : nothing}</span
    >`;
  }

  #renderCount(direction: 'sent' | 'received', arrow: IconName) {
    return html`<span class="count ${direction}" part="${direction}-count">
      ${icon(arrow)}<span class="words"
        ><span class="number">${this.#localization.number(this.#counts[direction])}</span>
        <span class="word">${this.#localization.strings.status[direction]}</span></span
      ></span
    >`;
  }

  #renderRetry({ phase, retry }: ConnectionState) {
    if (phase !== 'waiting' || !retry) return nothing;
    const { strings } = this.#localization;
    const seconds = Math.max(0, Math.ceil((retry.atMs - nowMs()) / 1000));
    const number = (value: number) => this.#localization.number(value);
    const words = strings.status.retry(number(retry.number), number(retry.maxAttempts), number(seconds));
    return html`<span class="fact" part="retry">${words}</span>`;
  }

  #renderDetailsRoom(state: ConnectionState) {
    const { more, less } = this.#localization.strings.status;
    return html`<div class="details ${this.allDetails ? 'all' : ''}">
      <span class="corner"></span><span class="more-room" aria-hidden="true" data-word=${more}></span>
      <p part="details-line">${renderBadge(state)} ${this.#renderDetails(state)}</p>
      <button
        class="more"
        part="more-details-button"
        type="button"
        hidden
        aria-expanded=${String(this.allDetails)}
        @click=${() => (this.allDetails = !this.allDetails)}
      >
        ${this.allDetails ? less : more}
      </button>
    </div>`;
  }

  /** Shows the button where the words do not fit. Not rendered: whether they do is known only when they are laid out. */
  #offerMore(): void {
    const { detailsRoom, moreButton } = this;
    if (!detailsRoom || !moreButton) return;
    detailsRoom.classList.remove('overfull');
    const isOverfull = this.allDetails || detailsRoom.scrollHeight > detailsRoom.clientHeight + 1;
    detailsRoom.classList.toggle('overfull', isOverfull);
    moreButton.hidden = !isOverfull;
  }

  #renderDetails(state: ConnectionState) {
    const words = this.#localization.strings.status;
    switch (state.phase) {
      case 'idle':
        return words.idleHint;
      case 'connecting':
        if (state.preparing) return isLongPreparing(state) ? words.preparingLong : words.preparing;
        return state.stillTrying
          ? words.stillTryingHint(this.#duration(state.settings.handshakeTimeoutMs))
          : words.connectingHint;
      case 'open':
        return this.#renderNegotiated(state);
      case 'closing':
        return words.closingHint;
      default:
        return inARow(
          [
            this.#renderRetry(state),
            this.#renderGivenUp(state),
            state.end ? this.#renderEnd(state.end) : nothing,
          ]
            // the explanation of the end may still be on its way
            .filter((part) => part !== nothing),
        );
    }
  }

  #renderGivenUp({ retriesUsedUp }: ConnectionState) {
    if (retriesUsedUp === undefined) return nothing;
    const words = this.#localization.strings.status;
    const shown = this.#localization.number(retriesUsedUp);
    return html`<span class="fact" part="retry">${words.gaveUp(retriesUsedUp, shown)}</span>`;
  }

  #renderNegotiated({ protocol, extensions, sendQueue, socketPlace }: ConnectionState) {
    const words = this.#localization.strings.status;
    const facts = [
      protocol
        ? html`${words.subprotocol} <bdi part="protocol">${showControls(protocol)}</bdi>`
        : words.noSubprotocol,
      extensions
        ? html`${words.extensions} <bdi part="extensions">${showControls(extensions)}</bdi>`
        : words.noExtensions,
    ];
    // by shape: another copy of the library may know more places
    const place: string | undefined = socketPlace && words.places[socketPlace];
    if (place) facts.push(place);
    if (sendQueue) facts.push(words.queued(this.#localization.number(sendQueue.messages)));
    return inARow(facts);
  }

  #renderEnd(end: AttemptEnd) {
    const words = this.#localization.strings.status;
    const explanation = this.#explanation.value?.explainEnd(end, words, (ms) => this.#duration(ms));
    if (!explanation) return this.#explanation.failed ? this.#renderBareEnd(end) : nothing;
    const { closeCode, reason, facts, advice } = explanation;
    const told = facts.map((fact) => html`<span class="fact">${fact}</span>`);
    const advised = advice ? html`<span part="advice">${advice}</span>` : nothing;
    if (!closeCode) return html`${told.map((fact) => html`${fact} `)}${advised}`;
    const row: unknown[] = [
      html`<span class="code" part="close-code">${closeCode.code} ${closeCode.name}</span>`,
      ...told,
    ];
    if (reason !== undefined) {
      row.splice(1, 0, reason ? html`<q part="reason"><bdi>${reason}</bdi></q>` : words.noReason);
    }
    return html`${inARow(row)}${advice ? separator : nothing}${advised}`;
  }

  /** Where the explanations cannot be loaded: what the browser told, without a word of ours. */
  #renderBareEnd({ code, reason }: AttemptEnd) {
    return html`<span class="code" part="close-code">${code}</span>
      <bdi part="reason">${showControls(reason ?? '')}</bdi>`;
  }

  #duration(durationMs: number): string {
    return duration(durationMs, this.#localization.language);
  }
}

const separator = html`<span class="dot"> · </span>`;

function inARow(facts: readonly unknown[]) {
  return facts.map((fact, index) => (index === 0 ? fact : html`${separator}${fact}`));
}

/** Now, on the scale of the times in a connection's state: monotonic, unlike `Date.now()`. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Whether the page has been thinking about this attempt for so long that the reader should be told. */
function isLongPreparing({ preparing, startedAtMs }: ConnectionState): boolean {
  return preparing && startedAtMs !== undefined && nowMs() - startedAtMs >= stillTryingAfterMs;
}

/** The clock changes when a full second is over, the countdown when one is left. */
function untilNextTickMs(state: ConnectionState | undefined): number | undefined {
  if (state?.phase === 'open' && state.openedAtMs !== undefined) {
    return 1000 - ((nowMs() - state.openedAtMs) % 1000);
  }
  if (state?.preparing && state.startedAtMs !== undefined) {
    const leftMs = state.startedAtMs + stillTryingAfterMs - nowMs();
    return leftMs > 0 ? leftMs + 1 : undefined;
  }
  if (state?.phase === 'waiting' && state.retry) {
    const leftMs = state.retry.atMs - nowMs();
    return leftMs > 0 ? leftMs % 1000 || 1000 : undefined;
  }
  return undefined;
}

/** There twice, of which one is shown: before the details where the first line has no room for it. */
function renderBadge({ socketLabel }: ConnectionState) {
  return socketLabel ? html`<bdi class="badge" part="badge">${showControls(socketLabel)}</bdi>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-status': WsStatus;
  }
}
