import { html, nothing, type TemplateResult } from 'lit';
import type { Entry, MessageEntry } from '../../core/entry.js';
import type { EntryLog } from '../../core/entry-log.js';
import { endTone } from '../shared/end-tone.js';
import { icon } from '../shared/icons.js';
import { detailsStyles } from './entry-details.styles.js';
import { entryFacts } from './entry-facts.js';
import { entryTimes, type EntryTimes } from './entry-times.js';
import { bytesWords, durationWords, type Wording } from './entry-words.js';
import { localIsoTime } from './local-iso-time.js';
import { MessagePane, type MessagePaneHost } from './message-pane.js';
import { messagePaneStyles } from './message-pane.styles.js';
import { messageWords } from './message-words.js';

/** The style sheets of the details. They need those of `ws-log`. */
export const detailsSheets = [detailsStyles, messagePaneStyles];

/**
 * The details of one entry, which it holds: they stay readable when the log has dropped it. A message is shown by a
 * `MessagePane`, an event of the connection as a list of all that its record says.
 */
export class EntryDetails {
  readonly #host: MessagePaneHost;
  readonly #wording: Wording;
  readonly #onClose: () => void;
  readonly #pane: MessagePane;
  #entry: Entry | undefined;
  #sizeBytes: number | undefined;
  #times: EntryTimes = {};

  /** @param onClose called when the reader asks to close the details; they are not closed by themselves */
  constructor(host: MessagePaneHost, wording: Wording, onClose: () => void) {
    this.#host = host;
    this.#wording = wording;
    this.#onClose = onClose;
    this.#pane = new MessagePane(host, wording);
  }

  /** The entry that is shown, if any. */
  get entry(): Entry | undefined {
    return this.#entry;
  }

  /**
   * Shows an entry, or nothing. `sizeBytes` is that of its message on the wire; where it is missing it is counted. What
   * came before the entry is looked up in `log`, now and not later.
   */
  show(entry: Entry | undefined, sizeBytes?: number, log?: EntryLog): void {
    this.#entry = entry;
    this.#sizeBytes = sizeBytes;
    this.#times = entry && log ? entryTimes(log, entry.sequence) : {};
    const message = entry?.kind === 'sent' || entry?.kind === 'received' ? entry : undefined;
    this.#pane.show(message, sizeBytes !== undefined);
    this.#host.requestUpdate();
  }

  /** The pane, or nothing where no entry is shwords. `isHeld` tells whether the log still has the entry. */
  render(isHeld: boolean): TemplateResult | typeof nothing {
    const entry = this.#entry;
    if (!entry) return nothing;
    const { log } = this.#wording.strings;
    const words = messageWords(this.#wording);
    const isMessage = entry.kind === 'sent' || entry.kind === 'received';
    return html`
      <section class="details" part="details" aria-label=${words.details} @keydown=${this.#onKeydown}>
        <header class="details-header" part="details-header">
          <p class="facts-line">
            <span class="direction ${entry.kind} ${toneOf(entry)}">${log[entry.kind]}</span>
            ${isMessage ? this.#renderMeasures(entry) : nothing}
            <span class="origin">${this.#renderOrigin(entry)}</span>
            ${isHeld ? nothing : html`<span class="gone">${words.gone}</span>`}
          </p>
          ${isMessage ? html`${this.#pane.renderViews()} ${this.#pane.renderCopy()}` : nothing}
          <button
            class="quiet close"
            part="button close-button"
            aria-label=${words.closeDetails}
            @click=${this.#onClose}
          >
            ${icon('close')}
          </button>
        </header>
        ${isMessage ? this.#pane.render(this.#renderFooter(entry)) : this.#renderFacts(entry)}
      </section>
    `;
  }

  #renderMeasures({ data, omitted }: MessageEntry): TemplateResult {
    const { strings } = this.#wording;
    const isText = typeof data === 'string' || omitted?.type === 'text';
    const sizeBytes = this.#sizeBytes ?? this.#pane.sizeBytes;
    const size = sizeBytes === undefined ? '' : bytesWords(sizeBytes, this.#wording);
    return html`<span class="measures">${isText ? strings.log.text : strings.log.binary}</span>
      ${size === '' ? nothing : html`<span class="measures">${size}</span>`}
      ${size === '' && isText ? html`<span class="measures">${this.#characters()}</span>` : nothing}`;
  }

  /** How many code units a text has; empty for everything else. */
  #characters(): string {
    const entry = this.#entry;
    const { strings, number } = this.#wording;
    const isText = typeof entry?.data === 'string' || entry?.omitted?.type === 'text';
    const length = entry?.omitted?.length ?? (typeof entry?.data === 'string' ? entry.data.length : 0);
    return isText ? strings.log.characters(number(length)) : '';
  }

  #renderFacts(entry: Entry): TemplateResult {
    const facts = entryFacts(entry, this.#wording);
    return html`
      <div
        class="content"
        part="content"
        role="group"
        aria-label=${messageWords(this.#wording).facts}
        tabindex="0"
      >
        <dl part="facts">
          ${facts.map(
            ({ name, value, isCode }) =>
              html`<div>
                <dt>${name}</dt>
                <dd class=${isCode ? 'mono' : ''}>${value}</dd>
              </div>`,
          )}
        </dl>
        ${this.#renderFooter(entry)}
      </div>
    `;
  }

  /** When it happened and which entry it is. */
  #renderOrigin({ timeMs, sequence }: Entry): TemplateResult {
    const time = localIsoTime(timeMs);
    const { number } = this.#wording;
    return html`<time class="mono" datetime=${time}>${time}</time>
      <span>${messageWords(this.#wording).number(number(sequence))}</span>`;
  }

  /** Below the content: what the header has no room for. Its first part is shown only where the header is narrow. */
  #renderFooter(entry: Entry): TemplateResult {
    const more = [this.#characters(), ...this.#timeWords()].filter((words) => words !== '');
    return html`<p class="footer ${more.length === 0 ? 'spare' : ''}">
      <span class="origin">${this.#renderOrigin(entry)}</span>
      ${more.map((words) => html`<span>${words}</span>`)}
    </p>`;
  }

  #timeWords(): string[] {
    const { sincePreviousMs, sinceOpenMs } = this.#times;
    const words = messageWords(this.#wording);
    const duration = (durationMs: number) => durationWords(Math.abs(durationMs), this.#wording);
    const isBefore = sincePreviousMs !== undefined && sincePreviousMs < 0;
    return [
      ...(sincePreviousMs === undefined
        ? []
        : [(isBefore ? words.beforePrevious : words.afterPrevious)(duration(sincePreviousMs))]),
      ...(sinceOpenMs === undefined ? [] : [words.sinceOpen(duration(sinceOpenMs))]),
    ];
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#onClose();
  };
}

function toneOf({ kind, detail }: Entry): string {
  return kind === 'closed' && detail.opened ? endTone(detail) : '';
}
