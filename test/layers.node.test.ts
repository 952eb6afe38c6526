import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * The house rules of eslint.config.mjs, without the rules that need types: those want a file on disk.
 */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Which of our own rules a source text at this path breaks. */
async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  assert.ok(result);
  const fatal = result.messages.find((message) => message.fatal);
  assert.equal(fatal, undefined, fatal?.message);
  const house = /^(no-restricted-|no-eval|no-new-func|no-console|lit|wc)/;
  return result.messages.flatMap(({ ruleId }) => (ruleId && house.test(ruleId) ? [ruleId] : []));
}

describe('imports go left, never right', () => {
  const order = ['protocol', 'decode', 'core', 'diagnosis', 'controller', 'elements', 'define'];
  for (const [index, layer] of order.entries()) {
    for (const other of order.slice(index + 1)) {
      it(`${layer} may not import ${other}`, async () => {
        const file = `src/${layer}/x.ts`;
        assert.deepEqual(await broken(file, `import { y } from '../${other}/y.js';\ny();`), [
          'no-restricted-imports',
        ]);
        assert.deepEqual(await broken(file, `export * from '../${other}/y.js';`), ['no-restricted-imports']);
        assert.deepEqual(
          await broken(file, `import type { Y } from '../${other}/y.js';\nexport type X = Y;`),
          ['no-restricted-imports'],
        );
        assert.deepEqual(await broken(file, `export const y = import('../${other}/y.js');`), [
          'no-restricted-syntax',
        ]);
        assert.deepEqual(await broken(`src/${layer}/deep/x.ts`, `export * from '../../${other}/y.js';`), [
          'no-restricted-imports',
        ]);
      });
      it(`${other} may import ${layer}`, async () => {
        assert.deepEqual(await broken(`src/${other}/x.ts`, `export * from '../${layer}/y.js';`), []);
        assert.deepEqual(
          await broken(`src/${other}/x.ts`, `export const y = import('../${layer}/y.js');`),
          [],
        );
      });
    }
  }

  it('files at the top have their place too', async () => {
    assert.deepEqual(await broken('src/core/x.ts', `export * from '../events.js';`), [
      'no-restricted-imports',
    ]);
    assert.deepEqual(await broken('src/elements/ws-x/x.ts', `export * from '../../all.js';`), [
      'no-restricted-imports',
    ]);
    assert.deepEqual(await broken('src/index.ts', `export * from './define/ws-x.js';`), [
      'no-restricted-imports',
    ]);
    assert.deepEqual(await broken('src/all.ts', `import './define/ws-x.js';`), []);
  });

  it('neighbours in one row do not see each other', async () => {
    assert.deepEqual(await broken('src/snippets/x.ts', `export * from '../record/y.js';`), [
      'no-restricted-imports',
    ]);
  });

  it('nothing published imports what is not', async () => {
    assert.deepEqual(await broken('src/elements/x.ts', `export * from '../../lab/server.js';`), [
      'no-restricted-imports',
    ]);
    assert.deepEqual(await broken('src/elements/x.ts', `export * from 'ws';`), ['no-restricted-imports']);
    assert.deepEqual(await broken('src/elements/x.ts', `export * from 'lit/decorators.js';`), []);
    assert.deepEqual(await broken('src/core/x.ts', `export * from 'lit';`), ['no-restricted-imports']);
  });
});

describe('the DOM-free folders', () => {
  for (const effect of [
    `export const x = new WebSocket('ws://a');`,
    `export const x = fetch('/');`,
    'setTimeout(() => {}, 1);',
    'globalThis.setTimeout(() => {}, 1);',
    'requestAnimationFrame(() => {});',
    'export const x = performance.now();',
    'export const x = Date.now();',
    'export const x = new Date();',
    'export const x = Math.random();',
    `console.warn('x');`,
  ]) {
    it(`may not write ${effect}`, async () => {
      for (const layer of ['protocol', 'decode', 'core', 'diagnosis', 'snippets', 'record']) {
        assert.equal((await broken(`src/${layer}/x.ts`, effect)).length, 1, layer);
      }
      assert.deepEqual(await broken('src/core/global-ports.ts', effect.replace('new Date()', '1')), []);
    });
  }

  it('may make a date from a number', async () => {
    assert.deepEqual(await broken('src/core/x.ts', 'export const x = (ms: number) => new Date(ms);'), []);
  });
});

describe('what would break a page under a strict Content Security Policy', () => {
  const html = `import { html } from 'lit';\n`;
  for (const code of [
    'export const x = (e: Element) => { e.innerHTML = "<b>"; };',
    `${html}export const x = html\`<p style="color: red"></p>\`;`,
    `${html}export const x = (w: string) => html\`<p\n style=\${w}></p>\`;`,
    `${html}export const x = (w: string) => html\`<p .innerHTML=\${w}></p>\`;`,
    `${html}export const x = html\`<p onclick="x()"></p>\`;`,
    `import { styleMap } from 'lit/directives/style-map.js';\nstyleMap({});`,
    `import { unsafeHTML } from 'lit/directives/unsafe-html.js';\nunsafeHTML('');`,
    `export const x = (e: Element) => e.setAttribute('style', '');`,
    `eval('1');`,
    `export const x = new Function('return 1');`,
    'export enum X { Y }',
    'export const x = 1 as any;',
  ]) {
    it(`is refused: ${code.replaceAll('\n', ' ')}`, async () => {
      assert.equal((await broken('src/elements/ws-x/x.ts', code)).length, 1);
    });
  }

  it('leaves ordinary templates alone', async () => {
    const code = `${html}export const x = (w: string, f: () => void) =>
      html\`<button class="style" part="on-top" .value=\${w} @click=\${f}>style = x</button>\`;`;
    assert.deepEqual(await broken('src/elements/ws-x/x.ts', code), []);
  });
});
