import { quantile } from '../statistics.js';
import type { Figures, Scenario, Visit } from '../scenario.js';

const sizeBytes = 200;
const seconds = 3;
const pxPerS = 6_000;

/** How many elements the list may have, whatever it shows. */
const mostElements = 150;

const goals = [
  { contestant: 'ws-tester', figure: 'listElements', as: 'value', atMost: mostElements },
  { contestant: 'ws-tester', figure: 'droppedFrames', as: 'value', atMost: 3 },
  { contestant: 'ws-tester', figure: 'worstJumpMs', as: 'value', atMost: 34 },
] as const;

/** Turning the wheel, and jumping, in a list as long as the log's default bound. */
export const scroll: Scenario = {
  name: 'scroll',
  title: () => `Scrolling 100,000 rows: ${seconds} s of ${pxPerS} px/s by wheel, 40 jumps (bare: no list)`,
  contestants: ['bare', 'ws-tester'],
  rounds: ({ quick }) => (quick ? 1 : 3),
  query: 'max-entries=10000000&max-bytes=10000000000',
  measure: (visit) => measure(visit, 100_000),
  goals,
};

/** The same beyond what browsers lay out: their elements cannot be so high. */
export const longScroll: Scenario = {
  ...scroll,
  name: 'long-scroll',
  title: ({ quick }) => `Scrolling ${quick ? '500,000' : '1,000,000'} rows in the same way`,
  measure: (visit) => measure(visit, visit.quick ? 500_000 : 1_000_000),
};

async function measure({ call, contestant, tab }: Visit, rows: number): Promise<Figures> {
  const hasList = contestant !== 'bare';
  if (hasList) await call('fill', [rows, sizeBytes], 120_000);
  await tab.collectGarbage();
  const centre = hasList ? await call('listCentre', []) : { x: 600, y: 400 };
  const before = hasList ? await call('listNow', []) : undefined;
  await call('startFrames', []);
  // up: a new list is at its end
  const gesture = { ...centre, yDistance: seconds * pxPerS, speed: pxPerS, gestureSourceType: 'mouse' };
  await tab.command('Input.synthesizeScrollGesture', gesture);
  const frames = await call('stopFrames', []);
  const smoothness = { droppedFrames: frames.dropped, longestGapMs: frames.longestGapMs };
  if (!before) return smoothness;
  const after = await call('listNow', []);
  if (before.middleRow === after.middleRow) throw new Error('The wheel did not move the list');
  const jumpsMs = await call('jump', [40]);
  const { elements } = await call('listNow', []);
  return {
    ...smoothness,
    medianJumpMs: quantile(jumpsMs, 0.5),
    worstJumpMs: Math.max(...jumpsMs),
    listElements: Math.max(elements, after.elements),
  };
}
