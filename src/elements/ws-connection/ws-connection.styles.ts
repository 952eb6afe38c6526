import { css } from 'lit';

/** No box of its own: the parts inside are laid out as if they stood in the element's parent. */
export const styles = css`
  :host {
    display: contents;
  }

  :host([hidden]) {
    display: none;
  }
`;
