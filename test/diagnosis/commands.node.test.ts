import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { diagnose } from '../../src/diagnosis/index.js';

/** What a POSIX shell makes of a line: the arguments that the program would be given. */
function argumentsOf(line: string): readonly string[] {
  const program = `args() { printf '%s\\0' "$@"; }; ${line.replace(/^\w+/, 'args')}`;
  return execFileSync('sh', ['-c', program], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "'; touch /tmp/x; '",
    '$(id)',
    '`id`',
    '" & ls',
    '\n rm -rf',
    '{a,b}',
    '!x',
    '~',
    '-o x',
    '%27',
  ),
);

test('whatever the address holds, the shell sees one argument that is this address', () => {
  fc.assert(
    fc.property(hostile, hostile, (path, query) => {
      const url = `wss://api.example.com/${path}?q=${query}`;
      const { commands } = diagnose({
        url,
        offered: ['chat.v2', "o'clock"],
        pageUrl: 'https://docs.example/',
      });
      for (const { id, line } of commands) {
        const args = argumentsOf(line);
        if (id === 'curl') assert.match(args.at(-1) ?? '', /^https:\/\/api\.example\.com\//);
        if (id === 'websocat') assert.match(args.at(-1) ?? '', /^wss:\/\/api\.example\.com\//);
        if (id === 'curl') assert.ok(args.includes("Sec-WebSocket-Protocol: chat.v2, o'clock"));
        assert.ok(!line.includes('\n'));
      }
    }),
    { numRuns: 60 },
  );
});

test('commands leave out credentials, and speak of TLS only where it is', () => {
  const { commands } = diagnose({ url: 'wss://ann:pass@api.example.com:8443/x' });
  assert.deepEqual(
    commands.map(({ id }) => id),
    ['curl', 'wscat', 'websocat', 'openssl'],
  );
  assert.ok(commands.every(({ line }) => !line.includes('ann') && !line.includes('pass')));
  assert.match(
    commands.at(-1)?.line ?? '',
    /-connect api\.example\.com:8443 -servername api\.example\.com <\/dev\/null$/,
  );
  const plain = diagnose({ url: 'ws://[::1]:8080/x' }).commands;
  assert.deepEqual(
    plain.map(({ id }) => id),
    ['curl', 'wscat', 'websocat'],
  );
  assert.match(plain[0]?.line ?? '', /'http:\/\/\[::1\]:8080\/x'$/);
  assert.deepEqual(diagnose({ url: 'no address' }).commands, []);
});
