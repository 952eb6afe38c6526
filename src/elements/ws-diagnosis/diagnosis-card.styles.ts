import { css } from 'lit';

/** What the card looks like; comes with it. */
export const styles = css`
  .card {
    background: var(--_surface-raised);
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_bad);
    border-radius: var(--_radius);
    display: grid;
    gap: 0.75rem 1.5rem;
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
    padding: 0.75rem;
  }

  h3,
  h4,
  h5,
  p,
  ul,
  ol {
    margin: 0;
  }

  h3,
  h4,
  h5,
  summary {
    font-size: 1em;
    font-weight: 600;
  }

  h5 {
    font-size: 0.9286em;
  }

  .header {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.5rem;
    justify-content: space-between;
  }

  h3 {
    display: flex;
    gap: 0.5rem;
  }

  h3 svg {
    color: var(--_bad);
    margin-block-start: 0.25rem;
  }

  ul,
  ol {
    padding-inline-start: 1.125rem;
  }

  li::marker {
    color: var(--_text-quiet);
  }

  .main,
  .facts {
    align-content: start;
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .main p,
  .main li {
    max-inline-size: 44rem;
    text-wrap: pretty;
  }

  .quiet,
  .lead {
    color: var(--_text-quiet);
  }

  .lead {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    font-size: 0.9286em;
    gap: 0 0.5rem;
  }

  .title {
    font-size: 1.0714em;
  }

  .confidence {
    align-items: center;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    color: var(--_text);
    display: inline-flex;
    font-size: 0.8571em;
    font-weight: 400;
    gap: 0.25rem;
    line-height: 1.25rem;
    padding-inline: 0.375rem;
  }

  .confidence svg {
    color: var(--_text-quiet);
  }

  .confidence.certain svg,
  .confidence.likely svg {
    color: var(--_accent);
  }

  .because,
  .hint,
  .facts ul,
  .others p,
  .others ul {
    font-size: 0.9286em;
  }

  .facts {
    border-block-start: 1px solid var(--_border);
    padding-block-start: 0.75rem;
  }

  .actions,
  .correction {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  /* a line of its own for each correction of another cause */
  .correction:has(.quiet) {
    inline-size: 100%;
  }

  .made:empty {
    display: none;
  }

  .copy-result {
    color: var(--_text-quiet);
    font-size: 0.9286em;
  }

  .copy-result:empty {
    display: none;
  }

  a {
    align-items: center;
    color: var(--_accent);
    display: inline-flex;
    min-block-size: 1.5rem;
    text-underline-offset: 0.15em;
  }

  .probe-list {
    display: grid;
    gap: 0.375rem;
    list-style: none;
    margin-block-start: 0.375rem;
    padding: 0;
  }

  .probe-list li {
    display: flex;
    gap: 0.5rem;
  }

  .probe-list svg {
    color: var(--_text-quiet);
    margin-block-start: 0.25rem;
  }

  .asked {
    color: var(--_text-quiet);
    display: block;
    font-size: 0.9286em;
  }

  bdi,
  code {
    font-family: var(--_font-mono);
    font-size: 0.9286em;
    unicode-bidi: isolate;
  }

  bdi {
    color: var(--_text);
  }

  summary {
    cursor: pointer;
    min-block-size: 1.5rem;
  }

  .others,
  .commands {
    display: grid;
    gap: 0.75rem;
    padding-block-start: 0.5rem;
  }

  .others h4 {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    font-weight: 500;
    gap: 0 0.5rem;
  }

  .commands {
    list-style: none;
    padding-inline: 0;
  }

  .command {
    align-items: start;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.25rem;
    padding: 0.375rem;
  }

  .command code {
    flex: 1 1 20rem;
    min-inline-size: 0;
    padding: 0.25rem;
    white-space: pre-wrap;
  }

  @container (inline-size >= 52rem) {
    .card {
      grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
    }

    .header,
    details {
      grid-column: 1 / -1;
    }

    .facts {
      border-block-start: none;
      border-inline-start: 1px solid var(--_border);
      padding-block-start: 0;
      padding-inline-start: 1.5rem;
    }
  }

  @media (forced-colors: active) {
    .card {
      border-inline-start-color: CanvasText;
    }
  }
`;
