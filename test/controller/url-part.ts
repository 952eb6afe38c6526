import { fixture } from '@open-wc/testing';
import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { ConnectionController } from '../../src/controller/connection-controller.js';
import type { ConnectionLike } from '../../src/core/connection.js';
import { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import '../../src/define/ws-connection.js';

/** A part as small as can be: shows the URL of the connection it found, or why it found none. */
export class UrlPart extends LitElement {
  @property({ attribute: 'for' }) htmlFor?: string;
  @property({ attribute: false }) connection?: ConnectionLike;

  /** How often it rendered. */
  renders = 0;
  /** What `onConnection` was told, in order. */
  readonly told: (ConnectionLike | undefined)[] = [];

  readonly #found = new ConnectionController(this, (state) => state.settings.url, {
    onConnection: (connection) => this.told.push(connection),
  });

  /** The connection it would give a command to. */
  get found(): ConnectionLike | undefined {
    return this.#found.connection;
  }

  protected override render() {
    this.renders += 1;
    return html`${this.#found.value ?? this.#found.problem}`;
  }
}

customElements.define('url-part', UrlPart);

/** What a part shows, once it has rendered. */
export async function shown(part: Element | null): Promise<string> {
  if (!(part instanceof UrlPart)) throw new TypeError('not a url-part');
  await part.updateComplete;
  return part.shadowRoot?.textContent.trim() ?? '';
}

/** Added to the title of a test that needs `moveBefore`: the reason it is skipped, or nothing. */
export const noMoveBefore =
  'moveBefore' in Element.prototype ? '' : ' (skipped: this engine has no moveBefore)';

let lateTags = 0;

/** The name of a `ws-connection` whose script has not come yet, and its coming. */
export function lateConnection(): { readonly tag: string; readonly arrive: () => void } {
  const tag = `late-connection-${String(++lateTags)}`;
  return { tag, arrive: () => customElements.define(tag, class extends WsConnection {}) };
}

/** A connection whose waits between retries are no chance: that share of the longest possible. */
export async function withChance(share: number, markup: string): Promise<WsConnection> {
  const { random } = Math;
  Math.random = () => share;
  try {
    return await fixture<WsConnection>(markup);
  } finally {
    Math.random = random;
  }
}
