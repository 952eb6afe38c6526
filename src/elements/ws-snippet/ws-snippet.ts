import { LitElement, adoptStyles, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { tokens } from '../shared/tokens.styles.js';
import { styles } from './ws-snippet.styles.js';

/**
 * Code that does what the reader just did on a connection: its address, subprotocols, the last messages that were
 * sent, and the close. In JavaScript, Node.js, Python, Go, Java, C#, Rust, PHP, and for curl, wscat and websocat; for
 * Node.js, Python and Go an echo server too. It works alone, too.
 *
 * ```html
 * <ws-snippet url="wss://example.com/stream" message='{"type":"ping"}' language="python"></ws-snippet>
 * ```
 *
 * The code holds the whole address, with whatever token is in it: it is for the reader's own machine. It is never run
 * here. At most five messages of up to 4 KiB each are in it; what is left out is said in a comment.
 *
 * @summary What the reader did, as code in several languages.
 * @tagname ws-snippet
 * @csspart bar - The row of choices.
 * @csspart language - The choice of a language.
 * @csspart sides - The choice of client or server.
 * @csspart button - Any button.
 * @csspart copy-button - “Copy code”.
 * @csspart code - The code.
 * @csspart notes - What the code is for, and what is left out.
 * @cssprop [--ws-snippet-max-height=32rem] - Height of the code before it scrolls.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-border] - Colour of the hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of comments and notes.
 * @cssprop [--ws-accent] - Colour of keywords and links.
 * @cssprop [--ws-good] - Colour of strings.
 * @cssprop [--ws-warn] - Colour of numbers.
 * @cssprop [--ws-font-mono] - Font of the code.
 */
export class WsSnippet extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is only looked at, never opened or closed. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  /** The address, where there is no connection or it has none. Never connected to. Default: an example. */
  @property() url?: string;

  /** Subprotocols, comma separated, where there is no connection. Default none. */
  @property() protocols?: string;

  /** A text message, where nothing was sent on a connection. Default “Hello”. */
  @property() message?: string;

  /**
   * `javascript`, `node`, `python`, `go`, `java`, `csharp`, `rust`, `php`, `curl`, `wscat` or `websocat`. What the
   * reader chooses in this element wins. Default: what they chose last on this site, else `javascript`.
   */
  @property() language?: string;

  /** `client` or `server`. What the reader chooses wins. Default: what they chose last on this site, else `client`. */
  @property() side?: string;

  readonly #localization = new Localization(this);
  readonly #view = new LazyModule(this, async () => {
    const { SnippetView, styles: viewStyles } = await import('./snippet-view.js');
    adoptStyles(this.renderRoot as ShadowRoot, [...WsSnippet.styles, viewStyles]);
    return new SnippetView(this, this.#localization);
  });
  readonly #state = new ConnectionController(this, (state) => state, {
    onConnection: (connection) => this.#view.value?.follow(connection),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#view.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    const { common } = this.#localization.strings;
    const view = this.#view.value;
    if (!view) return html`<p class="empty">${this.#view.failed ? common.partMissing : common.loading}</p>`;
    view.follow(this.#state.connection);
    return view.render(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-snippet': WsSnippet;
  }
}
