import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { causes, confidences, diagnose, reportMarkdown } from '../../src/diagnosis/index.js';
import type { CauseClass, CauseId, Confidence, Evidence } from '../../src/diagnosis/index.js';
import { absurdEvidence, anyEvidence } from './evidence-arbitrary.js';

const strength = (confidence: Confidence) => confidences.indexOf(confidence);
/** The fields that say what kind of attempt it was. */
const standing: readonly string[] = [
  ...['url', 'stage', 'endedBy', 'opened', 'events', 'code', 'wasClean', 'threw', 'refused', 'lost'],
  ...['cspViolation', 'timeout', 'closeArgs', 'openedAfterMs', 'pageUrl', 'upgradesInsecureRequests'],
];
const unopenedClasses: readonly CauseClass[] = ['address', 'network', 'tls'];

/** Sentences of what is known, and causes that cannot stand beside them. */
const impossible: readonly (readonly [said: RegExp, causes: readonly CauseId[]])[] = [
  [/^It never opened/, ['lifetime-limit', 'page-restored']],
  [/^The address is this machine itself/, ['offline', 'name-not-resolved']],
  [/^Close code .*, a clean close/, ['connection-lost', 'idle-timeout', 'message-too-big']],
  [/^Permission to reach it from this site: granted/, ['local-network-access']],
  [/^A (readable )?request for this address was answered/, ['port-closed', 'name-not-resolved', 'offline']],
];

describe('every diagnosis', () => {
  it('names at least one cause, each once, the surest first, with what speaks for it', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { findings, summary, known } = diagnose(evidence);
        expect(findings).not.to.be.empty;
        expect(new Set(findings.map(({ id }) => id)).size).to.equal(findings.length);
        const words = findings.map(({ confidence }) => strength(confidence));
        expect(words).to.deep.equal([...words].sort((one, other) => other - one));
        for (const { because, id, cause } of findings) {
          expect(because).not.to.be.empty;
          expect(because.every((sentence) => sentence.length > 5)).to.equal(true);
          expect(cause.id).to.equal(id);
        }
        expect(summary).to.match(/\.$/);
        expect(known.every((sentence) => sentence !== '')).to.equal(true);
      }),
    );
  });

  it('never throws, whatever the evidence holds', () => {
    fc.assert(
      fc.property(absurdEvidence, (evidence) => {
        const diagnosis = diagnose(evidence);
        expect(diagnosis.findings).not.to.be.empty;
        expect(reportMarkdown(evidence, diagnosis)).to.contain('## WebSocket diagnosis');
      }),
      { numRuns: 200 },
    );
    for (const nothing of [undefined, null, 1, '', [], {}]) {
      expect(diagnose(nothing as Evidence).findings).not.to.be.empty;
    }
  });

  it('does not contradict what is known', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { known, findings } = diagnose(evidence);
        const classes = findings.map(({ cause }) => cause.class);
        if (known.includes('It had opened.')) {
          expect(classes.filter((name) => unopenedClasses.includes(name))).to.deep.equal([]);
        }
        if (known.includes('It never opened.')) {
          const ids = findings.map(({ id }) => id);
          expect(ids).not.to.include.members(['idle-timeout']);
          expect(ids).not.to.include.members(['page-restored']);
          expect(ids).not.to.include.members(['close-not-answered']);
        }
        const ids = findings.map(({ id }) => id);
        for (const [said, causes] of impossible) {
          if (known.some((sentence) => said.test(sentence)))
            expect(
              ids.filter((id) => causes.includes(id)),
              String(said),
            ).to.deep.equal([]);
        }
      }),
    );
  });

  it('grows surer with more evidence: a cause that stays never gets a weaker word', () => {
    fc.assert(
      fc.property(anyEvidence, fc.integer(), (evidence, bits) => {
        // Other facts about where the attempt stands make it another attempt, not the same one better known.
        const kept = Object.entries(evidence).filter(
          ([name], index) => standing.includes(name) || ((bits >> (index % 31)) & 1) === 1,
        );
        const less = diagnose(Object.fromEntries(kept) as unknown as Evidence);
        const more = diagnose(evidence);
        for (const { id, confidence } of less.findings) {
          const after = more.findings.find((found) => found.id === id);
          if (after && id !== 'unknown') {
            expect(strength(after.confidence), id).to.be.at.least(strength(confidence));
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is certain of one explanation only', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { findings } = diagnose(evidence);
        const certain = findings.filter(
          ({ confidence, id }) => confidence === 'certain' && id !== 'subprotocol',
        );
        if (certain.length > 0)
          expect(findings.every(({ confidence }) => confidence === 'certain')).to.equal(true);
      }),
    );
  });
});

describe('the table of causes', () => {
  it('has every cause with words for the reader or the owner', () => {
    for (const cause of causes) {
      expect(cause.id).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(cause.title).to.match(/[^.]$/);
      expect(cause.explanation).to.match(/\.$|…$/);
      if (!['closed-by-page', 'unknown'].includes(cause.id)) {
        expect([...cause.reader, ...cause.owner], cause.id).not.to.be.empty;
      }
    }
  });
});
