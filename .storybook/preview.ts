import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../src/all.js';
import { controlsForArgs, documented } from './documented.js';
import { stage, stageControls } from './stage.js';

setCustomElementsManifest(documented(manifest));

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [stage],
  argTypesEnhancers: [controlsForArgs],
  ...stageControls,
  parameters: {
    layout: 'fullscreen',
    // `stories/check.ts` fails on a violation.
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: { toc: true },
    options: {
      storySort: {
        order: [
          'Welcome',
          'ws-tester',
          'ws-connection',
          'ws-connect',
          'ws-status',
          'ws-log',
          'ws-composer',
          'ws-diagnosis',
          'ws-close-codes',
          'ws-frame',
          'ws-snippet',
        ],
      },
    },
  },
};

export default preview;
