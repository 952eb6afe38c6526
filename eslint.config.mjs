import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, leftmost first: a folder, or a file at the top (without its extension), may import from
 * every row above its own, never from its own row's others, never from below.
 */
const layers = [
  ['version'],
  ['protocol'],
  ['decode'],
  ['core'],
  ['diagnosis'],
  ['snippets', 'record', 'events'],
  ['controller'],
  ['elements'],
  ['define', 'index'],
  ['all'],
];

/** Folders that run in Node too: what they need of the world comes in through core/ports.ts. */
const domFree = ['protocol', 'decode', 'core', 'diagnosis', 'snippets', 'record'];
const domFreeFiles = domFree.map((layer) => `src/${layer}/**/*.ts`);

/** Globals of a browser or worker that the DOM-free folders may not touch; their type check cannot tell. */
const effects = [
  ...['WebSocket', 'WebSocketStream', 'EventSource', 'XMLHttpRequest', 'WebTransport', 'Worker', 'fetch'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame'],
  ...['cancelAnimationFrame', 'performance', 'crypto', 'indexedDB', 'caches', 'postMessage', 'importScripts'],
  ...['addEventListener', 'removeEventListener', 'dispatchEvent', 'location', 'navigator', 'self', 'console'],
];

/** What breaks a page's Content Security Policy or lets hostile text become markup. */
const unsafeSyntax = [
  [
    'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc)$/]',
    'Text from the wire must never become markup: use text nodes.',
  ],
  [
    'ImportSpecifier[imported.name=/^(unsafeHTML|unsafeSVG|unsafeMathML|unsafeStatic)$/]',
    'Text from the wire must never become markup: use text nodes.',
  ],
  [
    'ImportSpecifier[imported.name="styleMap"]',
    "Breaks under style-src 'self': use element.style.setProperty.",
  ],
  [
    'TaggedTemplateExpression[tag.name=/^(html|svg|staticHtml)$/] > TemplateLiteral > TemplateElement[value.raw=/\\sstyle\\s*=/]',
    "Breaks under style-src 'self': use a class, or element.style.setProperty.",
  ],
  [
    'TaggedTemplateExpression[tag.name=/^(html|svg|staticHtml)$/] > TemplateLiteral > TemplateElement[value.raw=/(\\son[a-z]+\\s*=|\\.(inner|outer)HTML\\s*=|\\.srcdoc\\s*=|<script|<style)/i]',
    "No inline handler, script or style: it breaks under script-src 'self' and style-src 'self'.",
  ],
  [
    'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    "Breaks under style-src 'self': use element.style.setProperty.",
  ],
];
const houseSyntax = [
  ['TSEnumDeclaration', 'Use a union of string literals.'],
  ['TSAsExpression > TSAnyKeyword', 'Say what it is, or `unknown`.'],
];
const domFreeSyntax = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Time comes in through core/ports.ts.'],
];

/** The options of `no-restricted-syntax`; later blocks replace earlier ones, so each names all it needs. */
const ban = (...rules) => ['error', ...rules.map(([selector, message]) => ({ selector, message }))];

/** One block for each layer: static imports by pattern, `import()` by selector, from the one table above. */
function layerRules() {
  return layers.flatMap((row, index) =>
    row.map((layer) => {
      const beyond = [...row.filter((other) => other !== layer), ...layers.slice(index + 1).flat()];
      const isDomFree = domFree.includes(layer);
      const importBans = [
        ...(beyond.length > 0
          ? [
              [
                `^(\\.{1,2}/)+(${beyond.join('|')})(/|\\.js$)`,
                `Imports go left, never right (the table in eslint.config.mjs): ${layer} may not see this.`,
              ],
            ]
          : []),
        ['^(\\.{1,2}/)+(lab|site|stories|test|bench|examples)/', 'src/ is published; this folder is not.'],
        isDomFree
          ? ['^[^.]', 'This layer has no dependencies, not even lit.']
          : ['^(?!\\.|lit$|lit/)', 'The one dependency of src/ is lit.'],
      ];
      return {
        files: [`src/${layer}/**/*.ts`, `src/${layer}.ts`],
        rules: {
          'no-restricted-imports': [
            'error',
            { patterns: importBans.map(([regex, message]) => ({ regex, message })) },
          ],
          'no-restricted-syntax': ban(
            ...unsafeSyntax,
            ...houseSyntax,
            ...(isDomFree ? domFreeSyntax : []),
            ...importBans.map(([regex, message]) => [
              `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002f')}/]`,
              message,
            ]),
          ),
        },
      };
    }),
  );
}

export default defineConfig(
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    ignores: ['dist/', 'coverage/', 'storybook-static/', 'examples/*/node_modules/', 'examples/*/dist/'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // `() => socket.close()` says what it does; braces around it say no more
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // numbers and booleans read well in a sentence; objects do not
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // we do count in code points where we spread a string
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // values cross between two copies of the library: they are used by shape, never by class
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ban(...houseSyntax),
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'stories/**/*.ts', 'site/**/*.ts', 'test/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      'wc/guard-super-call': 'off', // LitElement has every lifecycle callback
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  {
    files: domFreeFiles,
    ignores: ['src/core/global-ports.ts'], // hands the real ones to the ports
    rules: {
      'no-restricted-globals': [
        'error',
        {
          globals: effects.map((name) => ({ name, message: 'It comes in through core/ports.ts.' })),
          checkGlobalObject: true,
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in through core/ports.ts.' },
        { object: 'Math', property: 'random', message: 'Chance comes in through core/ports.ts.' },
      ],
    },
  },
  ...layerRules(),
  {
    files: ['test/**/*.ts', 'lab/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // node:test's test() and describe() give promises that the runner itself awaits; chai's equal() is typed
      // as one by @open-wc/semantic-dom-diff. `accessible()` really is one and stays checked.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
            { from: 'package', package: '@types/chai', name: 'Equal' },
            { from: 'package', package: 'chai', name: ['equal', 'Equal'] },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // a test that gets undefined fails by itself, with a line number
      '@typescript-eslint/no-non-null-assertion': 'off',
      // a port's method counted or swapped by a test is not called through the wrong `this`
      '@typescript-eslint/unbound-method': 'off',
      // pages with closed roots exist, and parts must work in them
      'wc/no-closed-shadow-root': 'off',
      // chai's assertions are property reads: expect(x).to.be.true
      '@typescript-eslint/no-unused-expressions': 'off',
      'no-restricted-syntax': ban(...houseSyntax, [
        'MemberExpression[object.name=/^(it|describe|test|suite)$/][property.name="only"]',
        'Runs one test and hides the others.',
      ]),
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.base],
    languageOptions: { globals: { URL: 'readonly' } },
  },
);
