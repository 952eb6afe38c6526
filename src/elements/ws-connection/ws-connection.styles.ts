import { css } from 'lit';

/**
 * No box of its own: the parts inside are laid out as if they stood in the element's parent. They still inherit its
 * `color-scheme`.
 */
export const styles = css`
  :host {
    display: contents;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none;
  }
`;
