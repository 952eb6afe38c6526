import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ConnectionController } from '../../controller/connection-controller.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { ConnectionState } from '../../core/connection-state.js';
import { version } from '../../version.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icons.js';
import { knownValue, themes } from '../shared/known-value.js';
import { Localization } from '../shared/localization.js';
import { noConnection } from '../shared/no-connection.js';
import { tokens } from '../shared/tokens.styles.js';
import { CaretRows } from './caret-rows.js';
import { failure, problemWords, readingWords, refusal, sizeWords, standingWords } from './composer-words.js';
import { MessageCheck } from './message-check.js';
import { messageFormats, type MessageFormat, type MessageReading } from './message-format.js';
import { MessageHistory, type WrittenMessage } from './message-history.js';
import { isSendShortcut, sendShortcutKeys, sendShortcutLabel } from './send-shortcut.js';
import { noticeIcons, type Notice } from './notice.js';
import { styles } from './ws-composer.styles.js';

/**
 * Writes a message and sends it: as text, as JSON that is checked while it is typed, or as bytes in Base64 or
 * hexadecimal. It sends what is written, unchanged, when the reader asks for it and not otherwise.
 *
 * ```html
 * <ws-connection url="wss://example.com/stream">
 *   <ws-connect></ws-connect>
 *   <ws-log></ws-log>
 *   <ws-composer format="json" message='{"type":"subscribe"}'></ws-composer>
 * </ws-connection>
 * ```
 *
 * - Ctrl+Enter or ⌘+Enter sends. The text stays after sending, to be changed and sent again.
 * - Arrow up on the first row and arrow down on the last go through the last 50 messages sent; what was being
 *   written comes back at the end. They are kept in memory only.
 * - JSON that is not valid is sent at the second press, after a warning: a server's answer to it teaches something.
 *   Base64 or hexadecimal that is not valid stands for no bytes and is never sent.
 * - Half of a surrogate pair cannot be sent: a browser sends U+FFFD in its place, and a warning says so.
 * - An empty text, and no bytes, are messages too (RFC 6455 §5.2 allows a payload of 0 bytes).
 * - Changing the format changes how the text is read, never the text itself.
 * - When sending fails the reason is shown and the text stays.
 *
 * @summary Writes and sends a message: text, JSON, or bytes.
 * @tagname ws-composer
 * @csspart formats - The radio group of the formats.
 * @csspart format-option - One format.
 * @csspart format-button - The button that lays JSON out.
 * @csspart message - The text field.
 * @csspart validity - What the text comes to, or the first thing wrong with it.
 * @csspart problem - The first thing wrong with it: a button that moves the caret there.
 * @csspart notice - Why it cannot be sent, what waits, or what came of sending.
 * @csspart send-button - The button that sends.
 * @cssprop [--ws-composer-max-height=12rem] - Height of the text field before it scrolls.
 * @cssprop [--ws-surface] - Background.
 * @cssprop [--ws-surface-raised] - Background of what stands out, such as the row of formats.
 * @cssprop [--ws-border] - Colour of lines.
 * @cssprop [--ws-border-control] - Colour of the border of fields and buttons.
 * @cssprop [--ws-text] - Colour of text.
 * @cssprop [--ws-text-quiet] - Colour of less important text.
 * @cssprop [--ws-accent] - Background of "Send".
 * @cssprop [--ws-accent-text] - Text on it.
 * @cssprop [--ws-good] - Colour of "Valid JSON" and "Sent".
 * @cssprop [--ws-warn] - Colour of a warning.
 * @cssprop [--ws-bad] - Colour of an error.
 * @cssprop [--ws-focus] - Colour of the focus ring.
 * @cssprop [--ws-radius] - Radius of corners.
 * @cssprop [--ws-font-mono] - Font of the message.
 * @cssState invalid - The text is not valid in its format.
 */
export class WsComposer extends LitElement {
  static readonly version = version;
  static override styles = [tokens, controls, styles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  /** Id of a `ws-tester` or `ws-connection` in the same document or shadow root. Wins over ancestors. */
  @property({ attribute: 'for', reflect: true }) htmlFor?: string;

  /** A connection of your own; wins over `for` and over ancestors. It is never opened or closed here. */
  @property({ attribute: false }) connection?: ConnectionLike;

  /** `auto` (default) follows the page's `color-scheme`; `light` and `dark` do not. */
  @property({ reflect: true }) theme?: string;

  /**
   * The text to begin with. Default `''`. Setting it again shows the new text unless the reader has written, or
   * `value` was set: nothing typed is lost. Never sends.
   */
  @property() message?: string;

  /**
   * How the text is read: `text` (default), `json`, `base64` or `hex`. Follows what the reader chooses; the
   * attribute does not. Anything else counts as `text`, with one `console.warn`. Changes nothing in the text.
   */
  @property() format?: string;

  /**
   * The text as it is now: what the reader wrote, or `message` until then. Setting it replaces what the reader
   * wrote; `undefined` goes back to `message`. Line ends become `\n`, as in any `textarea`. Never sends. While the
   * reader types, the field's own `input` event bubbles out of the element.
   */
  @property({ attribute: false })
  get value(): string {
    return textOf(this.#written ?? this.message ?? '');
  }

  set value(value: string | undefined) {
    this.#written = value ?? undefined;
  }

  readonly #state = new ConnectionController(
    this,
    ({ phase, sendQueue }: ConnectionState) => ({ phase, sendQueue }),
    { equal: (one, other) => one.phase === other.phase && one.sendQueue === other.sendQueue },
  );
  readonly #localization = new Localization(this);
  readonly #check = new MessageCheck(this);
  readonly #history = new MessageHistory();
  readonly #internals = this.attachInternals();

  @state() private notice: Notice | undefined;
  @query('textarea') private readonly field!: HTMLTextAreaElement;
  @query('.mirror') private readonly mirror!: HTMLElement;

  #written: string | undefined;
  #format: MessageFormat = 'text';
  #reading: MessageReading | undefined;
  #isOpen = false;
  /** Where the caret was put when a message was called up; while it is there, the arrows call up more. */
  #recalledCaret: number | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) knownValue(this, 'theme', this.theme, themes, 'auto');
    this.#format = knownValue(this, 'format', this.format, messageFormats, 'text');
    if (changed.has('value') || changed.has('message') || changed.has('format')) this.notice = undefined;
    const isOpen = this.#state.value?.phase === 'open';
    // A failure stays to be read; the rest was about how things stood before.
    if (isOpen !== this.#isOpen && this.notice?.kind !== 'failed') this.notice = undefined;
    this.#isOpen = isOpen;
    this.#reading = this.#check.read(this.value, this.#format);
    if (this.#isInvalid) this.#internals.states.add('invalid');
    else this.#internals.states.delete('invalid');
  }

  protected override render() {
    const words = this.#localization.strings.composer;
    const { value } = this;
    const notice = this.#shownNotice;
    const standing = notice ? undefined : this.#standing;
    return html`
      <div class="composer" @keydown=${this.#onKeydown}>
        <div class="bar">
          <div class="formats" part="formats" role="radiogroup" aria-label=${words.messageFormat}>
            ${messageFormats.map((format) => this.#renderFormat(format))}
          </div>
          <button
            class="quiet ${this.#format === 'json' ? '' : 'reserved'}"
            type="button"
            part="format-button"
            @click=${this.#onFormat}
          >
            ${words.format}
          </button>
        </div>
        <div class="writing">
          <textarea
            class="written"
            part="message"
            rows=${fallbackRows(value)}
            dir=${this.#format === 'text' ? 'auto' : 'ltr'}
            aria-label=${words.message}
            aria-describedby="validity"
            aria-invalid=${this.#isInvalid ? 'true' : 'false'}
            placeholder=${words.placeholders[this.#format]}
            autocapitalize="off"
            autocomplete="off"
            autocorrect="off"
            spellcheck="false"
            .value=${live(value)}
            @input=${this.#onInput}
          ></textarea>
          <div class="measure" aria-hidden="true"><div class="written mirror"></div></div>
        </div>
        <div class="foot">
          <button
            class="primary"
            type="button"
            part="send-button"
            aria-disabled=${this.#isOpen ? 'false' : 'true'}
            aria-describedby=${standing ? 'standing' : nothing}
            aria-keyshortcuts=${sendShortcutKeys}
            @click=${this.#onSend}
          >
            ${words.send}<kbd aria-hidden="true">${sendShortcutLabel()}</kbd>
          </button>
          <div class="words">
            ${this.#renderValidity()}
            <p class="line" part="notice">
              ${standing ? html`<span id="standing" class="quiet">${standing}</span>` : nothing}
              <span aria-live="polite">${notice ? this.#renderNotice(notice) : nothing}</span>
            </p>
          </div>
        </div>
      </div>
    `;
  }

  #renderFormat(format: MessageFormat) {
    return html`
      <label class="option" part="format-option">
        <input
          type="radio"
          name="format"
          value=${format}
          .checked=${live(this.#format === format)}
          @change=${this.#onFormatChosen}
        /><span>${this.#localization.strings.composer.formatNames[format]}</span>
      </label>
    `;
  }

  #renderValidity() {
    const words = this.#localization.strings.composer;
    const reading = this.#reading;
    const problem = this.#isInvalid ? reading?.problem : undefined;
    if (problem) {
      return html`<p id="validity" class="line bad" part="validity">
        <button
          class="problem"
          type="button"
          part="problem"
          @click=${() => this.#caretRows.reveal(problem.offset)}
        >
          ${icon('warning')}<bdi>${problemWords(this.#localization, problem)}</bdi>
        </button>
      </p>`;
    }
    if (reading?.hasLoneSurrogate) {
      return html`<p id="validity" class="line warn" part="validity">
        ${icon('warning')}<span>${words.loneSurrogate}</span
        ><span class="size">${sizeWords(this.#localization, reading.sizeBytes)}</span>
      </p>`;
    }
    const isValidJson = this.#format === 'json' && reading !== undefined && !reading.problem;
    return html`<p id="validity" class="line ${isValidJson ? 'good' : 'quiet'}" part="validity">
      ${
        isValidJson
          ? html`${icon('check')}<span>${words.validJson}</span
              ><span class="size">${sizeWords(this.#localization, reading.sizeBytes)}</span>`
          : html`<span>${readingWords(this.#localization, reading, this.#format)}</span>`
      }
    </p>`;
  }

  #renderNotice({ kind, words }: Notice) {
    return html`<span class="notice ${kind}">${icon(noticeIcons[kind])}<bdi>${words}</bdi></span>`;
  }

  /** That one message is sent is no news while others wait. */
  get #shownNotice(): Notice | undefined {
    return this.notice?.kind === 'sent' && this.#state.value?.sendQueue ? undefined : this.notice;
  }

  get #standing(): string | undefined {
    const { value: state, problem } = this.#state;
    const words = this.#localization;
    return state ? standingWords(words, state) : noConnection(problem, this.htmlFor, words.strings);
  }

  /** An untouched field is not called wrong. */
  get #isInvalid(): boolean {
    return this.#reading?.problem !== undefined && this.value !== '';
  }

  get #caretRows(): CaretRows {
    return new CaretRows(this.field, this.mirror);
  }

  #onInput(): void {
    this.value = this.field.value;
    this.#recalledCaret = undefined;
  }

  #onFormatChosen(event: Event): void {
    this.format = (event.currentTarget as HTMLInputElement).value;
  }

  async #onFormat(): Promise<void> {
    const structured = await this.#check.structured();
    const problem = this.#check.readNow(this.value, this.#format)?.problem;
    if (structured && !problem) {
      this.value = structured.formatJson(this.value);
      return;
    }
    const { strings } = this.#localization;
    this.notice = {
      kind: 'failed',
      words: structured ? strings.composer.notFormatted : strings.common.partMissing,
    };
    if (problem) this.#caretRows.reveal(problem.offset);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    // On a button the browser's own Enter does what the button says.
    if (isSendShortcut(event) && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      // A key held down must not flood the server, nor run over the warning.
      if (!event.repeat) this.#onSend();
    } else if (event.target === this.field) this.#onArrow(event);
  }

  #onArrow(event: KeyboardEvent): void {
    const { key, isComposing, altKey, ctrlKey, metaKey, shiftKey } = event;
    if ((key !== 'ArrowUp' && key !== 'ArrowDown') || isComposing) return;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const { selectionStart, selectionEnd, value } = this.field;
    const isUntouched = selectionStart === this.#recalledCaret && selectionStart === selectionEnd;
    const rows = this.#caretRows;
    if (!isUntouched && !(key === 'ArrowUp' ? rows.onFirst : rows.onLast)) return;
    const current: WrittenMessage = { text: value, format: this.#format };
    const message = key === 'ArrowUp' ? this.#history.older(current) : this.#history.newer(current);
    if (!message) return;
    event.preventDefault();
    this.#recall(message);
  }

  #recall({ text, format }: WrittenMessage): void {
    this.value = text;
    this.format = format;
    // Before the next key: a held arrow comes faster than an update.
    this.performUpdate();
    this.#recalledCaret = text.length;
    this.field.setSelectionRange(text.length, text.length);
    this.field.scrollTop = this.field.scrollHeight;
  }

  #onSend(): void {
    // What was written a moment ago takes the last notice away, and must not take the next one.
    this.performUpdate();
    const { connection } = this.#state;
    if (!connection || connection.state.phase !== 'open') {
      this.notice = { kind: 'not-open', words: this.#localization.strings.composer.notSentNotOpen };
      return;
    }
    const message: WrittenMessage = { text: this.value, format: this.#format };
    const reading = this.#check.readNow(message.text, message.format);
    if (!reading) {
      void this.#sendWhenReadable();
      return;
    }
    this.notice = refusal(this.#localization, reading, message.format, this.notice);
    if (!this.notice && reading.data !== undefined) void this.#send(connection, message, reading.data);
  }

  async #sendWhenReadable(): Promise<void> {
    if (await this.#check.structured()) this.#onSend();
    else this.notice = { kind: 'failed', words: this.#localization.strings.common.partMissing };
  }

  async #send(
    connection: ConnectionLike,
    message: WrittenMessage,
    data: string | Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    try {
      await connection.send(data);
    } catch (error) {
      this.notice = failure(this.#localization, error);
      return;
    }
    this.#history.add(message);
    // What was written meanwhile, and a warning about it, is another matter.
    const isCurrent = message.text === this.value && message.format === this.#format;
    if (isCurrent && !this.notice)
      this.notice = { kind: 'sent', words: this.#localization.strings.composer.sent };
  }
}

/** What a `textarea` would make of it: JavaScript on a page may give anything. */
function textOf(given: unknown): string {
  const text = String(given);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** How high the field is where it does not grow by itself (`field-sizing`; WebKitGTK 2.50 lacks it). */
function fallbackRows(text: string): number {
  let rows = 1;
  for (let at = text.indexOf('\n'); at >= 0 && rows < 12; at = text.indexOf('\n', at + 1)) rows++;
  return Math.max(3, rows);
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-composer': WsComposer;
  }
}
