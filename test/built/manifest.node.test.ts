import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { filesBelow, repository, textOf } from './dist.js';

interface Named {
  readonly name: string;
}
interface Member extends Named {
  readonly privacy?: string;
}
interface Declaration extends Named {
  readonly tagName?: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly Member[];
  readonly events?: readonly (Named & { readonly type?: { readonly text: string } })[];
}
interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly Declaration[];
  }[];
}

const manifest = JSON.parse(textOf('custom-elements.json')) as Manifest;
const elements = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .filter(({ tagName }) => tagName !== undefined);
const tags = filesBelow('src/define').flatMap((file) => /ws-[\w-]+(?=\.ts$)/.exec(file) ?? []);

describe('custom-elements.json', () => {
  it('has every element, in files that are there', () => {
    assert.ok(tags.length >= 7);
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), tags);
    for (const { path } of manifest.modules) assert.ok(existsSync(join(repository, path)), path);
  });

  it('has no private member', () => {
    for (const { name: element, members = [] } of manifest.modules.flatMap(
      (file) => file.declarations ?? [],
    )) {
      const hidden = members.filter(
        ({ name, privacy }) => /^[#_]/.test(name) || privacy === 'private' || privacy === 'protected',
      );
      assert.deepEqual(hidden, [], element);
    }
  });

  it('has exactly the attributes that each element observes', async () => {
    const classes = (await import(pathToFileURL(join(repository, 'dist/index.js')).href)) as Readonly<
      Record<string, { readonly observedAttributes: readonly string[] }>
    >;
    for (const { name, attributes = [] } of elements) {
      const documented = attributes.map((attribute) => attribute.name).sort();
      const observed = [...(classes[name]?.observedAttributes ?? [])].sort();
      assert.deepEqual(documented, observed, name);
    }
  });

  it('has exactly the events that are made somewhere, each of an exported class', () => {
    const classes = [
      ...textOf('src/events.ts').matchAll(/class (\w+) extends Event\b[^]*?eventName = '([^']+)'/g),
    ];
    const sources = filesBelow('src').filter((file) => file.endsWith('.ts'));
    const made = classes.filter(([, name]) => sources.some((file) => textOf(file).includes(`new ${name}(`)));
    const known = made.map(([, type, name]) => `${name}: ${type}`).sort();
    assert.ok(known.length >= 6);
    for (const tag of ['ws-tester', 'ws-connection']) {
      const { events = [] } = elements.find(({ tagName }) => tagName === tag)!;
      assert.deepEqual(events.map(({ name, type }) => `${name}: ${type?.text}`).sort(), known, tag);
    }
    for (const { name, events = [] } of elements) {
      const invented = events.filter((event) => !known.includes(`${event.name}: ${event.type?.text}`));
      assert.deepEqual(invented, [], name);
    }
  });
});

describe('editor data', () => {
  it('of VS Code and JetBrains knows every element', () => {
    const html = JSON.parse(textOf('dist/types/vscode.html-custom-data.json')) as { tags: Named[] };
    assert.deepEqual(html.tags.map(({ name }) => name).sort(), tags);
    const css = JSON.parse(textOf('dist/types/vscode.css-custom-data.json')) as { properties: Named[] };
    assert.ok(css.properties.some(({ name }) => name === '--ws-accent'));
    const web = JSON.parse(textOf('dist/types/web-types.json')) as {
      contributions: { html: { elements: Named[] } };
    };
    assert.deepEqual(web.contributions.html.elements.map(({ name }) => name).sort(), tags);
  });

  it('lets a TSX file of a page with our elements compile, and finds what is wrong in it', (test) => {
    const right = `import type {} from 'ws-tester/jsx';
      import type { WsOpenEvent } from 'ws-tester';
      import 'ws-tester/define/ws-tester.js';
      const opened = (event: WsOpenEvent) => event.protocol.toUpperCase();
      export const page = [
        <ws-tester id="t" url="wss://example.com/" protocols="a, b" lock-url reconnect handshake-timeout="5000"
          max-entries={1000} format="json" message="{}" theme="dark" onws-open={opened}>Text</ws-tester>,
        <ws-connection url="/x" reconnect="3" onws-close={(event) => event.code?.toFixed()}>
          <ws-connect /><ws-status /><ws-log /><ws-composer format="hex" />
        </ws-connection>,
        <ws-close-codes for="t" codes="[]" />,
      ];`;
    const wrong: Readonly<Record<string, string>> = {
      'no such attribute': `<ws-tester urll="wss://example.com/" />`,
      'no such tag': `<ws-testers />`,
      'no such field of an event': `<ws-tester onws-close={(event) => event.kode} />`,
      'no such value': `<ws-tester url={5} />`,
    };
    const folder = mkdtempSync(join(tmpdir(), 'ws-tester-jsx-'));
    test.after(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(repository, join(folder, 'node_modules/ws-tester'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'right.tsx'), right);
    const wrongFiles = Object.values(wrong).map((jsx, index) => {
      const file = `wrong-${index}.tsx`;
      writeFileSync(
        join(folder, file),
        `import type {} from 'ws-tester/jsx';\nexport const page = ${jsx};\n`,
      );
      return file;
    });
    const options =
      '--noEmit --strict --jsx preserve --module nodenext --target es2022 --lib es2023,dom,dom.iterable --skipLibCheck';
    const tsc = join(repository, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, ...options.split(' '), 'right.tsx', ...wrongFiles], {
      cwd: folder,
      encoding: 'utf8',
    });
    const complaintsOf = (file: string) => stdout.split('\n').filter((line) => line.startsWith(`${file}(`));
    assert.deepEqual(complaintsOf('right.tsx'), []);
    const unnoticed = Object.keys(wrong).filter(
      (_, index) => complaintsOf(`wrong-${index}.tsx`).length === 0,
    );
    assert.deepEqual(unnoticed, [], stdout);
  });
});
