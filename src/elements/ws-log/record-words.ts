import type { LogFormat } from '../../record/log-format.js';
import { lazyWords } from '../shared/localization.js';
import type { Wording } from './entry-words.js';

/** The English words of export and import, which come with their modules. */
const english = {
  exportLabel: 'Export messages',
  closeExport: 'Close export',
  what: 'What',
  wholeLog: (count: string) => `The whole log: ${count}`,
  shownRows: (count: string) => `What the filter shows: ${count}`,
  noFilter: 'What the filter shows: there is none',
  entries: (count: number, shown: string) => (count === 1 ? '1 entry' : `${shown} entries`),
  format: 'Format',
  formats: {
    ndjson: 'NDJSON',
    json: 'JSON',
    csv: 'CSV',
    har: 'HAR',
  } satisfies Record<LogFormat, string>,
  formatHints: {
    ndjson: 'One entry a line, for jq, grep and scripts.',
    json: 'One object with all entries, for programs.',
    csv: 'A table for spreadsheets. Cannot be imported again.',
    har: 'For the Network panel of Chrome and other HTTP tools.',
  } satisfies Record<LogFormat, string>,
  redact: 'Redact secrets in URLs',
  redactHint:
    'Credentials, secret-looking query values and tokens in subprotocols become “…”. Message contents are not redacted.',
  download: 'Download',
  cancelExport: 'Cancel export',
  exporting: 'Writing the file',
  progress: (done: string, total: string) => `${done} of ${total}`,
  exported: (name: string, entries: string) => `Handed to the browser: ${name}, ${entries}.`,
  missing: (entries: string) => `Not in it: ${entries} that the log dropped meanwhile.`,
  exportCancelled: 'Cancelled. No file was made.',
  exportFailed: (why: string) => `No file was made: ${why}`,
  importLabel: 'Import messages',
  closeImport: 'Close import',
  cancelImport: 'Cancel import',
  reading: (name: string) => `Reading ${name}`,
  importCancelled: (name: string) => `Cancelled. ${name} was not imported.`,
  importFailed: (name: string) => `${name} was not imported. The log stays as it was.`,
  importedPartly: (name: string, entries: string, problems: string) =>
    `${name}: ${entries} imported, ${problems}. What they tell of was left out.`,
  importedLate: (entries: string) => `The log had dropped ${entries} before it was exported.`,
  problems: (count: number, shown: string) => (count === 1 ? '1 problem' : `${shown} problems`),
  moreProblems: (shown: string) => `The first ${shown} problems:`,
  line: (line: string) => `Line ${line}`,
  lineAndColumn: (line: string, column: string) => `Line ${line}, column ${column}`,
  oneFile: 'One file at a time, please.',
  dropHint: 'Drop a log here: NDJSON, JSON or HAR',
};

/** The words of export and import. */
export type RecordWords = typeof english;

/** The words of export and import in the element's language. */
export function recordWords({ strings }: Pick<Wording, 'strings'>): RecordWords {
  return lazyWords(strings, 'record', english);
}
