import type { ReactiveControllerHost } from 'lit';
import type { Connection, ConnectionLike } from '../core/connection.js';
import type { SocketFactory } from '../core/ports.js';
import type { SendData } from '../core/send-gate.js';
import { ConnectionProvider } from './connection-provider.js';
import { connectionSettingOf, settingDefaults, settingRules, textOf } from './connection-settings.js';
import type { SettingName, SettingValues } from './connection-settings.js';
import { reflectState } from './state-reflection.js';

/**
 * All that makes an element the owner of a connection, for `ws-tester` and `ws-connection`: the provider with its
 * events and its lifetime, the settings, the custom states, and the commands. The element itself only declares:
 *
 * ```ts
 * export class WsThing extends LitElement {
 *   // one accessor a setting, written through at once: `el.url = x; el.connect()` uses x
 *   @property() get url(): string { return this.#owner.get('url'); }
 *   set url(value: string) { this.#owner.set('url', value); }
 *
 *   readonly #owner = new ConnectionOwner(this, this.attachInternals());
 *
 *   connect(): void {
 *     if (!this.hasUpdated) this.performUpdate(); // Lit hands over properties set before upgrade only then
 *     this.#owner.connect();
 *   }
 * }
 * ```
 */
export class ConnectionOwner {
  /** Provides the connection to those below the host; swap `provider.connection` to provide another. */
  readonly provider: ConnectionProvider;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #own: Connection;
  readonly #defaults: SettingValues;
  readonly #ignored = new Map<SettingName, string>();

  /**
   * Call it in a field of the host. Does not connect.
   * @param internals where to keep the custom states; the host may use it for more
   */
  constructor(host: ReactiveControllerHost & HTMLElement, internals: ElementInternals) {
    this.#host = host;
    this.provider = new ConnectionProvider(host, {
      onState: (state) => {
        reflectState(internals, state);
      },
    });
    this.#own = this.provider.own;
    const { maxEntries, maxBytes } = this.#own.log;
    this.#defaults = { ...settingDefaults, maxEntries, maxBytes };
  }

  /** What is provided now. */
  get connection(): ConnectionLike {
    return this.provider.connection;
  }

  /** What makes the sockets, from the next attempt on; `undefined` for the browser's `WebSocket`. Never connects. */
  get socket(): SocketFactory | undefined {
    return this.provider.socket;
  }

  /** Takes what a page may write for "none", too. What is no function is told in the console and counts as none. */
  set socket(given: SocketFactory | null | undefined) {
    const usable = typeof given === 'function' ? given : undefined;
    if (given && !usable) {
      console.warn(`<${this.#host.localName}>: its property socket is ignored: expected a function.`);
    }
    this.provider.socket = usable;
  }

  /** A setting as it counts now; also after the reader changed it. */
  get<K extends SettingName>(name: K): SettingValues[K] {
    return (isLogBound(name) ? this.#own.log[name] : this.#settingOf(name)) as SettingValues[K];
  }

  /**
   * Takes a setting in any form (`settingRules`). `null` and `undefined` give the default back. What makes no
   * sense counts as the default too, and is told once in the console. Never connects, never throws.
   */
  set(name: SettingName, given: unknown): void {
    const value = this.#read(name, given);
    if (isLogBound(name)) this.#own.log[name] = value as number;
    else this.#own.configure({ [connectionSettingOf[name]]: value });
  }

  /** See `Connection.open()`. */
  connect(): void {
    this.connection.open('host');
  }

  /** See `Connection.close()`. */
  disconnect(code?: number, reason?: string): void {
    this.connection.close(code, reason, 'host');
  }

  /** See `Connection.send()`. */
  send(data: SendData): Promise<void> {
    return this.connection.send(data);
  }

  /** Empties the log. The connection is not touched. */
  clear(): void {
    this.connection.log.clear();
  }

  #settingOf(name: keyof typeof connectionSettingOf): unknown {
    return this.#own.state.settings[connectionSettingOf[name]];
  }

  #read(name: SettingName, given: unknown): unknown {
    if (given === null || given === undefined) return this.#defaults[name];
    const { attribute, expected, read } = settingRules[name];
    const value = read(given);
    if (value !== undefined) return value;
    const fallback = this.#defaults[name];
    const text = textOf(given);
    if (this.#ignored.get(name) !== text) {
      this.#ignored.set(name, text);
      console.warn(
        `<${this.#host.localName} ${attribute}=${JSON.stringify(text)}> is ignored: expected ${expected}. ` +
          `${String(fallback)} is used.`,
      );
    }
    return fallback;
  }
}

function isLogBound(name: SettingName): name is 'maxEntries' | 'maxBytes' {
  return name === 'maxEntries' || name === 'maxBytes';
}
