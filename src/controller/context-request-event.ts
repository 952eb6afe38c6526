/**
 * The two events of the web-components community context protocol
 * (https://github.com/webcomponents-cg/community-protocols, "Context"). Own classes with the same names and
 * fields as those of `@lit/context`, so that its providers and consumers and ours understand each other.
 * Read such an event by its fields, never by `instanceof`: the page may hold several copies of these classes.
 */

/** Receives the value asked for. Called again later only if `subscribe` was asked; `unsubscribe` ends that. */
export type ContextCallback<T> = (value: T, unsubscribe?: () => void) => void;

/** Asks the nearest provider for a value. Bubbles and crosses shadow roots; the provider stops it. */
export class ContextRequestEvent<T> extends Event {
  /** What is asked for; compared by identity. */
  readonly context: unknown;
  /** The element that wants the value, also where the event was dispatched at another one. */
  readonly contextTarget: Element;
  /** Called with the value, at once or later, or never. */
  readonly callback: ContextCallback<T>;
  /** Whether later values are wanted too. */
  readonly subscribe: boolean;

  /** Dispatch it at the element from which upwards a provider is looked for. */
  constructor(context: unknown, contextTarget: Element, callback: ContextCallback<T>, subscribe = false) {
    super('context-request', { bubbles: true, composed: true });
    this.context = context;
    this.contextTarget = contextTarget;
    this.callback = callback;
    this.subscribe = subscribe;
  }
}

/** Says that an element has begun to provide a value, so that those below it may ask again. */
export class ContextProviderEvent extends Event {
  /** What is provided. */
  readonly context: unknown;
  /** The element that provides it. */
  readonly contextTarget: Element;

  /** Dispatch it at the provider's element, after it listens for requests. */
  constructor(context: unknown, contextTarget: Element) {
    super('context-provider', { bubbles: true, composed: true });
    this.context = context;
    this.contextTarget = contextTarget;
  }
}
