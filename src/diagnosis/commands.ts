import { parseSubprotocols } from '../protocol/subprotocol.js';
import { hasError } from '../protocol/problem.js';
import type { DiagnosisCommand } from './diagnosis.js';
import type { Facts } from './facts.js';

/** The key of RFC 6455 §1.3; a right server answers it with `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`. */
const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/**
 * Commands for a POSIX shell that show from outside the browser what a page cannot see. They hold the address with
 * its secrets, because they are for the reader's own terminal; credentials before the host are left out, as browsers
 * do. Every value is quoted, so that no address can run anything. Empty for an address that cannot be parsed.
 */
export function commandsFor(facts: Facts): readonly DiagnosisCommand[] {
  const { target, pageOrigin, offered = [] } = facts;
  if (!target || !/^wss?:$/.test(target.protocol) || target.hostname === '') return [];
  const url = new URL(target.href);
  url.username = url.password = url.hash = '';
  const http = url.href.replace(/^ws/, 'http');
  const protocols = hasError(parseSubprotocols(offered).problems) ? [] : offered;
  const joined = protocols.join(', ');
  const port = url.port || (facts.secure ? '443' : '80');
  return [
    {
      id: 'curl',
      purpose:
        'Shows the answer to the upgrade: status and headers. 101 with “Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=” is right.',
      line: command('curl', [
        ...['-i', '-N', '-g', '--http1.1', '--max-time', '10'],
        ...['-H', 'Connection: Upgrade', '-H', 'Upgrade: websocket'],
        ...['-H', 'Sec-WebSocket-Version: 13', '-H', `Sec-WebSocket-Key: ${sampleKey}`],
        ...(joined ? ['-H', `Sec-WebSocket-Protocol: ${joined}`] : []),
        ...(pageOrigin ? ['-H', `Origin: ${pageOrigin}`] : []),
        http,
      ]),
    },
    {
      id: 'wscat',
      purpose: 'Connects without a browser, and says why it failed. Needs Node.js.',
      line: command('npx', [
        ...['wscat', '-c', url.href],
        ...protocols.flatMap((name) => ['-s', name]),
        ...(pageOrigin ? ['-o', pageOrigin] : []),
      ]),
    },
    {
      id: 'websocat',
      purpose: 'The same as one program without Node.js.',
      line: command('websocat', [
        '-v',
        ...(joined ? ['--protocol', joined] : []),
        ...(pageOrigin ? ['--origin', pageOrigin] : []),
        url.href,
      ]),
    },
    ...(facts.secure
      ? [
          {
            id: 'openssl',
            purpose: 'Shows the certificate and whether it is trusted.',
            line: `${command('openssl', [
              ...['s_client', '-connect', `${url.hostname}:${port}`],
              ...(/^[[\d]/.test(url.hostname) ? [] : ['-servername', url.hostname]),
            ])} </dev/null`,
          } as const,
        ]
      : []),
  ];
}

/** Plain words stay as they are, everything else goes between single quotes (POSIX Shell Command Language §2.2.2). */
function command(program: string, args: readonly string[]): string {
  return [
    program,
    ...args.map((arg) => (/^[\w./:-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`)),
  ].join(' ');
}
