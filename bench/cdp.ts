import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What a command may take, milliseconds, unless told otherwise. */
const defaultLimitMs = 20_000;

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluation {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/**
 * The Chrome DevTools Protocol over one socket. Playwright and Puppeteer switch its Network domain on, which halves
 * the messages a page can take (measured: 24,000 to 12,000 a second); this client switches on nothing by itself.
 */
export class CdpClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #listeners = new Set<(answer: Answer) => void>();
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
      else for (const listener of [...this.#listeners]) listener(answer);
    });
  }

  /** Connects to a browser's `webSocketDebuggerUrl`. */
  static async connect(url: string): Promise<CdpClient> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 30 });
    await once(socket, 'open');
    return new CdpClient(socket);
  }

  /** Sends a command, to the browser or to a session. Rejects with what the browser says, or after the limit. */
  send(method: string, params: object = {}, sessionId?: string, limitMs = defaultLimitMs): Promise<unknown> {
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle({ error: { message: `no answer within ${limitMs} ms` } });
      }, limitMs);
      const settle = ({ result, error }: Answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      };
      this.#waiting.set(id, settle);
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  /** Calls back for each event of one name in one session. Returns its own release. */
  on(method: string, sessionId: string, listener: (params: unknown) => void): () => void {
    const entry = (answer: Answer) => {
      if (answer.method === method && answer.sessionId === sessionId) listener(answer.params);
    };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** The value of an expression in a session's page, awaited. Throws what the page throws, as text. */
  async evaluate(expression: string, sessionId: string, limitMs = defaultLimitMs): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const evaluation = (await this.send('Runtime.evaluate', params, sessionId, limitMs)) as Evaluation;
    const { result, exceptionDetails } = evaluation;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close(): void {
    this.#socket.close();
  }
}
