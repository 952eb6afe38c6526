import { expect } from '@open-wc/testing';
import type { Evidence } from '../../src/diagnosis/index.js';
import { goals, judge, missed, totals, type RecordedFailure, type Verdict } from './score.js';

/**
 * Failures made on purpose with raw TCP and TLS servers, nginx and HAProxy, and what Chromium 156 and Firefox ESR 153
 * showed of them: events, code, times, probes. A case of Firefox with a masked frame or garbage counts as what Firefox
 * saw: a connection that ended without a close frame.
 */
async function recordedFailures(): Promise<readonly RecordedFailure[]> {
  const response = await fetch(new URL('./recorded.json', import.meta.url));
  return (await response.json()) as readonly RecordedFailure[];
}

describe('recorded failures', () => {
  let recorded: readonly RecordedFailure[] = [];
  before(async () => {
    recorded = await recordedFailures();
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    const verdicts = (): readonly Verdict[] =>
      recorded.filter(({ evidence }) => evidence.browser === browser).map(judge);

    it(`meets the goals in ${browser}`, () => {
      expect(verdicts()).to.have.length.above(170);
      expect(missed(totals(verdicts()), browser)).to.deep.equal([]);
    });

    it(`names the very cause first in three of four cases in ${browser}`, () => {
      expect(totals(verdicts()).exactFirst).to.be.at.least(76);
      expect(totals(verdicts()).exactFirstThree).to.be.at.least(92);
    });

    it(`knows far more than the code alone in ${browser}`, () => {
      const { first, codeOnly } = totals(verdicts());
      expect(codeOnly).to.be.below(40);
      expect(first).to.be.above(codeOnly * 2);
    });

    it(`has the true cause in its list even without probes and page facts in ${browser}`, () => {
      const bare = verdicts().map(({ recorded: { case: name, truth, evidence } }) => {
        const { url, events, opened, code, wasClean, threw, cspViolation, endedBy, closeArgs, stage } =
          evidence;
        const given = { url, events, opened, code, wasClean, threw, cspViolation, endedBy, closeArgs, stage };
        const kept = Object.entries(given).filter(([, value]) => value !== undefined);
        return judge({ case: name, truth, evidence: { browser, ...Object.fromEntries(kept) } as Evidence });
      });
      expect(totals(bare).wronglyCertain).to.equal(0);
      expect(totals(bare).listed).to.be.at.least(90);
    });
  }

  it('a goal that is not met is named', () => {
    const [one] = recorded.map(judge);
    const wrong: Verdict = { ...one!, first: false, listed: false, wronglyCertain: ['unknown'] };
    expect(missed(totals([wrong]), 'firefox').join()).to.contain(`first 0 % is below ${goals.first} %`);
    expect(missed(totals([wrong]), 'firefox').join()).to.contain('called certain');
  });
});
