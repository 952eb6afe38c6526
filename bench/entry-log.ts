/**
 * Figures of the entry log alone, in Node: `node --expose-gc --import tsx bench/entry-log.ts [entries]`.
 * Every message is unique, because an engine may fold equal strings into one. Times are of the processor, all threads
 * together, so that a busy machine does not falsify them much; sealing and dropping are in them.
 */
import { EntryLog } from '../src/core/entry-log.js';

const entries = Number(process.argv[2] ?? 1_000_000);
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('Run with --expose-gc.');

const filler = 'abcdefghij'.repeat(20);

/** A text of `length` units as a socket makes one: flat, on its own, never seen before. */
function message(index: number, length: number, ending: string): string {
  const head = `{"n":${String(index)},"x":"`;
  return Buffer.from((head + filler).slice(0, length - 1) + ending).toString();
}

function keptBytes(): number {
  collect?.();
  collect?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}

/** Pushes unique messages and gives the time that the pushes alone took, and what was kept for each. */
function flood(name: string, textOf: (index: number) => string, log: EntryLog): void {
  const before = keptBytes();
  let spentUs = 0;
  let longestMs = 0;
  const batch = 10_000;
  for (let from = 0; from < entries; from += batch) {
    const texts = Array.from({ length: batch }, (_, offset) => textOf(from + offset));
    const startMs = performance.now();
    const start = process.cpuUsage();
    for (let offset = 0; offset < batch; offset++) {
      log.pushMessage('received', texts[offset] ?? '', from + offset + 0.5);
    }
    const { user, system } = process.cpuUsage(start);
    spentUs += user + system;
    longestMs = Math.max(longestMs, performance.now() - startMs);
  }
  const kept = keptBytes() - before;
  console.log(
    [
      name.padEnd(34),
      `${(spentUs / entries).toFixed(3)} µs a push`,
      `${(entries / spentUs).toFixed(1)} M pushes/s`,
      `slowest 10,000: ${longestMs.toFixed(1)} ms`,
      `${(kept / log.length).toFixed(0)} B kept each`,
      `estimate ${(log.sizeBytes / log.length).toFixed(0)} B`,
      `held ${String(log.length)}`,
    ].join(' | '),
  );
}

const endless = { maxEntries: Infinity, maxBytes: Infinity };
const warm = new EntryLog();
for (let index = 0; index < 200_000; index++) warm.pushMessage('received', message(index, 200, 'x'), index);
warm.clear();

flood('200 B ASCII, no bound', (index) => message(index, 200, 'x'), new EntryLog(endless));
flood('200 B ASCII, default bounds', (index) => message(index, 200, 'x'), new EntryLog());
flood(
  '200 units, one in ten with an emoji',
  (index) => message(index, 199, index % 10 ? 'x' : '😀'),
  new EntryLog(endless),
);
flood('4 units, nearly only pushes', (index) => (index % 10_000).toString().padEnd(4), new EntryLog(endless));
flood('32 B ASCII, no bound', (index) => message(index, 32, 'x'), new EntryLog(endless));

const read = new EntryLog(endless);
for (let index = 0; index < entries; index++) read.pushMessage('received', message(index, 200, 'x'), index);
const startMs = performance.now();
let units = 0;
for (let index = 0; index < read.length; index++) units += (read.dataAt(index) as string).length;
const readMs = performance.now() - startMs;
console.log(`reading each once: ${((readMs * 1_000) / entries).toFixed(3)} µs (${String(units)} units)`);

const one = new EntryLog({ maxBytes: 1_000_000 });
const before = keptBytes();
for (let index = 0; index < 20; index++)
  one.pushMessage('received', message(index, 5_000_000, 'x').padEnd(5_000_000, `${String(index)} `), 0);
console.log(
  `20 messages of 5 MB, too large for 1 MB: ${String(Math.round((keptBytes() - before) / 1_000))} kB kept`,
);
