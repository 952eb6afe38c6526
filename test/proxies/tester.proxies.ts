import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CauseId, causeIds, causeOf, sameTime } from '../../src/diagnosis/index.js';
import { missing } from '../browsers/launch.js';
import type { ProxyProgram } from './install.js';
import type { Situation } from './proxy-configs.js';
import { type RunningProxies, startProxies } from './start-proxies.js';
import type { Seen, SeenCard } from './visit-page.js';
import { openVisitor, type Visitor, type VisitorName } from './visitors.js';

let proxies: RunningProxies;
before(async () => {
  proxies = await startProxies();
});
after(() => proxies.stop());

// One browser at a time, because both together are slow enough on a small machine to spoil the times.
for (const browser of ['chromium', 'firefox'] as const satisfies readonly VisitorName[]) {
  const skip = await missing(browser);
  describe(`in ${browser}`, () => {
    let visitor: Visitor | undefined;
    before(async () => {
      if (skip === false) visitor = await openVisitor(browser);
    });
    after(() => visitor?.close());

    for (const program of ['nginx', 'haproxy'] as const satisfies readonly ProxyProgram[]) {
      describe(`through ${program}`, () => {
        const url = (situation: Situation) => proxies.url(program, situation, '/lab/echo');

        it('lets a reader send and read where the upgrade is forwarded', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('forwarding'), message: 'hello there' });
          assert.ok(seen);
          assert.equal(seen.card, undefined, 'a diagnosis of nothing');
          assert.deepEqual(seen.end?.events, ['open', 'message', 'close']);
          assert.equal(seen.end.wasClean, true);
          assert.match(seen.log[1] ?? '', /sent .*hello there/);
          assert.match(seen.log[2] ?? '', /received .*hello there/);
        });

        it('names an upgrade that was not forwarded', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('stripping'), findOutMore: true });
          // No page can tell it from other answers than 101: the wider cause is first, and says so among its forms.
          const card = names(failedBeforeOpening(seen), 'proxy-strips-upgrade');
          assert.equal(card.confidence, 'likely');
          assert.match(card.probes[0] ?? '', /status 426/);
          assert.match(card.text, /the upgrade did not reach it/);
        });

        it('names the limit when an idle connection is cut twice after 2 s', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('idle-cut'), times: 2 });
          assert.ok(seen?.end && seen.card);
          const { end, card, log } = seen;
          assert.deepEqual(end.events, ['open', 'close'], 'no error event');
          assert.equal(end.code, 1006);
          assert.equal(end.wasClean, false);
          assert.ok(sameTime(end.idleMs, 2_000), `idle for ${end.idleMs} ms`);
          assert.equal(card.titles[0], titleOf('idle-timeout'));
          assert.equal(card.confidence, 'likely');
          // 1.9 s where the page hears of the opening later than the proxy starts to count.
          assert.match(card.text, /An earlier connection was cut after the same [12](\.\d)? s/);
          assert.equal(log.filter((row) => row.includes('1006')).length, 2);
        });

        it('names a gateway whose backend is down', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('backend-down'), findOutMore: true });
          const { end } = failedBeforeOpening(seen);
          // HAProxy tries four times, a second apart, before it answers 503; nginx answers 502 at once.
          if (program === 'haproxy') assert.ok(end.durationMs >= 2_500, `after ${end.durationMs} ms`);
          else assert.ok(end.durationMs < 2_500, `after ${end.durationMs} ms`);
          const card = names(failedBeforeOpening(seen), 'not-upgraded');
          assert.match(card.text, /The backend behind it is down \(502, 503, 504\)/);
        });

        it('names a gateway that waits 2 s for its backend in vain', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('backend-silent'), findOutMore: true });
          const { end } = failedBeforeOpening(seen);
          assert.ok(end.durationMs >= 1_900, `after ${end.durationMs} ms`);
          names(failedBeforeOpening(seen), 'not-upgraded');
        });

        it('says that no answer came when the proxy waits longer than the tester', { skip }, async () => {
          const seen = await visitor?.visit({ url: url('patient'), handshakeTimeoutMs: 3_000 });
          assert.ok(seen?.end && seen.card);
          assert.equal(seen.word, 'Failed');
          assert.equal(seen.end.endedBy, 'timeout');
          assert.equal(seen.end.timeout, 'handshake');
          assert.equal(seen.end.code, undefined, 'the browser gave no code, and none is made up');
          assert.equal(seen.card.titles[0], titleOf('no-answer'));
          assert.match(seen.log.join('\n'), /No answer within/);
        });
      });
    }
  });
}

/** What a handshake that was answered with anything but 101 looks like in every browser. */
function failedBeforeOpening(seen: Seen | undefined): { end: NonNullable<Seen['end']>; card: SeenCard } {
  assert.ok(seen?.end && seen.card);
  const { word, end, card, log } = seen;
  assert.equal(word, 'Failed');
  assert.deepEqual(end.events, ['error', 'close']);
  assert.equal(end.opened, false);
  assert.equal(end.code, 1006);
  assert.equal(end.wasClean, false);
  assert.match(log.at(-1) ?? '', /1006 .*never opened/);
  return { end, card };
}

/** The cause, or a wider one that covers it, is first; it is in the list by its own name; and nothing is certain. */
function names({ card }: { readonly card: SeenCard }, truth: CauseId): SeenCard {
  const [first = ''] = card.titles;
  const right = causeIdsThatCover(truth).map(titleOf);
  assert.ok(right.includes(first), `“${first}” is first, not ${right.join(' or ')}`);
  assert.ok(card.titles.includes(titleOf(truth)), `“${titleOf(truth)}” is not in the list`);
  assert.notEqual(card.confidence, 'certain');
  return card;
}

function causeIdsThatCover(truth: CauseId): readonly CauseId[] {
  return [truth, ...causeIds.filter((id) => causeOf(id).covers?.includes(truth))];
}

function titleOf(id: CauseId): string {
  return causeOf(id).title;
}
