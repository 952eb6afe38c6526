import type { ArgTypesEnhancer } from 'storybook/internal/types';

/** The little of a custom elements manifest (schema 2.1) that is read here. */
interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

interface Declaration {
  readonly members?: readonly (Named & { readonly kind: string })[];
  readonly attributes?: readonly (Named & { readonly fieldName?: string })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly type?: { readonly text: string };
}

/**
 * The manifest as Storybook's tables want it. One name is one row to them, so a part is named as in a stylesheet, not
 * to hide the attribute of that name, and a property is left out that has an attribute of another name. They show
 * no slot without a name, so the default slot gets one.
 */
export function documented(manifest: object): object {
  const { modules } = manifest as Manifest;
  return {
    ...manifest,
    modules: modules.map((module) => ({ ...module, declarations: module.declarations?.map(forTables) })),
  };
}

function forTables(declaration: Declaration) {
  const { members = [], attributes = [], slots = [], cssParts = [] } = declaration;
  const withAttribute = new Set(attributes.map(({ fieldName }) => fieldName));
  return {
    ...declaration,
    members: members
      .filter(({ kind, name }) => kind !== 'field' || !withAttribute.has(name))
      .map(withoutUndefined),
    attributes: attributes.map(withoutUndefined),
    slots: slots.map((slot) => ({ ...slot, name: slot.name || '(default)' })),
    cssParts: cssParts.map((part) => ({ ...part, name: `::part(${part.name})` })),
  };
}

/** That an attribute may be absent goes without saying. */
function withoutUndefined(named: Named): Named {
  const { type } = named;
  return type ? { ...named, type: { text: type.text.replace(/ \| undefined$/, '') } } : named;
}

/** Leaves a control only to what a story hands on to its element; the other rows are there to be read. */
export const controlsForArgs: ArgTypesEnhancer = ({ argTypes, initialArgs }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => [
      name,
      name in initialArgs ? argType : { ...argType, control: false },
    ]),
  );
