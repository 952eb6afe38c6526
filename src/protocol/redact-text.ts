import { redactUrl } from './redact-url.js';

/**
 * A sentence or a command fit for showing to others: every word in it is treated as `redactUrl` treats an address,
 * because an address may stand anywhere in it. White space stays as it is.
 */
export function redactText(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => {
      // The quote that closes a shell word is not a part of the secret before it.
      const [, before = '', address = '', after = ''] = /^(['"“(]*)([^]*?)(['"”)]*[.,;]?)$/.exec(word) ?? [];
      return before + redactUrl(address) + after;
    })
    .join('');
}
