import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog } from '../../src/core/entry-log.js';
import { logFormats } from '../../src/record/index.js';
import { exported } from './log-arbitrary.js';

const secret = 'S3cr3tValue';
const jsonWebToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const subprotocol = `base64url.bearer.authorization.k8s.io.${secret}`;

/** A log of a page that keeps its secrets in the address, and whose browser quotes them. */
function leakyLog(url: string, offered: readonly string[] = [subprotocol]): EntryLog {
  const log = new EntryLog();
  const end: AttemptEnd = {
    endedBy: 'peer',
    opened: false,
    errorEvent: true,
    reason: `see ${url}`,
    offered,
    threw: { name: 'SyntaxError', message: `The URL '${url}' is invalid, or '${offered.join()}' is.` },
    refused: `Not to ${url}!`,
    cspViolation: { effectiveDirective: 'connect-src', blockedUri: url, disposition: 'enforce' },
    closeArgs: { code: 4000, reason: url },
    atMs: 1,
    durationMs: 1,
    idleMs: 1,
  };
  log.pushEvent('opened', { url, protocol: offered[0] ?? '', extensions: '' }, 1);
  log.pushMessage('sent', 'a message', 1);
  log.pushEvent('failed', end, 1);
  log.pushEvent('closed', end, 1);
  log.pushEvent('note', `Not sent to ${url}.`, 1);
  return log;
}

describe('secrets in an export', () => {
  for (const format of logFormats) {
    it(`are in no place of ${format}`, async () => {
      const log = leakyLog(
        `wss://user:${secret}@api.example.com/x?access_token=${secret}&jwt=${jsonWebToken}#${jsonWebToken}`,
      );
      const text = await exported(log, { format });
      expect(text).not.to.contain(secret);
      expect(text).not.to.contain('eyJ');
      expect(text).to.contain('api.example.com/x?access_token=…');
    });

    it(`stay in ${format} where the reader chose so`, async () => {
      const log = leakyLog(`wss://user:${secret}@api.example.com/?token=${secret}`);
      expect(await exported(log, { format, keepSecrets: true })).to.contain(`user:${secret}@`);
    });
  }

  it('are found under any name that says so, in any place of the query', async () => {
    const names = [
      'token',
      'api_key',
      'apikey',
      'access-token',
      'auth',
      'password',
      'sig',
      'session',
      'ticket',
      'jwt',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.constantFrom(...logFormats),
        fc.array(fc.tuple(fc.constantFrom('a', 'room', 'v'), fc.stringMatching(/^[a-z]{1,5}$/)), {
          maxLength: 3,
        }),
        fc.stringMatching(/^[A-Z0-9]{12,20}$/),
        async (name, format, others, value) => {
          const query = [...others, [name, value]].map((pair) => pair.join('=')).join('&');
          const log = leakyLog(`wss://api.example.com/?${query}`, ['chat']);
          expect(await exported(log, { format })).not.to.contain(value);
        },
      ),
    );
  });

  it('do not make known subprotocols and plain addresses unreadable', async () => {
    const log = leakyLog('wss://api.example.com/stream?room=lobby&page=2', ['graphql-transport-ws']);
    for (const format of logFormats) {
      const text = await exported(log, { format });
      expect(text).to.contain('wss://api.example.com/stream?room=lobby&page=2');
      expect(text).to.contain('graphql-transport-ws');
      expect(text).not.to.contain('…');
    }
  });

  it('in messages stay: they are the reader’s own business', async () => {
    const log = new EntryLog();
    log.pushMessage('sent', `{"token":"${secret}"}`, 1);
    for (const format of logFormats) expect(await exported(log, { format })).to.contain(secret);
  });
});
