import { css } from 'lit';

/** The looks of `ws-composer`. Needs `tokens` and `controls`. */
export const styles = css`
  :host {
    display: block;
  }

  .composer {
    container-type: inline-size;
    display: grid;
    gap: 0.5rem;
  }

  .bar,
  .foot {
    align-items: start;
    display: flex;
    gap: 0.5rem 0.75rem;
    justify-content: space-between;
  }

  /* the tab key goes from the message to Send first */
  .foot {
    flex-direction: row-reverse;
  }

  .formats {
    background: var(--_surface-raised);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    display: inline-flex;
    min-inline-size: 0;
    padding: 1px;
  }

  .option {
    display: inline-grid;
  }

  .option > * {
    grid-area: 1 / 1;
  }

  .option input {
    appearance: none;
    background: transparent;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
    margin: 0;
    min-block-size: 1.625rem;
    padding: 0;
  }

  .option input:checked {
    background: var(--_surface);
    border-color: var(--_border-control);
  }

  .option span {
    align-self: center;
    color: var(--_text-quiet);
    font-size: 0.8125em;
    font-weight: 500;
    line-height: 1.25rem;
    padding-inline: 0.625rem;
    pointer-events: none;
    text-align: center;
    z-index: 1;
  }

  .option input:hover ~ span,
  .option input:checked ~ span {
    color: var(--_text);
  }

  .reserved {
    visibility: hidden;
  }

  .writing {
    display: grid;
    position: relative;
  }

  .written {
    font-family: var(--_font-mono);
    font-size: 0.875em;
    line-height: 1.25rem;
    overflow-wrap: anywhere;
    padding: 0.5rem 0.625rem;
    tab-size: 2;
    white-space: pre-wrap;
    word-break: normal;
  }

  textarea {
    field-sizing: content;
    inline-size: 100%;
    max-block-size: var(--ws-composer-max-height, 12rem);
    /* three lines, padding and border */
    min-block-size: calc(3 * 1.25rem + 1rem + 2px);
    overflow: auto;
    resize: vertical;
  }

  .measure {
    block-size: 0;
    inset: 0 0 auto;
    overflow: hidden;
    pointer-events: none;
    position: absolute;
    visibility: hidden;
  }

  .mirror {
    position: relative;
  }

  .words {
    align-content: start;
    display: grid;
    flex: 1;
    font-size: 0.8125em;
    gap: 0.125rem;
    line-height: 1.25rem;
    /* two lines, whether there is anything to say or not */
    min-block-size: 2.625rem;
    min-inline-size: 0;
  }

  .line {
    margin: 0;
    overflow-wrap: anywhere;
  }

  #validity,
  .notice {
    align-items: start;
    display: flex;
    gap: 0.375rem;
  }

  /* each of them is a line of its own for the browser: the line's own direction does not reach it */
  .line span {
    unicode-bidi: plaintext;
  }

  .line svg.icon {
    block-size: 1.25rem;
  }

  .quiet {
    color: var(--_text-quiet);
  }

  .good,
  .sent {
    color: var(--_good);
  }

  .bad,
  .not-open,
  .failed {
    color: var(--_bad);
  }

  .doubtful,
  .warn {
    color: var(--_warn);
  }

  .size {
    color: var(--_text-quiet);
  }

  .problem {
    align-items: start;
    background: none;
    border: 0;
    border-radius: 2px;
    color: inherit;
    font-size: inherit;
    font-weight: inherit;
    justify-content: start;
    margin-block: -0.125rem;
    min-block-size: 1.5rem;
    padding: 0.125rem 0;
    text-align: start;
    white-space: normal;
  }

  .problem:hover:not(:disabled) {
    background: none;
  }

  .problem bdi {
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }

  .problem:hover bdi {
    text-decoration-style: solid;
  }

  kbd {
    font-family: inherit;
    font-size: 0.8571em;
    font-weight: 400;
    opacity: 0.85;
  }

  .primary {
    flex: none;
    margin-block-start: 0.25rem;
    min-inline-size: 6rem;
  }

  /* no keyboard, no shortcut to tell of */
  @media (hover: none) and (pointer: coarse) {
    kbd {
      display: none;
    }
  }

  @container (max-width: 40rem) {
    /* the words above the button: there they are in view, and the button stays at the end when they grow */
    .foot {
      align-items: stretch;
      flex-direction: column-reverse;
    }

    /* a stretched line's own height, not one that shrinks to nothing (flex-basis 0 is along the column here) */
    .words {
      flex: none;
    }

    textarea {
      min-block-size: calc(2 * 1.25rem + 1rem + 2px);
    }

    .primary {
      margin-block-start: 0;
      min-block-size: 2.25rem;
    }
  }

  @container (max-width: 19rem) {
    .bar {
      gap: 0.25rem;
    }

    .bar button {
      padding-inline: 0.25rem;
    }

    .option span {
      padding-inline: 0.3125rem;
    }
  }

  @media (forced-colors: active) {
    .option input:checked {
      background: Highlight;
      border-color: Highlight;
      forced-color-adjust: none;
    }

    .option input:checked ~ span {
      color: HighlightText;
      forced-color-adjust: none;
    }

    .primary[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
