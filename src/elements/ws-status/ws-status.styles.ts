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
      'heading figures' auto
      'details details' auto
      / minmax(0, 1fr) auto;
    line-height: 1.5rem;
  }

  .heading {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    grid-area: heading;
    min-inline-size: 0;
  }

  .phase {
    align-items: center;
    display: inline-flex;
    font-weight: 600;
    gap: 0.375rem;
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
    padding-inline: 0.375rem;
  }

  .retry,
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

  /* two lines are kept free, so that the words of an ending move nothing */
  .details {
    color: var(--_text-quiet);
    font-size: 0.9286em;
    grid-area: details;
    line-height: 1.25rem;
    margin: 0;
    min-block-size: 2.5rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
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
      padding-block-start: 0.125rem;
    }
  }

  @container (inline-size < 40rem) {
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
