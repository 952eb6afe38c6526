import { css } from 'lit';

/** The filter's fields, and the marks in the rows. */
export const filterStyles = css`
  .filter {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    position: relative;
  }

  .filter .line {
    align-items: center;
    display: flex;
    gap: 0.25rem 0.375rem;
  }

  .filter :is(input:not([type='checkbox']), select, button) {
    block-size: 2rem;
    font-size: 0.8125em;
    padding-block: 0.1875rem;
  }

  .filter .field {
    display: block;
    flex: 1 1 6rem;
    min-inline-size: 0;
    position: relative;
  }

  .filter .field.include {
    flex: 2 1 9rem;
  }

  .filter .field input {
    inline-size: 100%;
    padding-inline: 0.5rem;
    text-overflow: ellipsis;
  }

  .filter .field.include input {
    padding-inline-start: 1.75rem;
  }

  .filter .field .icon {
    color: var(--_text-quiet);
    inset-block-start: 0.5rem;
    inset-inline-start: 0.5rem;
    pointer-events: none;
    position: absolute;
  }

  .filter .field input[aria-invalid='true'] {
    outline: 1px solid var(--_bad);
    outline-offset: -2px;
  }

  .filter select {
    flex: 0 1 auto;
    max-inline-size: 9rem;
    padding-inline: 0.25rem;
  }

  .filter .more {
    inline-size: 2rem;
    min-inline-size: 2rem;
    padding-inline: 0;
    position: relative;
  }

  /* something that is not seen filters, too */
  .filter:not(.open) .more.used::after {
    background: var(--_accent);
    block-size: 0.5rem;
    border-radius: 50%;
    content: '';
    forced-color-adjust: none;
    inline-size: 0.5rem;
    inset-block-start: 0.25rem;
    inset-inline-end: 0.25rem;
    position: absolute;
  }

  .filter .rest {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
  }

  .filter:not(.open) .rest {
    display: none;
  }

  .filter .where-line {
    align-items: center;
    color: var(--_text-quiet);
    display: flex;
    flex: 1 1 14rem;
    font-size: 0.8125em;
    gap: 0.375rem;
    min-inline-size: 0;
    white-space: nowrap;
  }

  .filter .where-line .field input {
    font-size: 1em;
  }

  .filter .fold {
    align-items: center;
    display: flex;
    font-size: 0.8125em;
    gap: 0.375rem;
    min-block-size: 1.5rem;
  }

  .filter .fold input {
    block-size: 1rem;
    inline-size: 1rem;
    min-block-size: 0;
  }

  /* over what is below: nothing jumps when something is wrong */
  .filter-problem {
    background: var(--_surface);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    color: var(--_text);
    font-size: 0.8125em;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline: 0 auto;
    max-inline-size: min(100%, 32rem);
    overflow-wrap: anywhere;
    padding: 0.25rem 0.5rem;
    position: absolute;
    z-index: 1;
  }

  .filter-problem.wrong {
    border-color: var(--_bad);
  }

  .filter-problem.none {
    border: 0;
    padding: 0;
  }

  ::highlight(ws-log-match) {
    background-color: light-dark(#ffe28a, #6b5200);
    color: light-dark(#1b1f26, #ffffff);
  }

  .preview mark {
    background-color: light-dark(#ffe28a, #6b5200);
    color: light-dark(#1b1f26, #ffffff);
  }

  @container (inline-size < 40rem) {
    .filter:not(.open) :is(.field.exclude, .direction) {
      display: none;
    }

    .filter .line {
      flex-wrap: wrap;
    }

    .filter .more {
      order: 1;
    }

    .filter :is(.field.exclude, .direction) {
      order: 2;
    }
  }

  @media (forced-colors: active) {
    ::highlight(ws-log-match) {
      background-color: Mark;
      color: MarkText;
    }

    .preview mark {
      background-color: Mark;
      color: MarkText;
      forced-color-adjust: none;
    }

    .filter:not(.open) .more.used::after {
      background: Highlight;
    }
  }
`;
