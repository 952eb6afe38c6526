import { ImportError } from './import-problem.js';
import { ownFormatName, ownFormatVersion } from './log-format.js';

/** What a file of ours says of itself. */
export interface FileHeader {
  readonly version: number;
  /** How many older entries the log had dropped before. 0 where the file does not say. */
  readonly dropped: number;
}

/**
 * Reads the `LogHeader` of a file; `undefined` for what is none. Throws an `ImportError` if a later version of this
 * library wrote the file.
 */
export function readHeader(value: unknown): FileHeader | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, version, dropped } = value as Record<string, unknown>;
  if (format !== ownFormatName) return undefined;
  if (typeof version !== 'number') {
    throw new ImportError([{ message: 'The file does not say the version of its format.' }]);
  }
  if (version > ownFormatVersion) {
    throw new ImportError([
      {
        message:
          `The file has version ${version} of its format; this page reads version ${ownFormatVersion}. ` +
          'A later version of ws-tester reads it.',
      },
    ]);
  }
  const isCount = typeof dropped === 'number' && Number.isSafeInteger(dropped) && dropped >= 0;
  return { version, dropped: isCount ? dropped : 0 };
}
