import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { EntryLog } from '../../core/entry-log.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { CloseCodeNames } from './close-code-names.js';
import { wordingOf, type Wording } from './entry-words.js';
import { LazyDetails } from './lazy-details.js';
import { LogView } from './log-view.js';
import { SpokenSummary } from './spoken-summary.js';
import { styles } from './ws-log.styles.js';

/** Below the rows, the hint takes two lines at most. */
const hintPx = 48;

/** How full the log is, as far as the template cares: a hint stands in an empty one, and below the first events. */
type Fullness = 'empty' | 'events' | 'messages';

/**
 * Shows what went over the wire of one connection, a row a message, and what happened to the connection. It keeps up
 * with any rate, because only the rows in view exist, and holds still while the reader looks at something. Choosing a
 * row shows the whole message as formatted JSON, as text or as bytes.
 *
 * The newest rows are followed while the end of the list is in view, and no longer from the moment a row is chosen, be
 * it the last: what the reader looks at must not be pushed away. "N new" follows again, and so does scrolling to the
 * end, or closing the details there.
 *
 * The height that the page gives is obeyed; the list scrolls inside.
 *
 * ```html
 * <ws-connection url="wss://example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-log></ws-log>
 * </ws-connection>
 * ```
 *
 * @summary The messages of a connection.
 * @tagname ws-log
 * @csspart toolbar - The bar above the list.
 * @csspart count - How many messages there are, and how many older ones were dropped.
 * @csspart button - Every button.
 * @csspart clear-button - The button that empties the log.
 * @csspart newer-button - The button that goes to the newest message, shown while that is out of view.
 * @csspart list - The list of rows, which scrolls.
 * @csspart row - A row; also has the part `sent`, `received`, `opened`, `closed`, `failed` or `note`.
 * @csspart sent - The row of a sent message.
 * @csspart received - The row of a received message.
 * @csspart opened - The row of an attempt that opened.
 * @csspart closed - The row of an end that is no failure.
 * @csspart failed - The row of a failure.
 * @csspart note - The row of a remark.
 * @csspart active - The row that the keys move from.
 * @csspart selected - The row whose details are shown; also the view that is shown.
 * @csspart empty - What is said while there is nothing to list.
 * @csspart details - The pane with the chosen entry.
 * @csspart details-header - The first line of the details.
 * @csspart views - The choice of a view: JSON, Text, Hex.
 * @csspart view - One view to choose.
 * @csspart copy-button - The button that copies the message.
 * @csspart copy-result - What became of copying.
 * @csspart close-button - The button that closes the details.
 * @csspart content - The message, which scrolls.
 * @csspart problem - Why a message is not shown as it might be.
 * @csspart facts - All that is known of an event, as a list of names and values.
 * @csspart more-button - The button that shows more of a long message.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-log-block-size=24rem] - Height where the page gives none.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of bars, and of the row pointed at.
 * @cssprop [--ws-border] - Hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Colour of the chosen row.
 * @cssprop [--ws-sent] - Colour of sent messages' direction.
 * @cssprop [--ws-received] - Colour of received messages' direction.
 * @cssprop [--ws-good] - Colour of "opened".
 * @cssprop [--ws-bad] - Colour of "failed".
 * @cssprop [--ws-radius] - Radius of corners.
 * @cssprop [--ws-font-mono] - Font of everything that came over the wire.
 */
export class WsLog extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is only looked at, never opened or closed. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  readonly #phase = new ConnectionController(this, ({ phase }) => phase, {
    onConnection: (connection) => {
      this.#bind(connection?.log);
    },
  });
  readonly #localization = new Localization(this);
  readonly #closeCodes = new CloseCodeNames(() => this.#view?.rewrite());
  readonly #wording: Wording = wordingOf(this.#localization, this.#closeCodes.nameOf);
  readonly #details = new LazyDetails(this, this.#wording, () => {
    this.#closeDetails();
  });

  @state() private fullness: Fullness = 'empty';
  @state() private isChosenHeld = true;
  @query('.body') private readonly body!: HTMLElement;
  @query('.count') private readonly countText!: HTMLElement;
  @query('.newer') private readonly newerButton!: HTMLElement;
  @query('.newer-count') private readonly newerText!: HTMLElement;

  /** The log that is shown, or was before the element left its document. */
  #log: EntryLog | undefined;
  #view: LogView | undefined;
  #spoken: SpokenSummary | undefined;
  #language = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#spoken?.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override firstUpdated(): void {
    const find = (selector: string) => this.renderRoot.querySelector(selector) as HTMLElement;
    const elements = {
      list: find('.list'),
      spacer: find('.spacer'),
      rows: find('.rows'),
      probe: find('.probe'),
    };
    this.#spoken = new SpokenSummary(find('.spoken'), this.#wording);
    this.#view = new LogView(elements, this.#wording, {
      painted: () => {
        this.#onPainted();
      },
      chosen: (sequence, byKeys) => {
        this.#showDetails(sequence, byKeys);
      },
    });
    this.#bind(this.#phase.connection?.log);
  }

  protected override updated(): void {
    const { language } = this.#localization;
    if (language === this.#language) return;
    this.#language = language;
    this.#view?.rewrite();
  }

  protected override render() {
    const words = this.#localization.strings.log;
    const hasConnection = this.#phase.connection !== undefined;
    const isEmpty = this.fullness === 'empty';
    return html`
      <div class="toolbar" part="toolbar">
        <div class="filter-place"></div>
        <div class="actions">
          <button
            class="quiet"
            part="button clear-button"
            aria-disabled=${String(isEmpty || !hasConnection)}
            @click=${this.#clear}
          >
            ${icon('trash')}${words.clear}
          </button>
        </div>
      </div>
      <div class="summary">
        <p class="count" part="count"></p>
        <div class="traffic-place"></div>
      </div>
      <div class="body">
        <div role="log" aria-label=${words.label} aria-live="off" class="log">
          <div
            class="list"
            part="list"
            role="listbox"
            aria-label=${words.list}
            tabindex="0"
            @keydown=${this.#onListKeydown}
            @focus=${this.#details.load}
            @pointerenter=${this.#details.load}
            ?hidden=${isEmpty || !hasConnection}
          >
            <div class="spacer" role="presentation"><div class="rows" role="presentation"></div></div>
          </div>
          ${hasConnection ? this.#renderHint() : this.#renderNoConnection()}
        </div>
        <button class="newer" part="button newer-button" hidden @click=${() => this.#view?.followEnd()}>
          ${icon('arrow-down')}<span class="newer-count"></span>
        </button>
        <div class="row probe" aria-hidden="true">
          <span class="time">0</span><span class="direction">0</span><span class="kind">0</span
          ><span class="size">0</span><span class="preview">0</span>
        </div>
      </div>
      ${hasConnection ? this.#details.render(this.isChosenHeld) : nothing}
      <p class="visually-hidden spoken" aria-live="polite"></p>
    `;
  }

  #renderHint(): TemplateResult | typeof nothing {
    const words = this.#localization.strings.log;
    const phase = this.#phase.value;
    if (this.fullness === 'messages') return nothing;
    if (this.fullness === 'events') {
      return phase === 'open' ? html`<p class="empty below" part="empty">${words.empty}</p>` : nothing;
    }
    const wasCleared = (this.#phase.connection?.log.next ?? 0) > 0;
    const hint =
      phase === 'connecting'
        ? words.connecting
        : wasCleared
          ? words.cleared
          : phase === 'open'
            ? words.empty
            : words.idle;
    return html`<p class="empty" part="empty">
      ${phase === 'idle' && !wasCleared ? icon('plug') : nothing}${hint}
    </p>`;
  }

  #renderNoConnection(): TemplateResult | typeof nothing {
    const message = noConnection(this.#phase.problem, this.htmlFor, this.#localization.strings);
    return message ? html`<p class="empty" part="no-connection">${message}</p>` : nothing;
  }

  /** `undefined` also comes when the element leaves its document, perhaps to come back: then nothing is forgotten. */
  #bind(log: EntryLog | undefined): void {
    const view = this.#view;
    if (!view) return;
    if (log && log !== this.#log) {
      this.#log = log;
      if (this.#details.entry) this.#details.show(undefined);
    }
    view.log = log;
  }

  #onPainted(): void {
    const log = this.#log;
    const view = this.#view;
    if (!log || !view) return;
    const { log: words } = this.#localization.strings;
    const number = this.#wording.number;
    const messages = log.sentCount + log.receivedCount;
    const counts =
      log.dropped === 0
        ? [words.messages(messages, number(messages))]
        : [words.kept(log.length, number(log.length)), words.dropped(number(log.dropped))];
    this.countText.textContent = counts.join(' · ');
    const newer = view.newerCount;
    this.newerButton.hidden = newer === 0;
    this.newerText.textContent = words.newer(number(newer));
    this.newerButton.classList.toggle('high', view.isChosenLow);
    const freePx = view.freePx < hintPx ? 0 : view.freePx;
    this.body.style.setProperty('--_free-size', `${freePx}px`);
    this.fullness = log.length === 0 ? 'empty' : messages === 0 ? 'events' : 'messages';
    const chosen = this.#details.entry;
    if (chosen) this.isChosenHeld = chosen.sequence >= log.first;
    if (chosen && view.selected === undefined) this.#details.show(undefined);
    this.#spoken?.notice(log);
  }

  #showDetails(sequence: number, byKeys: boolean): void {
    const log = this.#log;
    const entry = log?.get(sequence);
    if (!log || !entry) return;
    const isFirst = this.#details.entry === undefined;
    this.isChosenHeld = true;
    this.#details.show(entry, log.sizeBytesAt(sequence - log.first));
    if (byKeys && isFirst) this.#spoken?.say(this.#localization.strings.log.detailsOpened);
  }

  #closeDetails(): void {
    this.#details.show(undefined);
    this.#spoken?.hush();
    if (!this.#view) return;
    this.#view.selected = undefined;
    this.#view.focus();
  }

  readonly #onListKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#details.entry) return;
    event.preventDefault();
    event.stopPropagation();
    this.#closeDetails();
  };

  readonly #clear = (): void => {
    this.#log?.clear();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-log': WsLog;
  }
}
