import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { toHex } from '../../decode/hex.js';
import { decodeFrames, type FrameViolation } from '../../protocol/frame-decode.js';
import type { FrameSender } from '../../protocol/frame.js';
import { icon } from '../shared/icons.js';
import { readHex, type Made } from './encode-panel.js';
import type { FrameWords } from './frame-words.js';

/** Bytes beyond these are not read. */
const readBytes = 65_536;

/** Characters beyond these are not looked at: enough for that many bytes with a space after each. */
const readCharacters = readBytes * 3;

/** More problems than these are counted, not shown. */
const shownProblems = 20;

type Example = keyof FrameWords['examples'];

/** Bytes to begin with: those of RFC 6455 §5.7 and RFC 7692 §7.2.3.1, and some that break a rule. */
const examples: Readonly<Record<Example, string>> = {
  hello: '81 05 48 65 6c 6c 6f',
  masked: '81 85 37 fa 21 3d 7f 9f 4d 51 58',
  fragmented: '01 03 48 65 6c 89 02 68 69 80 02 6c 6f',
  compressed: 'c1 07 f2 48 cd c9 c9 07 00',
  long: '81 7e 00 05 48 65 6c 6c 6f',
  control: '09 02 68 69 80 01 21',
  utf8: '81 06 63 61 66 e9 21 21',
  code: '88 02 03 ed',
};

const senders = ['either', 'client', 'server'] as const;

/** A field for bytes, and the frames and broken rules in them. */
export class DecodePanel {
  readonly #onChange: () => void;
  #hex = examples.hello;
  #sender: FrameSender | undefined;
  #deflate = false;
  /** What was read last, so that pointing at fields reads nothing again. */
  #made: Made | undefined;

  /** @param onChange called when a field was changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The bytes in hexadecimal digits. */
  set hex(hex: string) {
    this.#hex = hex;
    this.#made = undefined;
  }

  /** The frames in the bytes, or in words why there are none. */
  make(words: FrameWords, number: (value: number) => string): Made {
    this.#made ??= this.#read(words, number);
    return this.#made;
  }

  /** The fields. */
  render(words: FrameWords): TemplateResult {
    const chosen = (Object.keys(examples) as Example[]).find((name) => examples[name] === this.#hex);
    return html`
      <div class="fields" part="fields">
        <label
          >${words.example}
          <select @change=${this.#onExample}>
            <option value="" .selected=${!chosen}>${words.ownBytes}</option>
            ${(Object.keys(examples) as Example[]).map(
              (name) =>
                html`<option value=${name} .selected=${name === chosen}>${words.examples[name]}</option>`,
            )}
          </select></label
        >
        <label
          >${words.sender}
          <select @change=${this.#onSender}>
            ${senders.map(
              (each) =>
                html`<option value=${each} .selected=${each === (this.#sender ?? 'either')}>
                  ${words.senders[each]}
                </option>`,
            )}
          </select></label
        >
        <label class="check"
          ><input
            type="checkbox"
            .checked=${live(this.#deflate)}
            @change=${(event: Event) =>
              this.#set(() => (this.#deflate = (event.target as HTMLInputElement).checked))}
          />${words.deflate}</label
        >
        <label class="wide"
          >${words.bytes}
          <textarea
            rows="3"
            spellcheck="false"
            autocapitalize="off"
            .value=${live(this.#hex)}
            @input=${(event: Event) =>
              this.#set(() => (this.#hex = (event.target as HTMLTextAreaElement).value))}
          ></textarea>
        </label>
      </div>
    `;
  }

  #read(words: FrameWords, number: (value: number) => string): Made {
    const content = readHex(this.#hex.slice(0, readCharacters), words);
    if ('problem' in content) return content;
    if (content.payload.length === 0) return { problem: words.noBytes };
    const bytes = content.payload.subarray(0, readBytes);
    const { frames, messages, violations } = decodeFrames(bytes, {
      sender: this.#sender,
      deflate: this.#deflate,
    });
    const textOf = (frame: number) => {
      const message = messages.find((each) => each.frames.includes(frame));
      if (message?.kind !== 'text' || message.compressed || message.payload.length > 1_024) return undefined;
      return new TextDecoder().decode(message.payload);
    };
    const isCut = content.payload.length > readBytes || this.#hex.length > readCharacters;
    return {
      shown: { frames, violations, textOf },
      wire: [bytes],
      note: isCut ? words.bytesCut(number(bytes.length)) : undefined,
    };
  }

  readonly #onExample = (event: Event): void => {
    const name = (event.target as HTMLSelectElement).value;
    if (!(name in examples)) return;
    this.#set(() => {
      this.#hex = examples[name as Example];
      this.#deflate = name === 'compressed';
      this.#sender = undefined;
    });
  };

  readonly #onSender = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.#set(() => (this.#sender = value === 'client' || value === 'server' ? value : undefined));
  };

  #set(change: () => void): void {
    change();
    this.#made = undefined;
    this.#onChange();
  }
}

/**
 * What is wrong, each with its byte, its rule and where the rule stands.
 * @param show shows the frame and the field of a problem
 */
export function renderViolations(
  violations: readonly FrameViolation[],
  words: FrameWords,
  number: (value: number) => string,
  show: (violation: FrameViolation) => void,
): TemplateResult {
  const listed = violations.slice(0, shownProblems);
  return html`
    <p class="verdict ${violations.length > 0 ? 'bad' : 'good'}" role="status">
      ${icon(violations.length > 0 ? 'warning' : 'check')}
      ${violations.length > 0 ? words.found(number(violations.length)) : words.sound}
    </p>
    ${
      listed.length > 0
        ? html`<ul class="violations" part="violations">
            ${listed.map(
              (violation) =>
                html`<li class=${violation.severity}>
                  <button type="button" class="quiet mono" @click=${() => show(violation)}>
                    ${words.atByte(String(violation.offset), toHex(offsetBytes(violation.offset)))}
                  </button>
                  <span
                    >${violation.message} <span class="rule">${violation.rule}</span>
                    <span class="source"
                      >${violation.source}${violation.severity === 'incomplete' ? ` · ${words.waiting}` : nothing}</span
                    ></span
                  >
                </li>`,
            )}
            ${
              violations.length > listed.length
                ? html`<li class="quiet">
                    ${words.moreProblems(number(violations.length - listed.length))}
                  </li>`
                : nothing
            }
          </ul>`
        : nothing
    }
  `;
}

function offsetBytes(offset: number): Uint8Array {
  return offset > 0xff ? Uint8Array.of(offset >> 8, offset & 0xff) : Uint8Array.of(offset);
}
