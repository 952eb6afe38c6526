import type { SendQueue } from '../../core/connection-state.js';
import type { Phase } from '../../core/phase.js';
import type { LocatedError } from '../../decode/decoder.js';
import type { Localization } from '../shared/localization.js';
import type { MessageFormat, MessageReading } from './message-format.js';
import type { Notice } from './notice.js';

/** Words and numbers in the reader's language. */
export type Words = Pick<Localization, 'strings' | 'number'>;

/** What of a connection's state a composer shows. */
export interface Standing {
  readonly phase: Phase;
  readonly sendQueue: SendQueue | undefined;
}

/** A size in whole bytes. */
export function sizeWords(words: Words, sizeBytes = 0): string {
  return words.strings.common.bytes(words.number(sizeBytes));
}

/** The first thing wrong with a text, with its place first. */
export function problemWords({ strings }: Words, { line, column, message }: LocatedError): string {
  return strings.composer.problemAt(String(line), String(column), message);
}

/** What a text comes to that is neither called wrong nor praised. `reading` is missing while it waits to be read. */
export function readingWords(
  words: Words,
  reading: MessageReading | undefined,
  format: MessageFormat,
): string {
  const { composer } = words.strings;
  if (!reading) return composer.checking;
  if (reading.problem) return composer.emptyJson;
  if (reading.sizeBytes === 0) return composer.empty;
  const size = sizeWords(words, reading.sizeBytes);
  return format === 'text' ? composer.textSize(size) : size;
}

/** What stands in the way of sending on a connection, or waits to be sent; `undefined` when all is well. */
export function standingWords(words: Words, { phase, sendQueue }: Standing): string | undefined {
  const { composer } = words.strings;
  if (phase !== 'open') return composer.notOpen[phase];
  if (!sendQueue) return undefined;
  const megabytes = Math.max(0.1, Math.round(sendQueue.sizeBytes / 100_000) / 10);
  return composer.waiting(sendQueue.messages, composer.megabytes(words.number(megabytes)));
}

/**
 * Why a message is not sent at this press of Send; `undefined` where it may go.
 * @param earlier what came of the press before, if nothing was changed since
 */
export function refusal(
  { strings: { composer } }: Words,
  { data, problem, sizeBytes }: MessageReading,
  format: MessageFormat,
  earlier: Notice | undefined,
): Notice | undefined {
  if (data === undefined) {
    return { kind: 'failed', words: composer.notSentNoBytes(composer.formatNames[format]) };
  }
  if (!problem || earlier?.kind === 'doubtful') return undefined;
  const doubt =
    sizeBytes === 0 ? composer.notJsonEmpty : composer.notJson(String(problem.line), String(problem.column));
  return { kind: 'doubtful', words: doubt };
}

/** Why a message was not sent. The core words its refusals as whole sentences; what anything else throws is quoted. */
export function failure({ strings }: Words, error: unknown): Notice {
  const message = error instanceof Error ? error.message : String(error);
  const words = message.startsWith('Not sent') ? message : strings.composer.notSent(message);
  return { kind: 'failed', words };
}
