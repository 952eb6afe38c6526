/** A class of this library: carries the version it comes from. */
export type VersionedElement = CustomElementConstructor & { readonly version: string };

/**
 * Defines a custom element unless its name is taken. The same version again is nothing to speak of: two bundles on
 * one page may both bring it. Another version, or a foreign element, stays in place, with one warning that names
 * both. Never throws, and does nothing where there are no custom elements (Node).
 */
export function define(tag: string, elementClass: VersionedElement): void {
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  if (!registry) return;
  const present = registry.get(tag) as (CustomElementConstructor & { version?: unknown }) | undefined;
  if (!present) {
    try {
      registry.define(tag, elementClass);
    } catch (error) {
      console.warn(`<${tag}> of ws-tester ${elementClass.version} could not be defined: ${String(error)}`);
    }
    return;
  }
  if (present.version === elementClass.version) return;
  const there = typeof present.version === 'string' ? `version ${present.version}` : 'another element';
  console.warn(`<${tag}> is already defined by ${there}; ws-tester ${elementClass.version} leaves it so.`);
}
