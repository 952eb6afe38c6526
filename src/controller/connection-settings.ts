import type { ConnectionSettings } from '../core/connection-state.js';
import { defaultSettings } from '../core/connection-state.js';
import { defaultReconnectAttempts } from '../core/reconnect.js';

/**
 * The settings an element with a connection takes, as properties. Each may be given as anything a page can write:
 * the text of an attribute, a framework's string property, or the value itself.
 */
export interface SettingValues {
  /** The endpoint, as written. */
  readonly url: string;
  /** Subprotocols, comma separated, as written. */
  readonly protocols: string;
  /** How many automatic retries may follow a failure. */
  readonly reconnect: number;
  /** How long an attempt may stay unanswered, in milliseconds. */
  readonly handshakeTimeout: number;
  /** Bound of the log by count. */
  readonly maxEntries: number;
  /** Bound of the log by bytes kept. */
  readonly maxBytes: number;
  /** Whether the reader is kept from changing the endpoint. */
  readonly lockUrl: boolean;
}

/** The name of a setting, as a property. */
export type SettingName = keyof SettingValues;

interface SettingRule<T> {
  readonly attribute: string;
  /** What was given as a value, or `undefined` if it makes no sense. Never called with `null` or `undefined`. */
  readonly read: (given: unknown) => T | undefined;
  /** What would make sense, for the warning. */
  readonly expected: string;
}

/** Anything as text, as an attribute would have it: a `URL` gives its address. */
export const textOf: (given: unknown) => string = String;

/** The longest delay a browser's timer keeps (HTML Standard, timers: a signed 32-bit number of milliseconds). */
const longestTimerMs = 2 ** 31 - 1;

/** How each setting is written and read. */
export const settingRules: { readonly [K in SettingName]: SettingRule<SettingValues[K]> } = {
  url: { attribute: 'url', read: textOf, expected: 'a URL' },
  protocols: { attribute: 'protocols', read: protocolsText, expected: 'subprotocols, comma separated' },
  reconnect: {
    attribute: 'reconnect',
    read: reconnectAttempts,
    expected: 'nothing, "true", "false", or how many retries at most',
  },
  handshakeTimeout: {
    attribute: 'handshake-timeout',
    read: (given) => wholeNumber(given, 1, longestTimerMs),
    expected: `whole milliseconds from 1 to ${String(longestTimerMs)}`,
  },
  maxEntries: {
    attribute: 'max-entries',
    read: (given) => wholeNumber(given, 1),
    expected: 'a whole number from 1',
  },
  maxBytes: {
    attribute: 'max-bytes',
    read: (given) => wholeNumber(given, 1),
    expected: 'a whole number of bytes from 1',
  },
  // A boolean attribute is true by being there (HTML Standard); "false" is what some frameworks write for false.
  lockUrl: { attribute: 'lock-url', read: (given) => given !== false && given !== 'false', expected: '' },
};

/** What each setting is when nobody set it, but for the bounds of the log, which the log knows itself. */
export const settingDefaults: Omit<SettingValues, 'maxEntries' | 'maxBytes'> = {
  url: defaultSettings.url,
  protocols: defaultSettings.protocols,
  reconnect: defaultSettings.reconnectAttempts,
  handshakeTimeout: defaultSettings.handshakeTimeoutMs,
  lockUrl: defaultSettings.lockUrl,
};

/** Which setting of a connection a property stands for; the bounds of the log are none of them. */
export const connectionSettingOf = {
  url: 'url',
  protocols: 'protocols',
  reconnect: 'reconnectAttempts',
  handshakeTimeout: 'handshakeTimeoutMs',
  lockUrl: 'lockUrl',
} as const satisfies Partial<Record<SettingName, keyof ConnectionSettings>>;

/**
 * Subprotocols as one text. An array becomes comma-separated text, or the text of a JSON array where an entry
 * would not survive that; text stays as it is, right or wrong.
 */
export function protocolsText(given: unknown): string {
  if (!Array.isArray(given)) return given === null || given === undefined ? '' : textOf(given);
  const protocols = given.map(String);
  return protocols.every((protocol) => /^[^\s,["\]]+$/.test(protocol))
    ? protocols.join(', ')
    : JSON.stringify(protocols);
}

function reconnectAttempts(given: unknown): number | undefined {
  if (given === '' || given === true || given === 'true') return defaultReconnectAttempts;
  if (given === false || given === 'false') return 0;
  return wholeNumber(given, 0);
}

function wholeNumber(given: unknown, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (typeof given !== 'number' && typeof given !== 'string') return undefined;
  const text = String(given).trim();
  const number = Number(text);
  return /^\d+$/.test(text) && number >= min && number <= max ? number : undefined;
}
