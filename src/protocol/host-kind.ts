/**
 * Whether a host, as `URL.hostname` gives it, is this machine, so that browsers trust `ws:` to it on a page from
 * `https:` (W3C Secure Contexts §3.1: `localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`).
 */
export function isLoopbackHost(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$/i.test(hostname) || /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]';
}

/** Whether a host looks like one of a local network: private IPv4 (RFC 1918), link-local, or `*.local`. */
export function isPrivateHost(hostname: string): boolean {
  return (
    /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+(\.\d+)?$/.test(hostname) ||
    /^\[(fe80|f[cd]..):/i.test(hostname) ||
    /\.(local|lan|internal|home\.arpa)$/i.test(hostname)
  );
}
