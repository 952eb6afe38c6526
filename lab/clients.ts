import type { RawData, WebSocket } from 'ws';

/** How a connection ended, as the server saw it: 1005 without a code, 1006 without a Close frame. */
export interface LabClose {
  readonly code: number;
  readonly reason: string;
}

interface ClientRecord {
  readonly open: Set<WebSocket>;
  total: number;
  lastClose?: LabClose;
}

/** So many names are remembered; beyond, the oldest without an open connection is forgotten. */
const maxRemembered = 1_000;

/**
 * Who is connected, by the name that a client gives itself (`?client=ID`). Clients without a name share the
 * empty one.
 */
export class Clients {
  readonly #records = new Map<string, ClientRecord>();

  /** Counts a connection that has just opened, and forgets its socket when it closes. */
  add(client: string, socket: WebSocket): void {
    const record = this.#records.get(client) ?? { open: new Set(), total: 0 };
    this.#records.delete(client);
    this.#records.set(client, record);
    record.total += 1;
    record.open.add(socket);
    socket.once('close', (code: number, reason: Buffer) => {
      record.open.delete(socket);
      record.lastClose = { code, reason: reason.toString('utf8') };
    });
    this.#forgetOldest();
  }

  /** Sockets open now. */
  open(client: string): readonly WebSocket[] {
    return [...(this.#records.get(client)?.open ?? [])];
  }

  /** Connections accepted so far, open ones included; refused requests are not counted. */
  total(client: string): number {
    return this.#records.get(client)?.total ?? 0;
  }

  /** How the client's latest closed connection ended; undefined while none has. */
  lastClose(client: string): LabClose | undefined {
    return this.#records.get(client)?.lastClose;
  }

  #forgetOldest(): void {
    for (const [client, record] of this.#records) {
      if (this.#records.size <= maxRemembered) return;
      if (record.open.size === 0) this.#records.delete(client);
    }
  }
}

/** What {@link WebSocket.send} of `ws` takes and the lab hands through. */
export type LabData = string | Uint8Array;

/** A message from `ws` as one buffer, whatever shape it came in. */
export function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
