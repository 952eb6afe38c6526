/**
 * Whether an address is so ordinary that no rule of `checkUrl` has anything to say: `wss:`, a name with a dot, no port,
 * no query, plain characters. The rules are loaded only for the others, and when the reader turns to the field.
 */
export function isPlainAddress(text: string): boolean {
  return (
    /^wss:\/\/(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(?:\/[\w/-]*)?$/.test(text) &&
    !text.includes('xn--')
  );
}
