/** The little of a custom elements manifest (schema 2.1) that is read here. */
interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

interface Declaration {
  readonly members?: readonly Member[];
  readonly attributes?: readonly { readonly name: string; readonly fieldName?: string }[];
  readonly slots?: readonly { readonly name: string }[];
}

interface Member {
  readonly name: string;
  readonly kind: string;
}

/**
 * The manifest as Storybook's tables want it. They show no slot without a name, so the default slot gets one; and a
 * property that has an attribute of another name is left out, since the two would be two rows and two controls.
 */
export function documented(manifest: object): object {
  const { modules } = manifest as Manifest;
  return {
    ...manifest,
    modules: modules.map((module) => ({ ...module, declarations: module.declarations?.map(forTables) })),
  };
}

function forTables(declaration: Declaration): Declaration {
  const { members = [], attributes = [], slots = [] } = declaration;
  const named = new Set(attributes.map(({ fieldName }) => fieldName));
  return {
    ...declaration,
    members: members.filter(({ kind, name }) => kind !== 'field' || !named.has(name)),
    slots: slots.map((slot) => ({ ...slot, name: slot.name || '(default)' })),
  };
}
