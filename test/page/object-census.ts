/** Sends a command of the Chrome DevTools Protocol to a page and gives its answer. */
export type SendCommand = (method: string, params?: object) => Promise<unknown>;

/** How many objects a page holds, by the name of their class; and its DOM nodes and event listeners. */
export type ObjectCensus = ReadonlyMap<string, number>;

/** Runs in the page. A class of the page may have any `constructor`, also one that throws. */
const countByClass = `function () {
  const counts = {};
  for (const object of this) {
    let name = '?';
    try { name = String(Object.getPrototypeOf(object)?.constructor?.name); } catch {}
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}`;

/**
 * Counts what is left in a page after garbage collection: every object whose prototype chain ends at `Object`, so
 * also functions, DOM objects and sockets. Only Chromium's protocol can ask for that (`Runtime.queryObjects`).
 */
export async function takeCensus(send: SendCommand): Promise<ObjectCensus> {
  // What finalizers of one run let go is found by the next.
  for (let run = 0; run < 3; run++) await send('HeapProfiler.collectGarbage');
  const objectGroup = 'census';
  const { result } = (await send('Runtime.evaluate', {
    expression: 'Object.prototype',
    objectGroup,
  })) as Remote;
  const { objects } = (await send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup,
  })) as { objects: { objectId: string } };
  const counted = (await send('Runtime.callFunctionOn', {
    functionDeclaration: countByClass,
    objectId: objects.objectId,
    returnByValue: true,
  })) as Remote;
  // The list itself would keep what it lists.
  await send('Runtime.releaseObjectGroup', { objectGroup });
  const dom = (await send('Memory.getDOMCounters')) as { nodes: number; jsEventListeners: number };
  return new Map([
    ...Object.entries(counted.result.value as Record<string, number>),
    ['DOM nodes', dom.nodes],
    ['event listeners', dom.jsEventListeners],
  ]);
}

/** What there is more of, by how much. */
export function growthBetween(before: ObjectCensus, after: ObjectCensus): Record<string, number> {
  const grown = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, more]) => more > 0));
}

interface Remote {
  readonly result: { readonly objectId?: string; readonly value?: unknown };
}
