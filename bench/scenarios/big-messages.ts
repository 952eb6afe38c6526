import { floodMessage } from '../flood-message.js';
import type { Figures, Scenario } from '../scenario.js';

const megabyte = 1_000_000;

/** Messages of which one alone is more than what a log keeps of all others. */
export const bigMessages: Scenario = {
  name: 'big-messages',
  title: ({ quick }) => `10 MB of JSON opened, ${quick ? 20 : 100} MB of text received`,
  contestants: ['bare', 'ws-tester'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  query: 'max-bytes=1000000000',
  async measure({ call, contestant, quick, server, tab }) {
    const before = await tab.privateBytes();
    const textBytes = (quick ? 20 : 100) * megabyte;
    const text = floodMessage(0, textBytes);
    const received = await call('receiveOne', [server.prepare({ pace: 'one', text })], 60_000);
    if (received.length !== textBytes) throw new Error(`${received.length} characters came`);
    await tab.collectGarbage();
    const figures: Figures = {
      ...(contestant === 'bare' ? {} : { textShownMs: received.shownMs }),
      textLongestTaskMs: received.longestTaskMs,
      privateToText: ((await tab.privateBytes()) - before) / textBytes,
    };
    if (contestant === 'bare') return figures;
    await call('disconnect', []);
    await call('receiveOne', [server.prepare({ pace: 'one', text: jsonOf(10 * megabyte) })]);
    const opened = await call('openNewest', []);
    return { ...figures, jsonOpenedMs: opened.openedMs, jsonLongestTaskMs: opened.longestTaskMs };
  },
  goals: [
    { contestant: 'ws-tester', figure: 'textShownMs', as: 'value', atMost: 10 },
    { contestant: 'ws-tester', figure: 'jsonOpenedMs', as: 'value', atMost: 100 },
  ],
};

/** An array of many objects, of about a size. */
function jsonOf(sizeBytes: number): string {
  const objects = Array.from({ length: sizeBytes / 200 }, (_, seq) => floodMessage(seq, 199));
  return `[${objects.join()}]`;
}
