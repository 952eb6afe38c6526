const selectors: Readonly<Record<string, string>> = {
  textbox: 'input[type=text], input[type=url], input:not([type]), textarea, [role=textbox]',
  button: 'button, [role=button]',
};

/** The element that a role stands for in our own elements. */
export type RoleElement<Role extends string> = Role extends 'button'
  ? HTMLButtonElement
  : Role extends 'textbox'
    ? HTMLInputElement
    : HTMLElement;

/**
 * Everything that is seen and has a role, also inside shadow roots, in the order of the page; with a name, only what
 * has it as its whole accessible name. Enough for our own elements; no general implementation of the standards.
 */
export function allByRole<Role extends string>(
  within: Element | ShadowRoot,
  role: Role,
  name?: string,
): RoleElement<Role>[] {
  const found = [...deep<RoleElement<Role>>(within, selectors[role] ?? `[role=${role}]`)];
  return found.filter(
    (element) => isSeen(element) && (name === undefined || accessibleName(element) === name),
  );
}

/** The one element with a role and a name. Throws when there is none, or more than one. */
export function byRole<Role extends string>(
  within: Element | ShadowRoot,
  role: Role,
  name?: string,
): RoleElement<Role> {
  const found = allByRole(within, role, name);
  if (found.length === 1 && found[0]) return found[0];
  const names = allByRole(within, role).map((element) => accessibleName(element));
  throw new Error(`${found.length} of role ${role} named ${String(name)}; there are: ${names.join(' | ')}`);
}

/** What a screen reader calls an element: `aria-label`, else its label, else what it contains. */
export function accessibleName(element: Element): string {
  const given = element.getAttribute('aria-label');
  if (given !== null) return given;
  const root = element.getRootNode() as Document | ShadowRoot;
  const label = element.id ? root.querySelector(`label[for="${element.id}"]`) : null;
  return spokenText(label ?? element.closest('label') ?? element);
}

/** What a screen reader adds to the name: the texts that `aria-describedby` names, also hidden ones. */
export function description(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = element.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
  return oneLine(ids.map((id) => root.getElementById(id)?.textContent ?? `(no ${id})`).join(' '));
}

/** All text that is seen in an element and in the shadow roots in it, in one line. */
export function seenText(element: Element): string {
  return oneLine([...textNodes(element.shadowRoot ?? element)].join(' '));
}

function* textNodes(node: Node): Generator<string> {
  for (const child of node.childNodes) {
    if (child instanceof Text) yield child.data;
    else if (child instanceof HTMLSlotElement)
      for (const slotted of child.assignedNodes()) yield* textNodes(slotted);
    else if (child instanceof Element && isSeen(child)) yield* textNodes(child.shadowRoot ?? child);
  }
}

function* deep<T extends Element>(within: Element | ShadowRoot, selector: string): Generator<T> {
  if (within instanceof Element && within.shadowRoot) yield* deep<T>(within.shadowRoot, selector);
  for (const element of within.querySelectorAll<T>('*')) {
    if (element.matches(selector)) yield element;
    if (element.shadowRoot) yield* deep<T>(element.shadowRoot, selector);
  }
}

function spokenText(element: Element): string {
  const content = element.cloneNode(true) as Element;
  for (const hidden of content.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return oneLine(content.textContent);
}

function isSeen(element: Element): boolean {
  return !(element instanceof HTMLElement) || element.checkVisibility({ visibilityProperty: true });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
