// `npm run analyze`: custom-elements.json, the README's API tables, editor data and JSX types, all from the doc
// comments in src. Only the first two are committed; `npm run check` fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { jsxTypesPlugin } from '@wc-toolkit/jsx-types';

const out = { outdir: 'dist/types', hideLogs: true, hideMethodDocs: true };

/** Names the published files, `dist/x.js`; leaves out what is private, Lit's machinery, and modules without an element. */
function publishedView() {
  const publish = (value) => {
    if (!value || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) {
      if ((key === 'path' || key === 'module') && typeof child === 'string') {
        value[key] = child.replace(/^\/?src\/(.*)\.[jt]s$/, 'dist/$1.js');
      } else publish(child);
    }
  };
  const machinery = new Set(['version', 'shadowRootOptions', 'styles']);
  const isPublic = ({ name, privacy, static: isStatic }) =>
    privacy !== 'private' &&
    privacy !== 'protected' &&
    !name.startsWith('#') &&
    !(isStatic && machinery.has(name));
  const concernsElements = ({ declarations = [], exports = [], path }) =>
    declarations.some(({ customElement }) => customElement) ||
    exports.some(({ kind }) => kind === 'custom-element-definition') ||
    path.endsWith('src/events.ts');
  // the analyzer does not know our guarded define(): src/define/<tag>.ts defines <tag>
  const definitions = ({ path, declarations = [] }) =>
    declarations
      .filter(({ tagName }) => tagName)
      .map(({ name, tagName }) => ({
        kind: 'javascript-module',
        path: `src/define/${tagName}.ts`,
        declarations: [],
        exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } }],
      }));
  return {
    name: 'published-view',
    packageLinkPhase({ customElementsManifest }) {
      const modules = customElementsManifest.modules.filter(concernsElements);
      // the analyzer takes the files in the order in which the disk happens to have them
      customElementsManifest.modules = [...modules, ...modules.flatMap(definitions)].sort((a, b) =>
        a.path < b.path ? -1 : 1,
      );
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
      }
      publish(customElementsManifest.modules);
    },
  };
}

/** Writes each element's tables between `<!-- api:tag -->` and `<!-- /api:tag -->` in the README. */
function readmeTables() {
  const cell = (text = '') => String(text).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  const code = (text) => (text === undefined || text === '' ? '' : `\`${cell(text)}\``);
  const table = (title, heads, rows) =>
    rows.length === 0
      ? []
      : [
          `**${title}**`,
          '',
          `| ${heads.join(' | ')} |`,
          `| ${heads.map(() => '---').join(' | ')} |`,
          ...rows.map((row) => `| ${row.join(' | ')} |`),
          '',
        ];
  /** Accessors have no initial value in the code; their doc comment names it. */
  const defaultOf = ({ default: initial, description = '' }) =>
    initial ?? description.match(/Default (`[^`]*`|[\d,]+)/)?.[1]?.replaceAll('`', '');
  const tablesOf = (element) => {
    const members = element.members ?? [];
    const attributes = element.attributes ?? [];
    const fields = members.filter(
      (member) =>
        member.kind === 'field' &&
        !member.static &&
        !attributes.some(({ fieldName }) => fieldName === member.name),
    );
    const methods = members.filter(({ kind, static: isStatic }) => kind === 'method' && !isStatic);
    return [
      ...table(
        'Attributes',
        ['attribute', 'type', 'default', 'what it does'],
        attributes.map((attribute) => [
          code(attribute.name),
          code(attribute.type?.text?.replace(' | undefined', '')),
          code(defaultOf(attribute)),
          cell(attribute.description),
        ]),
      ),
      ...table(
        'Properties without an attribute',
        ['property', 'type', 'what it is'],
        fields.map(({ name, type, description }) => [code(name), code(type?.text), cell(description)]),
      ),
      ...table(
        'Methods',
        ['method', 'what it does'],
        methods.map(({ name, parameters = [], description }) => [
          code(
            `${name}(${parameters.map((parameter) => `${parameter.name}${parameter.optional ? '?' : ''}`).join(', ')})`,
          ),
          cell(description),
        ]),
      ),
      ...table(
        'Events',
        ['event', 'when'],
        (element.events ?? []).map(({ name, description }) => [code(name), cell(description)]),
      ),
      ...table(
        'Slots',
        ['slot', 'what goes there'],
        (element.slots ?? []).map(({ name, description }) => [
          name ? code(name) : '(default)',
          cell(description),
        ]),
      ),
      ...table(
        'Parts',
        ['part', 'what it is'],
        (element.cssParts ?? []).map(({ name, description }) => [code(name), cell(description)]),
      ),
      ...table(
        'Custom properties',
        ['property', 'default', 'what it sets'],
        (element.cssProperties ?? []).map(({ name, default: initial, description }) => [
          code(name),
          code(initial),
          cell(description),
        ]),
      ),
      ...table(
        'States',
        ['state', 'when'],
        (element.cssStates ?? []).map(({ name, description }) => [
          code(`:state(${name})`),
          cell(description),
        ]),
      ),
    ];
  };
  return {
    name: 'readme-tables',
    packageLinkPhase({ customElementsManifest }) {
      const elements = customElementsManifest.modules
        .flatMap(({ declarations = [] }) => declarations)
        .filter(({ tagName }) => tagName);
      let readme = readFileSync('README.md', 'utf8');
      for (const element of elements) {
        const block = new RegExp(
          `(<!-- api:${element.tagName} -->\n)[\\s\\S]*?(<!-- /api:${element.tagName} -->)`,
        );
        const folded = ['<details>', '<summary>API</summary>', '', ...tablesOf(element), '</details>', ''];
        readme = readme.replace(block, (_, open, close) => `${open}\n${folded.join('\n')}\n${close}`);
      }
      writeFileSync('README.md', readme);
    },
  };
}

/**
 * JSX types. In JSX a setting may be a string, or a word without a value, as in HTML; its property's type is that of
 * the getter, so the setter's share is added here. And the generator imports no event classes.
 */
function jsxTypes() {
  const generator = jsxTypesPlugin({
    ...out,
    fileName: 'jsx.d.ts',
    componentTypePath: (_name, tag) => `../elements/${tag}/${tag}.js`,
    useCemTypes: true,
    typesSrc: 'jsxType',
  });
  const alsoTaken = { number: ' | string | boolean', boolean: ' | string' };
  return {
    name: 'jsx-types',
    packageLinkPhase({ customElementsManifest }) {
      const manifest = JSON.parse(JSON.stringify(customElementsManifest));
      for (const element of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
        const settings = element.attributes?.map(({ fieldName }) => fieldName) ?? [];
        for (const member of element.members ?? []) {
          const taken = settings.includes(member.name) ? alsoTaken[member.type?.text] : undefined;
          member.jsxType = { text: `${element.name}['${member.name}']${taken ?? ''}` };
        }
        for (const { type } of element.events ?? []) type.text = `import('../events.js').${type.text}`;
      }
      generator.packageLinkPhase({ customElementsManifest: manifest });
    },
  };
}

export default {
  globs: ['src/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    publishedView(),
    readmeTables(),
    customElementVsCodePlugin({
      ...out,
      htmlFileName: 'vscode.html-custom-data.json',
      cssFileName: 'vscode.css-custom-data.json',
    }),
    customElementJetBrainsPlugin({
      ...out,
      packageJson: false,
      webTypesFileName: 'web-types.json',
    }),
    jsxTypes(),
  ],
};
