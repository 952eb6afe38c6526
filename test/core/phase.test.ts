import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { nextPhase, phaseTable } from '../../src/core/phase.js';
import type { Phase, PhaseEvent } from '../../src/core/phase.js';

const phases = Object.keys(phaseTable) as Phase[];
const events: PhaseEvent[] = ['start', 'opened', 'closing', 'ended', 'wait', 'stop'];

describe('phase table', () => {
  it('leads only to phases it knows', () => {
    for (const row of Object.values(phaseTable)) {
      for (const phase of Object.values(row)) expect(phases).to.include(phase);
    }
  });

  it('reaches every phase from idle', () => {
    const reached = new Set<Phase>(['idle']);
    for (const phase of reached) {
      for (const event of events) {
        const next = nextPhase(phase, event);
        if (next) reached.add(next);
      }
    }
    expect([...reached].sort()).to.deep.equal([...phases].sort());
  });

  it('ends an attempt once: whatever happens, no second "ended" without a "start" between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (sequence) => {
        let phase: Phase = 'idle';
        let running = false;
        for (const event of sequence) {
          const next = nextPhase(phase, event);
          if (!next) continue;
          if (event === 'start') {
            expect(running, 'started while running').to.equal(false);
            running = true;
          }
          if (event === 'ended') {
            expect(running, 'ended twice').to.equal(true);
            running = false;
          }
          phase = next;
          expect(running).to.equal(['connecting', 'open', 'closing'].includes(phase));
        }
      }),
    );
  });

  it('is never stuck: from every phase a new attempt can be reached', () => {
    for (const from of phases) {
      const reached = new Set<Phase>([from]);
      let canStart = false;
      for (const phase of reached) {
        for (const event of events) {
          const next = nextPhase(phase, event);
          if (next) reached.add(next);
          if (next && event === 'start') canStart = true;
        }
      }
      expect(canStart, from).to.equal(true);
    }
  });
});
