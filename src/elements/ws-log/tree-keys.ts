/** What the keys of a tree act on. Rows count from 0. */
export interface TreeRows {
  readonly length: number;
  /** Whether a row is expanded or collapsed; `undefined` where it can be neither. */
  isExpanded(row: number): boolean | undefined;
  /** The row of what a row is in; `undefined` for the root. */
  parentOf(row: number): number | undefined;
  /** How many rows a page has. */
  readonly pageRows: number;
}

/** What a key asks for: to go to a row, or to expand or collapse the present one, or all around it. */
export type TreeMove =
  { readonly to: number } | { readonly expand: boolean } | { readonly expandSiblings: true };

/**
 * What a key does in a tree (WAI-ARIA Authoring Practices Guide, "Tree View Pattern"): arrows, Home, End, Page Up and Down,
 * Enter and space, which expand or collapse as the default action, and `*`. `undefined` for what belongs to the browser.
 */
export function treeMove(event: KeyboardEvent, row: number, rows: TreeRows): TreeMove | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const expanded = rows.isExpanded(row);
  const within = (to: number) => ({ to: Math.max(0, Math.min(to, rows.length - 1)) });
  switch (event.key) {
    case 'ArrowDown':
      return within(row + 1);
    case 'ArrowUp':
      return within(row - 1);
    case 'PageDown':
      return within(row + rows.pageRows);
    case 'PageUp':
      return within(row - rows.pageRows);
    case 'Home':
      return within(0);
    case 'End':
      return within(rows.length - 1);
    case 'ArrowRight':
      return expanded === undefined ? undefined : expanded ? within(row + 1) : { expand: true };
    case 'ArrowLeft':
      return expanded === true ? { expand: false } : within(rows.parentOf(row) ?? row);
    case 'Enter':
    case ' ':
      return expanded === undefined ? undefined : { expand: !expanded };
    case '*':
      return { expandSiblings: true };
    default:
      return undefined;
  }
}
