import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { toHex } from '../../decode/hex.js';
import { locate } from '../../decode/decoder.js';
import { parseHex } from '../../decode/parse-hex.js';
import { encodeCloseBody, encodeFrame, encodeMessage } from '../../protocol/frame-encode.js';
import { frameOpcodes } from '../../protocol/frame.js';
import { exampleKey } from './entry-frame.js';
import type { FrameWords } from './frame-words.js';
import { firstFrame, type ShownFrames } from './shown-frames.js';

const kinds = ['text', 'binary', 'ping', 'pong', 'close'] as const;
type Kind = (typeof kinds)[number];

/** More characters than these are not taken. */
const takenCharacters = 65_536;

/** A message is cut into so many frames at most. */
const mostFragments = 8;

/** Fields for a message, and the frames that it makes. */
export class EncodePanel {
  readonly #onChange: () => void;
  #kind: Kind = 'text';
  #text = 'Hello';
  #hex = 'de ad be ef';
  #code = '1000';
  #reason = '';
  #fragments = '1';
  #masked = true;
  #key = toHex(exampleKey, ' ');
  /** Keys of the frames after the first. */
  #laterKeys: readonly Uint8Array[] | undefined;

  /** @param onChange called when a field was changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The text of the message; makes it a text message. */
  set text(text: string) {
    this.#kind = 'text';
    this.#text = text;
  }

  /** The frames and their bytes, or in words why there are none. */
  make(words: FrameWords, number: (value: number) => string): Made {
    const key = this.#masked ? keyOf(this.#key) : undefined;
    if (this.#masked && !key) return { problem: words.keyProblem };
    const fragments = Number(this.#fragments);
    if (!Number.isInteger(fragments) || fragments < 1 || fragments > mostFragments) {
      return { problem: words.fragmentsProblem(String(mostFragments)) };
    }
    const content = this.#content(words);
    if ('problem' in content) return content;
    const kind = this.#kind;
    let wire: Uint8Array[];
    try {
      wire =
        kind === 'text' || kind === 'binary'
          ? encodeMessage(kind, content.payload, {
              fragments,
              maskingKey: key && ((at) => this.#keyOf(at, key)),
            })
          : [encodeFrame({ opcode: frameOpcodes[kind], maskingKey: key, payload: content.payload })];
    } catch (error) {
      return { problem: (error as Error).message };
    }
    const text = kind === 'text' && content.payload.length <= 1_024 ? this.#text : undefined;
    const note =
      (kind === 'text' ? this.#text : this.#hex).length > takenCharacters && kind !== 'close'
        ? words.textCut(number(takenCharacters))
        : undefined;
    return { shown: { frames: beginnings(wire), violations: [], textOf: () => text }, wire, note };
  }

  /** The fields. */
  render(words: FrameWords): TemplateResult {
    const kind = this.#kind;
    const isMessage = kind === 'text' || kind === 'binary';
    return html`
      <div class="fields" part="fields">
        <label
          >${words.kind}
          <select @change=${(event: Event) => this.#set(() => (this.#kind = valueOf(event) as Kind))}>
            ${kinds.map((each) => html`<option value=${each} .selected=${each === kind}>${words.kinds[each]}</option>`)}
          </select></label
        >
        ${
          isMessage
            ? html`<label
                >${words.fragments}
                <input
                  class="short"
                  type="number"
                  min="1"
                  max=${mostFragments}
                  .value=${live(this.#fragments)}
                  @input=${(event: Event) => this.#set(() => (this.#fragments = valueOf(event)))}
              /></label>`
            : nothing
        }
        ${this.#renderPayload(words)}
        <label class="check"
          ><input
            type="checkbox"
            .checked=${live(this.#masked)}
            @change=${(event: Event) =>
              this.#set(() => (this.#masked = (event.target as HTMLInputElement).checked))}
          />${words.masked}</label
        >
        ${
          this.#masked
            ? html`<label
                  >${words.key}
                  <input
                    class="key"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=${keyOf(this.#key) ? 'false' : 'true'}
                    .value=${live(this.#key)}
                    @input=${(event: Event) => this.#set(() => (this.#key = valueOf(event)))} /></label
                ><button type="button" part="button" @click=${this.#onNewKey}>${words.newKey}</button>`
            : nothing
        }
      </div>
      ${this.#masked && isMessage && Number(this.#fragments) > 1 ? html`<p class="quiet">${words.nextKeys}</p>` : nothing}
    `;
  }

  #renderPayload(words: FrameWords): TemplateResult {
    if (this.#kind === 'close') {
      return html`<label
          >${words.code}
          <input
            class="short"
            inputmode="numeric"
            .value=${live(this.#code)}
            @input=${(event: Event) => this.#set(() => (this.#code = valueOf(event)))} /></label
        ><label class="wide"
          >${words.reason}
          <input
            .value=${live(this.#reason)}
            @input=${(event: Event) => this.#set(() => (this.#reason = valueOf(event)))}
        /></label>`;
    }
    const isHex = this.#kind === 'binary';
    return html`<label class="wide"
      >${isHex ? words.hexPayload : words.text}
      <textarea
        rows="2"
        spellcheck="false"
        .value=${live(isHex ? this.#hex : this.#text)}
        @input=${(event: Event) =>
          this.#set(() => {
            if (isHex) this.#hex = valueOf(event);
            else this.#text = valueOf(event);
          })}
      ></textarea>
    </label>`;
  }

  #content(words: FrameWords): { readonly payload: Uint8Array } | { readonly problem: string } {
    if (this.#kind === 'close') {
      const code = this.#code.trim();
      try {
        return { payload: encodeCloseBody(code === '' ? undefined : Number(code), this.#reason) };
      } catch (error) {
        return { problem: (error as Error).message };
      }
    }
    if (this.#kind !== 'binary') {
      return { payload: new TextEncoder().encode(this.#text.slice(0, takenCharacters)) };
    }
    return readHex(this.#hex.slice(0, takenCharacters), words);
  }

  #keyOf(frame: number, first: Uint8Array): Uint8Array {
    if (frame === 0) return first;
    this.#laterKeys ??= Array.from({ length: mostFragments }, randomKey);
    return this.#laterKeys[frame] ?? first;
  }

  readonly #onNewKey = (): void => {
    this.#set(() => {
      this.#key = toHex(randomKey(), ' ');
      this.#laterKeys = undefined;
    });
  };

  #set(change: () => void): void {
    change();
    this.#onChange();
  }
}

/** What a panel of fields makes. */
export type Made =
  | { readonly shown: ShownFrames; readonly wire: readonly Uint8Array[]; readonly note?: string | undefined }
  | { readonly problem: string };

/** Hexadecimal digits as bytes, or in words what is wrong with them and where. */
export function readHex(
  hex: string,
  words: FrameWords,
): { readonly payload: Uint8Array<ArrayBuffer> } | { readonly problem: string } {
  const parsed = parseHex(hex);
  if (parsed.valid) return { payload: parsed.bytes };
  const { line, column } = locate(hex, parsed.error.offset);
  return { problem: words.line(String(line), String(column), parsed.error.message) };
}

function beginnings(wire: readonly Uint8Array[]): ShownFrames['frames'] {
  let offset = 0;
  return wire.flatMap((bytes) => {
    const frame = firstFrame(bytes, offset);
    offset += bytes.length;
    return frame ? [frame] : [];
  });
}

function keyOf(hex: string): Uint8Array | undefined {
  const parsed = parseHex(hex.slice(0, 64));
  return parsed.valid && parsed.bytes.length === 4 ? parsed.bytes : undefined;
}

function randomKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(4));
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}
