import { css } from 'lit';

/**
 * The design tokens. A page sets the public `--ws-*` properties anywhere above an element; each element reads them
 * through a private name with our default, so that a part inside a tester never overrides what the page chose.
 *
 * Colours follow the inherited `color-scheme` by `light-dark()`; the host never sets one by itself, only the
 * `theme` attribute does. Text pairs are ≥ 4.5 : 1 and control borders ≥ 3 : 1 in both schemes (WCAG 2.2 §1.4.3,
 * §1.4.11; tested).
 */
export const tokens = css`
  :host {
    --_surface: var(--ws-surface, light-dark(#ffffff, #14171c));
    --_surface-raised: var(--ws-surface-raised, light-dark(#f6f7f9, #1b1f26));
    --_border: var(--ws-border, light-dark(#dde1e7, #313843));
    --_border-control: var(--ws-border-control, light-dark(#838b99, #727c8c));
    --_text: var(--ws-text, light-dark(#1b1f26, #e6e9ee));
    --_text-quiet: var(--ws-text-quiet, light-dark(#596273, #9ba5b4));
    --_accent: var(--ws-accent, light-dark(#1d5bd0, #7cabff));
    --_accent-text: var(--ws-accent-text, light-dark(#ffffff, #0b1424));
    --_sent: var(--ws-sent, light-dark(#8a4b00, #f0b661));
    --_received: var(--ws-received, light-dark(#0a6a52, #5fd0ad));
    --_good: var(--ws-good, light-dark(#18752f, #59c97a));
    --_warn: var(--ws-warn, light-dark(#855600, #e8b857));
    --_bad: var(--ws-bad, light-dark(#bd261b, #ff8d83));
    --_focus: var(--ws-focus, light-dark(#1d5bd0, #8db6ff));
    --_radius: var(--ws-radius, 6px);
    --_font-mono: var(
      --ws-font-mono,
      ui-monospace,
      SFMono-Regular,
      'SF Mono',
      Menlo,
      Consolas,
      'DejaVu Sans Mono',
      'Liberation Mono',
      monospace
    );
    /* what a docs page's own rules would otherwise bring across the shadow boundary */
    box-sizing: border-box;
    color: var(--_text);
    font-style: normal;
    font-variant-numeric: tabular-nums;
    font-weight: 400;
    letter-spacing: normal;
    line-height: 1.5;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
`;
