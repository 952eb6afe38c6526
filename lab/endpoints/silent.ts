import type { Endpoint } from '../endpoint.js';

/** Longer than any browser waits for a handshake by itself (240 s in Chromium). */
const holdMs = 300_000;

/** `/lab/silent` */
export const silent: Endpoint = {
  path: '/silent',
  summary: `Takes the upgrade request and never answers it. Hangs up after ${holdMs / 60_000} minutes.`,
  parameters: [],
  examples: [{ label: 'Never answers', path: '/silent' }],
  breaks: true,
  answer: () => ({ kind: 'silence', holdMs }),
};
