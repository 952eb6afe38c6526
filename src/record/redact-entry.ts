import type { AttemptEnd } from '../core/attempt.js';
import type { Entry, OpenedDetail } from '../core/entry.js';
import { redactText } from '../protocol/redact-text.js';
import { redactUrl } from '../protocol/redact-url.js';
import { isSecretSubprotocol } from '../protocol/secret-subprotocol.js';

/**
 * An entry without the secrets of its address: credentials and secret-looking query values in every text of an event
 * (the address, what the constructor threw, the policy violation, reasons and remarks that quote an address), and
 * subprotocols that carry tokens, become `…`. Messages are given back as they are.
 */
export function redactEntry(entry: Entry): Entry {
  switch (entry.kind) {
    case 'sent':
    case 'received':
      return entry;
    case 'opened':
      return { ...entry, detail: redactOpened(entry.detail) };
    case 'note':
      return { ...entry, detail: redactText(entry.detail) };
    default:
      return { ...entry, detail: redactEnd(entry.detail) };
  }
}

function redactOpened(detail: OpenedDetail): OpenedDetail {
  return {
    ...detail,
    url: redactUrl(detail.url),
    protocol: redactSubprotocol(detail.protocol),
    extensions: redactText(detail.extensions),
  };
}

function redactEnd(end: AttemptEnd): AttemptEnd {
  const secrets = (end.offered ?? []).filter(isSecretSubprotocol);
  const clean = (text: string) =>
    redactText(secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text));
  return redactStrings(
    { ...end, ...(end.offered && { offered: end.offered.map(redactSubprotocol) }) },
    clean,
  ) as AttemptEnd;
}

function redactSubprotocol(name: string): string {
  return isSecretSubprotocol(name) ? '…' : redactText(name);
}

/** Every string in a value of plain data, whatever it is called: a field that is new one day is not forgotten here. */
function redactStrings(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => redactStrings(item, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactStrings(item, clean)]));
}
