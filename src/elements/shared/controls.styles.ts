import { css } from 'lit';

/** Buttons, fields and the focus ring: the same in every element. Needs `tokens`. */
export const controls = css`
  button,
  input,
  select,
  textarea {
    background: var(--_surface);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    color: var(--_text);
    font: inherit;
    font-size: 0.875em;
    letter-spacing: inherit;
    line-height: 1.25rem;
    margin: 0;
    min-block-size: 2rem;
    min-inline-size: 0;
    padding: 0.3125rem 0.625rem;
  }

  input,
  textarea {
    font-family: var(--_font-mono);
  }

  /* words read in the direction of their own language, which on a page in another one is not the page's */
  h2,
  h3,
  h4,
  p,
  li,
  dt,
  dd,
  kbd,
  label,
  legend,
  button,
  .count,
  .size,
  .words {
    unicode-bidi: plaintext;
  }

  /* and stand on the side where the page's words stand */
  :host(:where(:dir(rtl))) :where(h2, h3, h4, p, li, dt, dd) {
    text-align: right;
  }

  ::placeholder {
    color: var(--_text-quiet);
    opacity: 1;
  }

  input[readonly],
  textarea[readonly] {
    background: var(--_surface-raised);
    border-color: var(--_border);
  }

  [aria-invalid='true'] {
    border-color: var(--_bad);
  }

  button {
    align-items: center;
    cursor: pointer;
    display: inline-flex;
    font-weight: 500;
    gap: 0.375rem;
    justify-content: center;
    white-space: nowrap;
  }

  button:hover:not([aria-disabled='true'], :disabled) {
    background: var(--_surface-raised);
  }

  button[aria-disabled='true'],
  button:disabled {
    border-color: var(--_border);
    color: var(--_text-quiet);
    cursor: not-allowed;
  }

  button.primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_accent-text);
    font-weight: 600;
  }

  button.primary:hover:not([aria-disabled='true'], :disabled) {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  button.primary[aria-disabled='true'],
  button.primary:disabled {
    background: var(--_surface-raised);
    border-color: var(--_border);
    color: var(--_text-quiet);
  }

  /* a button that is only a word until pointed at */
  button.quiet {
    background: transparent;
    border-color: transparent;
    color: var(--_text-quiet);
    min-block-size: 1.75rem;
    padding: 0.1875rem 0.5rem;
  }

  button.quiet:hover:not([aria-disabled='true'], :disabled) {
    background: var(--_surface-raised);
    color: var(--_text);
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .visually-hidden:not(:focus, :active, :focus-within) {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    margin: -1px;
    overflow: hidden;
    padding: 0;
    position: absolute;
    white-space: nowrap;
  }

  .mono {
    font-family: var(--_font-mono);
  }

  svg.icon {
    block-size: 1em;
    fill: none;
    flex: none;
    inline-size: 1em;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.5;
  }

  @media (forced-colors: active) {
    button {
      border-color: ButtonBorder;
    }

    button.primary {
      background: ButtonFace;
      border-color: Highlight;
      border-width: 2px;
      color: ButtonText;
    }
  }
`;
