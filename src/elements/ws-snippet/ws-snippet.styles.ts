import { css } from 'lit';

/** The frame, and what stands in it before the code has come. */
export const styles = css`
  :host {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    display: block;
    overflow: clip;
  }

  .empty {
    color: var(--_text-quiet);
    margin: 0;
    padding: 2rem 0.75rem;
    text-align: center;
  }
`;
