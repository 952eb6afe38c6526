import { css } from 'lit';

export const styles = css`
  :host {
    background: var(--_surface);
    container-type: inline-size;
    display: block;
  }

  /* the notes may lie over what is below */
  :host(:focus-within) {
    position: relative;
    z-index: 1;
  }

  form {
    align-items: end;
    display: grid;
    gap: 0.25rem 0.5rem;
    grid-template:
      'url protocols button' auto
      'notes notes notes' 1.25rem
      / minmax(0, 1fr) minmax(8rem, 13rem) auto;
  }

  form.only-url {
    grid-template-columns: minmax(0, 1fr) 0 auto;
  }

  .field {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
  }

  .field.url {
    grid-area: url;
  }

  .field.protocols {
    grid-area: protocols;
  }

  .only-url .field.url {
    grid-column: url / protocols;
  }

  label {
    color: var(--_text-quiet);
    font-size: 0.75em;
    font-weight: 500;
    line-height: 1rem;
  }

  .box {
    display: grid;
    position: relative;
  }

  /* addresses and names are read from left to right in every language */
  input {
    direction: ltr;
    inline-size: 100%;
    text-align: left;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
  }

  .locked input {
    padding-inline-end: 2rem;
  }

  .locked svg {
    color: var(--_text-quiet);
    font-size: 0.875em;
    inset-block-start: 50%;
    position: absolute;
    right: 0.625rem;
    translate: 0 -50%;
  }

  /* the names of all commands lie upon each other, so that the widest one gives the width */
  button.command {
    display: inline-grid;
    font-weight: 600;
    grid-area: button;
    justify-items: center;
    min-inline-size: 7rem;
  }

  .command span {
    grid-area: 1 / 1;
    visibility: hidden;
  }

  .command span.current {
    visibility: visible;
  }

  .notes {
    align-self: stretch;
    color: var(--_text-quiet);
    font-size: 0.8125em;
    grid-area: notes;
    line-height: 1.25rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    position: relative;
  }

  /*
   * One line is kept for the notes. While a reader is at them or at a field, all of them is shown, over what is below
   * and not before it: that moves nothing. Else each is cut to the line.
   */
  .card {
    display: flex;
    gap: 0.75rem;
  }

  .card > * {
    min-inline-size: 0;
  }

  .card > :empty {
    display: none;
  }

  form:has(.box:focus-within, .notes:focus-within) .card {
    background: var(--_surface);
    display: block;
    inset: 0 0 auto;
    padding-block-end: 0.25rem;
    position: absolute;
  }

  form:not(:has(.box:focus-within, .notes:focus-within)) .problem :is(span, button) {
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  form:not(:has(.box:focus-within, .notes:focus-within)) .problem {
    grid-template-columns: auto minmax(0, max-content) minmax(0, max-content);
  }

  form:not(:has(.box:focus-within, .notes:focus-within)) .problem button {
    overflow: visible;
  }

  .problem button {
    max-inline-size: 100%;
  }

  .notes p {
    margin: 0;
  }

  .resolved {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  bdi {
    font-family: var(--_font-mono);
    unicode-bidi: isolate;
  }

  .problem {
    align-items: start;
    column-gap: 0.375rem;
    display: grid;
    grid-template-columns: auto minmax(0, max-content) auto;
    justify-content: start;
    justify-items: start;
  }

  .problem span {
    unicode-bidi: plaintext;
  }

  .problem svg {
    margin-block-start: 0.125rem;
  }

  .problem.error {
    color: var(--_bad);
  }

  .problem.warning {
    color: var(--_warn);
  }

  .problem button {
    background: none;
    border: 0;
    border-radius: 2px;
    color: inherit;
    display: grid;
    font-size: 1em;
    font-weight: 400;
    min-block-size: 0;
    padding: 0;
    position: relative;
    text-align: start;
    white-space: normal;
  }

  .problem button:hover {
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.1875rem;
  }

  .problem button.fix {
    color: var(--_accent);
    font-weight: 600;
    white-space: nowrap;
  }

  /* a target of 24 px without a line of 24 px (WCAG 2.2 §2.5.8) */
  .problem button::after {
    content: '';
    inset: -2px 0;
    position: absolute;
  }

  .no-connection {
    color: var(--_text-quiet);
    font-size: 0.875em;
    margin: 0;
  }

  @container (inline-size < 40rem) {
    form {
      row-gap: 0.5rem;
    }

    .notes {
      margin-block-start: -0.25rem;
    }

    form,
    form.only-url {
      grid-template:
        'url url' auto
        'protocols button' auto
        'notes notes' 1.25rem
        / minmax(0, 1fr) auto;
    }

    form.only-url {
      grid-template:
        'url button' auto
        'notes notes' 1.25rem
        / minmax(0, 1fr) auto;
    }

    .only-url .field.url {
      grid-column: url;
    }

    /* its frame grows outwards, so that the words stay where they are */
    form:has(.box:focus-within, .notes:focus-within) .card:has(.problem) {
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius);
      display: grid;
      gap: 0.375rem;
      inset: calc(-0.125rem - 1px) 0 auto;
      inset-inline-start: calc(-0.375rem - 1px);
      padding: 0.125rem 0.375rem 0.375rem;
    }

    /* two of them leave no room for what corrects them; it is there as soon as the reader turns to either */
    form:not(:has(.box:focus-within, .notes:focus-within)) .card:has(> :not(:empty) + :not(:empty)) .fix {
      display: none;
    }

    form:has(.box:focus-within, .notes:focus-within) .problem {
      grid-template-columns: auto minmax(0, 1fr);
    }

    form:has(.box:focus-within, .notes:focus-within) .problem button.fix {
      grid-column: 2;
    }
  }

  @container (inline-size < 15rem) {
    form,
    form.only-url {
      grid-template:
        'url' auto
        'protocols' auto
        'button' auto
        'notes' 1.25rem
        / minmax(0, 1fr);
    }
  }
`;
