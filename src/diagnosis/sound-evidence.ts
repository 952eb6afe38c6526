import type { Evidence } from './evidence.js';

/** Whether a value may stand in a field. */
type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
/** A time, a size or a count: finite and not negative. */
const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const whole: Check = (value) => Number.isInteger(value);
const word =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);
/** An object whose required fields are right, and whose optional ones are right where they are. */
const shape =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Readonly<Record<string, unknown>>;
    return (
      Object.entries(required).every(([name, check]) => check(fields[name])) &&
      Object.entries(optional).every(([name, check]) => fields[name] === undefined || check(fields[name]))
    );
  };

const permission = word('granted', 'denied', 'prompt');

const checks: Readonly<Record<keyof Evidence, Check>> = {
  url: text,
  stage: word('connecting', 'open', 'closed'),
  browser: word('chromium', 'firefox', 'webkit', 'unknown'),
  endedBy: word('reader', 'host', 'timeout', 'removal', 'peer'),
  opened: flag,
  events: list(word('open', 'message', 'error', 'close')),
  code: whole,
  reason: text,
  wasClean: flag,
  threw: shape({ name: text }, { message: text }),
  lost: text,
  refused: text,
  cspViolation: shape(
    { effectiveDirective: text, disposition: word('enforce', 'report') },
    { blockedUri: text },
  ),
  timeout: word('handshake', 'closing'),
  closeArgs: shape({}, { code: whole, reason: text }),
  durationMs: amount,
  openedAfterMs: amount,
  idleMs: amount,
  closingMs: amount,
  offered: list(text),
  protocol: text,
  extensions: text,
  socketUrl: text,
  pageUrl: text,
  upgradesInsecureRequests: flag,
  onLine: flag,
  permissions: shape({}, { loopback: permission, local: permission }),
  restoredBeforeEndMs: amount,
  recentFailures: amount,
  earlier: list(
    shape(
      { opened: flag },
      { code: whole, wasClean: flag, durationMs: amount, openMs: amount, idleMs: amount },
    ),
  ),
  openSockets: amount,
  bufferedBytes: amount,
  bufferedForMs: amount,
  messages: shape(
    {},
    {
      sent: amount,
      received: amount,
      last: shape({
        direction: word('sent', 'received'),
        kind: word('text', 'binary'),
        sizeBytes: amount,
        beforeEndMs: amount,
      }),
    },
  ),
  probes: list(
    shape(
      {
        kind: word('cors', 'no-cors', 'root', 'without-subprotocols', 'swapped-scheme'),
        outcome: word('answered', 'failed', 'timeout', 'blocked', 'aborted'),
      },
      { status: whole, redirected: flag, code: whole, durationMs: amount, resourceTimingMs: amount },
    ),
  ),
};

/** The fields that hold what they should; the others are dropped, as if unknown. Takes anything, never throws. */
export function soundEvidence(evidence: unknown): Evidence {
  if (typeof evidence !== 'object' || evidence === null) return { url: '' };
  const fields = evidence as Readonly<Record<string, unknown>>;
  const sound = Object.entries(checks)
    .filter(([name, check]) => fields[name] !== undefined && check(fields[name]))
    .map(([name]) => [name, fields[name]]);
  return { url: '', ...(Object.fromEntries(sound) as Partial<Evidence>) };
}
