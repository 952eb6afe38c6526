import { css } from 'lit';

/** What shows while there is no card: nothing, so that the element takes no room. The card brings its own look. */
export const styles = css`
  :host {
    container-type: inline-size;
    display: block;
    font-size: 0.875em;
  }

  .note {
    color: var(--_text-quiet);
    margin: 0;
    overflow-wrap: anywhere;
    padding: 0.5rem 0.75rem;
  }
`;
