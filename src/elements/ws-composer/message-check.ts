import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LazyModule } from '../shared/lazy-module.js';
import type * as StructuredFormats from './structured-formats.js';
import { readText, type MessageFormat, type MessageReading } from './message-format.js';

/** A text up to this length is read at each key press: 50,000 characters of JSON take 5 to 10 ms (measured). */
const immediateLength = 50_000;

/** How long a longer text has to rest before it is read. */
const restMs = 150;

/**
 * Reads the message while it is written: short texts at once, long ones when the writer pauses. What reads JSON,
 * Base64 and hex is loaded when one of them is first used.
 */
export class MessageCheck implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #structured: LazyModule<typeof StructuredFormats>;
  #text = '';
  #format: MessageFormat = 'text';
  #reading: MessageReading | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#structured = new LazyModule(host, () => import('./structured-formats.js'));
    host.addController(this);
  }

  /** What the text comes to; `undefined` while it waits to be read, and the host updates once it was. */
  read(text: string, format: MessageFormat): MessageReading | undefined {
    if (this.#isRead(text, format) || text.length <= immediateLength) return this.readNow(text, format);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.readNow(text, format);
      this.#host.requestUpdate();
    }, restMs);
    return undefined;
  }

  /**
   * What the text comes to, whatever its length: for the moment of sending. `undefined` while what reads its format
   * is not here: `structured()` brings it.
   */
  readNow(text: string, format: MessageFormat): MessageReading | undefined {
    clearTimeout(this.#timer);
    if (this.#isRead(text, format)) return this.#reading;
    const reading = format === 'text' ? readText(text) : this.#structured.value?.readMessage(text, format);
    if (reading) {
      this.#text = text;
      this.#format = format;
      this.#reading = reading;
    } else if (!this.#structured.failed) void this.#structured.load();
    return reading;
  }

  /** What reads and formats JSON, Base64 and hex; `undefined` if it cannot be loaded. Never rejects. */
  structured(): Promise<typeof StructuredFormats | undefined> {
    return this.#structured.load();
  }

  /** Part of Lit's controller interface: a text that still waits to be read is read when the element is back. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Part of Lit's controller interface. */
  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #isRead(text: string, format: MessageFormat): boolean {
    return this.#reading !== undefined && text === this.#text && format === this.#format;
  }
}
