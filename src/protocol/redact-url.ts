const secretName =
  /token|secret|passw|pwd|api[-_]?key|key$|auth|jwt|^sig$|signature|session|^sid$|credential|ticket|^code$|otp|bearer|cookie|access/i;
/** The header is a few claims long (RFC 7519 §5): the bound keeps a hostile text from taking quadratic time. */
const jsonWebToken = /eyJ[\w-]{1,4096}\.[\w-]+\.?[\w-]*/g;

/**
 * An address fit for showing to others: credentials, and query values that look secret by their name or by
 * their form (long random ones, JSON Web Tokens), become `…`. Works on any text, also on one that is no valid
 * address. Errs on the side of hiding; a secret that is a plain word of the path stays.
 */
export function redactUrl(text: string): string {
  return (
    text
      // Browsers drop these from an address anyway (WHATWG URL, basic URL parser), so nothing can hide behind them.
      .replace(/[\t\n\r]/g, '')
      .replace(/^(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}|\s*(?:wss?|https?):[/\\]?)?([^/\\?#]*@)/i, '$1…@')
      // A password with a slash in it: no valid address, but it must not be shown either.
      .replace(/^(\s*(?:[a-z][a-z0-9+.-]*:)?\/\/)[^/\\?#@:]*:(?!\d*[/\\?#])[^\s@]*@/i, '$1…@')
      .replace(jsonWebToken, '…')
      .replace(/([?&#;])([^=&#;?]*)=([^&#;]*)/g, (whole, mark: string, name: string, value: string) =>
        value !== '' && (secretName.test(decoded(name)) || looksRandom(decoded(value)))
          ? `${mark}${name}=…`
          : whole,
      )
  );
}

/** 24 or more characters of one run, with a digit and a letter: keys, hashes, identifiers. */
function looksRandom(value: string): boolean {
  return /^[\w\-+/=.~]{24,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
