import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sendableText } from './hostile-texts.js';
import { run } from './programs.js';
import { utf8Hex, type LiteralProgram } from './toolchains.js';

const textCount = 500;

/** The language itself reads each literal back as the text that it was made of. New texts on each run. */
export async function checkLiterals(program: LiteralProgram, folder: string): Promise<void> {
  const seed = Date.now();
  const isShell = program.command[0] === 'bash';
  const texts = fc
    .sample(sendableText, { numRuns: textCount, seed })
    .map((text) => (isShell ? text.replaceAll('\0', '') : text));
  writeFileSync(join(folder, program.file), program.source(texts));
  const [command = '', ...args] = program.command;
  const { status, output, errors } = await run(command, args, folder);
  assert.equal(status, 0, `seed ${seed}: ${errors.slice(0, 2_000)}`);
  const read = output.replace(/\n$/, '').split('\n');
  assert.equal(read.length, texts.length, `seed ${seed}`);
  for (const [index, text] of texts.entries()) {
    assert.equal(read[index], utf8Hex(text), `seed ${seed}: ${JSON.stringify(text)}`);
  }
}
