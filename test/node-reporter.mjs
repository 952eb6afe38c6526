import { inspect } from 'node:util';

/**
 * A reporter for Node's test runner: one JSON object a line, one for each test (none for a suite that only
 * holds others), and one for whatever a test prints. `node-tests.ts` reads it and declares its types.
 * Plain JavaScript, because Node loads reporters before `--import tsx`.
 *
 * @param {AsyncIterable<{type: string, data: any}>} events
 */
export default async function* nodeReporter(events) {
  /** Names of the tests around the one being reported; a start comes before the starts of its children. */
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    const name = [...names.slice(0, data.nesting), data.name].join(' > ');
    const report = reporters[type]?.({ ...data, name, isSuite: data.details?.type === 'suite' });
    if (report) yield `${JSON.stringify({ file: data.file ?? '', ...report })}\n`;
  }
}

const reporters = {
  'test:stdout': ({ message }) => ({ kind: 'output', text: message }),
  'test:stderr': ({ message }) => ({ kind: 'output', text: message }),
  'test:pass': ({ name, isSuite, skip, todo }) => {
    if (isSuite) return undefined;
    if (skip === undefined && todo === undefined) return { kind: 'test', name, outcome: 'passed' };
    const reason = [skip, todo].find((given) => typeof given === 'string' && given !== '');
    return { kind: 'test', name: reason ? `${name} (skipped: ${reason})` : name, outcome: 'skipped' };
  },
  'test:fail': ({ name, isSuite, details }) => {
    // a suite that failed only because a test in it did says nothing new
    if (isSuite && details.error?.failureType === 'subtestsFailed') return undefined;
    return { kind: 'test', name, outcome: 'failed', error: inspect(details.error?.cause ?? details.error) };
  },
};
