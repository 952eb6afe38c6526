import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetRequest, type SnippetLanguage, type SnippetLanguageId } from '../../src/snippets/index.js';
import {
  goString,
  hexDigits,
  javaString,
  javascriptString,
  phpString,
  pythonString,
  rustString,
  shellWord,
} from '../../src/snippets/string-literal.js';
import { launchChromium, missing } from '../browsers/launch.js';
import { python, reasonNotToRun, reasonWithoutFile, run, type Said } from './programs.js';

/** A program that prints the UTF-8 of texts, as a line of hexadecimal digits each. */
export interface LiteralProgram {
  readonly file: string;
  readonly source: (texts: readonly string[]) => string;
  readonly command: readonly string[];
}

/** How the snippets of a language are run here. */
export interface Toolchain {
  /** The name that a snippet is saved under. */
  readonly file: string;
  readonly command: readonly string[];
  /** Why nothing of it can run, or undefined. */
  readonly reason?: () => string | undefined;
  /** Why its client cannot run although the rest can, or undefined. */
  readonly clientReason?: () => string | undefined;
  /** Runs a client in another way than by the command. */
  readonly runClient?: (code: string) => Promise<Said>;
  readonly literals?: LiteralProgram;
  /** Checks the syntax, where that is all that can be done. */
  readonly parse?: (language: SnippetLanguage, folder: string) => Promise<void>;
}

const lines = (texts: readonly string[], line: (text: string) => string) => texts.map(line).join('\n');
/** A Java method may not be longer than 64 KiB (Java Virtual Machine Specification §4.7.3). */
const javaProgram = (texts: readonly string[]) =>
  `public class Literals { public static void main(String[] args) throws Exception { for (String text : new String[] {\n${lines(
    texts,
    (text) => `${javaString(text)},`,
  )}\n}) System.out.println(java.util.HexFormat.of().formatHex(text.getBytes("UTF-8"))); } }`;

const javascriptProgram: LiteralProgram = {
  file: 'literals.mjs',
  command: [process.execPath, 'literals.mjs'],
  source: (texts) =>
    lines(texts, (text) => `console.log(Buffer.from(${javascriptString(text)}).toString('hex'));`),
};
const needsNetwork = (what: string) => () => `${what} is no package of Debian 12`;

export const toolchains: Readonly<Record<SnippetLanguageId, Toolchain>> = {
  javascript: {
    file: 'client.js',
    command: [],
    runClient: inChromium,
    literals: javascriptProgram,
  },
  node: { file: 'snippet.mjs', command: [process.execPath, 'snippet.mjs'] },
  python: {
    file: 'snippet.py',
    command: [python, 'snippet.py'],
    reason: () => reasonNotToRun('python3-websockets', python, ['-c', 'import websockets']),
    literals: {
      file: 'literals.py',
      command: [python, 'literals.py'],
      source: (texts) => lines(texts, (text) => `print(${pythonString(text)}.encode().hex())`),
    },
  },
  go: {
    file: 'snippet.go',
    command: ['go', 'run', 'snippet.go'],
    reason: () =>
      reasonNotToRun('golang-go', 'go', ['version']) ??
      reasonWithoutFile(
        'golang-github-gorilla-websocket-dev',
        '/usr/share/gocode/src/github.com/gorilla/websocket',
      ),
    literals: {
      file: 'literals.go',
      command: ['go', 'run', 'literals.go'],
      source: (texts) =>
        `package main\nimport "fmt"\nfunc main() { for _, text := range []string{\n${lines(texts, (text) => `${goString(text)},`)}\n} { fmt.Printf("%x\\n", text) } }`,
    },
  },
  java: {
    file: 'Client.java',
    command: ['java', '-Dfile.encoding=UTF-8', 'Client.java'],
    reason: () => reasonNotToRun('Java', 'javac', ['-version']),
    literals: { file: 'Literals.java', command: ['java', 'Literals.java'], source: javaProgram },
  },
  csharp: { file: 'Program.cs', command: [], reason: needsNetwork('.NET') },
  rust: {
    file: 'main.rs',
    command: [],
    clientReason: needsNetwork('tokio-tungstenite'),
    reason: () => reasonNotToRun('rustc', 'rustc', ['--version']),
    literals: {
      file: 'literals.rs',
      command: ['sh', '-c', 'rustc --edition 2021 -o literals literals.rs && ./literals'],
      source: (texts) =>
        `fn main() { for text in [\n${lines(texts, (text) => `${rustString(text)},`)}\n] { for byte in text.bytes() { print!("{byte:02x}"); } println!(); } }`,
    },
  },
  php: {
    file: 'client.php',
    command: [],
    clientReason: needsNetwork('phrity/websocket'),
    reason: () => reasonNotToRun('php-cli', 'php', ['--version']),
    literals: {
      file: 'literals.php',
      command: ['php', 'literals.php'],
      source: (texts) => `<?php\n${lines(texts, (text) => `echo bin2hex(${phpString(text)}), "\\n";`)}`,
    },
    parse: parsePhp,
  },
  curl: {
    file: 'client.sh',
    command: ['bash', 'client.sh'],
    reason: () => reasonNotToRun('curl', 'curl', ['--version']),
    literals: {
      file: 'literals.sh',
      command: ['bash', 'literals.sh'],
      source: (texts) =>
        lines(
          texts,
          (text) =>
            `printf '%s' ${shellWord(text.replaceAll('\0', '')) ?? ''} | od -An -v -tx1 | tr -d ' \\n'; echo`,
        ),
    },
  },
  wscat: {
    file: 'client.sh',
    command: ['bash', 'client.sh'],
    reason: () => reasonWithoutFile('wscat', 'node_modules/.bin/wscat'),
  },
  websocat: {
    file: 'client.sh',
    command: ['bash', 'client.sh'],
    reason: () => reasonNotToRun('websocat, no package of Debian 12,', 'websocat', ['--version']),
  },
};

/** In a `<script>` of a page, where `</script>` would end it. What it logs is its output. */
async function inChromium(code: string): Promise<Said> {
  const reason = await missing('chromium');
  assert.equal(reason, false);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    let output = '';
    const closed = new Promise<void>((resolve) => {
      page.on('pageerror', (error) => {
        output += `${error.message}\n`;
        resolve();
      });
      page.on('console', (message) => {
        void Promise.all(
          message
            .args()
            .map((arg) =>
              arg.evaluate((value: unknown) =>
                value instanceof ArrayBuffer ? new Uint8Array(value).join(', ') : String(value),
              ),
            ),
        ).then((words) => {
          output += `${words.join(' ')}\n`;
          if (words[0] === 'closed') resolve();
        });
      });
    });
    await page.setContent(`<!doctype html><meta charset="utf-8"><script type="module">${code}</script>`);
    await closed;
    return { status: 0, output, errors: '' };
  } finally {
    await browser.close();
  }
}

async function parsePhp(language: SnippetLanguage, folder: string): Promise<void> {
  const request = snippetRequest({ protocols: ['a'], messages: ['x?>${y}', Uint8Array.of(1)] });
  writeFileSync(join(folder, 'client.php'), language.client(request));
  const { status, output, errors } = await run('php', ['-l', 'client.php'], folder);
  assert.equal(status, 0, output + errors);
}

/** The bytes of a text as a {@link LiteralProgram} prints them. */
export function utf8Hex(text: string): string {
  return hexDigits(new TextEncoder().encode(text));
}
