import { css } from 'lit';

/** What the frame looks like; comes with it. */
export const styles = css`
  h3 {
    font-size: 0.875em;
    font-weight: 600;
    margin: 0.75rem 0 0.25rem;
  }

  p {
    margin: 0;
  }

  :is(p, li).quiet {
    color: var(--_text-quiet);
    font-size: 0.8125em;
  }

  .source {
    color: var(--_text-quiet);
    white-space: nowrap;
  }

  .sources {
    background: var(--_surface-raised);
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    padding: 0.5rem 0.75rem;
  }

  .sources label,
  .fields label.check {
    align-items: center;
    display: flex;
    font-size: 0.875em;
    gap: 0.375rem;
    min-block-size: 1.75rem;
  }

  input[type='radio'],
  input[type='checkbox'] {
    accent-color: var(--_accent);
    block-size: 1rem;
    inline-size: 1rem;
    min-block-size: 0;
  }

  .fields {
    align-items: end;
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    padding: 0.75rem;
  }

  .fields label {
    color: var(--_text-quiet);
    display: grid;
    font-size: 0.8125em;
    gap: 0.125rem;
    min-inline-size: 0;
  }

  .fields label.check {
    min-block-size: 2rem;
  }

  .fields :is(input, select, textarea) {
    font-size: 1.0769em;
  }

  .fields .wide {
    flex: 1 1 100%;
  }

  .fields .short {
    inline-size: 5.5rem;
  }

  .fields .key {
    inline-size: 8.5rem;
  }

  textarea {
    resize: vertical;
  }

  :is(.verdict, .actions, .notes, .violations, .frames, .frame),
  :host > .quiet {
    padding-inline: 0.75rem;
  }

  .actions,
  .verdict,
  .notes {
    padding-block-start: 0.75rem;
  }

  .verdict {
    align-items: baseline;
    display: flex;
    font-size: 0.875em;
    font-weight: 600;
    gap: 0.375rem;
    overflow-wrap: anywhere;
    padding-block-end: 0.25rem;
  }

  .verdict svg,
  .notes svg {
    flex: none;
    vertical-align: -0.125em;
  }

  .notes {
    display: grid;
    font-size: 0.875em;
    gap: 0.25rem;
    justify-items: start;
  }

  .notes svg {
    margin-inline-end: 0.375rem;
  }

  .notes b {
    margin-inline-end: 0.25rem;
  }

  .good {
    color: var(--_good);
  }

  .bad {
    color: var(--_bad);
  }

  .violations,
  .frames {
    list-style: none;
    margin: 0;
  }

  .violations li {
    align-items: baseline;
    display: flex;
    flex-wrap: wrap;
    font-size: 0.875em;
    gap: 0 0.5rem;
    padding-block: 0.125rem;
  }

  .violations li > span {
    flex: 1 1 16rem;
    overflow-wrap: anywhere;
  }

  .violations button {
    margin-inline-start: -0.5rem;
  }

  .violations .error button {
    color: var(--_bad);
  }

  .violations .incomplete button {
    color: var(--_warn);
  }

  .violations .rule {
    color: var(--_text-quiet);
  }

  .frames {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding-block-start: 0.75rem;
  }

  .frames button[aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 -2px 0 var(--_accent);
  }

  .frame {
    padding-block: 0.75rem;
  }

  .bits {
    border-block-start: 1px solid var(--_border-control);
    border-inline-start: 1px solid var(--_border-control);
    direction: ltr;
    display: grid;
    grid-template-columns: repeat(8, minmax(0, 1fr));
    margin-block-start: 0.5rem;
  }

  .cell {
    background: var(--_surface-raised);
    border-block-end: 1px solid var(--_border-control);
    border-inline-end: 1px solid var(--_border-control);
    cursor: pointer;
    display: grid;
    justify-items: center;
    min-inline-size: 0;
    overflow: clip;
    padding: 0.25rem 0;
  }

  .label {
    color: var(--_text-quiet);
    font-size: 0.6875em;
    line-height: 1.25rem;
    min-block-size: 1.25rem;
    white-space: nowrap;
  }

  .digits {
    font-family: var(--_font-mono);
    font-size: 0.875em;
    letter-spacing: 0.1em;
    line-height: 1.25rem;
    white-space: nowrap;
  }

  .span-4 {
    grid-column: span 4;
  }

  .span-7 {
    grid-column: span 7;
  }

  .span-8 {
    grid-column: span 8;
  }

  .bytes {
    line-height: 1.75;
    overflow-wrap: anywhere;
  }

  .byte {
    border-radius: 3px;
    cursor: default;
    padding: 0.125rem 0.1875rem;
  }

  .byte.wrong,
  .cell.wrong .digits,
  tr.wrong .value {
    color: var(--_bad);
    text-decoration: underline wavy;
    text-underline-offset: 0.25em;
  }

  .lit {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
  }

  .cell.lit,
  .byte.lit {
    box-shadow: inset 0 -2px 0 var(--_accent);
  }

  tr.lit th {
    box-shadow: inset 3px 0 0 var(--_accent);
  }

  tr.lit th:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_accent);
  }

  .lit :is(.quiet, .source, .label, dt) {
    color: var(--_text);
  }

  table {
    border-collapse: collapse;
    font-size: 0.875em;
    inline-size: 100%;
    margin-block-start: 0.5rem;
  }

  th,
  td {
    border-block-start: 1px solid var(--_border);
    padding: 0.375rem 0.5rem;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    border: 0;
    color: var(--_text-quiet);
    font-size: 0.9286em;
    font-weight: 500;
  }

  tbody th {
    inline-size: 9rem;
    padding-block: 0.25rem;
  }

  tbody th button.quiet {
    color: var(--_text);
    font-size: 1em;
    margin-inline-start: -0.375rem;
    padding-inline: 0.375rem;
    justify-content: start;
    text-align: start;
    white-space: normal;
  }

  tbody th button[aria-pressed='true'] {
    border-color: var(--_accent);
  }

  .range {
    white-space: nowrap;
  }

  .value {
    min-inline-size: 6rem;
    overflow-wrap: anywhere;
  }

  .about {
    max-inline-size: 34rem;
    text-wrap: pretty;
  }

  .about-row {
    display: none;
  }

  .about-row td {
    border: 0;
    overflow-wrap: anywhere;
    padding-block-start: 0;
    text-wrap: pretty;
  }

  tr.about-row.lit td {
    box-shadow: inset 3px 0 0 var(--_accent);
  }

  tr.about-row.lit td:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_accent);
  }

  .payload {
    border-radius: var(--_radius);
    margin-block-start: 0.5rem;
    margin-inline: -0.375rem;
    padding: 0.125rem 0.375rem 0.375rem;
  }

  .unmasking {
    display: flex;
    flex-wrap: wrap;
    font-size: 0.8125em;
    gap: 0.5rem 0;
  }

  .column {
    display: grid;
    inline-size: 1.75rem;
    justify-items: center;
    line-height: 1.375rem;
  }

  .column.names {
    color: var(--_text-quiet);
    inline-size: auto;
    justify-items: start;
    padding-inline-end: 0.5rem;
  }

  .column > :nth-child(3) {
    border-block-start: 1px solid var(--_border-control);
  }

  dl {
    font-size: 0.875em;
    margin: 0.5rem 0 0;
  }

  dt {
    color: var(--_text-quiet);
    margin-block-start: 0.25rem;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .text {
    white-space: pre-wrap;
  }

  @container (inline-size < 34rem) {
    .label:empty {
      display: none;
    }
  }

  @container (inline-size >= 34rem) {
    .bits {
      grid-template-columns: repeat(16, minmax(0, 1fr));
    }
  }

  @container (inline-size >= 60rem) {
    .bits {
      grid-template-columns: repeat(32, minmax(0, 1fr));
    }
  }

  @container (inline-size < 44rem) {
    thead .about {
      display: none;
    }

    .about {
      display: none;
    }

    .about-row {
      display: table-row;
    }
  }

  @media (forced-colors: active) {
    .lit {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .lit :is(.quiet, .source, .label, dt, button) {
      background: Highlight;
      color: HighlightText;
    }
  }
`;
