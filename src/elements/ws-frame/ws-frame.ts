import { LitElement, adoptStyles, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { Entry } from '../../core/entry.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { knownValue, themes } from '../shared/known-value.js';
import { LazyModule } from '../shared/lazy-module.js';
import { Localization } from '../shared/localization.js';
import { tokens } from '../shared/tokens.styles.js';
import { styles } from './ws-frame.styles.js';

/**
 * A WebSocket frame bit by bit: writes any message as frames, and reads bytes in hexadecimal, where every broken rule
 * of RFC 6455 §5 is told with its byte and section. Pointing at a field lights its bytes. It works alone; it sends
 * nothing and receives nothing.
 *
 * ```html
 * <ws-frame message="Hello"></ws-frame>
 * <ws-frame bytes="81 85 37 fa 21 3d 7f 9f 4d 51 58"></ws-frame>
 * ```
 *
 * Bound to a connection it also shows how the latest message would travel, and stays at one while a field of it is
 * focused or kept lit; `entry` shows one of your choice. The real frames are nothing that a page can see, and it says
 * so. Of long payloads only the beginning is shown.
 *
 * @summary One frame, bit by bit: write a message, or read pasted bytes.
 * @tagname ws-frame
 * @csspart sources - The choice between a logged message, a message to write and bytes to read.
 * @csspart fields - The fields of a message or of bytes.
 * @csspart button - A button.
 * @csspart notes - What is to be known of the frame of a logged message.
 * @csspart violations - The list of broken rules.
 * @csspart frames - The list of frames, where there are several.
 * @csspart frame - Everything about the chosen frame.
 * @csspart diagram - Its bits.
 * @csspart bytes - Its bytes.
 * @csspart table - Its fields as a table.
 * @csspart payload - Its payload, masked and unmasked.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of the diagram's cells.
 * @cssprop [--ws-border] - Colour of the hairlines.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Colour of what is lit.
 * @cssprop [--ws-good] - Colour of the mark when no rule is broken.
 * @cssprop [--ws-bad] - Colour of what breaks a rule.
 * @cssprop [--ws-font-mono] - Font of bits and bytes.
 */
export class WsFrame extends LitElement {
  /** The version of the library this class comes from. */
  static readonly version: string = version;

  static override styles = [tokens, controls, styles];

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is only looked at, never opened or closed. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** An entry of a log to show, such as `connection.log.at(-1)`. Wins over the connection's latest message. */
  @property({ attribute: false }) entry?: Entry;

  /** The text of the message to write, until the reader changes it. Default “Hello”. It is never sent. */
  @property() message?: string;

  /** Bytes to read as frames, in hexadecimal digits, until the reader changes them. They are shown at first. */
  @property() bytes?: string;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  readonly #localization = new Localization(this);
  readonly #view = new LazyModule(this, async () => {
    const { FrameView, styles: viewStyles } = await import('./frame-view.js');
    adoptStyles(this.renderRoot as ShadowRoot, [...WsFrame.styles, viewStyles]);
    return new FrameView(this, this.#localization);
  });
  readonly #state = new ConnectionController(
    this,
    ({ extensions, socketLabel }) => `${extensions ?? ''} ${socketLabel ?? ''}`,
    { onConnection: (connection) => this.#view.value?.follow(connection) },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#view.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
  }

  protected override render() {
    const view = this.#view.value;
    if (!view) {
      const { common } = this.#localization.strings;
      return html`<p class="empty">${this.#view.failed ? common.partMissing : common.loading}</p>`;
    }
    view.configure(this.message, this.bytes);
    view.follow(this.#state.connection);
    view.entry = this.entry;
    return view.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-frame': WsFrame;
  }
}
