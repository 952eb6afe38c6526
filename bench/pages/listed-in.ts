import type { Contestant } from './contestant.js';

/** How to find the list of messages inside an element of ours, and the newest row of a message in it. */
export function listedIn(host: Element): Pick<Required<Contestant>, 'list' | 'newestRow'> {
  const list = () => {
    const found = deepQuery(host, '[role=listbox]');
    if (!(found instanceof HTMLElement)) throw new Error('There is no list yet');
    return found;
  };
  return {
    list,
    newestRow: () => {
      let newest: Element | undefined;
      for (const row of list().querySelectorAll('[role=option].received')) {
        if (!newest || positionOf(row) > positionOf(newest)) newest = row;
      }
      return newest?.textContent ?? '';
    },
  };
}

/** The first element that fits, also inside open shadow roots. */
export function deepQuery(root: Element | ShadowRoot, selector: string): Element | undefined {
  const found = root.querySelector(selector);
  if (found) return found;
  const inner = root instanceof Element && root.shadowRoot ? [root.shadowRoot] : [];
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) inner.push(element.shadowRoot);
  for (const shadow of inner) {
    const deeper = deepQuery(shadow, selector);
    if (deeper) return deeper;
  }
  return undefined;
}

function positionOf(row: Element): number {
  return Number(row.getAttribute('aria-posinset'));
}
