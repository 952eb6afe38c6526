import type { Entry } from '../core/entry.js';
import {
  jsonEscape,
  payloadParts,
  readEntry,
  shortText,
  writtenPayload,
  type ExportParts,
  type ReadEntry,
} from './export-part.js';
import type { ExportSource } from './export-source.js';

/** Our NDJSON: the header, then each entry, on lines of their own. */
export function* writeNdjson(source: ExportSource): ExportParts {
  yield `${JSON.stringify(source.header)}\n`;
  for (let place = 0; place < source.count; place++) {
    const entry = source.take(place);
    if (!entry) continue;
    const text = shortText(entry);
    if (text !== undefined) yield `${textRecord(entry, text)}\n`;
    else yield* recordParts('', yield* readEntry(entry), '\n');
  }
}

/** Our JSON: one object with the header's fields and the entries, one a line. */
export function* writeJson(source: ExportSource): ExportParts {
  yield `${JSON.stringify(source.header).slice(0, -1)},"entries":[\n`;
  let separator = '';
  for (let place = 0; place < source.count; place++) {
    const entry = source.take(place);
    if (!entry) continue;
    const text = shortText(entry);
    if (text !== undefined) yield separator + textRecord(entry, text);
    else yield* recordParts(separator, yield* readEntry(entry), '');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function recordStart({ sequence, kind, timeMs }: Entry): string {
  return `{"sequence":${sequence},"kind":"${kind}","timeMs":${JSON.stringify(timeMs)},`;
}

function textRecord(entry: Entry, text: string): string {
  return `${recordStart(entry)}"type":"text","data":${JSON.stringify(text)}}`;
}

/** One entry as a `LogRecord`. */
function* recordParts(before: string, entry: ReadEntry, after: string): ExportParts {
  const start = before + recordStart(entry);
  if (entry.kind !== 'sent' && entry.kind !== 'received') {
    yield `${start}"detail":${JSON.stringify(entry.detail)}}${after}`;
    return;
  }
  const { type, data, wholeLength } = writtenPayload(entry);
  yield* payloadParts(
    `${start}"type":"${type}","data":"`,
    { data, escape: jsonEscape },
    wholeLength === undefined ? `"}${after}` : `","wholeLength":${wholeLength}}${after}`,
  );
}
