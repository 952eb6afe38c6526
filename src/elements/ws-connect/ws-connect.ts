import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionSettings, ConnectionState } from '../../core/connection-state.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { Problem, ProblemFix } from '../../protocol/problem.js';
import type { UrlCheck } from '../../protocol/url.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { attemptedAddress } from './attempted-address.js';
import { connectActions, connectCommands, type ConnectAction } from './connect-action.js';
import { isPlainAddress } from './is-plain-address.js';
import { styles } from './ws-connect.styles.js';

type Field = keyof ConnectionSettings & ('url' | 'protocols');

/**
 * The endpoint of a connection, and the one button that connects, cancels and disconnects.
 *
 * What is typed is checked at once against what browsers accept: a message names the character and the rule, choosing
 * it selects the place, and where one correction is likely a button makes it. An endpoint that no browser accepts is
 * not tried. Enter in a field connects. Nothing else does: neither a setting nor the page being loaded.
 *
 * While there is a socket, the field shows the address that it was made with, with secrets hidden where the page set it
 * (in a `ws-before-connect` listener, or by `url` meanwhile), and says so. What was typed comes back at its end.
 *
 * ```html
 * <ws-connection url="wss://example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-status></ws-status>
 * </ws-connection>
 * ```
 *
 * @summary URL, subprotocols, and Connect / Cancel / Disconnect.
 * @tagname ws-connect
 * @csspart url - The field "WebSocket URL".
 * @csspart protocols - The field "Subprotocols".
 * @csspart connect-button - The button Connect / Cancel / Disconnect.
 * @csspart problem - What is wrong with a field.
 * @csspart fix - The button that corrects it.
 * @csspart resolved - The address that the browser makes of a relative or `http:` one.
 * @csspart attempted - Why the field shows another address than the one that was set.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of labels and placeholders.
 * @cssprop [--ws-border-control] - Colour of the borders of fields and button.
 * @cssprop [--ws-accent] - Background of the Connect button.
 * @cssprop [--ws-accent-text] - Text of the Connect button.
 * @cssprop [--ws-bad] - Colour of errors.
 * @cssprop [--ws-warn] - Colour of warnings.
 * @cssprop [--ws-focus] - Colour of the focus ring.
 * @cssprop [--ws-radius=6px] - Radius of the corners of fields and button.
 * @cssprop [--ws-font-mono] - Font of the fields.
 */
export class WsConnect extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is opened and closed by the reader only. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  readonly #state = new ConnectionController(this, (state) => state);
  readonly #localization = new Localization(this);
  readonly #rules = new LazyModule(this, () => import('./input-rules.js'));

  /** The attempt seen last, and what was set when it began; empty where it began before this element saw it. */
  #begun: { readonly attempts: number; readonly url?: string } | undefined;

  /** True from a Connect that was refused for want of a URL until one is typed. */
  @state() private urlMissing = false;

  @query('#url') private urlInput!: HTMLInputElement;
  @query('#protocols') private protocolsInput!: HTMLInputElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    const state = this.#state.value;
    if (!state) return;
    const { attempts, phase, settings } = state;
    if (this.#begun?.attempts !== attempts) {
      const isSeen = phase === 'idle' || this.#begun !== undefined;
      this.#begun = isSeen ? { attempts, url: settings.url } : { attempts };
    }
    if (settings.url.trim()) this.urlMissing = false;
    if (mayBeWrong(settings) || this.#attempted) void this.#rules.load();
  }

  /** The address of the running socket where it is not the one that is set now, and what is to be said of it. */
  get #attempted() {
    const state = this.#state.value;
    return state && attemptedAddress(state, this.#begun?.url, this.ownerDocument.baseURI);
  }

  protected override render() {
    const connectionState = this.#state.value;
    const { strings } = this.#localization;
    if (!connectionState) return this.#renderNoConnection();
    const { phase, settings } = connectionState;
    const action = connectActions[phase];
    const checks = { url: this.#checkUrl(settings.url), protocols: this.#checkProtocols(settings.protocols) };
    const onlyUrl = settings.lockUrl && settings.protocols.trim() === '';
    return html`
      <form class=${onlyUrl ? 'only-url' : nothing} novalidate @submit=${preventDefault}>
        ${this.#renderField('url', connectionState, checks.url.problems)}
        ${onlyUrl ? nothing : this.#renderField('protocols', connectionState, checks.protocols)}
        <button
          type="button"
          class="command ${action.command === 'connect' ? 'primary' : ''}"
          part="connect-button"
          aria-disabled=${action.enabled ? nothing : 'true'}
          @click=${this.#onCommand}
        >
          ${connectCommands.map(
            (command) =>
              html`<span
                class=${command === action.command ? 'current' : nothing}
                aria-hidden=${command === action.command ? nothing : 'true'}
                >${strings.connect[command]}</span
              >`,
          )}
        </button>
        <div class="notes" @mousedown=${preventDefault}>
          <div class="card">
            <div id="url-notes">${this.#renderUrlNotes(connectionState, checks.url)}</div>
            <div id="protocols-notes">
              ${this.#renderProblem('protocols', connectionState, checks.protocols)}
            </div>
          </div>
        </div>
      </form>
    `;
  }

  #renderNoConnection() {
    const message = noConnection(this.#state.problem, this.htmlFor, this.#localization.strings);
    return message ? html`<p class="no-connection" part="no-connection">${message}</p>` : nothing;
  }

  #renderField(field: Field, { phase, settings }: ConnectionState, problems: readonly Problem[]) {
    const words = this.#localization.strings.connect;
    const reason = whyReadOnly(connectActions[phase], settings);
    const shown = connectActions[phase].command === 'connect' ? problems[0] : undefined;
    return html`
      <div class="field ${field} ${settings.lockUrl ? 'locked' : ''}">
        <label for=${field}>${field === 'url' ? words.url : words.subprotocols}</label>
        <div class="box">
          <input
            id=${field}
            part=${field}
            type="text"
            dir="ltr"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
            enterkeyhint="go"
            inputmode=${field === 'url' ? 'url' : nothing}
            placeholder=${field === 'url' ? words.urlPlaceholder : words.subprotocolsPlaceholder}
            .value=${live(this.#shownText(field, settings))}
            ?readonly=${reason !== undefined}
            title=${ifDefined(reason && words[reason])}
            aria-invalid=${shown?.severity === 'error' || (field === 'url' && this.urlMissing) ? 'true' : nothing}
            aria-describedby=${reason ? `${field}-notes ${field}-reason` : `${field}-notes`}
            @input=${(event: InputEvent) => this.#onInput(field, event.target as HTMLInputElement)}
            @focus=${() => void this.#rules.load()}
            @keydown=${this.#onKeydown}
          />
          ${settings.lockUrl ? icon('lock') : nothing}
        </div>
        ${reason ? html`<span id="${field}-reason" hidden>${words[reason]}</span>` : nothing}
      </div>
    `;
  }

  #renderUrlNotes(connectionState: ConnectionState, { problems, resolved }: UrlCheck) {
    const words = this.#localization.strings.connect;
    if (this.urlMissing) {
      return html`<p class="problem error" part="problem">
        ${icon('warning')}<span>${words.urlMissing}</span>
      </p>`;
    }
    const attempted = this.#attempted;
    if (attempted) {
      const next = this.#redact(connectionState.settings.url);
      return html`<p class="resolved" part="attempted">
        ${attempted.by === 'page' ? words.addressByPage : words.nextAddress}
        ${attempted.by === 'page' ? nothing : html`<bdi dir="ltr">${next}</bdi>`}
      </p>`;
    }
    const typed = connectionState.settings.url;
    if (typed.trim() === '') return nothing;
    const problem = this.#renderProblem('url', connectionState, problems);
    if (problem !== nothing || !resolved || isSameAddress(typed, resolved)) return problem;
    return html`<p class="resolved" part="resolved" title=${resolved}>
      ${words.resolvedTo} <bdi dir="ltr">${resolved}</bdi>
    </p>`;
  }

  /** Only the first: a correction shows whether another one follows, and the room is kept for one. */
  #renderProblem(field: Field, { phase, settings }: ConnectionState, [problem]: readonly Problem[]) {
    if (!problem || connectActions[phase].command !== 'connect') return nothing;
    const { fix } = problem;
    return html`
      <p class="problem ${problem.severity}" part="problem">
        ${icon(problem.severity === 'error' ? 'warning' : 'info')}
        <button type="button" title=${problem.source} @click=${() => this.#show(field, problem)}>
          <span>${problem.message}</span>
        </button>
        ${
          fix && !settings.lockUrl
            ? html`<button type="button" class="fix" part="fix" @click=${() => void this.#apply(field, fix)}>
                <span>${this.#localization.strings.common.fix(fix.label)}</span>
              </button>`
            : nothing
        }
      </p>
    `;
  }

  #shownText(field: Field, settings: ConnectionSettings): string {
    const attempted = field === 'url' ? this.#attempted : undefined;
    return attempted ? this.#redact(attempted.url) : settings[field];
  }

  /** Until the rules have come, more is hidden than need be. */
  #redact(address: string): string {
    return (
      this.#rules.value?.redactUrl(address) ?? address.replace(/\?.*$/s, '?…').replace(/\/\/[^/]*@/, '//…@')
    );
  }

  /** Nothing is wrong until the rules have come; they are asked for whenever they matter. */
  #checkUrl(text: string): UrlCheck {
    const { location, baseURI } = this.ownerDocument;
    return this.#rules.value?.checkUrl(text, { url: location.href, baseUrl: baseURI }) ?? { problems: [] };
  }

  #checkProtocols(text: string): readonly Problem[] {
    return this.#rules.value?.parseSubprotocols(text).problems ?? [];
  }

  #input(field: Field): HTMLInputElement {
    return field === 'url' ? this.urlInput : this.protocolsInput;
  }

  #onInput(field: Field, input: HTMLInputElement): void {
    this.#state.connection?.configure({ [field]: input.value });
  }

  /** Puts the caret where the problem is. */
  #show(field: Field, { start, end }: Pick<Problem, 'start' | 'end'>): void {
    const input = this.#input(field);
    input.focus();
    input.setSelectionRange(start ?? 0, end ?? input.value.length);
  }

  async #apply(field: Field, fix: ProblemFix): Promise<void> {
    this.#state.connection?.configure({ [field]: fix.text });
    await this.updateComplete;
    const input = this.#input(field);
    input.focus();
    input.setSelectionRange(fix.text.length, fix.text.length);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Enter that ends an input method's composition is not meant for us.
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void this.#connect();
  };

  readonly #onCommand = (event: MouseEvent): void => {
    // The second click of a double click on Connect would cancel what the first one began.
    if (event.detail > 1) return;
    const phase = this.#state.value?.phase ?? 'idle';
    const { command, enabled } = connectActions[phase];
    if (!enabled) return;
    if (command === 'connect') void this.#connect();
    else this.#state.connection?.close(undefined, undefined, 'reader');
  };

  async #connect(): Promise<void> {
    // Where the rules cannot be had, the browser has the word.
    const settings = this.#state.value?.settings;
    if (settings && mayBeWrong(settings) && !this.#rules.value) await this.#rules.load();
    const { value, connection } = this.#state;
    if (!value || !connection || connectActions[value.phase].command !== 'connect') return;
    if (!value.settings.url.trim()) {
      this.urlMissing = true;
      this.#show('url', {});
      return;
    }
    const wrong = this.#firstError(value.settings);
    if (wrong) this.#show(...wrong);
    else connection.open('reader');
  }

  #firstError({ url, protocols }: ConnectionSettings): [Field, Problem] | undefined {
    const isError = ({ severity }: Problem) => severity === 'error';
    const inUrl = this.#checkUrl(url).problems.find(isError);
    if (inUrl) return ['url', inUrl];
    const inProtocols = this.#checkProtocols(protocols).find(isError);
    return inProtocols && ['protocols', inProtocols];
  }
}

/** Whether the rules have something to look at: anything but a plain address and no subprotocols. */
function mayBeWrong({ url, protocols }: ConnectionSettings): boolean {
  return (url.trim() !== '' && !isPlainAddress(url.trim())) || protocols.trim() !== '';
}

function whyReadOnly({ readOnlyReason }: ConnectAction, { lockUrl }: ConnectionSettings) {
  return lockUrl ? ('locked' as const) : readOnlyReason;
}

/** Whether the browser's form of an address says nothing new: the slash it adds, the space it takes away. */
function isSameAddress(typed: string, resolved: string): boolean {
  const bare = (address: string) => address.trim().replace(/\/$/, '');
  return bare(typed) === bare(resolved);
}

function preventDefault(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-connect': WsConnect;
  }
}
