import { html, nothing, type TemplateResult } from 'lit';
import { toHex } from '../../decode/hex.js';
import { showControls } from '../../decode/text.js';
import { describeCloseCode } from '../../protocol/close-codes.js';
import type { DecodedFrame } from '../../protocol/frame-decode.js';
import { frameFieldFacts, frameKindFacts } from '../../protocol/frame-facts.js';
import { maskPayload, type FrameField, type FrameFieldName } from '../../protocol/frame.js';
import type { FieldLights } from './field-lights.js';
import {
  bitCells,
  bitRange,
  drawnPayloadBytes,
  fieldsOfByte,
  fieldValue,
  type BitCell,
} from './frame-values.js';
import type { FrameWords } from './frame-words.js';
import { shownPayloadBytes } from './shown-frames.js';

/** How many bytes of a masked payload are set against their key. */
const unmaskedColumns = 32;

/** A frame to draw. */
export interface DrawnFrame {
  readonly frame: DecodedFrame;
  readonly words: FrameWords;
  readonly number: (value: number) => string;
  readonly lights: FieldLights;
  /** The whole message as text, where it is text and known. */
  readonly text: string | undefined;
  /** Fields that break a rule. */
  readonly wrongFields: ReadonlySet<FrameFieldName>;
  /** Bytes of it that show a broken rule, from its start. */
  readonly wrongBytes: ReadonlySet<number>;
}

/** A frame as bits, as a table of its fields, as bytes, and its payload masked and unmasked. */
export function renderFrame(drawn: DrawnFrame): TemplateResult {
  const { lights, words, number, frame } = drawn;
  return html`
    <div
      class="frame"
      part="frame"
      @pointerover=${lights.onPointerOver}
      @pointerleave=${lights.onPointerLeave}
      @focusin=${lights.onFocusIn}
      @focusout=${lights.onFocusOut}
    >
      <p class="quiet">
        ${frame.kind ? html`<b>${frame.kind}</b>: ${frameKindFacts[frame.kind]}.` : nothing}
        ${words.size(number(frame.headerBytes), number(frame.payloadLength))}.
      </p>
      ${renderBits(drawn)} ${renderBytes(drawn)}
      <p class="quiet">${words.lights}</p>
      ${renderTable(drawn)} ${renderPayload(drawn)}
    </div>
  `;
}

/** For the eye only: the table says the same. */
function renderBits({ frame, lights, wrongFields }: DrawnFrame): TemplateResult {
  const cell = ({ field, bitCount, bits, first }: BitCell) => html`
    <div
      class="cell span-${bitCount} ${lights.isLit(field) ? 'lit' : ''} ${wrongFields.has(field) ? 'wrong' : ''}"
      data-field=${field}
    >
      <span class="label">${first ? frameFieldFacts[field].title : ''}</span>
      <span class="digits">${bits}</span>
    </div>
  `;
  const more = frame.payloadLength - drawnPayloadBytes;
  return html`<div class="bits" part="diagram" aria-hidden="true" @pointerup=${lights.onPress}>
    ${bitCells(frame).map(cell)}
    ${
      more > 0
        ? html`<div class="cell span-8 ${lights.isLit('payload') ? 'lit' : ''}" data-field="payload">
            <span class="label"></span><span class="digits">… +${more} B</span>
          </div>`
        : nothing
    }
  </div>`;
}

function renderBytes({ frame, lights, words, number, wrongBytes }: DrawnFrame): TemplateResult {
  const shown = frame.bytes.subarray(0, frame.headerBytes + shownPayloadBytes);
  const pairs = toHex(shown, ' ').split(' ');
  return html`
    <h3>${words.wire}</h3>
    <p class="bytes mono" part="bytes" dir="ltr">
      ${
        shown.length === 0
          ? nothing
          : pairs.map((pair, at) => {
              const fields = fieldsOfByte(frame, at);
              const marks = [lights.isLit(fields) && 'lit', wrongBytes.has(at) && 'wrong'].filter(Boolean);
              return html`<span class="byte ${marks.join(' ')}" data-field=${fields}>${pair}</span> `;
            })
      }
      ${frame.headerBytes + frame.payloadLength > shown.length ? '…' : nothing}
    </p>
    ${
      frame.payloadLength > shownPayloadBytes
        ? html`<p class="quiet">
            ${words.payloadCut(number(Math.min(shownPayloadBytes, frame.payload.length)), number(frame.payloadLength))}
          </p>`
        : nothing
    }
  `;
}

function renderTable(drawn: DrawnFrame): TemplateResult {
  const { frame, lights, words } = drawn;
  const focusable = frame.fields.some(({ name }) => name === lights.pinned) ? lights.pinned : 'fin';
  return html`
    <table part="table" aria-label=${words.table} @keydown=${lights.onKeyDown}>
      <thead>
        <tr>
          <th scope="col">${words.field}</th>
          <th scope="col" class="range">${words.bits}</th>
          <th scope="col">${words.value}</th>
          <th scope="col" class="about">${words.meaning}</th>
        </tr>
      </thead>
      <tbody>
        ${frame.fields.map((field) => renderField(drawn, field, field.name === focusable))}
      </tbody>
    </table>
  `;
}

function renderField(
  { frame, lights, words, number, wrongFields }: DrawnFrame,
  field: FrameField,
  focusable: boolean,
): TemplateResult {
  const { name } = field;
  const { title, meaning, source } = frameFieldFacts[name];
  const marks = [lights.isLit(name) && 'lit', wrongFields.has(name) && 'wrong'].filter(Boolean);
  return html`
    <tr class=${marks.join(' ')} data-field=${name}>
      <th scope="row">
        <button
          type="button"
          class="quiet"
          data-field=${name}
          tabindex=${focusable ? 0 : -1}
          aria-pressed=${lights.pinned === name}
          @click=${lights.onPress}
        >
          ${title}
        </button>
      </th>
      <td class="range mono">${bitRange(field)}</td>
      <td class="value mono">${fieldValue(name, frame, words, number)}</td>
      <td class="about">${meaning} <span class="source">${source}</span></td>
    </tr>
    <tr class="about-row ${marks.join(' ')}" data-field=${name}>
      <td colspan="3">${meaning} <span class="source">${source}</span></td>
    </tr>
  `;
}

function renderPayload({ frame, words, number, text, lights }: DrawnFrame): TemplateResult {
  const { payload, maskingKey } = frame;
  const head = payload.subarray(0, shownPayloadBytes);
  return html`
    <section class="payload ${lights.isLit('payload') ? 'lit' : ''}" data-field="payload" part="payload">
      <h3>${words.payload}</h3>
      ${
        head.length === 0
          ? html`<p class="quiet">
              ${frame.kind === 'close' && frame.payloadLength === 0 ? words.closeEmpty : words.noPayload}
            </p>`
          : nothing
      }
      ${head.length > 0 && maskingKey ? renderUnmasking(head, maskingKey, words, number) : nothing}
      ${
        head.length > 0
          ? html`<dl>
              ${maskingKey ? renderHex(words.onWire, maskPayload(head, maskingKey)) : nothing}
              ${renderHex(maskingKey ? words.unmasked : words.onWire, head)} ${renderClose(frame, words)}
              ${
                text === undefined || frame.rsv1
                  ? nothing
                  : html`<dt>${words.asText}</dt>
                      <dd><bdi class="text">${showControls(text)}</bdi></dd>`
              }
            </dl>`
          : nothing
      }
      ${frame.rsv1 && frame.kind ? html`<p class="quiet">${words.compressed}</p>` : nothing}
    </section>
  `;
}

function renderHex(name: string, bytes: Uint8Array): TemplateResult {
  return html`<dt>${name}</dt>
    <dd class="mono" dir="ltr">${toHex(bytes, ' ')}</dd>`;
}

/** The code and the reason of a close frame (RFC 6455 §5.5.1). */
function renderClose({ kind, payload }: DecodedFrame, words: FrameWords): TemplateResult | typeof nothing {
  const [high, low] = payload;
  if (kind !== 'close' || high === undefined || low === undefined) return nothing;
  const code = high * 256 + low;
  const reason = new TextDecoder().decode(payload.subarray(2));
  return html`<dt>${words.code}</dt>
    <dd>${words.closeCode(String(code), describeCloseCode(code).name)}</dd>
    ${
      reason
        ? html`<dt>${words.reason}</dt>
            <dd><bdi class="text">${showControls(reason)}</bdi></dd>`
        : nothing
    }`;
}

/** Each byte under its key byte, for the eye; the list below says the same. */
function renderUnmasking(
  payload: Uint8Array,
  key: Uint8Array,
  words: FrameWords,
  number: (value: number) => string,
): TemplateResult {
  const shown = payload.subarray(0, unmaskedColumns);
  const masked = maskPayload(shown, key);
  const pair = (byte: number) => byte.toString(16).padStart(2, '0');
  const ascii = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·');
  return html`
    <div class="unmasking mono" aria-hidden="true" dir="ltr">
      <div class="column names">
        <span>${words.maskedBytes}</span><span>⊕ ${words.keyBytes}</span><span>= ${words.unmasked}</span
        ><span>${words.characters}</span>
      </div>
      ${[...shown].map(
        (byte, index) =>
          html`<div class="column">
            <span>${pair(masked[index] ?? 0)}</span><span>${pair(key[index % 4] ?? 0)}</span
            ><span>${pair(byte)}</span><span>${ascii(byte)}</span>
          </div>`,
      )}
    </div>
    ${
      payload.length > shown.length
        ? html`<p class="quiet" aria-hidden="true">
            ${words.payloadCut(number(shown.length), number(payload.length))}
          </p>`
        : nothing
    }
  `;
}
