import { css } from 'lit';

/** What the snippet looks like; comes with it. */
export const styles = css`
  .bar {
    align-items: center;
    border-block-end: 1px solid var(--_border);
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    padding: 0.5rem 0.75rem;
  }

  .sides {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
  }

  .option {
    align-items: center;
    cursor: pointer;
    display: inline-flex;
    font-size: 0.875em;
    gap: 0.375rem;
    min-block-size: 1.5rem;
  }

  .option input {
    accent-color: var(--_accent);
    block-size: 1rem;
    inline-size: 1rem;
    margin: 0;
    min-block-size: 0;
    padding: 0;
  }

  .copy {
    align-items: center;
    display: inline-flex;
    flex-direction: row-reverse;
    gap: 0.5rem;
    margin-inline-start: auto;
  }

  .copy-result {
    color: var(--_text-quiet);
    font-size: 0.8125em;
  }

  .code {
    font-family: var(--_font-mono);
    font-size: 0.8125em;
    line-height: 1.5;
    margin: 0;
    max-block-size: var(--ws-snippet-max-height, 32rem);
    overflow: auto;
    padding: 0.75rem;
    tab-size: 4;
    text-align: left;
    unicode-bidi: isolate;
    white-space: pre;
  }

  .code:focus-visible {
    outline-offset: -2px;
  }

  .code code {
    font: inherit;
  }

  .comment {
    color: var(--_text-quiet);
  }

  .string {
    color: var(--_good);
  }

  .keyword {
    color: var(--_accent);
  }

  .number {
    color: var(--_warn);
  }

  .none {
    margin: 0;
    padding: 2rem 0.75rem;
    text-align: center;
    text-wrap: balance;
  }

  .notes {
    border-block-start: 1px solid var(--_border);
    color: var(--_text-quiet);
    font-size: 0.8125em;
    overflow-wrap: anywhere;
    padding: 0.5rem 0.75rem;
  }

  .notes p {
    margin: 0;
  }

  .notes a {
    color: var(--_accent);
  }
`;
