import { html, type TemplateResult } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import type { Strings } from '../shared/en.js';
import { icon, type IconName } from '../shared/icons.js';
import type { Wording } from './entry-words.js';
import { boundsWords } from './log-counts.js';
import { raisedBounds } from './raise-bounds.js';
import { timeModes, type TimeMode } from './time-mode.js';

/** A button of the bar. */
export interface ActionButton {
  /** Its accessible name, and its words where there is room for them. */
  readonly name: string;
  readonly icon: IconName;
  /** Its part beside `button`. */
  readonly part: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

/** A button of the bar. A disabled one keeps the focus, and its action has to refuse. */
export function actionButton(button: ActionButton): TemplateResult {
  return html`<button
    class="quiet"
    part="button ${button.part}"
    title=${button.name}
    aria-disabled=${String(button.isDisabled)}
    @click=${button.onPress}
  >
    ${icon(button.icon)}<span class="word">${button.name}</span>
  </button>`;
}

/** The choice of what times tell. */
export function timeChoice(
  { log }: Strings,
  chosen: TimeMode,
  onChoice: (mode: TimeMode) => void,
): TemplateResult {
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    const mode = timeModes.find((each) => each === value);
    if (mode) onChoice(mode);
  };
  return html`<select class="quiet" part="time" aria-label=${log.timeMode} @change=${choose}>
    ${timeModes.map(
      (mode) => html`<option value=${mode} .selected=${mode === chosen}>${log.timeModes[mode]}</option>`,
    )}
  </select>`;
}

/** What is shown instead of the connection's log, and the way back. */
export function fileLine({ log }: Strings, name: string, onBack: () => void): TemplateResult {
  return html`<p class="aside" part="file">
    ${log.readOnly(name)}
    <button class="link" part="button back-button" @click=${onBack}>${log.backToConnection}</button>
  </p>`;
}

/** How much the bounds of a log pushed out, and the way to raise them. The number is written by `LiveTexts`. */
export function droppedLine(log: EntryLog, wording: Wording, onKeepMore: () => void): TemplateResult {
  const words = wording.strings.log;
  const hint = words.keepMoreHint(...boundsWords(raisedBounds(log), wording));
  return html`<p class="aside">
    <span class="dropped" part="dropped"></span>
    <span class="bounds">· ${words.bounds(...boundsWords(log, wording))}</span>
    <button class="link" part="button keep-button" title=${hint} @click=${onKeepMore}>
      ${words.keepMore}
    </button>
  </p>`;
}
