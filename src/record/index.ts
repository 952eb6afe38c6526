/**
 * Logs in files: `exportLog` and `exportBlob` write NDJSON, JSON, CSV and HAR, `importLog` reads all of them but CSV.
 * Runs in browsers, workers and Node.
 */
export {
  exportBlob,
  exportLog,
  type ExportOptions,
  type ExportProgress,
  type ExportSummary,
} from './export-log.js';
export type { ReadableLog } from './export-source.js';
export { importLog, type ImportedLog, type ImportOptions, type ImportProgress } from './import-log.js';
export { ImportError, type ImportProblem } from './import-problem.js';
export {
  exportFileName,
  logFormats,
  mediaTypes,
  ownFormatName,
  ownFormatVersion,
  type LogFormat,
} from './log-format.js';
export type * from './log-record.js';
export type { SliceOptions } from './time-slices.js';
export type { HarEvent } from './write-har.js';
