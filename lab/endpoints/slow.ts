import { readNumber } from '../endpoint.js';
import type { Endpoint, NumberParameter } from '../endpoint.js';
import { echoMessages } from './echo.js';

const ms: NumberParameter = {
  name: 'ms',
  meaning: 'Milliseconds before the upgrade is answered.',
  min: 0,
  max: 120_000,
  fallback: 3_000,
};

/** `/lab/slow` */
export const slow: Endpoint = {
  path: '/slow',
  summary: 'Answers the upgrade late, then echoes.',
  parameters: [ms],
  examples: [{ label: 'Opens after 3 s', path: '/slow?ms=3000' }],
  breaks: true,
  answer: ({ search }) => ({
    kind: 'accept',
    delayMs: readNumber(ms, search.get('ms')),
    open: echoMessages,
  }),
};
