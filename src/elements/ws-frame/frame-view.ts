import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { Entry } from '../../core/entry.js';
import type { Release } from '../../core/ports.js';
import { toHex } from '../../decode/hex.js';
import type { FrameViolation } from '../../protocol/frame-decode.js';
import { icon } from '../shared/icons.js';
import type { Localization } from '../shared/localization.js';
import { DecodePanel, renderViolations } from './decode-panel.js';
import { EncodePanel } from './encode-panel.js';
import { blobFrame, entryFrame, type EntryFrame } from './entry-frame.js';
import { FieldLights } from './field-lights.js';
import { renderFrame } from './frame-diagram.js';
import { frameWords, type FrameWords } from './frame-words.js';
import { shownPayloadBytes, type ShownFrames } from './shown-frames.js';

export { styles } from './frame-view.styles.js';

const sources = ['entry', 'encode', 'decode'] as const;
type Source = (typeof sources)[number];

/** More frames than these are counted, not listed. */
const listedFrames = 32;

/** So long the latest message stands before a newer one takes its place. */
const latestEveryMs = 500;

/** So many entries are looked through for the latest message. */
const searchedEntries = 500;

/** How many of the frame's bytes can be taken over to be read. */
const readableBytes = 16_384;

/** All that `ws-frame` shows. In a module of its own because it is heavy. */
export class FrameView {
  readonly #host: { requestUpdate(): void };
  readonly #localization: Localization;
  readonly #encode: EncodePanel;
  readonly #decode: DecodePanel;
  readonly #lights: FieldLights;
  #source: Source | undefined;
  #chosenFrame = 0;
  #connection: ConnectionLike | undefined;
  #release: Release | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #given: Entry | undefined;
  #latest: Entry | undefined;
  #shownEntry: Entry | undefined;
  #entryFrame: EntryFrame | 'reading' | 'unreadable' | undefined;
  #message: string | undefined;
  #bytes: string | undefined;

  constructor(host: { requestUpdate(): void }, localization: Localization) {
    this.#host = host;
    this.#localization = localization;
    const changed = () => {
      this.#chosenFrame = 0;
      this.#lights.reset();
      host.requestUpdate();
    };
    this.#encode = new EncodePanel(changed);
    this.#decode = new DecodePanel(changed);
    this.#lights = new FieldLights(() => host.requestUpdate());
  }

  /** Takes over what the page set: a text to write, bytes to read. Only a change of it replaces what was typed. */
  configure(message: string | undefined, bytes: string | undefined): void {
    if (message !== this.#message && message !== undefined) this.#encode.text = message;
    if (bytes !== this.#bytes && bytes !== undefined) this.#decode.hex = bytes;
    this.#message = message;
    this.#bytes = bytes;
  }

  /** An entry to show in place of the connection's latest message. */
  set entry(entry: Entry | undefined) {
    // the log makes a new object at each question
    const isSame = entry?.sequence === this.#given?.sequence && entry?.timeMs === this.#given?.timeMs;
    if (isSame) return;
    this.#given = entry;
    this.#source = entry ? 'entry' : this.#source;
    this.#show(entry ?? this.#latest);
  }

  /** Shows the latest message of this connection from now on; of none, it lets go. */
  follow(connection: ConnectionLike | undefined): void {
    if (connection === this.#connection) return;
    this.#release?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#connection = connection;
    this.#release = connection?.log.subscribe(() => this.#onNews());
    this.#latest = latestMessage(connection);
    if (!this.#given) this.#show(this.#latest);
  }

  /** The whole element. */
  render(): TemplateResult {
    const words = frameWords(this.#localization);
    const hasEntry = this.#given !== undefined || this.#connection !== undefined;
    const preferred = this.#source ?? (this.#bytes !== undefined ? 'decode' : hasEntry ? 'entry' : 'encode');
    const source = preferred === 'entry' && !hasEntry ? 'encode' : preferred;
    return html`
      <div class="sources" role="radiogroup" aria-label=${words.source} part="sources">
        ${sources
          .filter((each) => each !== 'entry' || hasEntry)
          .map(
            (each) =>
              html`<label
                ><input
                  type="radio"
                  name="source"
                  .value=${each}
                  .checked=${live(each === source)}
                  @change=${() => this.#choose(each)}
                /><span>${words.sources[each]}</span></label
              >`,
          )}
      </div>
      ${source === 'entry' ? this.#renderEntry(words) : this.#renderPanel(source, words)}
    `;
  }

  #renderPanel(source: 'encode' | 'decode', words: FrameWords): TemplateResult {
    const panel = source === 'encode' ? this.#encode : this.#decode;
    const made = panel.make(words, this.#number);
    if ('problem' in made) {
      return html`${panel.render(words)}
        <p class="verdict bad" role="status">${icon('warning')} ${made.problem}</p>`;
    }
    const { shown, wire, note } = made;
    const sizeBytes = wire.reduce((sum, bytes) => sum + bytes.length, 0);
    return html`
      ${panel.render(words)} ${note ? html`<p class="quiet">${note}</p>` : nothing}
      ${
        source === 'decode'
          ? renderViolations(shown.violations, words, this.#number, this.#showViolation)
          : sizeBytes <= readableBytes
            ? html`<p class="actions">
                <button type="button" part="button" @click=${() => this.#takeApart(wire)}>
                  ${words.takeApart}
                </button>
              </p>`
            : nothing
      }
      ${this.#renderFrames(shown, words)}
    `;
  }

  #renderEntry(words: FrameWords): TemplateResult {
    const entry = this.#entry;
    const frame = this.#entryFrame;
    if (!entry || !frame) return html`<p class="empty">${words.noMessage}</p>`;
    if (frame === 'reading' || frame === 'unreadable') return html`<p class="empty">${words[frame]}</p>`;
    if ('problem' in frame) return html`<p class="empty">${words[frame.problem]}</p>`;
    if ('blob' in frame) return html`<p class="empty">${words.reading}</p>`;
    const state = this.#connection?.state;
    const isNewer = !this.#given && this.#shownSequence !== this.#latest?.sequence;
    const name = entry.kind in words.entryNames ? words.entryNames[entry.kind as 'sent'] : '';
    return html`
      <div class="notes" part="notes">
        <p>${icon('info')}<b>${name}</b> ${frame.isClose ? words.unseenClose : words.unseen}</p>
        ${entry.kind === 'sent' ? html`<p>${words.exampleKey}</p>` : nothing}
        ${
          !frame.isClose && state?.extensions?.includes('permessage-deflate')
            ? html`<p>${words.deflated}</p>`
            : nothing
        }
        ${state?.socketLabel === undefined ? nothing : html`<p>${words.recorded}</p>`}
        ${
          isNewer
            ? html`<button type="button" part="button" @click=${this.#showLatest}>${words.latest}</button>`
            : nothing
        }
      </div>
      ${this.#renderFrames(frame.shown, words)}
    `;
  }

  #renderFrames({ frames, violations, textOf }: ShownFrames, words: FrameWords): TemplateResult {
    const index = Math.min(this.#chosenFrame, frames.length - 1);
    const frame = frames[index];
    if (!frame) return html``;
    const wrong = violations.filter((violation) => violation.frame === index);
    return html`
      ${frames.length > 1 ? this.#renderList(frames, index, words) : nothing}
      ${renderFrame({
        frame,
        words,
        number: this.#number,
        lights: this.#lights,
        text: textOf(index),
        wrongFields: new Set(wrong.map(({ field }) => field)),
        wrongBytes: new Set(wrong.map(({ offset }) => offset - frame.offset)),
      })}
    `;
  }

  #renderList(frames: ShownFrames['frames'], chosen: number, words: FrameWords): TemplateResult {
    // the chosen one may be further down, where a problem led to
    const from = chosen < listedFrames ? 0 : chosen - (chosen % listedFrames);
    const listed = frames.slice(from, from + listedFrames);
    const left = frames.length - from - listed.length;
    return html`<ul class="frames" aria-label=${words.frames} part="frames">
      ${listed.map((frame, at) => {
        const size = `${this.#number(frame.payloadLength)} B`;
        const kind = frame.kind ?? words.reserved;
        const index = from + at;
        return html`<li>
          <button
            type="button"
            aria-pressed=${index === chosen}
            @click=${() => {
              this.#chosenFrame = index;
              this.#host.requestUpdate();
            }}
          >
            ${words.frameName(this.#number(index + 1), kind, size, frame.fin ? '1' : '0')}
          </button>
        </li>`;
      })}
      ${left > 0 ? html`<li class="quiet">${words.moreFrames(this.#number(left))}</li>` : nothing}
    </ul>`;
  }

  /** The entry that is shown; fixed while somebody looks at a field of it. */
  get #entry(): Entry | undefined {
    return this.#given ?? this.#shownEntry;
  }

  get #shownSequence(): number | undefined {
    return this.#shownEntry?.sequence;
  }

  #onNews(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#latest = latestMessage(this.#connection);
        if (!this.#given && !(this.#lights.isHeld && this.#shownEntry && this.#latest))
          this.#show(this.#latest);
        this.#host.requestUpdate();
      },
      this.#shownEntry ? latestEveryMs : 0,
    );
  }

  #show(entry: Entry | undefined): void {
    if (entry && !this.#given && entry.sequence === this.#shownSequence) return;
    this.#shownEntry = this.#given ? undefined : entry;
    this.#entryFrame = entry && entryFrame(entry);
    const frame = this.#entryFrame;
    if (frame && typeof frame === 'object' && 'blob' in frame) {
      this.#entryFrame = 'reading';
      void this.#readBlob(frame.blob, entry);
    }
  }

  async #readBlob(blob: Blob, entry: Entry | undefined): Promise<void> {
    let read: EntryFrame | 'unreadable' = 'unreadable';
    try {
      const head = new Uint8Array(await blob.slice(0, shownPayloadBytes).arrayBuffer());
      read = blobFrame(head, blob.size, entry?.kind === 'sent');
    } catch {
      // a file that was moved or changed cannot be read any more: said in place of the frame
    }
    if (this.#entry !== entry) return;
    this.#entryFrame = read;
    this.#host.requestUpdate();
  }

  #choose(source: Source): void {
    this.#source = source;
    this.#chosenFrame = 0;
    this.#lights.reset();
    this.#host.requestUpdate();
  }

  #takeApart(wire: readonly Uint8Array[]): void {
    this.#decode.hex = wire.map((bytes) => toHex(bytes, ' ')).join('\n');
    this.#choose('decode');
  }

  readonly #showLatest = (): void => {
    this.#lights.reset();
    this.#show(this.#latest);
    this.#host.requestUpdate();
  };

  readonly #showViolation = ({ frame, field }: FrameViolation): void => {
    this.#chosenFrame = frame;
    this.#lights.pin(field);
  };

  readonly #number = (value: number): string => this.#localization.number(value);
}

/** The newest entry with a payload, among the newest ones. */
function latestMessage(connection: ConnectionLike | undefined): Entry | undefined {
  for (let back = 1; connection && back <= Math.min(connection.log.length, searchedEntries); back++) {
    const entry = connection.log.at(-back);
    if (entry?.kind === 'sent' || entry?.kind === 'received') return entry;
  }
  return undefined;
}
