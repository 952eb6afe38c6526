import { svg, html, type TemplateResult } from 'lit';

/** Shapes drawn on a 16 × 16 grid with a stroke of the text's colour (`svg.icon` in `controls.styles.ts`). */
const shapes = {
  'arrow-up': svg`<path d="M8 13V3M4 7l4-4 4 4" />`,
  'arrow-down': svg`<path d="M8 3v10M4 9l4 4 4-4" />`,
  check: svg`<path d="m3 8.5 3.5 3.5L13 4.5" />`,
  'chevron-down': svg`<path d="m4 6 4 4 4-4" />`,
  'chevron-right': svg`<path d="m6 4 4 4-4 4" />`,
  circle: svg`<circle cx="8" cy="8" r="5" />`,
  clock: svg`<circle cx="8" cy="8" r="6" /><path d="M8 4.5V8l2.5 1.5" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />`,
  disc: svg`<circle cx="8" cy="8" r="4.5" fill="currentColor" stroke="none" />`,
  download: svg`<path d="M8 2.5v7M4.5 6.5 8 10l3.5-3.5M3 13.5h10" />`,
  info: svg`<circle cx="8" cy="8" r="6" /><path d="M8 7.5V11M8 5.25v0" />`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
  note: svg`<path d="M4 3.5h8v9H4zM6 6.5h4M6 9.5h4" />`,
  pause: svg`<path d="M5.5 3.5v9M10.5 3.5v9" />`,
  play: svg`<path d="M5 3.5v9l7.5-4.5z" />`,
  plug: svg`<path d="M6 2.5v3M10 2.5v3M4.5 5.5h7V8a3.5 3.5 0 0 1-7 0zM8 11.5v2" />`,
  search: svg`<circle cx="7" cy="7" r="4" /><path d="m10 10 3.5 3.5" />`,
  trash: svg`<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9" />`,
  upload: svg`<path d="M8 10V3M4.5 6 8 2.5 11.5 6M3 13.5h10" />`,
  warning: svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.25v0" />`,
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** An icon for the eye only: hidden from assistive technology, so a word must stand beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`;
}
