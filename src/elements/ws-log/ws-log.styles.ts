import { css } from 'lit';

/** The bar, the list and its rows. The details have a sheet of their own. */
export const styles = css`
  :host {
    background: var(--_surface);
    block-size: var(--ws-log-block-size, 24rem);
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    /* scrolls only where the page gives less room than list and details need at least */
    overflow: hidden auto;
    position: relative;
  }

  p {
    margin: 0;
  }

  .toolbar {
    align-items: center;
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.125rem 0.75rem;
    min-block-size: 4.25rem;
    padding-block: 0.25rem 0.125rem;
    padding-inline: 0.75rem 0.5rem;
  }

  /* controls above, counts below */
  .toolbar::after {
    content: '';
    flex-basis: 100%;
    order: 1;
  }

  .count,
  .aside,
  .traffic-place {
    order: 2;
  }

  /* what is loaded later finds its room kept */
  .filter-place {
    flex: 1 1 20rem;
    min-block-size: 2rem;
    min-inline-size: 0;
  }

  .traffic-place {
    flex: 0 1 auto;
    margin-inline-start: auto;
    min-block-size: 1.75rem;
    min-inline-size: 0;
  }

  .round-trip-place {
    flex-basis: 100%;
    min-inline-size: 0;
    order: 4;
  }

  .round-trip-place.kept {
    min-block-size: 2.25rem;
  }

  .traffic-place[hidden] {
    display: none;
  }

  .actions {
    align-items: center;
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }

  .count,
  .aside {
    color: var(--_text-quiet);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  /* chosen once and seldom changed, so it looks like the words beside it */
  select.quiet {
    background: transparent;
    border-color: transparent;
    color: var(--_text-quiet);
    inline-size: 7.5em;
    min-block-size: 1.75rem;
    padding: 0.1875rem 0.25rem;
    text-overflow: ellipsis;
  }

  select.quiet:hover {
    background: var(--_surface-raised);
    color: var(--_text);
  }

  button.link {
    background: none;
    border: 0;
    color: var(--_accent);
    font-size: inherit;
    min-block-size: 1.5rem;
    padding: 0 0.25rem;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .toolbar button[aria-disabled='true'] {
    color: color-mix(in srgb, var(--_text-quiet) 60%, var(--_surface));
  }

  .body {
    --_time-size: 7.5em;

    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-block-size: 4.5rem;
    position: relative;
  }

  .body.iso {
    --_time-size: 15em;
  }

  .body.previous {
    --_time-size: 8.25em;
  }

  .body:is(.previous, .open) .time {
    text-align: end;
  }

  .log {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  .list {
    contain: strict;
    flex: 1;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: auto;
    scrollbar-color: var(--_border-control) transparent;
    scrollbar-width: thin;
  }

  .list[hidden] {
    display: none;
  }

  .list:has(.round-trip) .row {
    grid-template-columns: var(--_time-size) 6.5em 3.25em 6em 5em minmax(0, 1fr);
  }

  .list:focus-visible {
    outline-offset: -2px;
  }

  .list:focus-visible:has(.row.active) {
    outline: none;
  }

  .spacer {
    min-block-size: 100%;
    overflow: clip;
    position: relative;
  }

  .rows {
    inset-block-start: 0;
    inset-inline: 0;
    position: absolute;
    will-change: transform;
  }

  .row {
    align-items: baseline;
    align-content: center;
    block-size: var(--_row-size, auto);
    border-block-end: 1px solid color-mix(in srgb, var(--_border) 55%, transparent);
    border-inline-start: 3px solid transparent;
    column-gap: 1.25em;
    cursor: default;
    display: grid;
    font-size: 0.8125em;
    grid-template-columns: var(--_time-size) 6.5em 3.25em 6em minmax(0, 1fr);
    line-height: 1.5;
    overflow: hidden;
    padding: 0.25em 0.875em 0.25em calc(0.875em - 3px);
    padding-inline: calc(0.875em - 3px) 0.875em;
    white-space: nowrap;
  }

  .row > span {
    overflow: clip;
    text-overflow: ellipsis;
  }

  .row :is(.time, .size, .round-trip, .preview) {
    font-family: var(--_font-mono);
  }

  .row :is(.time, .kind, .size, .round-trip) {
    color: var(--_text-quiet);
  }

  .row :is(.size, .round-trip) {
    text-align: end;
  }

  .row .folded {
    color: var(--_accent);
    font-weight: 600;
  }

  .row .preview {
    direction: ltr;
    unicode-bidi: isolate;
  }

  :host(:dir(rtl)) .row .preview {
    text-align: right;
  }

  /* time and sizes read from left to right in every language */
  .row :is(.time, .size, .round-trip) {
    direction: ltr;
    unicode-bidi: isolate;
  }

  .row:is(.opened, .closed, .failed, .note) .preview {
    font-family: inherit;
  }

  .row.failed {
    background: color-mix(in srgb, var(--_bad) 7%, transparent);
  }

  .row:hover {
    background: var(--_surface-raised);
  }

  .row.selected {
    background: color-mix(in srgb, var(--_accent) 13%, var(--_surface));
    border-inline-start-color: var(--_accent);
  }

  .list:focus-visible .row.active {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  /* drawn, not written: a glyph looks different in every font, and a clipped box follows the text's size and colour */
  .direction::before {
    background: currentColor;
    block-size: 1em;
    clip-path: circle(16%);
    content: '';
    display: inline-block;
    forced-color-adjust: none;
    inline-size: 1em;
    margin-inline-end: 0.5em;
    vertical-align: -0.125em;
  }

  .sent > .direction,
  .direction.sent {
    color: var(--_sent);
  }

  .received > .direction,
  .direction.received {
    color: var(--_received);
  }

  .opened > .direction,
  .direction.opened {
    color: var(--_good);
  }

  .closed > .direction,
  .direction.closed {
    color: var(--_text);
  }

  .closed.warn > .direction,
  .direction.closed.warn {
    color: var(--_warn);
  }

  .failed > .direction,
  .direction.failed {
    color: var(--_bad);
  }

  .note > .direction,
  .direction.note {
    color: var(--_text-quiet);
  }

  .sent > .direction::before,
  .direction.sent::before {
    clip-path: polygon(
      50% 10%,
      82% 42%,
      73% 51%,
      56.5% 34.5%,
      56.5% 90%,
      43.5% 90%,
      43.5% 34.5%,
      27% 51%,
      18% 42%
    );
  }

  .received > .direction::before,
  .direction.received::before {
    clip-path: polygon(
      50% 90%,
      82% 58%,
      73% 49%,
      56.5% 65.5%,
      56.5% 10%,
      43.5% 10%,
      43.5% 65.5%,
      27% 49%,
      18% 58%
    );
  }

  .opened > .direction::before,
  .direction.opened::before {
    clip-path: circle(32%);
  }

  .closed > .direction::before,
  .direction.closed::before {
    clip-path: polygon(
      26% 17%,
      50% 41%,
      74% 17%,
      83% 26%,
      59% 50%,
      83% 74%,
      74% 83%,
      50% 59%,
      26% 83%,
      17% 74%,
      41% 50%,
      17% 26%
    );
  }

  .closed.good > .direction::before,
  .direction.closed.good::before {
    clip-path: polygon(15% 53%, 24% 44%, 41% 61%, 76% 24%, 85% 33%, 41% 79%);
  }

  .failed > .direction::before,
  .direction.failed::before {
    clip-path: polygon(50% 10%, 94% 88%, 6% 88%);
  }

  .probe {
    inset: 0 0 auto;
    pointer-events: none;
    position: absolute;
    visibility: hidden;
  }

  .empty {
    color: var(--_text-quiet);
    font-size: 0.875em;
    margin: auto;
    max-inline-size: 36rem;
    padding: 1rem;
    text-align: center;
    text-wrap: balance;
  }

  .empty .icon {
    block-size: 1.5rem;
    display: block;
    inline-size: 1.5rem;
    margin: 0 auto 0.5rem;
  }

  /* in the middle of what the rows leave free, and nowhere if that is less than itself */
  .empty.below {
    align-content: center;
    block-size: var(--_free-size, 0);
    box-sizing: border-box;
    inset: auto 0 0;
    margin: 0 auto;
    overflow: clip;
    padding-block: 0;
    pointer-events: none;
    position: absolute;
  }

  .newer {
    border-color: var(--_accent);
    color: var(--_accent);
    inset-block-end: 0.5rem;
    /* beside the scroll bar */
    inset-inline-end: 1.25rem;
    min-block-size: 1.75rem;
    padding-block: 0.125rem;
    position: absolute;
  }

  /* away from the chosen row */
  .newer.high {
    inset-block: 0.5rem auto;
  }

  .newer[hidden] {
    display: none;
  }

  /* beside the traffic there is room for one of the two; the button tells the bounds to who points at it */
  @container (40rem <= inline-size < 75rem) {
    .bounds {
      display: none;
    }
  }

  @container (inline-size < 52rem) {
    .toolbar .word {
      block-size: 1px;
      clip-path: inset(50%);
      inline-size: 1px;
      overflow: hidden;
      position: absolute;
    }
  }

  @container (inline-size < 40rem) {
    .round-trip-place.kept {
      min-block-size: 4.5rem;
    }

    .filter-place,
    .aside,
    .traffic-place {
      flex-basis: 100%;
    }

    .toolbar::after {
      content: none;
    }

    select.quiet {
      inline-size: 5.25em;
    }

    .count {
      flex: 1 1 0;
      order: 1;
    }

    .actions {
      order: 2;
    }

    .aside,
    .traffic-place {
      order: 3;
    }

    .row,
    .list:has(.round-trip) .row {
      column-gap: 1em;
      grid-template-columns: var(--_time-size) auto minmax(0, 1fr) auto;
    }

    .row .preview {
      grid-column: 1 / -1;
    }

    .row .round-trip {
      grid-area: 2 / 4;
    }

    .row .round-trip + .preview {
      grid-area: 2 / 1 / 3 / 4;
    }
  }

  @container (inline-size < 28rem) {
    .row,
    .list:has(.round-trip) .row {
      column-gap: 0.625em;
    }

    .list:not(:has(.round-trip)) .row .kind {
      grid-area: 1 / 3 / 2 / -1;
    }

    .list:not(:has(.round-trip)) .row .size {
      grid-area: 2 / 4;
    }

    .list:not(:has(.round-trip)) .row .preview {
      grid-area: 2 / 1 / 3 / 4;
    }

    /* a date and a time take a line of their own */
    .body.iso {
      --_time-size: auto;
    }

    .body.iso .row .time {
      grid-column: 1 / -1;
    }

    .body.iso .row .kind {
      grid-area: auto;
    }

    .body.iso .row .size {
      grid-area: 2 / 4;
    }

    .body.iso .row .round-trip {
      grid-area: 3 / 4;
    }

    .body.iso .row .preview {
      grid-area: 3 / 1 / 4 / -1;
    }

    .body.iso .row .round-trip + .preview {
      grid-area: 3 / 1 / 4 / 4;
    }
  }

  @media (forced-colors: active) {
    .row {
      border-inline-start-color: Canvas;
    }

    .row.selected {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .row.selected * {
      color: inherit;
    }

    .newer {
      border-color: Highlight;
    }
  }
`;
