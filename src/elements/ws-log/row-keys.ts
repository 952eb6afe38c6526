type Move = (row: number, page: number, last: number) => number;

/** What the keys of a listbox do (WAI-ARIA Authoring Practices Guide, "Listbox Pattern"). */
const moves: Readonly<Record<string, Move>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, page) => row + page,
  PageUp: (row, page) => row - page,
  Home: () => 0,
  End: (_row, _page, last) => last,
};

/** Whether a key chooses the active row. */
export function isChoosingKey({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' ';
}

/**
 * The row that a key goes to from `row`, never outside 0 to `last`; `undefined` for other keys and for those that belong
 * to the browser. `page` is how many rows Page Up and Page Down move by.
 */
export function rowAfterKey(
  event: KeyboardEvent,
  row: number,
  page: number,
  last: number,
): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const move = moves[event.key];
  return move && Math.max(0, Math.min(move(row, page, last), last));
}
