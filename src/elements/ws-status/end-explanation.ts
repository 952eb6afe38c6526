import type { AttemptEnd } from '../../core/attempt.js';
import { showControls } from '../../decode/text.js';
import { describeCloseCode } from '../../protocol/close-codes.js';
import type { Strings } from '../shared/en.js';

/** How an attempt ended, in words: what was observed, and one line on what to do. */
export interface EndExplanation {
  /** The close code with its name from the table, where the browser told one after the connection had been open. */
  readonly closeCode?: { readonly code: number; readonly name: string };
  /** The server's words, made safe to look at; `''` if it gave none. Absent where none is to be expected. */
  readonly reason?: string;
  /** Sentences or short phrases made of the end record alone. */
  readonly facts: readonly string[];
  /** Empty where there is nothing to advise. */
  readonly advice: string;
}

type Words = Strings['status'];
type Duration = (durationMs: number) => string;
type Explain = (end: AttemptEnd, words: Words, duration: Duration) => EndExplanation;

/** The first row that fits an end explains it; the last fits them all. */
const explanations: readonly { fits: (end: AttemptEnd) => boolean; explain: Explain }[] = [
  { fits: (end) => end.refused !== undefined, explain: explainRefused },
  { fits: (end) => end.cspViolation !== undefined, explain: explainPolicy },
  { fits: (end) => end.threw !== undefined, explain: explainThrown },
  { fits: (end) => end.lost !== undefined, explain: explainLost },
  { fits: (end) => end.timeout === 'handshake', explain: explainNoAnswer },
  { fits: (end) => end.timeout === 'closing', explain: explainCloseUnanswered },
  { fits: (end) => !end.opened && end.endedBy !== 'peer', explain: explainCancelled },
  { fits: (end) => !end.opened, explain: explainNeverOpened },
  { fits: () => true, explain: explainClosed },
];

/**
 * Says how an attempt ended, from its end record and the close-code table and nothing else: no code is made up and no
 * cause is guessed. Where a page cannot know the cause, it says so.
 */
export function explainEnd(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  const row = explanations.find(({ fits }) => fits(end));
  return (row?.explain ?? explainClosed)(end, words, duration);
}

function explainRefused(end: AttemptEnd): EndExplanation {
  return { facts: [showControls(end.refused ?? '')], advice: '' };
}

function explainPolicy(end: AttemptEnd, words: Words): EndExplanation {
  const directive = end.cspViolation?.effectiveDirective ?? '';
  return {
    facts: [words.blockedByPolicy(directive)],
    advice: words.blockedByPolicyAdvice(directive),
  };
}

function explainThrown(end: AttemptEnd, words: Words): EndExplanation {
  const { name = '', message = '' } = end.threw ?? {};
  return { facts: [showControls(words.threw(name, message))], advice: '' };
}

function explainLost(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  const fact = showControls(words.lost(end.lost ?? ''));
  return { facts: end.opened ? [fact, words.openFor(duration(openMs(end)))] : [fact], advice: '' };
}

function explainNoAnswer(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  return { facts: [words.noAnswer(duration(end.durationMs))], advice: words.noAnswerAdvice };
}

function explainCloseUnanswered(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  return { facts: [words.closeUnanswered(duration(openMs(end)))], advice: words.closeUnansweredAdvice };
}

function explainCancelled(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  const after = duration(end.durationMs);
  const fact =
    end.endedBy === 'reader'
      ? words.cancelledByReader(after)
      : end.endedBy === 'removal'
        ? words.cancelledByRemoval
        : words.cancelledByHost(after);
  return { facts: [fact], advice: '' };
}

function explainNeverOpened(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  const { code, reason } = end;
  // A code other than 1006 tells more: Firefox gives 1015 for TLS, and a server's own code if it closes at once.
  const told = code !== undefined && code !== 1006 ? describeCloseCode(code) : undefined;
  return {
    ...(told && { closeCode: { code: told.code, name: told.name } }),
    ...(told && reason && { reason: showControls(reason) }),
    facts: [words.neverOpened, whatWasTold(end, words, duration(end.durationMs))],
    advice: told?.advice[0] ?? words.neverOpenedAdvice,
  };
}

function whatWasTold({ code, errorEvent }: AttemptEnd, words: Words, after: string): string {
  if (code === undefined) return errorEvent ? words.toldError(after) : words.toldNothing(after);
  return errorEvent ? words.toldErrorAndCode(String(code), after) : words.toldCode(String(code), after);
}

function explainClosed(end: AttemptEnd, words: Words, duration: Duration): EndExplanation {
  const told = end.code === undefined ? undefined : describeCloseCode(end.code);
  const openFor = words.openFor(duration(openMs(end)));
  return {
    ...(told && { closeCode: { code: told.code, name: told.name }, reason: showControls(end.reason ?? '') }),
    facts: told ? [cleanliness(end, words), openFor] : [words.noCode, openFor],
    advice: told?.advice[0] ?? '',
  };
}

function cleanliness(end: AttemptEnd, words: Words): string {
  if (end.wasClean !== true) return words.notClean;
  switch (end.endedBy) {
    case 'reader':
      return words.cleanByReader;
    case 'host':
      return words.cleanByHost;
    case 'removal':
      return words.cleanByRemoval;
    default:
      return words.cleanByPeer;
  }
}

function openMs(end: AttemptEnd): number {
  return end.durationMs - (end.openedAfterMs ?? 0);
}
