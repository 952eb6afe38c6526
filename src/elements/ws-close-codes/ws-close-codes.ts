import { LitElement, adoptStyles, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { tokens } from '../shared/tokens.styles.js';
import type { CustomCloseCode } from './custom-codes.js';
import { styles } from './ws-close-codes.styles.js';

/**
 * The table of WebSocket close codes: what each means, who may send it, whether it can appear on the wire, whether
 * `close()` takes it, and what to do. Searchable; any number from 0 to 65535 can be looked up. Bound to a
 * connection, it lights up the code the browser told last. It works alone, too.
 *
 * Codes of your own (4000-4999) are children, or JSON in `codes` or in a `<script type="application/json">` child:
 *
 * ```html
 * <ws-close-codes>
 *   <ws-close-code code="4401" name="Token expired" advice="Fetch a new token and reconnect.">
 *     The access token of the session ran out.
 *   </ws-close-code>
 * </ws-close-codes>
 * ```
 *
 * @summary The close codes, searchable; lights up the one just received.
 * @tagname ws-close-codes
 * @slot - Not shown. `<ws-close-code code name advice>meaning</ws-close-code>` rows, or JSON in a script.
 * @csspart search - The bar with the search field.
 * @csspart table - The table.
 * @csspart group - The heading row of a range of codes.
 * @csspart row - The row of a code.
 * @csspart row-received - The row of the code that was received last.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of the range headings.
 * @cssprop [--ws-border] - Colour of the hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Colour of the row of the code just received.
 */
export class WsCloseCodes extends LitElement {
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
   * Codes of your own as the text of a JSON array, `[{"code": 4401, "name": "…", "meaning": "…", "advice": "…"}]`,
   * or as an array given to the property. Added to those of children. Only 4000-4999 are taken; anything else is
   * told in the element and left out.
   */
  @property() codes?: string | readonly CustomCloseCode[];

  readonly #received = new ConnectionController(this, ({ end }) => end?.code);
  readonly #localization = new Localization(this);
  readonly #view = new LazyModule(this, async () => {
    const view = await import('./close-code-view.js');
    adoptStyles(this.renderRoot as ShadowRoot, [...WsCloseCodes.styles, view.styles]);
    return view;
  });
  readonly #children = new MutationObserver(() => {
    this.requestUpdate();
  });

  @state() private search = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // A parser adds children after the start tag was upgraded; a framework may change them at any time.
    this.#children.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    void this.#view.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    const { strings } = this.#localization;
    const view = this.#view.value;
    if (!view) {
      return html`<p class="empty">
        ${this.#view.failed ? strings.common.partMissing : strings.common.loading}
      </p>`;
    }
    return view.renderCloseCodes({
      words: strings.closeCodes,
      number: (value) => this.#localization.number(value),
      search: this.search,
      onSearch: this.#onSearch,
      rows: [...this.querySelectorAll('ws-close-code')].map(rowOf),
      script: this.querySelector('script[type="application/json"]')?.textContent,
      codes: this.codes,
      received: this.#received.value,
    });
  }

  readonly #onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
  };
}

function rowOf(element: Element): CustomCloseCode {
  return {
    code: element.getAttribute('code') ?? '',
    name: element.getAttribute('name') ?? '',
    advice: element.getAttribute('advice') ?? '',
    meaning: element.textContent.replace(/\s+/g, ' ').trim(),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-close-codes': WsCloseCodes;
  }
}
