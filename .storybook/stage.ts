import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import './stage.css';

/**
 * What surrounds a story: the page's colour scheme, its direction, and how much room it gives. Set in the toolbar, or
 * by a story in its `globals`. The elements are not told; they have to take it from their page.
 */
export const stage: Decorator = (story, { globals }) => html`
  <div
    class="stage ${String(globals['scheme'])} ${String(globals['room'])}"
    dir=${String(globals['direction'])}
  >
    ${story()}
  </div>
`;

/** The controls of the stage in the toolbar. */
export const stageControls: Pick<Preview, 'globalTypes' | 'initialGlobals'> = {
  globalTypes: {
    scheme: {
      description: 'color-scheme of the page',
      toolbar: {
        title: 'Scheme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Direction of the page',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
    room: {
      description: 'Width the page gives',
      toolbar: {
        title: 'Room',
        icon: 'grow',
        dynamicTitle: true,
        items: [
          { value: 'wide', title: 'All there is' },
          { value: 'narrow', title: '360 px' },
          { value: 'narrowest', title: '320 px' },
        ],
      },
    },
  },
  initialGlobals: { scheme: 'light', direction: 'ltr', room: 'wide' },
};
