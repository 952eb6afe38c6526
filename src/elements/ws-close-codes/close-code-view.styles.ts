import { css } from 'lit';

/** What the table looks like; comes with it. */
export const styles = css`
  .search {
    align-items: center;
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    padding: 0.5rem 0.75rem;
  }

  .field {
    align-items: center;
    display: flex;
    flex: 1 1 16rem;
    position: relative;
  }

  .field svg {
    color: var(--_text-quiet);
    inset-inline-start: 0.625rem;
    pointer-events: none;
    position: absolute;
  }

  .field input {
    font-family: inherit;
    inline-size: 100%;
    padding-inline-start: 2rem;
  }

  .count {
    color: var(--_text-quiet);
    font-size: 0.8125em;
    margin: 0;
  }

  .problems {
    border-block-end: 1px solid var(--_border);
    color: var(--_bad);
    font-size: 0.8125em;
    list-style: none;
    margin: 0;
    overflow-wrap: anywhere;
    padding: 0.5rem 0.75rem;
  }

  table {
    border-collapse: collapse;
    font-size: 0.875em;
    inline-size: 100%;
  }

  th,
  td {
    padding: 0.625rem 0.75rem;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    color: var(--_text-quiet);
    font-size: 0.8571em;
    font-weight: 500;
    padding-block: 0.5rem;
    white-space: nowrap;
  }

  tr.group th {
    background: var(--_surface-raised);
    border-block: 1px solid var(--_border);
    font-weight: 600;
    padding-block: 0.5rem;
  }

  tr.group .span {
    color: var(--_text-quiet);
    font-family: var(--_font-mono);
    font-size: 0.9286em;
    font-weight: 400;
    margin-inline-start: 0.5rem;
  }

  tr.group .meaning {
    color: var(--_text-quiet);
    display: block;
    font-size: 0.9286em;
    font-weight: 400;
  }

  tr.code + tr.code > * {
    border-block-start: 1px solid var(--_border);
  }

  .number {
    font-family: var(--_font-mono);
    font-weight: 600;
    inline-size: 4.5rem;
    white-space: nowrap;
  }

  .name {
    font-weight: 600;
  }

  .meaning {
    margin: 0;
    max-inline-size: 44rem;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  td.mark {
    inline-size: 7rem;
    white-space: nowrap;
  }

  td.mark svg {
    margin-inline-end: 0.25rem;
    vertical-align: -0.125em;
  }

  .yes svg {
    color: var(--_good);
  }

  .no {
    color: var(--_text-quiet);
  }

  .marks-line {
    color: var(--_text-quiet);
    display: none;
    margin: 0.25rem 0 0;
  }

  .badge {
    align-items: center;
    border: 1px solid currentColor;
    border-radius: 1rem;
    color: var(--_accent);
    display: inline-flex;
    font-size: 0.8571em;
    font-weight: 500;
    gap: 0.25rem;
    line-height: 1.25rem;
    margin-inline-start: 0.5rem;
    padding-inline: 0.5rem;
    vertical-align: 0.0625em;
    white-space: nowrap;
  }

  tr[aria-current] > * {
    background: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
  }

  tr[aria-current] > :first-child {
    box-shadow: inset 3px 0 0 var(--_accent);
  }

  tr[aria-current] > :first-child:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_accent);
  }

  details {
    margin-block-start: 0.25rem;
  }

  summary {
    border-radius: var(--_radius);
    color: var(--_text-quiet);
    cursor: pointer;
    inline-size: fit-content;
    line-height: 1.5rem;
  }

  summary:hover {
    color: var(--_text);
  }

  dl {
    margin: 0.25rem 0 0.25rem;
    max-inline-size: 44rem;
  }

  dt {
    font-weight: 600;
    margin-block-start: 0.5rem;
  }

  dd {
    margin: 0;
  }

  dd ul {
    margin: 0;
    padding-inline-start: 1.125rem;
  }

  .source {
    color: var(--_text-quiet);
  }

  @container (inline-size < 44rem) {
    thead,
    td.mark {
      display: none;
    }

    .marks-line {
      display: block;
    }
  }

  @container (inline-size < 22rem) {
    th,
    td {
      padding-inline: 0.5rem;
    }

    .number {
      inline-size: 3.25rem;
    }
  }

  @media (forced-colors: active) {
    tr[aria-current] > * {
      background: Canvas;
      border-block: 2px solid Highlight;
    }
  }
`;
