import { css } from 'lit';

/** What Export and Import open, over the list. */
const panelStyles = css`
  .record-panel,
  .drop-hint {
    background: var(--_surface);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    box-sizing: border-box;
    color: var(--_text);
    font-size: 0.875rem;
    overflow: auto;
    padding: 0.75rem;
  }

  /* in the top layer: the log may be lower than what there is to choose */
  .record-panel.modal {
    inline-size: min(38rem, 100% - 1.5rem);
    max-block-size: calc(100dvb - 1.5rem);
    padding: 1rem;
  }

  .record-panel.modal::backdrop {
    background: rgb(0 0 0 / 40%);
  }

  .record-panel:not(.modal) {
    inline-size: 38rem;
    inset-block: 0.375rem auto;
    inset-inline: auto 0.375rem;
    margin: 0;
    max-block-size: calc(100% - 0.75rem);
    max-inline-size: calc(100% - 0.75rem);
    position: absolute;
    z-index: 2;
  }

  .drop-hint {
    align-content: center;
    border: 2px dashed var(--_accent);
    inset: 0.375rem;
    pointer-events: none;
    position: absolute;
    text-align: center;
    z-index: 2;
  }

  .record-panel form {
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
  }

  .record-panel fieldset {
    border: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }

  .record-panel legend {
    font-weight: 600;
    margin-block-end: 0.25rem;
    padding: 0;
  }

  .record-panel .formats {
    display: grid;
    flex: 1;
    gap: 0.375rem 1.25rem;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  }

  .record-panel .choice {
    align-items: flex-start;
    cursor: pointer;
    display: flex;
    gap: 0.5rem;
    min-block-size: 1.5rem;
  }

  .record-panel .choice.disabled {
    color: var(--_text-quiet);
    cursor: not-allowed;
  }

  .record-panel .choice input {
    accent-color: var(--_accent);
    block-size: 1rem;
    flex: none;
    inline-size: 1rem;
    margin: 0.125rem 0;
    min-block-size: 0;
    padding: 0;
  }

  .record-panel .choice .name,
  .record-panel .choice .hint {
    display: block;
  }

  .record-panel .hint {
    color: var(--_text-quiet);
  }

  .record-panel #redact-hint {
    margin-block-start: -0.5rem;
    padding-inline-start: 1.5rem;
  }

  .record-panel .commands {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    min-block-size: 2rem;
  }

  .record-panel progress {
    accent-color: var(--_accent);
    flex: 1 1 6rem;
    min-inline-size: 4rem;
  }

  .record-panel .outcome {
    flex: 1 1 12rem;
    overflow-wrap: anywhere;
  }

  .record-panel .outcome.failed {
    color: var(--_bad);
  }

  .record-panel .close {
    margin: -0.375rem -0.375rem -0.375rem 0;
  }

  .record-panel > .close {
    float: inline-end;
    inset-block-start: 0;
    margin-inline-start: 0.5rem;
    position: sticky;
  }

  .record-panel h2 {
    font-size: 1.125em;
    margin: 0;
  }

  .record-panel header {
    align-items: center;
    display: flex;
    justify-content: space-between;
  }

  .record-panel p + p {
    margin-block-start: 0.375rem;
  }

  .record-panel form p + p {
    margin-block-start: 0;
  }

  .record-panel .problems {
    font-family: var(--_font-mono);
    font-size: 0.9286em;
    list-style: none;
    margin: 0.5rem 0 0;
    overflow-wrap: anywhere;
    padding: 0;
  }

  .record-panel .problems li + li {
    border-block-start: 1px solid var(--_border);
  }

  .record-panel .problems li {
    padding-block: 0.25rem;
  }
`;

/** Adds the styles of the panels to an element, once. */
export function adoptPanelStyles(root: ShadowRoot | null): void {
  const sheet = panelStyles.styleSheet;
  if (!root || !sheet || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
