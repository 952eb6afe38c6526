import { floodMessage } from '../flood-message.js';
import type { Contestant } from './contestant.js';
import { painted, recordFrames, taskAfterFrame, type FrameReport } from './frames.js';
import { closeSocket, timeMessage, timeOpening } from './big-message.js';
import { timeFilter, type FilterReport } from './filtering.js';
import { centreOf, middleRow, timeJumps } from './scrolling.js';
import { recordLongTasks, type LongTaskReport } from './long-tasks.js';

/** What the bench asks of a page, each by one call from outside. Times are milliseconds since the Unix epoch. */
export interface PageBench {
  /** Floods the page and waits until all of it has been painted. Watches no frame: that would cost the bare page most. */
  flood(url: string): Promise<FloodReport>;
  /** As `flood()`, but counts frames, and in each what has arrived. */
  floodWithFrames(url: string): Promise<FloodReport & { frames: FrameReport; samples: readonly Sample[] }>;
  /** Floods a page that shows what it gets, and says when each message had been painted. */
  floodWatchingRows(url: string): Promise<{ paintedMs: readonly number[] }>;
  /** Floods the page some times, a socket each, and empties it. */
  reopen(url: string, times: number): Promise<void>;
  /** The page's clock, to be compared with that of the server. */
  nowMs(): number;
  /** Empties what is shown and kept, where anything is. */
  clear(): void;
  /** Adds messages to what is kept, in slices of a frame each, and waits until they are painted. */
  fill(count: number, sizeBytes: number): Promise<void>;
  /** Counts frames from now on, until `stopFrames()`. */
  startFrames(): void;
  stopFrames(): FrameReport;
  /** The middle of the list, in CSS pixels of the page. Throws where there is none. */
  listCentre(): { x: number; y: number };
  /** How many elements the list has, and what the row in its middle says. */
  listNow(): { elements: number; middleRow: string };
  /** Writes into the textbox "Filter" and waits until a number of entries is told to be shown. */
  filter(text: string, visibleWord: string, shownCount: number): Promise<FilterReport>;
  /** Connects and waits for one message, for as long as it takes to be painted. */
  receiveOne(url: string): Promise<LongTaskReport & { shownMs: number; length: number }>;
  /** Ends the connection of `receiveOne()`, which the server keeps. */
  disconnect(): Promise<void>;
  /** Opens the newest message, for as long as it takes until its first lines are painted. */
  openNewest(): Promise<LongTaskReport & { openedMs: number; lines: number }>;
  /** Sets the scroll position to random places, one behind the other. How long each took until its rows were painted. */
  jump(times: number): Promise<readonly number[]>;
}

export interface FloodReport extends LongTaskReport {
  readonly received: number;
  /** From connecting to the `close` event. */
  readonly durationMs: number;
  readonly closedMs: number;
}

/** What had arrived at a time. */
export interface Sample {
  readonly atMs: number;
  readonly received: number;
}

declare global {
  var bench: PageBench;
}

/** So many messages are added between two frames. */
const fillSlice = 5_000;

const nowMs = () => performance.timeOrigin + performance.now();

/** Lets the bench call this page. */
export function offer(contestant: Contestant): void {
  const flood = async (url: string): Promise<FloodReport> => {
    const before = contestant.received();
    const stopTasks = recordLongTasks();
    const startMs = nowMs();
    await contestant.connect(url);
    const closedMs = nowMs();
    await painted();
    await painted();
    return {
      received: contestant.received() - before,
      durationMs: closedMs - startMs,
      closedMs,
      ...stopTasks(),
    };
  };
  globalThis.bench = {
    flood,
    async floodWithFrames(url) {
      const samples: Sample[] = [];
      const start = contestant.received();
      const stopFrames = recordFrames(() => {
        samples.push({ atMs: nowMs(), received: contestant.received() - start });
      });
      const report = await flood(url);
      return { ...report, frames: stopFrames(), samples };
    },
    async floodWatchingRows(url) {
      const paintedMs: number[] = [];
      const stopFrames = recordFrames(() => {
        void taskAfterFrame().then(() => {
          const seq = sequenceIn(contestant.newestRow?.() ?? '');
          while (paintedMs.length <= seq) paintedMs.push(nowMs());
        });
      });
      await contestant.connect(url);
      await painted();
      stopFrames();
      return { paintedMs };
    },
    async reopen(url, times) {
      for (let time = 0; time < times; time++) await contestant.connect(url);
      contestant.clear?.();
      await painted();
    },
    nowMs,
    clear: () => contestant.clear?.(),
    async fill(count, sizeBytes) {
      for (let seq = 0; seq < count; seq++) {
        contestant.push?.(floodMessage(seq, sizeBytes));
        if (seq % fillSlice === fillSlice - 1) await painted();
      }
      await painted();
      await painted();
    },
    startFrames() {
      stopFrames = recordFrames();
    },
    stopFrames: () => stopFrames(),
    listCentre: () => centreOf(listOf(contestant)),
    listNow: () => ({
      elements: listOf(contestant).querySelectorAll('*').length,
      middleRow: middleRow(listOf(contestant)),
    }),
    filter: (text, visibleWord, shownCount) => timeFilter(listOf(contestant), text, visibleWord, shownCount),
    receiveOne: (url) => timeMessage(contestant, url),
    disconnect: () => closeSocket(contestant),
    openNewest: () => timeOpening(listOf(contestant)),
    jump: (times) => timeJumps(listOf(contestant), times),
  };
}

let stopFrames = (): FrameReport => {
  throw new Error('No frames are counted');
};

function listOf({ list }: Contestant): HTMLElement {
  if (!list) throw new Error('This page has no list');
  return list();
}

/** The number of the flood's message in a row's text; -1 where there is none. */
function sequenceIn(text: string): number {
  const digits = /"seq":1(\d{7})/.exec(text)?.[1];
  return digits === undefined ? -1 : Number(digits);
}
