import { utf8Length } from '../protocol/utf8.js';

/** A message as the reader sent it. */
export type SnippetMessage = string | Uint8Array;

/** What a snippet does. Made by {@link snippetRequest}, which keeps it within bounds. */
export interface SnippetRequest {
  /** Where the client connects to. Any text. */
  readonly url: string;
  /** Offered by the client, known by the server. Any texts. */
  readonly protocols: readonly string[];
  readonly messages: readonly SnippetMessage[];
  /** What the client closes with. */
  readonly close: { readonly code: number; readonly reason: string };
  /** How long the client waits for messages before it closes. */
  readonly listenSeconds: number;
  /** Where the server listens, on 127.0.0.1. */
  readonly port: number;
  /** Sentences for comments, about what is left out. Ours: nothing in them comes from a page or the wire. */
  readonly remarks: readonly string[];
}

/** What is known of what the reader did. Everything may be left out. */
export interface SnippetInput {
  readonly url?: string | undefined;
  readonly protocols?: readonly string[] | undefined;
  /** In the order in which they were sent. A number stands for a message whose content is not at hand: its size. */
  readonly messages?: readonly (SnippetMessage | number)[] | undefined;
  /** How many more were sent before those. Default 0. */
  readonly earlierMessages?: number | undefined;
  readonly close?: { readonly code?: number; readonly reason?: string } | undefined;
  /** Default 5. */
  readonly listenSeconds?: number | undefined;
  /** Default 8080. */
  readonly port?: number | undefined;
}

/** How many messages a snippet sends at most: the last ones. */
export const maxSnippetMessages = 5;

/** How large a message in a snippet may be, in bytes of UTF-8 or of binary: 4 KiB. Larger ones are left out whole. */
export const maxSnippetMessageBytes = 4_096;

/** Stands in where there is no address yet (RFC 2606 §3). */
export const exampleUrl = 'wss://example.com/stream';

/** Stands in where nothing was sent yet. */
export const exampleMessage = 'Hello';

/**
 * What a snippet does, from what the reader did: their last messages within bounds, the rest counted in remarks.
 * Lone surrogates become U+FFFD, as a WebSocket sends them (Web IDL, `USVString`). Credentials and a fragment in the
 * address are dropped, as browsers drop them or refuse the address. Never throws.
 */
export function snippetRequest(input: SnippetInput): SnippetRequest {
  const { messages = [], earlierMessages = 0, close, listenSeconds = 5, port = 8080 } = input;
  const last = messages.slice(-maxSnippetMessages);
  const kept = last.filter(
    (message) => typeof message !== 'number' && sizeOf(message) <= maxSnippetMessageBytes,
  );
  const earlier = earlierMessages + messages.length - last.length;
  const unread = last.filter(
    (message) => typeof message === 'number' && message <= maxSnippetMessageBytes,
  ).length;
  const large = last.length - kept.length - unread;
  const nothingSent = messages.length === 0 && earlierMessages === 0;
  return {
    url: cleanUrl(input.url ?? '') || exampleUrl,
    protocols: (input.protocols ?? []).map(wellFormed),
    messages: nothingSent
      ? [exampleMessage]
      : kept.map((message) => (typeof message === 'string' ? wellFormed(message) : (message as Uint8Array))),
    close: { code: close?.code ?? 1000, reason: wellFormed(close?.reason ?? '') },
    listenSeconds,
    port,
    remarks: [
      ...(earlier > 0
        ? [`Left out: ${counted(earlier, 'earlier message')}; only the last ${maxSnippetMessages} are here.`]
        : []),
      ...(large > 0
        ? [`Left out: ${counted(large, 'message')} of more than ${maxSnippetMessageBytes} bytes.`]
        : []),
      ...(unread > 0 ? [`Left out: ${counted(unread, 'message')} that the page sent as a Blob.`] : []),
    ],
  };
}

/** `1 message`, `2 messages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * An address whose path and query hold only what RFC 3986 allows. A browser's parser leaves some more characters as
 * they are (`|`, `^`, `{`; WHATWG URL §1.3), which strict libraries refuse.
 */
export function strictUri(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is.exec(url);
  if (!match) return url;
  const [, start = '', rest = ''] = match;
  return start + rest.replace(/[^\w.~:/?#@!$&'()*+,;=%-]|%(?![0-9a-f]{2})/giu, percentEncoded);
}

function percentEncoded(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

function cleanUrl(text: string): string {
  try {
    const url = new URL(text);
    url.username = url.password = url.hash = '';
    return url.href;
  } catch {
    return wellFormed(text);
  }
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd'); // with the `u` flag a pair is one character above them
}

function sizeOf(message: SnippetMessage): number {
  return typeof message === 'string' ? utf8Length(message) : message.byteLength;
}
