import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The stage of preview.ts sets colours and width, on documentation pages too.
  features: { backgrounds: false, viewport: false, sidebarOnboardingChecklist: false },
  viteFinal: (config) => ({
    ...config,
    // Relative addresses: the result can be put into any folder of a site.
    base: './',
    // Vite itself bundles the workers of a site; that plugin is for the files we publish.
    plugins: (config.plugins ?? []).filter(
      (plugin) => !(plugin && 'name' in plugin && plugin.name === 'worker-scripts'),
    ),
    build: {
      ...config.build,
      // Storybook's own preview and axe-core are one file each, far over Vite's advice for pages.
      chunkSizeWarningLimit: 2048,
      // What Storybook's plugins cost is for them to change.
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        checks: { bundlerTimings: false },
      },
    },
  }),
};

export default config;
