import { html, nothing, type TemplateResult } from 'lit';
import type { Entry, MessageEntry } from '../../core/entry.js';
import { endTone } from '../shared/end-tone.js';
import { icon } from '../shared/icons.js';
import { detailsStyles } from './entry-details.styles.js';
import { entryFacts } from './entry-facts.js';
import { bytesWords, type Wording } from './entry-words.js';
import { localIsoTime } from './local-iso-time.js';
import { MessagePane, type MessagePaneHost } from './message-pane.js';

export { detailsStyles };

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

  /** Shows an entry, or nothing. `sizeBytes` is that of its message on the wire, where it is known. */
  show(entry: Entry | undefined, sizeBytes?: number): void {
    this.#entry = entry;
    this.#sizeBytes = sizeBytes;
    this.#pane.show(entry?.kind === 'sent' || entry?.kind === 'received' ? entry : undefined);
    this.#host.requestUpdate();
  }

  /** The pane, or nothing where no entry is shown. `isHeld` tells whether the log still has the entry. */
  render(isHeld: boolean): TemplateResult | typeof nothing {
    const entry = this.#entry;
    if (!entry) return nothing;
    const words = this.#wording.strings.log;
    const isMessage = entry.kind === 'sent' || entry.kind === 'received';
    return html`
      <section class="details" part="details" aria-label=${words.details} @keydown=${this.#onKeydown}>
        <header class="details-header" part="details-header">
          <p class="facts-line">
            <span class="direction ${entry.kind} ${toneOf(entry)}">${words[entry.kind]}</span>
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
    const { strings, number } = this.#wording;
    const isText = typeof data === 'string' || omitted?.type === 'text';
    const length = omitted?.length ?? (typeof data === 'string' ? data.length : 0);
    const size =
      this.#sizeBytes === undefined
        ? strings.log.characters(number(length))
        : bytesWords(this.#sizeBytes, this.#wording);
    return html`<span class="measures">${isText ? strings.log.text : strings.log.binary}</span>
      <span class="measures">${size}</span>`;
  }

  #renderFacts(entry: Entry): TemplateResult {
    const facts = entryFacts(entry, this.#wording);
    return html`
      <div
        class="content"
        part="content"
        role="group"
        aria-label=${this.#wording.strings.log.facts}
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
    const { strings, number } = this.#wording;
    return html`<time class="mono" datetime=${time}>${time}</time>
      <span>${strings.log.number(number(sequence))}</span>`;
  }

  /** The same below the content, shown where the header has no room for it. */
  #renderFooter(entry: Entry): TemplateResult {
    return html`<p class="footer">${this.#renderOrigin(entry)}</p>`;
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
