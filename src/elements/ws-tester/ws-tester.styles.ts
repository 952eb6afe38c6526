import { css } from 'lit';

export const styles = css`
  :host {
    block-size: 40rem;
    display: block;
  }

  /* parts in a layout of the page's own take the room they need */
  :host(:state(own-layout)) {
    block-size: auto;
  }

  .console {
    background: var(--_surface);
    block-size: 100%;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    container-type: inline-size;
    display: grid;
    grid-template: auto auto minmax(14rem, 1fr) auto / minmax(0, 1fr);
    overflow: auto;
  }

  ws-connect {
    padding: 0.75rem 0.75rem 0;
  }

  ws-status {
    padding: 0 0.75rem 0.5rem;
  }

  ws-log {
    block-size: 100%;
    border-block: 1px solid var(--_border);
    min-block-size: 0;
  }

  ws-composer {
    padding: 0.75rem;
  }
`;
