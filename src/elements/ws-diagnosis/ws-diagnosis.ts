import { LitElement, adoptStyles, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { styles } from './ws-diagnosis.styles.js';

/**
 * Says why the last attempt failed: what happened, the most likely cause and what to do about it, the other causes
 * that fit, what is known, and what no page can know. Until something failed it is empty and takes no room.
 *
 * It asks the network nothing by itself. A button, “Find out more”, makes up to four requests to the same server and
 * shows each with what it learned; `no-probes` takes the button away. Its fixes change the address or the
 * subprotocols and never connect.
 *
 * ```html
 * <ws-connection url="wss://example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-status></ws-status>
 *   <ws-diagnosis></ws-diagnosis>
 * </ws-connection>
 * ```
 *
 * It announces nothing: `ws-status` tells screen readers of the failure, and the card is there to be read.
 *
 * @summary Why it failed: causes, advice, and what a page cannot know.
 * @tagname ws-diagnosis
 * @csspart card - The card; there only after a failure.
 * @csspart summary - What happened, in one sentence.
 * @csspart cause - The most likely cause.
 * @csspart confidence - How sure it is: certain, likely or possible.
 * @csspart advice - A list of what to do.
 * @csspart actions - The row of buttons.
 * @csspart button - Any button of the card.
 * @csspart fix-button - A button that corrects the address or the subprotocols.
 * @csspart probe-button - “Find out more”.
 * @csspart report-button - “Copy report”.
 * @csspart certificate-link - The link to the `https:` address, where the browser explains a certificate.
 * @csspart probes - The requests that were made, and what each learned.
 * @csspart section - What is known, what a page cannot know, the other causes, the commands.
 * @csspart command - A command to copy.
 * @csspart no-connection - What to do when no connection is found.
 * @cssprop [--ws-surface] - Background of commands and buttons.
 * @cssprop [--ws-surface-raised] - Background of the card.
 * @cssprop [--ws-border] - Colour of the hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Colour of links.
 * @cssprop [--ws-bad] - Colour of the mark of a failure.
 * @cssprop [--ws-font-mono] - Font of commands and addresses.
 * @cssState shown - The card is shown.
 */
export class WsDiagnosis extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. Never opened or closed; a fix changes its settings. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  /** Takes “Find out more” away, so that no request is ever made. Default false. */
  @property({ attribute: 'no-probes', type: Boolean }) noProbes: boolean | string = false;

  readonly #internals = this.attachInternals();
  readonly #localization = new Localization(this);
  readonly #card = new LazyModule(this, async () => {
    const { DiagnosisCard, styles: cardStyles } = await import('./diagnosis-card.js');
    adoptStyles(this.renderRoot as ShadowRoot, [...WsDiagnosis.styles, cardStyles]);
    return new DiagnosisCard(this, this.#localization);
  });
  readonly #state = new ConnectionController(this, (state) => state, {
    onConnection: (connection) => this.#card.value?.follow(connection),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    // Not only when it has failed: without a network it could not be had any more.
    if (this.#state.value && this.#state.value.phase !== 'idle') void this.#card.load();
  }

  protected override render() {
    const { strings } = this.#localization;
    const state = this.#state.value;
    if (!state) {
      const message = noConnection(this.#state.problem, this.htmlFor, strings);
      return message ? html`<p class="note" part="no-connection">${message}</p>` : nothing;
    }
    const card = this.#card.value;
    if (!card) {
      return this.#card.failed && state.failed
        ? html`<p class="note">${strings.common.partMissing}</p>`
        : nothing;
    }
    card.follow(this.#state.connection);
    // A recording asks nothing of the real address: it has nothing to do with it.
    const isRecorded = state.socketLabel !== undefined;
    return card.render(isRecorded || (this.noProbes !== false && this.noProbes !== 'false'));
  }

  protected override updated(): void {
    if (this.#card.value?.isShown) this.#internals.states.add('shown');
    else this.#internals.states.delete('shown');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-diagnosis': WsDiagnosis;
  }
}
