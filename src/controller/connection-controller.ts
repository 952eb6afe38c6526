import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectionLike } from '../core/connection.js';
import type { ConnectionState } from '../core/connection-state.js';
import type { Release } from '../core/ports.js';
import { connectionContext } from './connection-context.js';
import type { ConnectionCallback } from './connection-context.js';
import { ContextRequestEvent } from './context-request-event.js';
import type { ContextProviderEvent } from './context-request-event.js';

/**
 * Why a part has no connection.
 * - `none`: it has one, or it is too early to tell; show nothing about it
 * - `off`: `for=""`, on purpose none; show nothing about it
 * - `missing`: no `for`, and no `ws-tester` or `ws-connection` around the part
 * - `dangling-for`: no element in the part's own root has that id
 * - `silent-for`: an element has that id, but gives no connection: it is something else, or its script has not come
 */
export type ConnectionProblem = 'none' | 'off' | 'missing' | 'dangling-for' | 'silent-for';

/** An element that can use a `ConnectionController`: both properties should be reactive ones. */
export type ConnectionHost = ReactiveControllerHost &
  HTMLElement & {
    /** Id of an element in the same root that has the connection; `''` for none on purpose. */
    htmlFor?: string | null | undefined;
    /** A connection given outright. Beats `htmlFor` and what is around. */
    connection?: ConnectionLike | null | undefined;
  };

/** What may be left out. */
export interface ConnectionControllerOptions<T> {
  /** Whether two selected values are the same, so that no render is needed. Default `Object.is`. */
  readonly equal?: (a: T, b: T) => boolean;
  /**
   * Told when another connection is bound, and `undefined` when it is let go, which is also whenever the host
   * leaves the document. To drop own subscriptions, such as one to `connection.log`.
   */
  readonly onConnection?: (connection: ConnectionLike | undefined) => void;
}

/**
 * Finds the connection of a part and watches what the part selects of its state. It looks at the host's
 * `connection` property, else for the element with the id in `htmlFor`, else for the nearest provider around; and
 * looks again when any of them changes, appears late, or the host moves. The host is asked to render only when the
 * selected value, the connection or the problem changed.
 *
 * It never opens, closes or changes a connection, and holds none while the host is out of the document.
 */
export class ConnectionController<T> implements ReactiveController {
  readonly #host: ConnectionHost;
  readonly #select: (state: ConnectionState) => T;
  readonly #equal: (a: T, b: T) => boolean;
  readonly #onConnection: ((connection: ConnectionLike | undefined) => void) | undefined;
  #connection: ConnectionLike | undefined;
  #value: T | undefined;
  #problem: ConnectionProblem = 'none';
  #stopFollowing: Release | undefined;
  /** What the present search began with, and what ends it. `undefined` while the host is in no document. */
  #search: Search | undefined;
  /** Released with the host's stay in its document. */
  #stay: Release[] = [];
  /** Whether the host had a fair chance to find something, so that a problem is to be told. */
  #settled = false;

  /**
   * @param host adds itself to it
   * @param select what the host shows of a state; called after each change of it, so keep it cheap
   */
  constructor(
    host: ConnectionHost,
    select: (state: ConnectionState) => T,
    options: ConnectionControllerOptions<T> = {},
  ) {
    this.#host = host;
    this.#select = select;
    this.#equal = options.equal ?? Object.is;
    this.#onConnection = options.onConnection;
    host.addController(this);
  }

  /** The connection the host is bound to now. Also right after a property of the host was set, before its update. */
  get connection(): ConnectionLike | undefined {
    this.#look();
    return this.#connection;
  }

  /** What was selected of the connection's state; `undefined` without a connection. */
  get value(): T | undefined {
    this.#look();
    return this.#value;
  }

  /**
   * Why there is no connection. Stays `none` until the page had a fair chance to bring one, so that nothing
   * flashes: until its scripts have run (`DOMContentLoaded`; where that may be past, `readyState` `complete`) and
   * the task in which the host arrived is over.
   */
  get problem(): ConnectionProblem {
    this.#look();
    return this.#settled || this.#problem === 'off' ? this.#problem : 'none';
  }

  /** Part of Lit's controller interface. */
  hostConnected(): void {
    const { ownerDocument } = this.#host;
    // In the capture phase: a provider further out may stop the event, as that of @lit/context does.
    listen(this.#stay, ownerDocument, 'context-provider', this.#onProvider, { capture: true });
    this.#settleSoon(ownerDocument);
    this.#find();
  }

  /** Part of Lit's controller interface. */
  hostDisconnected(): void {
    for (const release of this.#stay.splice(0)) release();
    this.#settled = false;
    this.#endSearch();
    this.#bind(undefined, 'none');
  }

  /** Part of Lit's controller interface: what the host renders next is of the right connection. */
  hostUpdate(): void {
    this.#look();
  }

  #look(): void {
    if (!this.#search) return;
    const { given, forId } = this.#search;
    if (given !== givenTo(this.#host) || forId !== forIdOf(this.#host)) this.#find();
  }

  readonly #onProvider = (event: Event): void => {
    const { context } = event as ContextProviderEvent;
    if (context === connectionContext && this.#search && !this.#search.given) this.#find();
  };

  #find(): void {
    this.#endSearch();
    const search: Search = {
      given: givenTo(this.#host),
      forId: forIdOf(this.#host),
      releases: [],
      answered: false,
    };
    this.#search = search;
    if (search.given) this.#bind(search.given, 'none');
    else if (search.forId === '') this.#bind(undefined, 'off');
    else if (search.forId === undefined) this.#ask(search, this.#host, 'missing');
    else this.#findById(search, search.forId);
  }

  #endSearch(): void {
    const releases = this.#search?.releases ?? [];
    this.#search = undefined;
    for (const release of releases) release();
  }

  #findById(search: Search, id: string): void {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const target = root.getElementById(id);
    const observer = new MutationObserver(() => {
      if (this.#search === search && root.getElementById(id) !== target) this.#find();
    });
    observer.observe(root, { subtree: true, childList: true, attributeFilter: ['id'] });
    search.releases.push(() => {
      observer.disconnect();
    });
    if (!target) {
      this.#bind(undefined, 'dangling-for');
      return;
    }
    // Asked before its upgrade it would stay silent, and a tester around it would answer in its place.
    if (target.matches(':defined')) {
      this.#ask(search, target, 'silent-for');
      return;
    }
    this.#bind(undefined, 'silent-for');
    void customElements.whenDefined(target.localName).then(() => {
      if (this.#search === search) this.#find();
    });
  }

  #ask(search: Search, at: Element, problem: ConnectionProblem): void {
    let asking = true;
    let unsubscribe: Release | undefined;
    const callback: ConnectionCallback = (connection, release) => {
      if (this.#search !== search) {
        release?.();
      } else if (search.answered && release !== unsubscribe) {
        // Another provider, on whose request we do not know; ask ourselves who is the nearest.
        release?.();
        if (!asking) this.#find();
      } else {
        search.answered = true;
        unsubscribe = release;
        const usable = isConnection(connection);
        this.#bind(usable ? connection : undefined, usable ? 'none' : problem);
      }
    };
    search.releases.push(() => unsubscribe?.());
    at.dispatchEvent(new ContextRequestEvent(connectionContext, this.#host, callback, true));
    asking = false;
    if (!search.answered && this.#search === search) this.#bind(undefined, problem);
  }

  #bind(connection: ConnectionLike | undefined, problem: ConnectionProblem): void {
    const toldProblem = this.#problem;
    this.#problem = problem;
    if (connection === this.#connection) {
      if (problem !== toldProblem) this.#host.requestUpdate();
      return;
    }
    this.#stopFollowing?.();
    this.#connection = connection;
    this.#stopFollowing = connection?.subscribe(() => {
      this.#follow(connection);
    });
    this.#value = connection && this.#select(connection.state);
    this.#host.requestUpdate();
    this.#onConnection?.(connection);
  }

  #follow(connection: ConnectionLike): void {
    // A listener that was released while the news was on its way may still hear it once.
    if (connection !== this.#connection) return;
    const value = this.#select(connection.state);
    if (this.#equal(this.#value as T, value)) return;
    this.#value = value;
    this.#host.requestUpdate();
  }

  #settleSoon(document: Document): void {
    const releases: Release[] = [];
    const afterTask = () => {
      for (const release of releases.splice(0)) release();
      const timer = setTimeout(() => {
        this.#settled = true;
        if (this.#problem !== 'none') this.#host.requestUpdate();
      });
      this.#stay.push(() => {
        clearTimeout(timer);
      });
    };
    if (document.readyState === 'complete') {
      afterTask();
      return;
    }
    // `interactive` is before and after DOMContentLoaded alike, and nothing tells which.
    const onReadyState = () => {
      if (document.readyState === 'complete') afterTask();
    };
    listen(releases, document, 'DOMContentLoaded', afterTask);
    listen(releases, document, 'readystatechange', onReadyState);
    this.#stay.push(() => {
      for (const release of releases) release();
    });
  }
}

interface Search {
  readonly given: ConnectionLike | undefined;
  readonly forId: string | undefined;
  readonly releases: Release[];
  /** Whether a provider has answered. */
  answered: boolean;
}

function givenTo({ connection }: ConnectionHost): ConnectionLike | undefined {
  return isConnection(connection) ? connection : undefined;
}

function forIdOf({ htmlFor }: ConnectionHost): string | undefined {
  return htmlFor ?? undefined;
}

/** By shape: it may come from another copy of this library, or be something else altogether. */
function isConnection(value: ConnectionLike | null | undefined): value is ConnectionLike {
  return typeof value?.subscribe === 'function' && typeof value.state === 'object';
}

function listen(
  releases: Release[],
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions = {},
): void {
  target.addEventListener(type, listener, options);
  releases.push(() => {
    target.removeEventListener(type, listener, options);
  });
}
