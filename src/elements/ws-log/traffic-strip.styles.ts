import { css } from 'lit';

/** The traffic strip and the round trips. The room for both is kept by the sheet of `ws-log`. */
export const trafficStyles = css`
  .traffic {
    align-items: center;
    display: flex;
    gap: 0.25rem 1rem;
    justify-content: flex-end;
    min-inline-size: 0;
  }

  .measure {
    align-items: center;
    display: flex;
    flex: 0 1 auto;
    font-size: 0.75em;
    gap: 0.5rem;
    min-inline-size: 0;
  }

  .plot {
    block-size: 1.75rem;
    flex: 0 1 var(--ws-log-plot-inline-size, 7.5rem);
    inline-size: var(--ws-log-plot-inline-size, 7.5rem);
    min-inline-size: 2rem;
    shape-rendering: crispEdges;
  }

  /* time goes where the text goes: the newest second is at the end */
  :host(:dir(rtl)) .plot {
    transform: scaleX(-1);
  }

  .plot .sent {
    fill: var(--_sent);
  }

  .plot .received {
    fill: var(--_received);
  }

  .plot .unsure {
    opacity: 0.5;
  }

  .plot .axis {
    fill: none;
    stroke: var(--_border-control);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }

  /* one line beside each half of the plot; the room of the longest number is kept, so that nothing moves */
  .rates {
    flex: none;
    inline-size: 12ch;
    line-height: 0.875rem;
    white-space: nowrap;
  }

  .measure.messages .rates {
    inline-size: 10.5ch;
  }

  .rates > .direction {
    direction: ltr;
    display: block;
    overflow: clip;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
  }

  .rates > .direction::before {
    margin-inline-end: 0.25em;
  }

  :host(:dir(rtl)) .rates > .direction {
    text-align: right;
  }

  .round-trips-button[aria-expanded='true'] {
    color: var(--_text);
  }

  .round-trips {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    font-size: 0.8125em;
    gap: 0.25rem 1rem;
    min-block-size: 2.25rem;
  }

  .pair-by {
    align-items: center;
    color: var(--_text-quiet);
    display: flex;
    gap: 0.5rem;
  }

  .pair-by input {
    font-size: 1em;
    inline-size: 11rem;
    min-block-size: 1.75rem;
    padding-block: 0.125rem;
  }

  .figures {
    color: var(--_text-quiet);
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }

  .figures span {
    unicode-bidi: plaintext;
  }

  .figures .figure {
    min-inline-size: 7.5em;
  }

  .figures b {
    color: var(--_text);
    font-weight: 500;
  }

  @container (inline-size < 60rem) {
    .traffic {
      gap: 0.25rem 0.75rem;
    }

    .plot {
      flex-basis: var(--ws-log-plot-inline-size, 3.75rem);
      inline-size: var(--ws-log-plot-inline-size, 3.75rem);
    }
  }

  @container (inline-size < 40rem) {
    .traffic {
      justify-content: space-between;
    }

    .measure {
      flex: 1 1 0;
    }

    .plot {
      flex: 1 1 3.75rem;
      max-inline-size: 7.5rem;
    }

    .round-trips-button {
      padding-inline: 0.375rem;
    }

    .pair-by,
    .figures {
      flex-basis: 100%;
    }

    .pair-by input {
      flex: 1;
    }

    /* two lines, whatever the figures */
    .figures {
      min-block-size: 3em;
    }
  }

  @media (forced-colors: active) {
    .plot :is(.sent, .received) {
      fill: CanvasText;
    }

    .plot .axis {
      stroke: CanvasText;
    }
  }
`;
