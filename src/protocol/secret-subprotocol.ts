import { commonSubprotocols, registeredSubprotocols } from './subprotocol-names.js';

/** Longer than any usual name of a subprotocol; longer ones carry tokens. */
const longestPlainName = 24;
const secretWord = /token|secret|passw|bearer|auth|jwt|key|credential|session/i;

/**
 * Whether the name of a subprotocol looks like one that carries a secret: browsers cannot set headers, so tokens
 * travel there (`base64url.bearer.authorization.k8s.io.…`). Errs on the side of "yes"; well-known names never are.
 */
export function isSecretSubprotocol(name: string): boolean {
  if (name === '' || registeredSubprotocols.includes(name) || commonSubprotocols.includes(name)) return false;
  return name.length > longestPlainName || (secretWord.test(name) && name.length > 8);
}
