import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import { showControls } from '../../decode/text.js';
import type { CloseCode } from '../../protocol/close-codes.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { Localization } from '../shared/localization.js';
import { tokens } from '../shared/tokens.styles.js';
import { countCloseCodes, searchCloseCodes, type CloseCodeGroup } from './close-code-search.js';
import { readCustomCodes, type CustomCloseCode, type CustomCodes } from './custom-codes.js';
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
  readonly #children = new MutationObserver(() => {
    this.#readCodes();
  });

  @state() private search = '';
  @state() private own: CustomCodes = { codes: [], problems: [] };

  override connectedCallback(): void {
    super.connectedCallback();
    // A parser adds children after the start tag was upgraded; a framework may change them at any time.
    this.#children.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    this.#readCodes();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    if (changed.has('codes')) this.#readCodes();
  }

  protected override render() {
    const { closeCodes: words } = this.#localization.strings;
    const received = this.#received.value;
    const groups = searchCloseCodes(this.search, this.own.codes, received);
    const shown = groups.reduce((sum, { codes }) => sum + codes.length, 0);
    const total = countCloseCodes(this.own.codes, received);
    return html`
      <div class="search" part="search">
        <div class="field">
          ${icon('search')}
          <input
            type="search"
            aria-label=${words.search}
            placeholder=${words.placeholder}
            autocomplete="off"
            spellcheck="false"
            .value=${this.search}
            @input=${this.#onSearch}
          />
        </div>
        <p class="count" aria-live="polite">
          ${words.count(this.#localization.number(shown), this.#localization.number(Math.max(shown, total)))}
        </p>
      </div>
      ${this.#renderProblems()}
      ${groups.length > 0 ? this.#renderTable(groups) : html`<p class="empty">${words.nothing(showControls(this.search))}</p>`}
    `;
  }

  #renderProblems(): TemplateResult | typeof nothing {
    const { problems } = this.own;
    if (problems.length === 0) return nothing;
    return html`<ul class="problems">
      ${problems.map((problem) => html`<li>${showControls(problem)}</li>`)}
    </ul>`;
  }

  #renderTable(groups: readonly CloseCodeGroup[]): TemplateResult {
    const { closeCodes: words } = this.#localization.strings;
    return html`
      <table part="table" aria-label=${words.table}>
        <thead>
          <tr>
            <th scope="col">${words.code}</th>
            <th scope="col">${words.meaning}</th>
            <th scope="col">${words.sentBy}</th>
            <th scope="col">${words.onWire}</th>
            <th scope="col"><code>close()</code></th>
          </tr>
        </thead>
        ${groups.map((group) => this.#renderGroup(group))}
      </table>
    `;
  }

  #renderGroup({ range, codes }: CloseCodeGroup): TemplateResult {
    return html`<tbody>
      <tr class="group" part="group">
        <th scope="rowgroup" colspan="5">
          ${range.title}<span class="span">${range.first}–${range.last}</span>
          <span class="meaning">${range.meaning}</span>
        </th>
      </tr>
      ${codes.map((entry) => this.#renderCode(entry))}
    </tbody>`;
  }

  #renderCode(entry: CloseCode): TemplateResult {
    const { closeCodes: words } = this.#localization.strings;
    const received = entry.code === this.#received.value;
    const onWire = entry.onWire ? words.yes : words.never;
    const argument = entry.closeArgument ? words.takes : words.refuses;
    return html`
      <tr
        class="code"
        part=${received ? 'row row-received' : 'row'}
        aria-current=${received ? 'true' : nothing}
      >
        <th scope="row" class="number">${entry.code}</th>
        <td>
          <span class="name">${showControls(entry.name)}</span>
          ${received ? html`<span class="badge">${icon('arrow-down')}${words.received}</span>` : nothing}
          <p class="meaning">${showControls(entry.meaning)}</p>
          <p class="marks-line">
            ${words.marks(words.senders[entry.sentBy], entry.onWire, entry.closeArgument)}
          </p>
          ${this.#renderDetails(entry)}
        </td>
        <td class="mark ${entry.sentBy === 'nobody' ? 'no' : ''}">${words.senders[entry.sentBy]}</td>
        <td class="mark ${entry.onWire ? 'yes' : 'no'}">
          ${icon(entry.onWire ? 'check' : 'close')}${onWire}
        </td>
        <td class="mark ${entry.closeArgument ? 'yes' : 'no'}">
          ${icon(entry.closeArgument ? 'check' : 'close')}${argument}
        </td>
      </tr>
    `;
  }

  #renderDetails({ causes, advice, observed, source }: CloseCode): TemplateResult {
    const { closeCodes: words } = this.#localization.strings;
    const list = (title: string, texts: readonly string[]) =>
      texts.length === 0
        ? nothing
        : html`<dt>${title}</dt>
            <dd>
              <ul>
                ${texts.map((text) => html`<li>${showControls(text)}</li>`)}
              </ul>
            </dd>`;
    return html`<details>
      <summary>${causes.length > 0 ? words.causesAndAdvice : words.advice}</summary>
      <dl>${list(words.causes, causes)} ${list(words.advice, advice)} ${list(words.observed, observed)}</dl>
      <p class="source meaning">${source ? words.source(source) : words.ownSource}</p>
    </details>`;
  }

  #onSearch(event: Event): void {
    this.search = (event.target as HTMLInputElement).value;
  }

  #readCodes(): void {
    const rows = [...this.querySelectorAll('ws-close-code')].map((row) => ({
      code: row.getAttribute('code') ?? '',
      name: row.getAttribute('name') ?? '',
      advice: row.getAttribute('advice') ?? '',
      meaning: row.textContent.replace(/\s+/g, ' ').trim(),
    }));
    const script = this.querySelector('script[type="application/json"]')?.textContent;
    const fromScript = readCustomCodes(rows, script);
    const all = readCustomCodes([], this.codes);
    const known = new Set(fromScript.codes.map(({ code }) => code));
    this.own = {
      codes: [...fromScript.codes, ...all.codes.filter(({ code }) => !known.has(code))],
      problems: [...fromScript.problems, ...all.problems],
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-close-codes': WsCloseCodes;
  }
}
