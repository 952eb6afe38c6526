import { html, type TemplateResult } from 'lit';
import { jsonPath } from '../../decode/json-path.js';
import type { JsonIndex } from '../../decode/json-index.js';
import { showControls } from '../../decode/text.js';
import { messageWords } from './message-words.js';
import type { Wording } from './entry-words.js';

/** A path is shown from its end if it is longer: deep down every path begins alike. */
const shownPathUnits = 240;

/** What may be done with the chosen value of a tree. */
export interface JsonBarActions {
  readonly copy: (text: string) => void;
  /** Shows where it stands in the text of the message. */
  readonly showInText: (offset: number) => void;
}

/**
 * The line below a tree that tells the way to the chosen value, such as `$.a[0]["b c"]` (`jsonPath`), and what can be done
 * with it. The value of a string is copied as what it stands for, everything else as it is written.
 */
export function jsonBar(
  index: JsonIndex,
  node: number,
  wording: Wording,
  actions: JsonBarActions,
): TemplateResult {
  const words = messageWords(wording);
  const path = jsonPath(index, node);
  const shown = path.length > shownPathUnits ? `…${path.slice(-shownPathUnits)}` : path;
  return html`
    <div class="json-bar" part="json-bar">
      <span class="path mono" part="path" aria-label=${words.path} role="note"
        ><bdi>${showControls(shown)}</bdi></span
      >
      <span class="json-actions">
        <button class="quiet" part="button" @click=${() => actions.copy(valueToCopy(index, node))}>
          ${words.copyValue}
        </button>
        <button class="quiet" part="button" @click=${() => actions.copy(jsonPath(index, node))}>
          ${words.copyPath}
        </button>
        <button class="quiet" part="button" @click=${() => actions.showInText(index.valueStart(node))}>
          ${words.showInText}
        </button>
      </span>
    </div>
  `;
}

function valueToCopy(index: JsonIndex, node: number): string {
  const { start, end } = index.valueSpan(node);
  const written = index.text.slice(start, end);
  return index.kind(node) === 'string' ? (JSON.parse(written) as string) : written;
}
