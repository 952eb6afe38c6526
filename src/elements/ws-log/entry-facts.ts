import type { AttemptEnd, EndedBy } from '../../core/attempt.js';
import type { Entry, OpenedDetail } from '../../core/entry.js';
import { showControls } from '../../decode/text.js';
import { describeCloseCode } from '../../protocol/close-codes.js';
import { durationWords, thrownWords, type Wording } from './entry-words.js';
import { messageWords, type MessageWords } from './message-words.js';

/** A name and what was observed under it. */
export interface Fact {
  readonly name: string;
  /** Ready for a text node: controls are shown. */
  readonly value: string;
  /** Whether the value came over the wire or from code, and is set in the font for that. */
  readonly isCode?: boolean;
}

/** All that the record of an event says, fact by fact. What the browser did not tell is said to be untold. */
export function entryFacts(entry: Entry, wording: Wording): Fact[] {
  const facts =
    entry.kind === 'opened'
      ? openedFacts(entry.detail, messageWords(wording))
      : entry.kind === 'closed' || entry.kind === 'failed'
        ? endFacts(entry.detail, wording)
        : entry.kind === 'note'
          ? [{ name: messageWords(wording).remark, value: entry.detail }]
          : [];
  return facts.map((fact) => ({ ...fact, value: showControls(fact.value) }));
}

function openedFacts({ url, protocol, extensions }: OpenedDetail, log: MessageWords): Fact[] {
  return [
    { name: log.url, value: url, isCode: true },
    named(log.subprotocolName, protocol, log.none),
    named(log.extensions, extensions, log.none),
  ];
}

function endFacts(end: AttemptEnd, wording: Wording): Fact[] {
  const log = messageWords(wording);
  const duration = (durationMs: number) => durationWords(durationMs, wording);
  const whether = (value: boolean | undefined) =>
    value === undefined ? log.notTold : value ? log.yes : log.no;
  const opened =
    end.openedAfterMs === undefined ? whether(end.opened) : log.openedAfter(duration(end.openedAfterMs));
  return [
    { name: log.endedBy, value: endedByWords(end, log) },
    { name: log.openedFact, value: opened },
    ...closeFacts(end, log),
    { name: log.clean, value: whether(end.wasClean) },
    { name: log.errorEvent, value: whether(end.errorEvent) },
    ...causeFacts(end, log),
    { name: log.lasted, value: duration(end.durationMs) },
    { name: log.idleBefore, value: duration(end.idleMs) },
  ];
}

function closeFacts({ code, reason }: AttemptEnd, log: MessageWords): Fact[] {
  if (code === undefined) return [{ name: log.code, value: log.notTold }];
  const { name, meaning } = describeCloseCode(code);
  return [
    { name: log.code, value: `${code} ${name}` },
    { name: log.meaning, value: meaning },
    named(log.reason, reason ?? '', log.noReason),
  ];
}

function causeFacts(end: AttemptEnd, log: MessageWords): Fact[] {
  const { threw, lost, refused, cspViolation, timeout, closeArgs } = end;
  const limits = { handshake: log.limitHandshake, closing: log.limitClosing };
  const facts: Fact[] = [];
  if (refused !== undefined) facts.push({ name: log.refused, value: refused });
  if (threw) facts.push({ name: log.thrown, value: thrownWords(end), isCode: true });
  if (lost !== undefined) facts.push({ name: log.lost, value: lost, isCode: true });
  if (cspViolation) {
    const { effectiveDirective, blockedUri } = cspViolation;
    facts.push({ name: log.policy, value: log.policyFact(effectiveDirective, blockedUri) });
  }
  if (timeout) facts.push({ name: log.limit, value: limits[timeout] });
  if (closeArgs) {
    const args = [closeArgs.code, closeArgs.reason].filter((arg) => arg !== undefined).join(', ');
    facts.push(named(log.closeCall, args, log.closeCallNothing));
  }
  return facts;
}

/** A clean close that nobody here asked for began with a close frame of the other side (RFC 6455 §7.1.2, §7.1.4). */
function endedByWords({ endedBy, wasClean }: AttemptEnd, log: MessageWords): string {
  const words: Readonly<Record<EndedBy, string>> = {
    reader: log.byReader,
    host: log.byHost,
    timeout: log.byTimeout,
    removal: log.byRemoval,
    peer: wasClean === true ? log.byOtherSide : log.byPeer,
  };
  return words[endedBy];
}

/** A fact whose value is from outside, or the word for its absence. */
function named(name: string, value: string, absent: string): Fact {
  return value === '' ? { name, value: absent } : { name, value, isCode: true };
}
