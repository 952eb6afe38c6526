import { css } from 'lit';

/** The pane with the chosen entry. Needs the directions of `ws-log.styles.ts`. */
export const detailsStyles = css`
  .details {
    border-block-start: 1px solid var(--_border);
    display: flex;
    flex: 0 1 50%;
    flex-direction: column;
    min-block-size: 10rem;
  }

  .details-header {
    align-items: center;
    background: var(--_surface-raised);
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    padding: 0.25rem 0.5rem;
    padding-inline: 0.75rem 0.375rem;
  }

  .facts-line {
    align-items: baseline;
    color: var(--_text-quiet);
    display: flex;
    flex: 1 1 12rem;
    flex-wrap: wrap;
    font-size: 0.8125em;
    gap: 0 0.875em;
    min-inline-size: 0;
  }

  .facts-line > span,
  .facts-line > time {
    white-space: nowrap;
  }

  .measures,
  .footer > span {
    unicode-bidi: plaintext;
  }

  .facts-line .direction {
    font-weight: 600;
  }

  .origin,
  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.875em;
  }

  .footer {
    border-block-start: 1px solid var(--_border);
    color: var(--_text-quiet);
    margin-block-start: 0.625em;
    padding-block: 0.375em;
  }

  .footer > .origin,
  .footer.spare {
    display: none;
  }

  .gone {
    color: var(--_warn);
  }

  .views {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    display: inline-flex;
    font-size: 0.8125em;
    padding: 1px;
  }

  .views label {
    cursor: pointer;
    position: relative;
  }

  .views input {
    block-size: 100%;
    cursor: inherit;
    inline-size: 100%;
    inset: 0;
    margin: 0;
    min-block-size: 0;
    opacity: 0;
    position: absolute;
  }

  .views span {
    align-items: center;
    border-radius: calc(var(--_radius) - 2px);
    color: var(--_text-quiet);
    display: inline-flex;
    min-block-size: 1.5rem;
    padding-inline: 0.625em;
  }

  .views label:hover span {
    color: var(--_text);
  }

  .views input:checked + span {
    background: color-mix(in srgb, var(--_accent) 13%, var(--_surface));
    color: var(--_text);
  }

  .views label:has(:disabled) {
    cursor: not-allowed;
  }

  .views input:disabled + span {
    color: color-mix(in srgb, var(--_text-quiet) 60%, var(--_surface));
  }

  .views input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  /* room for the usual answer, so that nothing moves when it comes */
  .copy-result {
    font-size: 0.8125em;
    min-inline-size: 4em;
    text-align: end;
  }

  .copy-result.copied {
    color: var(--_good);
  }

  .copy-result.failed {
    color: var(--_bad);
  }

  .close {
    margin-inline-start: auto;
    min-inline-size: 1.75rem;
    padding-inline: 0.25rem;
  }

  .content {
    flex: 1;
    font-size: 0.8125em;
    line-height: 1.6;
    min-block-size: 3rem;
    overflow: auto;
    overscroll-behavior: auto;
    padding: 0.625em 0.9375em;
    scrollbar-color: var(--_border-control) transparent;
    scrollbar-width: thin;
  }

  .content:focus-visible {
    outline-offset: -2px;
  }

  .details .hint {
    color: var(--_text-quiet);
    font-size: 0.8125em;
    padding: 0.375rem 0.75rem;
  }

  .details .hint > button {
    min-block-size: 1.5rem;
    padding-block: 0;
  }

  .details .content .hint {
    font-size: inherit;
    padding: 0;
  }

  dl {
    display: grid;
    gap: 0.25em 1.5em;
    grid-template-columns: max-content minmax(0, 1fr);
    margin: 0;
  }

  dl > div {
    display: contents;
  }

  dt {
    color: var(--_text-quiet);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }

  /* two rows of the list at most, one at least; the rest is for the details */
  @container (inline-size < 40rem) {
    .body:has(+ .details) {
      flex: 0 1 6rem;
      min-block-size: 3rem;
    }

    /* while a message is read, its room is worth more than how many come */
    .toolbar:has(~ .details) :is(.traffic-place, .round-trip-place) {
      display: none;
    }

    .details {
      flex: 1 0 8rem;
      min-block-size: 8rem;
    }

    .details-header {
      gap: 0.25rem;
      padding-inline: 0.75rem 0.25rem;
      position: relative;
    }

    .facts-line {
      flex: 1 1 max-content;
      gap: 0 0.625em;
    }

    .views span {
      padding-inline: 0.4375em;
    }

    .copy-button {
      padding-inline: 0.375rem;
    }

    .facts-line .origin {
      display: none;
    }

    .footer,
    .footer > .origin {
      display: flex;
    }

    /* over the facts, which it hides for a moment, because there is no room to keep free */
    .copy-result.copied {
      background: var(--_surface-raised);
      inset-inline-start: 0.75rem;
      padding-inline-end: 1em;
      position: absolute;
    }

    .copy-result.none {
      display: none;
    }

    .copy-result.failed {
      flex-basis: 100%;
      order: 1;
      text-align: start;
    }
  }

  /* what the row in the list says too */
  @container (inline-size < 30rem) {
    .details-header:has(.views) .measures {
      display: none;
    }
  }

  @container (inline-size < 20.25rem) {
    .details-header {
      column-gap: 0.125rem;
      padding-inline-start: 0.5rem;
    }

    .details-header:has(.views) .direction {
      display: none;
    }
  }

  @container (inline-size < 30rem) {
    dl {
      grid-template-columns: minmax(0, 1fr);
    }

    dl > div {
      display: block;
    }
  }

  @media (forced-colors: active) {
    .views input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .views input:disabled + span {
      color: GrayText;
    }
  }
`;
