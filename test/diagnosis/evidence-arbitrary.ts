import fc from 'fast-check';
import type { Evidence } from '../../src/diagnosis/index.js';

const timeMs = fc.oneof(
  fc.integer({ min: 0, max: 300_000 }),
  fc.constantFrom(2_010, 10_050, 30_020, 60_100, 350_000, 7_200_000),
);
const code = fc.oneof(
  fc.constantFrom(1000, 1001, 1005, 1006, 1015, 1011, 4401),
  fc.integer({ min: 0, max: 65_535 }),
);
const word = fc.constantFrom('granted', 'denied', 'prompt');
const probe = fc.record(
  {
    kind: fc.constantFrom('cors', 'no-cors', 'root', 'without-subprotocols', 'swapped-scheme'),
    outcome: fc.constantFrom('answered', 'failed', 'timeout', 'blocked', 'aborted'),
    status: fc.constantFrom(200, 400, 401, 403, 404, 426, 503),
    redirected: fc.boolean(),
    code: fc.constantFrom(1006, 1015),
    durationMs: timeMs,
    resourceTimingMs: fc.constantFrom(0, 12),
  },
  { requiredKeys: ['kind', 'outcome'] },
);

/** Evidence of every shape a browser could give, and many that none does. */
export const anyEvidence = fc.record(
  {
    url: fc.oneof(
      fc.constantFrom(
        'ws://localhost:8080/',
        'wss://api.example.com/stream?token=secret',
        'ws://api.example.com',
        'ws://127.0.1.1:9/x#y',
        'ws://10.0.0.1:22/',
        'wss://printer.local:8443/',
        'ws://no-such-host.invalid/',
        'htp:/x',
        '/relative',
        '',
      ),
      fc.string(),
    ),
    stage: fc.constantFrom('connecting', 'open', 'closed'),
    browser: fc.constantFrom('chromium', 'firefox', 'webkit', 'unknown'),
    endedBy: fc.constantFrom('reader', 'host', 'timeout', 'removal', 'peer'),
    opened: fc.boolean(),
    events: fc.constantFrom(
      ['error', 'close'],
      ['open', 'close'],
      ['open', 'message', 'error', 'close'],
      ['open', 'error', 'close'],
      ['close'],
      ['error'],
      [],
    ),
    code,
    reason: fc.string(),
    wasClean: fc.boolean(),
    threw: fc.record({
      name: fc.constantFrom('SyntaxError', 'SecurityError', 'NS_ERROR_CONTENT_BLOCKED', 'x'),
    }),
    refused: fc.string(),
    lost: fc.string(),
    cspViolation: fc.record({
      effectiveDirective: fc.constant('connect-src'),
      blockedUri: fc.constant('wss'),
      disposition: fc.constantFrom('enforce', 'report'),
    }),
    timeout: fc.constantFrom('handshake', 'closing'),
    closeArgs: fc.record({ code }, { requiredKeys: [] }),
    durationMs: timeMs,
    openedAfterMs: timeMs,
    idleMs: timeMs,
    closingMs: timeMs,
    offered: fc.constantFrom([], ['chat'], ['a', 'b'], ['a b']),
    protocol: fc.constantFrom('', 'chat', 'other'),
    extensions: fc.constantFrom('', 'permessage-deflate'),
    socketUrl: fc.constantFrom('wss://api.example.com/', 'ws://localhost:8080/'),
    pageUrl: fc.constantFrom(
      'https://docs.example/guide',
      'http://127.0.0.1/',
      'file:///x',
      'https://docs.test/',
    ),
    upgradesInsecureRequests: fc.boolean(),
    onLine: fc.boolean(),
    permissions: fc.record({ loopback: word, local: word }, { requiredKeys: [] }),
    restoredBeforeEndMs: timeMs,
    recentFailures: fc.nat(20),
    earlier: fc.array(
      fc.record(
        { opened: fc.boolean(), durationMs: timeMs, openMs: timeMs, idleMs: timeMs },
        { requiredKeys: ['opened'] },
      ),
      { maxLength: 3 },
    ),
    openSockets: fc.nat(300),
    bufferedBytes: fc.nat(30_000_000),
    bufferedForMs: timeMs,
    messages: fc.record(
      {
        sent: fc.nat(9),
        received: fc.nat(9),
        last: fc.record({
          direction: fc.constantFrom('sent', 'received'),
          kind: fc.constantFrom('text', 'binary'),
          sizeBytes: fc.nat(99),
          beforeEndMs: timeMs,
        }),
      },
      { requiredKeys: [] },
    ),
    probes: fc.uniqueArray(probe, { selector: ({ kind }) => kind, maxLength: 4 }),
  },
  { requiredKeys: ['url'] },
) as fc.Arbitrary<Evidence>;

/** The same fields with anything at all in them. */
export const absurdEvidence = fc
  .tuple(anyEvidence, fc.array(fc.tuple(fc.nat(40), fc.anything()), { maxLength: 12 }))
  .map(([evidence, changes]) => {
    const absurd: Record<string, unknown> = { ...evidence };
    const fields = [
      ...['url', 'stage', 'browser', 'endedBy', 'opened', 'events', 'code', 'reason', 'wasClean', 'threw'],
      ...[
        'refused',
        'lost',
        'cspViolation',
        'timeout',
        'closeArgs',
        'durationMs',
        'openedAfterMs',
        'idleMs',
        'closingMs',
      ],
      ...['offered', 'protocol', 'extensions', 'socketUrl', 'pageUrl', 'upgradesInsecureRequests', 'onLine'],
      ...['permissions', 'restoredBeforeEndMs', 'recentFailures', 'earlier', 'openSockets', 'bufferedBytes'],
      ...['bufferedForMs', 'messages', 'probes'],
    ];
    for (const [field, value] of changes) absurd[fields[field % fields.length]!] = value;
    return absurd as unknown as Evidence;
  });
