import { css } from 'lit';

export const styles = css`
  :host {
    background: var(--_surface);
    container-type: inline-size;
    display: block;
    font-size: 0.875em;
  }

  .bar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    line-height: 1.5rem;
    min-block-size: 1.5rem;
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
    align-items: center;
    display: flex;
    gap: 1rem;
    margin-inline-start: auto;
  }

  .clock {
    min-inline-size: 4ch;
    text-align: end;
  }

  .count {
    align-items: center;
    display: inline-flex;
    gap: 0.25rem;
  }

  .count .number {
    color: var(--_text);
    min-inline-size: 3ch;
    text-align: end;
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
    line-height: 1.25rem;
    margin: 0;
    min-block-size: 2.5rem;
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

  .details .dot::before {
    color: var(--_text-quiet);
    content: '·';
    margin-inline: 0.125rem;
  }

  @container (inline-size < 40rem) {
    .details {
      min-block-size: 3.75rem;
    }

    .figures {
      gap: 0.75rem;
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
