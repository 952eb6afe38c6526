import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { nextProbe, type Evidence, type Probe, type ProbeOutcome } from '../../src/diagnosis/index.js';
import { anyEvidence } from './evidence-arbitrary.js';

const failed: Evidence = {
  url: 'ws://ann:pass@api.example.com:81/stream?x=1',
  opened: false,
  events: ['error', 'close'],
  code: 1006,
  wasClean: false,
  endedBy: 'peer',
  offered: [],
};

/** Asks until nothing is left to ask, with the same outcome each time unless told otherwise. */
function asked(
  evidence: Evidence,
  outcomes: Partial<Record<Probe['kind'], ProbeOutcome>>,
): readonly string[] {
  const probes: Probe[] = [];
  for (;;) {
    const next = nextProbe({ ...evidence, probes });
    if (!next) return probes.map(({ kind }) => kind);
    probes.push({ kind: next.kind, outcome: outcomes[next.kind] ?? 'failed' });
  }
}

describe('which probes are worth asking', () => {
  it('stops at an answer that can be read', () => {
    expect(asked(failed, { cors: 'answered' })).to.deep.equal(['cors']);
  });

  it('asks for “/” and for the other scheme where nothing answers', () => {
    expect(asked(failed, {})).to.deep.equal(['cors', 'no-cors', 'root', 'swapped-scheme']);
  });

  it('asks without subprotocols where HTTP answers and some were offered', () => {
    const offered = { ...failed, offered: ['chat'] };
    expect(asked(offered, { 'no-cors': 'answered' })).to.deep.equal([
      'cors',
      'no-cors',
      'without-subprotocols',
    ]);
  });

  it('looks for a redirect to https only where one is usual', () => {
    const usual = { ...failed, url: 'ws://api.example.com/stream' };
    expect(asked(usual, { 'no-cors': 'answered' })).to.include('swapped-scheme');
    expect(asked(failed, { 'no-cors': 'answered' })).not.to.include('swapped-scheme');
  });

  it('asks nothing after an end that explains itself, or that the reader wanted', () => {
    expect(nextProbe({ ...failed, opened: true, events: ['open', 'close'] })).to.equal(undefined);
    expect(nextProbe({ ...failed, endedBy: 'reader' })).to.equal(undefined);
    expect(nextProbe({ ...failed, url: 'ws://a.example:6000/' })).to.equal(undefined);
    const violation = {
      effectiveDirective: 'connect-src',
      blockedUri: 'ws',
      disposition: 'enforce',
    } as const;
    expect(nextProbe({ ...failed, cspViolation: violation })).to.equal(undefined);
  });

  it('asks no fetch again where the page’s policy forbids it, and nothing once it was stopped', () => {
    expect(asked(failed, { cors: 'blocked' })).to.deep.equal(['cors', 'swapped-scheme']);
    expect(asked(failed, { cors: 'aborted' })).to.deep.equal(['cors']);
  });

  it('sends no credentials', () => {
    expect(nextProbe(failed)?.url).to.equal('http://api.example.com:81/stream?x=1');
  });

  it('never plans what mixed content forbids, and ends after four', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const probes: Probe[] = [];
        for (;;) {
          const next = nextProbe({ ...evidence, probes });
          if (!next) break;
          const isPlain = /^(ws|http):/.test(next.url);
          const isNear = /^\w+:\/\/(localhost|127\.)/.test(next.url);
          const sameScheme = next.kind !== 'swapped-scheme';
          expect(isPlain && !isNear && !sameScheme && evidence.pageUrl?.startsWith('https:')).not.to.equal(
            true,
          );
          probes.push({ kind: next.kind, outcome: 'failed' });
        }
        expect(probes.length).to.be.at.most(4);
      }),
    );
  });
});
