import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../lab/server.js';
import { snippetRequest, type SnippetLanguage } from '../../src/snippets/index.js';
import { run } from './programs.js';
import type { Toolchain } from './toolchains.js';

const bytes = Uint8Array.of(0x00, 0xf0, 0xff);
/** The same in the notation of each language. */
const bytesShown = /00\W?f0\W?ff|\\x00\\xf0\\xff|0, 240, 255/i;

const texts = [
  '{"type":"subscribe","channel":"BTC/€"}',
  `quotes ' " \` \\' \\" and $x \${x} $(id) #{x} {{x}} %s !x`,
  '</script><script>"👍"//\u202e\u0085\u2028\ttab ?> */ r#"x"# \\u0022',
  'two\nlines',
];
const close = { code: 4001, reason: `done "'$x` };

/** The snippet, as it is, sends each message to the lab's echo, prints what comes back, and closes as asked. */
export async function checkClient(
  language: SnippetLanguage,
  toolchain: Toolchain,
  lab: Lab,
  folder: string,
): Promise<void> {
  const id = randomUUID();
  const request = snippetRequest({
    url: `${lab.wsUrl}/echo?client=${id}&q='{"a"}|\`$(id)\`\${x}\\`,
    protocols: ['chat.v2', "o'clock"],
    messages: [...texts, bytes],
    close,
    listenSeconds: 2,
  });
  const code = language.client(request);
  const { status, output, errors } = toolchain.runClient
    ? await toolchain.runClient(code)
    : await runFile(toolchain, code, folder);
  const told = `status ${String(status)}\n${output}\n${errors}`;
  if (language.id === 'curl') {
    // it stops by its time limit: 28 (curl(1), “Exit codes”)
    assert.equal(status, 28, told);
    assert.match(output, /^HTTP\/1\.1 101 /, told);
    assert.match(output, /^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r$/im, told);
    assert.match(output, /^Sec-WebSocket-Protocol: chat\.v2\r$/im, told);
    return;
  }
  assert.equal(status, 0, told);
  assert.equal(lab.total(id), 1, told);
  for (const text of texts) {
    if (language.id === 'websocat' && text.includes('\n')) continue;
    assert.ok(output.includes(text), `${JSON.stringify(text)} did not come back: ${told}`);
  }
  if (language.id !== 'wscat' && language.id !== 'websocat') assert.match(output, bytesShown, told);
  // the lab hears of the end after the program has gone
  for (let tries = 0; tries < 20 && lab.connections(id) > 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seen = lab.lastClose(id);
  if (language.id === 'wscat') assert.equal(seen?.code, 1005, told);
  else assert.deepEqual({ code: seen?.code, reason: seen?.reason }, close, told);
}

function runFile({ file, command }: Toolchain, code: string, folder: string) {
  writeFileSync(join(folder, file), code);
  const [program = '', ...args] = command;
  return run(program, args, folder);
}
