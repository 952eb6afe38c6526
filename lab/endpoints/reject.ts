import { STATUS_CODES } from 'node:http';
import { readNumber } from '../endpoint.js';
import type { Endpoint, NumberParameter } from '../endpoint.js';

const status: NumberParameter = { name: 'status', meaning: 'HTTP status of the answer.', min: 200, max: 599 };

/** `/lab/reject/<status>` */
export const reject: Endpoint = {
  path: '/reject/<status>',
  summary: 'Refuses the upgrade with an HTTP status. No page can see which: it gets an error and 1006.',
  parameters: [status],
  examples: [
    { label: 'Refused with 403', path: '/reject/403' },
    { label: 'Refused with 503', path: '/reject/503' },
  ],
  breaks: true,
  answer: ({ pathValue }) => {
    const value = readNumber(status, pathValue);
    const text = `The lab refused this upgrade with ${value} ${STATUS_CODES[value] ?? ''}`.trimEnd();
    return { kind: 'refuse', status: value, text: `${text}.\n` };
  },
};
