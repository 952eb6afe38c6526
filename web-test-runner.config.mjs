// For `npx wtr` and editors. `npm test` runs test/run.ts, which adds the Node tests and the totals.
import { register } from 'tsx/esm/api';

register();
const { findEngine } = await import('./test/browsers/engines.ts');
const { wtrConfig } = await import('./test/browsers/wtr-config.ts');
const chromium = await findEngine('chromium');
if (!chromium) throw new Error('No Chromium found: install one, or set CHROME_PATH');

export default await wtrConfig({
  engines: [chromium],
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
});
