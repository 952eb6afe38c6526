import { ref } from 'lit/directives/ref.js';
import type { WsConnection } from '../src/elements/ws-connection/ws-connection.js';
import type { WsTester } from '../src/elements/ws-tester/ws-tester.js';

/**
 * Put on a `ws-tester` or `ws-connection`, calls its `connect()` once it is in the page: Storybook also renders each
 * story out of the page, to show its source.
 */
export function connectWhenShown() {
  return ref(connect);
}

const seen = new WeakSet<Element>();

// One function, for lit calls a `ref` again that is another one at each render.
function connect(element: Element | undefined): void {
  if (!element || seen.has(element)) return;
  seen.add(element);
  setTimeout(() => {
    if (element.isConnected) (element as WsConnection | WsTester).connect();
  });
}
