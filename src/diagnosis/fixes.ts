import type { CauseId } from './cause.js';
import type { DiagnosisFix } from './diagnosis.js';
import { probeOf, type Facts } from './facts.js';

/** Corrections that a click can make, for the causes found, the most likely first. */
export function fixesFor(ids: readonly CauseId[], facts: Facts): readonly DiagnosisFix[] {
  const found = ids
    .slice(0, 3)
    .flatMap((cause) => (makers[cause]?.(facts) ?? []).map((fix) => ({ cause, ...fix })));
  return found.filter(
    (fix, index) =>
      found.findIndex(({ setting, text }) => fix.setting === setting && fix.text === text) === index,
  );
}

type Correction = Omit<DiagnosisFix, 'cause'>;

const makers: Partial<Record<CauseId, (facts: Facts) => readonly Correction[]>> = {
  'invalid-url': correctAddress,
  'mixed-content': (facts) => withScheme(facts, 'wss'),
  'ws-to-tls-port': (facts) => withScheme(facts, 'wss'),
  redirect: (facts) =>
    probeOf(facts, 'swapped-scheme')?.outcome === 'answered' && !facts.secure ? withScheme(facts, 'wss') : [],
  // From an https page ws:// is allowed to this machine only (W3C Mixed Content).
  'wss-to-plain-port': (facts) =>
    facts.securePage && facts.place !== 'loopback' ? [] : withScheme(facts, 'ws'),
  'invalid-subprotocol': correctProtocols,
  subprotocol: (facts) => [
    ...correctProtocols(facts),
    ...(facts.offered?.length
      ? [{ id: 'drop-subprotocols', label: 'Offer no subprotocol', setting: 'protocols', text: '' } as const]
      : []),
  ],
};

function withScheme({ url, target }: Facts, scheme: 'ws' | 'wss'): readonly Correction[] {
  const written = /^\s*(ws|http)s?:/i.exec(url);
  const text = written
    ? url.slice(0, written[0].length).replace(/[a-z]+/i, scheme) + url.slice(written[0].length)
    : target?.href.replace(/^\w+:/, `${scheme}:`);
  if (text === undefined || text === url) return [];
  return [{ id: 'switch-scheme', label: `Use ${scheme}://`, setting: 'url', text }];
}

function correctAddress({ urlProblems }: Facts): readonly Correction[] {
  const fix = urlProblems.find((problem) => problem.severity === 'error' && problem.fix)?.fix;
  return fix ? [{ id: 'use-address', label: fix.label, setting: 'url', text: fix.text }] : [];
}

function correctProtocols({ protocolProblems }: Facts): readonly Correction[] {
  const fix = protocolProblems.find((problem) => problem.fix)?.fix;
  return fix ? [{ id: 'use-subprotocols', label: fix.label, setting: 'protocols', text: fix.text }] : [];
}
