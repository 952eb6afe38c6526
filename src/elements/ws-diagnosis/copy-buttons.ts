import { html, type TemplateResult } from 'lit';
import type { Strings } from '../shared/en.js';
import { icon } from '../shared/icons.js';

/** Buttons that copy a text, each known by its name, and what became of the last one that was pressed. */
export class CopyButtons {
  readonly #onChange: () => void;
  #pressed: { readonly name: string; readonly done: boolean } | undefined;

  /** @param onChange called when there is a result to show */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Forgets the result. */
  reset(): void {
    this.#pressed = undefined;
  }

  /**
   * A button and a place for its result.
   * @param name its accessible name
   * @param part its parts
   * @param text asked for when it is pressed
   * @param label what is seen in it, where that is less than its name
   */
  render(
    { common }: Strings,
    name: string,
    part: string,
    text: () => string,
    label: string = name,
  ): TemplateResult {
    const result = this.#pressed?.name === name ? this.#pressed : undefined;
    const word = result ? (result.done ? common.copied : common.copyFailed) : '';
    return html`<button part="button ${part}" aria-label=${name} @click=${() => this.#copy(name, text())}>
        ${icon(result?.done ? 'check' : 'copy')}${label}</button
      ><span class="copy-result" aria-live="polite">${word}</span>`;
  }

  async #copy(name: string, text: string): Promise<void> {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = false;
    }
    this.#pressed = { name, done };
    this.#onChange();
  }
}
