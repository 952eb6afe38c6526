import { adviceFor } from './advice.js';
import { causeOf, type CauseId } from './causes.js';
import { commandsFor } from './commands.js';
import type { Confidence, Diagnosis, Finding } from './diagnosis.js';
import type { Evidence } from './evidence.js';
import { readFacts, type Facts } from './facts.js';
import { fixesFor } from './fixes.js';
import { elsewhereOf, knownOf, summaryOf, unknowableOf } from './known.js';
import type { Rule } from './rule.js';
import { exclusions, rules } from './rules.js';

/** The confidence words from weakest to strongest. */
export const confidences: readonly Confidence[] = ['possible', 'likely', 'certain'];

/** Close codes of an end that is nobody's failure. */
const calmCodes: readonly number[] = [1000, 1001, 1005];

/** Causes that are true beside whatever ended a connection, and do not explain the end. */
const besides: readonly CauseId[] = ['subprotocol'];

/**
 * Says what happened, what can be behind it, and what a page cannot know. Pure: reads nothing but the evidence, and
 * asks no one. Never throws; the worst evidence gives the cause `unknown`. A cause is `certain` only if nothing else
 * can show this evidence; causes that cannot be told apart are all in the list.
 */
export function diagnose(evidence: Evidence): Diagnosis {
  const facts = readFacts(evidence);
  const findings = findingsOf(facts);
  return Object.freeze({
    summary: summaryOf(facts),
    failure: isFailure(facts),
    known: knownOf(facts),
    findings,
    unknowable: unknowableOf(facts),
    elsewhere: elsewhereOf(facts),
    fixes: fixesFor(
      findings.map(({ id }) => id),
      facts,
    ),
    commands: commandsFor(facts),
    ...certificateUrl(facts, findings),
  });
}

function findingsOf(facts: Facts): readonly Finding[] {
  const excluded = new Set(exclusions.filter(({ when }) => when(facts)).flatMap(({ causes }) => causes));
  const fitting = new Map<CauseId, Rule[]>();
  for (const rule of rules) {
    if (excluded.has(rule.cause) || !rule.when(facts)) continue;
    fitting.set(rule.cause, [...(fitting.get(rule.cause) ?? []), rule]);
  }
  const ranked = [...fitting.values()].map((own) => [...own].sort(byStrength)).sort(byFirst);
  const explained = ranked.some(([rule]) => rule?.confidence === 'certain' && !besides.includes(rule.cause));
  const kept = explained ? ranked.filter(([rule]) => rule?.confidence === 'certain') : ranked;
  const findings = kept.map((own) => finding(own, facts)).filter((found) => found !== undefined);
  return findings.length > 0 ? findings : [nothingFits];
}

function finding(own: readonly Rule[], facts: Facts): Finding | undefined {
  const [strongest] = own;
  if (!strongest) return undefined;
  const cause = causeOf(strongest.cause);
  const because = own.map(({ because }) => (typeof because === 'string' ? because : because(facts)));
  const { code } = facts;
  const ofCode = cause.id === 'closed-by-server' || cause.id === 'illegal-close-code';
  return Object.freeze({
    id: cause.id,
    cause,
    confidence: strongest.confidence,
    because: [...new Set(because)],
    advice: [...new Set([...adviceFor(cause.id, facts), ...cause.reader])],
    ...(ofCode && code !== undefined && { closeCode: code }),
  });
}

const nothingFits: Finding = Object.freeze({
  id: 'unknown',
  cause: causeOf('unknown'),
  confidence: 'possible',
  because: ['No rule fits what was observed.'],
  advice: causeOf('unknown').reader,
});

function byStrength(one: Rule, other: Rule): number {
  return (
    confidences.indexOf(other.confidence) - confidences.indexOf(one.confidence) || other.weight - one.weight
  );
}

function byFirst([one]: readonly Rule[], [other]: readonly Rule[]): number {
  return one && other ? byStrength(one, other) : 0;
}

function isFailure(facts: Facts): boolean {
  const { situation, clean, code } = facts;
  if (situation === 'connecting' || situation === 'open') return false;
  if (situation === 'ours') {
    const { lost, timeout, endedBy } = facts.evidence;
    return lost !== undefined || (timeout !== undefined && endedBy === 'timeout');
  }
  if (situation === 'opened' && facts.justRestored) return true;
  if (situation === 'unsaid') return code !== undefined && !calmCodes.includes(code);
  return situation === 'unopened' || clean !== true || (code !== undefined && !calmCodes.includes(code));
}

function certificateUrl(facts: Facts, findings: readonly Finding[]): { certificateUrl?: string } {
  const { target, secure } = facts;
  const doubted = findings.some(({ cause }) => cause.class === 'tls' && cause.id !== 'ws-to-tls-port');
  return target && secure && doubted ? { certificateUrl: `https://${target.host}/` } : {};
}
