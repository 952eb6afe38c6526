import { css } from 'lit';

export const styles = css`
  :host {
    block-size: 48rem;
    display: block;
  }

  /* bar, status and composer stack there, and the log is to keep its room */
  @media (max-width: 40rem) {
    :host {
      block-size: 54rem;
    }
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
    isolation: isolate;
    grid-template: auto auto fit-content(max(10rem, 20%)) minmax(7rem, 1fr) auto / minmax(0, 1fr);
    overflow: auto;
  }

  ws-connect {
    padding: 0.75rem 0.75rem 0;
  }

  ws-status {
    padding: 0 0.75rem 0.5rem;
  }

  /* the card scrolls, so that the log keeps its room; without a card the row is empty */
  ws-diagnosis {
    overflow: auto;
  }

  /* the mark at its edge is that of the part, and not of the card, because the fade goes on below the card */
  ws-diagnosis:state(shown) {
    background: var(--_surface-raised);
    border-inline-start: 3px solid var(--_bad);
  }

  /* what is cut off fades, so that it is seen to go on; at the end the fade lies below the card, over nothing */
  ws-diagnosis:state(shown)::after {
    background: linear-gradient(transparent, var(--_surface-raised));
    block-size: 1.75rem;
    content: '';
    display: block;
    inset-block-end: 0;
    margin-block-start: -0.75rem;
    pointer-events: none;
    position: sticky;
  }

  ws-diagnosis::part(card) {
    border-block-end: 0;
    border-inline: 0;
    border-radius: 0;
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
