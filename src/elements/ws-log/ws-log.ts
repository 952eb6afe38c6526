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
import { LazyFilter } from './lazy-filter.js';
import { LazyTraffic } from './lazy-traffic.js';
import { LiveTexts } from './live-texts.js';
import { actionButton, droppedLine, fileLine, timeChoice } from './log-controls.js';
import { hintWords, type Fullness } from './log-hint.js';
import { LogView } from './log-view.js';
import { raisedBounds } from './raise-bounds.js';
import { RecordControls, type RecordSubject } from './record-controls.js';
import { rememberedTimeMode, rememberTimeMode, watchTimeMode } from './remembered-time-mode.js';
import type { RowSource } from './row-source.js';
import { SpokenSummary } from './spoken-summary.js';
import type { TimeMode } from './time-mode.js';
import { styles } from './ws-log.styles.js';

/** Below the rows, the hint takes two lines at most. */
const hintPx = 48;

/** A log that was read from a file. Nothing is added to it. */
export interface ImportedLog {
  readonly log: EntryLog;
  /** What the reader knows it by: the name of the file. */
  readonly name: string;
}

/**
 * Shows what went over the wire of one connection, a row a message, and what happened to the connection. It keeps up
 * with any rate, because only the rows in view exist, and holds still while the reader looks at something. Choosing a
 * row shows the whole message as formatted JSON, as text or as bytes.
 *
 * The newest rows are followed while the end of the list is in view, and no longer from the moment a row is chosen, be
 * it the last: what the reader looks at must not be pushed away. "N new" follows again, and so does scrolling to the
 * end, or closing the details there.
 *
 * "Pause" holds the list still; what comes meanwhile waits in the log, and the log's bounds go on to hold: what they
 * push out is gone, and said so. Then "Keep more" doubles the bound that was reached (`maxEntries` or `maxBytes` of
 * `connection.log`); a change of `max-entries` or `max-bytes` after that counts again.
 *
 * What times tell (the clock, the time since the row before, since the connection opened, or ISO 8601 in UTC) is chosen
 * by the reader for all logs of a page, and remembered under the key `ws-tester.time` of `localStorage`. Nothing else
 * is stored.
 *
 * Nothing is painted while the log is off the screen or its page hidden. The height that the page gives is obeyed; the
 * list scrolls inside.
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
 * @csspart filter - The fields that choose what is shown.
 * @csspart filter-field - Each text field of the filter.
 * @csspart direction - The choice of a direction.
 * @csspart kind - The choice of a kind of message.
 * @csspart fold - The choice to fold repeats.
 * @csspart more-filters-button - The button that shows the rest of the filter.
 * @csspart filter-problem - What is wrong with what was entered into the filter.
 * @csspart show-all-button - The button that empties the filter, where nothing fits it.
 * @csspart count - How many messages there are, or are shown, and how many wait while the list is paused.
 * @csspart dropped - How many older messages were dropped.
 * @csspart keep-button - The button that lets the log keep twice as much.
 * @csspart file - The name of the file that is shown instead of the connection's log, and the way back.
 * @csspart back-button - The button that shows the connection's log again.
 * @csspart button - Every button.
 * @csspart pause-button - The button that holds the list still, and goes on.
 * @csspart time - The choice of what the time of a row tells.
 * @csspart clear-button - The button that empties the log.
 * @csspart import-button - The button that chooses a file to read a log from.
 * @csspart export-button - The button that opens the choices of an export.
 * @csspart panel - What Import or Export opens over the list.
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
 * @csspart traffic - The plots of the last minute, what they come to now, and the button for the round trips.
 * @csspart plot - One plot: sent above its axis, received below.
 * @csspart rates - What a plot comes to now: sent, and received below it.
 * @csspart round-trips-button - The button that shows and hides the round trips.
 * @csspart round-trips - The key that pairs a request and its reply, and the figures.
 * @csspart pair-by - The field for the key.
 * @csspart figures - How long replies took: p50, p95, the most, and how many.
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
 * @csspart message-tools - The bar above an open message.
 * @csspart find - The search in an open message.
 * @csspart find-count - Which match it is, and of how many.
 * @csspart json-bar - The line below the tree of a JSON message.
 * @csspart path - The way to the chosen value of the tree.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-log-block-size=24rem] - Height where the page gives none.
 * @cssprop [--ws-log-plot-inline-size=7.5rem] - Width of each plot of the traffic, where there is room; half of it by
 *   default in a log less than 60rem wide.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of bars, and of the row pointed at.
 * @cssprop [--ws-border] - Hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Colour of the chosen row.
 * @cssprop [--ws-sent] - Colour of sent messages' direction, also in the plots.
 * @cssprop [--ws-received] - Colour of received messages' direction, also in the plots.
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

  /**
   * Takes the plots of what goes over the wire away, and the round trips with them. Rows tell round trips all the same
   * where `round-trip-key` names what pairs them. Default false.
   */
  @property({ type: Boolean, attribute: 'hide-traffic' }) hideTraffic: boolean | string = false;

  /**
   * The key that pairs a request and its reply, such as `id`, `meta.id`, `params[0]` or `["odd.name"]`: where a sent
   * and then a received message are JSON with the same text or number there, the reply's row tells how long it took,
   * and figures above the list sum them up. The first reply counts; a request with the identifier of one that still
   * waits takes its place. The time is from `send()` to the `message` event, so it holds what the request waited in
   * the browser's buffer. Not looked at: binary messages, and text of more than 524,288 characters. None by default;
   * the reader may name another.
   */
  @property({ attribute: 'round-trip-key' }) roundTripKey?: string;

  /**
   * Shows messages that repeat the one before them, the same way with the same payload, as one row with a count, until
   * the reader says otherwise. Default false. The log itself keeps them all.
   */
  @property({ attribute: 'fold-repeats', type: Boolean }) foldRepeats: boolean | string = false;

  /**
   * Text, or `/expression/flags`: while repeats are folded, messages in a row that match it are one row too, whatever
   * else they say and wherever they go, such as `heartbeat`. Default none. What is no expression folds nothing.
   */
  @property({ attribute: 'fold-pattern' }) foldPattern?: string;

  readonly #phase = new ConnectionController(this, ({ phase }) => phase, {
    onConnection: () => {
      this.#bind();
    },
  });
  readonly #localization = new Localization(this);
  readonly #closeCodes = new CloseCodeNames(() => this.#view?.rewrite());
  readonly #wording: Wording = wordingOf(this.#localization, this.#closeCodes.nameOf);
  readonly #details = new LazyDetails(this, this.#wording, () => {
    this.#closeDetails();
  });
  readonly #traffic = new LazyTraffic(this, this.#localization, (trips) => {
    if (this.#view) this.#view.roundTrips = trips;
  });

  readonly #filter = new LazyFilter(
    this,
    this.#wording,
    () => this.#view,
    (rows, words) => this.#showRows(rows, words),
  );
  readonly #record = new RecordControls(this, this.#wording, {
    subject: () => this.#exportSubject(),
    show: (imported) => this.#showImported(imported),
  });

  @state() private fullness: Fullness = 'empty';
  @state() private isChosenHeld = true;
  @state() private isPaused = false;
  @state() private isDropping = false;
  @state() private timeMode: TimeMode = rememberedTimeMode();
  @state() private imported: ImportedLog | undefined;
  @query('.body') private readonly body!: HTMLElement;

  /** The log that is shown, or was before the element left its document. */
  #log: EntryLog | undefined;
  #view: LogView | undefined;
  #texts: LiveTexts | undefined;
  #spoken: SpokenSummary | undefined;
  #shownRows: RowSource | undefined;
  #shownWords: (() => string | undefined) | undefined;
  #stopWatching: (() => void) | undefined;
  #language = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.timeMode = rememberedTimeMode();
    this.#stopWatching = watchTimeMode((mode) => {
      this.timeMode = mode;
    });
    this.#bind();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
    this.#spoken?.stop();
    this.#bind();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('foldRepeats') || changed.has('foldPattern')) {
      const folds = this.foldRepeats !== false && this.foldRepeats !== 'false';
      this.#filter.author = { folds, pattern: this.foldPattern ?? '' };
    }
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    this.#traffic.isHidden = this.hideTraffic !== false && this.hideTraffic !== 'false';
    this.#traffic.key = this.roundTripKey ?? '';
  }

  protected override firstUpdated(): void {
    const find = (selector: string) => this.renderRoot.querySelector(selector) as HTMLElement;
    const elements = {
      frame: find('.log'),
      list: find('.list'),
      spacer: find('.spacer'),
      rows: find('.rows'),
      probe: find('.probe'),
    };
    this.#texts = new LiveTexts(this.renderRoot as ShadowRoot, this.#wording);
    this.#spoken = new SpokenSummary(find('.spoken'), this.#wording);
    this.#view = new LogView(elements, this.#wording, {
      changed: () => {
        this.#traffic.notice();
        if (this.#log && !this.imported) this.#spoken?.notice(this.#log);
      },
      painted: () => {
        this.#onPainted();
      },
      chosen: (sequence, byKeys) => {
        this.#showDetails(sequence, byKeys);
      },
    });
    this.#bind();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.fullness !== 'empty') this.#filter.load();
    if (this.#view) this.#view.timeMode = this.timeMode;
    // the line for it has come just now
    if (changed.has('isDropping')) this.#tellCounts();
    const { language } = this.#localization;
    if (language === this.#language) return;
    this.#language = language;
    this.#view?.rewrite();
  }

  protected override render() {
    const words = this.#localization.strings.log;
    const hasLog = this.imported !== undefined || this.#phase.connection !== undefined;
    const hasRows = hasLog && (this.fullness === 'events' || this.fullness === 'messages');
    return html`
      <div class="toolbar" part="toolbar">
        <div class="filter-place" @focusin=${this.#filter.load} @pointerenter=${this.#filter.load}>
          ${hasLog ? this.#filter.render() : nothing}
        </div>
        <div class="actions">
          ${this.#renderAction('pause')} ${this.#record.renderButtons()}
          ${timeChoice(this.#localization.strings, this.timeMode, rememberTimeMode)}
          ${this.#renderAction('clear')}
        </div>
        <p class="count" part="count"></p>
        ${this.#renderAside()}
        <div class="traffic-place" ?hidden=${this.#traffic.isHidden}>
          ${this.#traffic.render(!this.imported)}
        </div>
        <div class="round-trip-place ${this.roundTripKey && !this.#traffic.isHidden ? 'kept' : ''}">
          ${this.#traffic.renderRoundTrips()}
        </div>
      </div>
      <div class="body ${this.timeMode}">
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
            ?hidden=${!hasRows}
          >
            <div class="spacer" role="presentation"><div class="rows" role="presentation"></div></div>
          </div>
          ${hasLog ? this.#renderHint() : this.#renderNoConnection()}
        </div>
        <button class="newer" part="button newer-button" hidden @click=${() => this.#view?.followEnd()}>
          ${icon('arrow-down')}<span class="newer-count"></span>
        </button>
        <div class="row probe" aria-hidden="true">
          <span class="time">0</span><span class="direction">0</span><span class="kind">0</span
          ><span class="size">0</span><span class="preview">0</span>
        </div>
        ${this.#record.renderPanel()}
      </div>
      ${hasLog ? this.#details.render(this.isChosenHeld) : nothing}
      <p class="visually-hidden spoken" aria-live="polite"></p>
    `;
  }

  /** What only a log to which something may be added has. */
  #renderAction(name: 'pause' | 'clear'): TemplateResult | typeof nothing {
    if (this.imported) return nothing;
    const { pause, resume, clear } = this.#localization.strings.log;
    const isDisabled = !this.#phase.connection;
    const togglePause = {
      name: this.isPaused ? resume : pause,
      icon: this.isPaused ? 'play' : 'pause',
      part: 'pause-button',
      isDisabled,
      onPress: this.#togglePause,
    } as const;
    const emptyLog = {
      name: clear,
      icon: 'trash',
      part: 'clear-button',
      isDisabled: isDisabled || this.fullness === 'empty',
      onPress: this.#clear,
    } as const;
    return actionButton(name === 'pause' ? togglePause : emptyLog);
  }

  #renderAside(): TemplateResult | typeof nothing {
    const { strings } = this.#localization;
    if (this.imported) return fileLine(strings, this.imported.name, this.#showConnection);
    if (!this.isDropping || !this.#log) return nothing;
    return droppedLine(this.#log, this.#wording, this.#keepMore);
  }

  #renderHint(): TemplateResult | typeof nothing {
    const phase = this.#phase.value;
    const wasCleared = (this.#phase.connection?.log.next ?? 0) > 0;
    const { fullness, isPaused } = this;
    const isImported = this.imported !== undefined;
    const circumstances = { fullness, phase, wasCleared, isPaused, isImported };
    const hint = hintWords(circumstances, this.#localization.strings);
    if (hint === undefined) return nothing;
    const isBelow = fullness === 'events';
    const isFresh = fullness === 'empty' && phase === 'idle' && !wasCleared && !isImported;
    return html`<p class=${isBelow ? 'empty below' : 'empty'} part="empty">
      ${isFresh ? icon('plug') : nothing}${hint}
      ${fullness === 'none-shown' ? this.#filter.renderShowAll() : nothing}
    </p>`;
  }

  #renderNoConnection(): TemplateResult | typeof nothing {
    const message = noConnection(this.#phase.problem, this.htmlFor, this.#localization.strings);
    return message ? html`<p class="empty" part="no-connection">${message}</p>` : nothing;
  }

  /**
   * Shows the log that is to be shown now. None while the element is out of its document, perhaps to come back: then
   * nothing is forgotten.
   */
  #bind(): void {
    const view = this.#view;
    if (!view) return;
    const log = this.isConnected ? (this.imported?.log ?? this.#phase.connection?.log) : undefined;
    if (log && log !== this.#log) {
      this.#log = log;
      this.#shownRows = undefined;
      this.#shownWords = undefined;
      this.isPaused = false;
      if (this.#details.entry) this.#details.show(undefined);
      if (!this.imported) this.#spoken?.notice(log);
    }
    view.log = log;
    this.#filter.log = log;
    this.#traffic.log = log;
  }

  /** Shows some of the rows, and says how many in words of the caller; `undefined` shows them all. */
  readonly #showRows = (source: RowSource | undefined, shownWords?: () => string | undefined): void => {
    this.#shownRows = source;
    this.#shownWords = source && shownWords;
    if (this.#view) this.#view.source = source;
  };

  #exportSubject(): RecordSubject | undefined {
    const connection = this.#phase.connection;
    const log = this.imported?.log ?? connection?.log;
    if (!log) return undefined;
    const { socketUrl, settings } = connection?.state ?? {};
    const url = socketUrl ?? settings?.url ?? '';
    return { log, rows: this.#shownRows, url, fileName: this.imported?.name };
  }

  /** Shows a log that was read from a file instead of the connection's, which goes on unseen. */
  readonly #showImported = (imported: ImportedLog): void => {
    this.imported = imported;
    this.#spoken?.stop();
    this.#bind();
  };

  readonly #showConnection = (): void => {
    this.imported = undefined;
    this.#bind();
    this.#view?.focus();
  };

  #onPainted(): void {
    const log = this.#log;
    const view = this.#view;
    if (!log || !view) return;
    this.#tellCounts();
    this.isDropping = log.dropped > 0;
    const messages = log.sentCount + log.receivedCount;
    if (log.length === 0) this.fullness = 'empty';
    else if (view.rowCount > 0) this.fullness = messages === 0 ? 'events' : 'messages';
    else if (!view.isBehind) this.fullness = 'none-shown';
    if (this.fullness === 'events') {
      const freePx = view.freePx < hintPx ? 0 : view.freePx;
      this.body.style.setProperty('--_free-size', `${freePx}px`);
    }
    const chosen = this.#details.entry;
    if (chosen) this.isChosenHeld = chosen.sequence >= log.first;
    if (chosen && view.selected === undefined) this.#details.show(undefined);
  }

  #tellCounts(): void {
    if (this.#log && this.#view) this.#texts?.tell(this.#log, this.#view, this.#shownWords?.());
  }

  #showDetails(sequence: number, byKeys: boolean): void {
    const log = this.#log;
    const entry = log?.get(sequence);
    if (!log || !entry) return;
    const isFirst = this.#details.entry === undefined;
    this.isChosenHeld = true;
    this.#details.show(entry, log.sizeBytesAt(sequence - log.first), log);
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

  readonly #togglePause = (): void => {
    if (!this.#phase.connection) return;
    this.isPaused = !this.isPaused;
    if (this.isPaused) this.#view?.pause();
    else this.#view?.resume();
  };

  readonly #keepMore = (): void => {
    if (!this.#log) return;
    const { maxEntries, maxBytes } = raisedBounds(this.#log);
    this.#log.maxEntries = maxEntries;
    this.#log.maxBytes = maxBytes;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-log': WsLog;
  }
}
