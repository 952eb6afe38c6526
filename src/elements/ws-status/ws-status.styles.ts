import { css } from 'lit';

export const styles = css`
  :host {
    background: var(--_surface);
    container-type: inline-size;
    display: block;
    font-size: 0.875em;
  }

  .status {
    align-items: start;
    column-gap: 0.75rem;
    display: grid;
    grid-template:
      'heading figures' 1.5rem
      'details details' auto
      / minmax(0, 1fr) auto;
    line-height: 1.5rem;
  }

  .heading {
    align-items: center;
    block-size: 1.5rem;
    display: flex;
    gap: 0.75rem;
    grid-area: heading;
    min-inline-size: 0;
  }

  .phase {
    align-items: center;
    display: inline-flex;
    font-weight: 600;
    gap: 0.375rem;
    white-space: nowrap;
  }

  .quiet {
    color: var(--_text-quiet);
  }

  .busy {
    color: var(--_accent);
  }

  .good {
    color: var(--_good);
  }

  .warn {
    color: var(--_warn);
  }

  .bad {
    color: var(--_bad);
  }

  .badge {
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    color: var(--_text-quiet);
    font-size: 0.857em;
    line-height: 1.25rem;
    min-inline-size: 0;
    overflow: hidden;
    padding-inline: 0.375rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .details .badge {
    display: none;
  }

  .clock,
  .count {
    color: var(--_text-quiet);
    white-space: nowrap;
  }

  .figures {
    display: flex;
    gap: 0.75rem;
    grid-area: figures;
    min-block-size: 1.5rem;
  }

  .clock {
    min-inline-size: 4ch;
    text-align: end;
  }

  /* room for the figures of a lively connection: the words before them stay where they are */
  .count {
    align-items: center;
    display: inline-flex;
    gap: 0.25rem;
    justify-content: end;
    min-inline-size: 6ch;
  }

  .count .number {
    color: var(--_text);
  }

  .sent svg {
    color: var(--_sent);
  }

  .received svg {
    color: var(--_received);
  }

  .details,
  .no-connection {
    color: var(--_text-quiet);
    font-size: 0.9286em;
    line-height: 1.25rem;
    overflow-wrap: anywhere;
  }

  p {
    margin: 0;
  }

  /* always the same room, so that no words move what is below; what does not fit in it is behind the button */
  .details {
    --_lines: 2;
    block-size: calc(var(--_lines) * 1.25rem);
    grid-area: details;
    min-inline-size: 0;
    overflow: hidden;
    position: relative;
  }

  .details.all {
    block-size: auto;
    min-block-size: calc(var(--_lines) * 1.25rem);
  }

  /* floats that keep the end of the last line free for the button */
  .corner,
  .more-room {
    display: none;
    float: inline-end;
  }

  .corner {
    block-size: calc((var(--_lines) - 1) * 1.25rem);
    inline-size: 0;
  }

  .more-room {
    block-size: 1.25rem;
    clear: both;
    padding-inline-start: 0.5rem;
    visibility: hidden;
  }

  .more-room::before {
    content: attr(data-word);
    font-weight: 600;
  }

  .overfull:not(.all) :is(.corner, .more-room) {
    display: block;
  }

  .more {
    background: none;
    border: 0;
    border-radius: 2px;
    color: var(--_accent);
    font-size: 1em;
    font-weight: 600;
    inset: auto 0 0 auto;
    inset-inline: auto 0;
    line-height: 1.25rem;
    min-block-size: 0;
    padding: 0;
    position: absolute;
  }

  .more[hidden] {
    display: none;
  }

  .all .more {
    position: relative;
  }

  .more:hover:not([aria-disabled='true'], :disabled) {
    background: none;
    text-decoration: underline;
  }

  /* a target of 24 px without a line of 24 px (WCAG 2.2 §2.5.8) */
  .more::after {
    content: '';
    inset: -2px -6px;
    position: absolute;
  }

  .more:focus-visible {
    outline-offset: -2px;
  }

  .details .fact {
    color: var(--_text);
  }

  .details .code {
    color: var(--_text);
    font-weight: 600;
  }

  bdi {
    color: var(--_text);
    font-family: var(--_font-mono);
    font-size: 0.9615em;
    unicode-bidi: isolate;
  }

  .dot {
    color: var(--_text-quiet);
  }

  @container (inline-size >= 56rem) {
    .status {
      grid-template: 'heading details figures' auto / auto minmax(0, 1fr) auto;
    }

    .details {
      margin-block-start: 0.125rem;
    }
  }

  @container (inline-size < 26rem) {
    .heading .badge {
      display: none;
    }

    .details .badge {
      display: inline-block;
      font-size: 0.9231em;
      line-height: 1.125rem;
      margin-inline-end: 0.25rem;
      max-inline-size: 100%;
      vertical-align: top;
    }
  }

  @container (inline-size < 40rem) {
    .details {
      --_lines: 3;
    }

    .clock:empty {
      display: none;
    }

    .count {
      min-inline-size: 4ch;
    }

    .count .word {
      block-size: 1px;
      clip-path: inset(50%);
      inline-size: 1px;
      overflow: hidden;
      position: absolute;
      white-space: nowrap;
    }
  }
`;
