import { configure, within } from 'storybook/test';

// By default it prints the whole document into its messages, and for a shadow root it throws instead.
configure({
  getElementError: (message) => new Error(message ?? 'not found'),
  asyncUtilTimeout: 10_000, // a busy machine takes its time
});

/**
 * Queries of what a reader sees in an element: `inside(canvasElement, 'ws-tester', 'ws-connect')` looks into the
 * shadow root of the `ws-connect` in that of the `ws-tester`. Testing Library itself stops at a shadow root.
 */
export function inside(root: ParentNode, ...tags: string[]) {
  return within(shadowOf(root, ...tags) as unknown as HTMLElement);
}

/** The shadow root itself, for its text. */
export function shadowOf(root: ParentNode, ...tags: string[]): ShadowRoot {
  let inner = root;
  for (const tag of tags) {
    const shadow = inner.querySelector(tag)?.shadowRoot;
    if (!shadow) throw new Error(`There is no ${tag} with a shadow root.`);
    inner = shadow;
  }
  return inner as ShadowRoot;
}

/** The text of an element with this part name, in one line; `''` where there is none. */
export function partText(root: ShadowRoot, part: string): string {
  return root.querySelector(`[part~=${part}]`)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
